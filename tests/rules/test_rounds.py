"""Rounds of hybridisation can be told apart, and follow one another."""

from __future__ import annotations

from typing import Any

import pytest

from aind_schema import Procedures


def procedures(*steps: dict[str, Any], **fields: Any) -> Procedures:
    return Procedures(subject_id="625463", specimen_procedures=steps, **fields)


@pytest.mark.parametrize(("numbers", "found"), [((1, 1), 1), ((0, 1, 2), 0), ((), 0)])
def test_rounds_have_different_numbers(numbers: tuple[int, ...], found: int, find: Any) -> None:
    step = {"kind": "hybridization", "rounds": [{"number": number} for number in numbers]}
    assert len(find("round-repeated", procedures(step))) == found


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ({"start_date": "2025-06-22"}, {"start_date": "2025-06-20"}, ["start_date"]),
        ({"start_date": "2025-06-22"}, {"started_at": "2025-06-20T09:00:00Z"}, ["started_at"]),
        ({"start_date": "2025-06-20"}, {"start_date": "2025-06-20"}, []),
        ({"start_date": "2025-06-20"}, {}, []),
    ],
)
def test_rounds_follow_their_numbers(
    first: dict[str, Any], second: dict[str, Any], found: list[str], find: Any
) -> None:
    step = {"kind": "hybridization", "rounds": [{"number": 2, **second}, {"number": 1, **first}]}
    paths = [finding.path for finding in find("round-out-of-order", procedures(step))]
    assert paths == [f"/specimen_procedures/0/rounds/0/{field}" for field in found]


@pytest.mark.parametrize(
    ("ids", "number", "found"), [(["a"], 9, 1), (["a"], 2, 0), (["b"], 9, 0), ([], 9, 1), (["a"], None, 0)]
)
def test_what_was_stripped_was_there(ids: list[str], number: int | None, found: int, find: Any) -> None:
    made = {"kind": "hybridization", "specimen_ids": ["a"], "rounds": [{"number": 1}, {"number": 2}]}
    stripped = {"kind": "stripping", "specimen_ids": ids, "round_number": number}
    assert len(find("unknown-round", procedures(made, stripped))) == found


def test_where_no_rounds_are_told_any_may_be_stripped(find: Any) -> None:
    assert find("unknown-round", procedures({"kind": "hybridization"}, {"kind": "stripping", "round_number": 1})) == []


def test_the_day_of_a_round_is_that_of_its_time(find: Any) -> None:
    dated = {"number": 1, "start_date": "2025-06-22", "started_at": "2025-06-23T09:00:00Z"}
    (finding,) = find("step-date-differs", procedures({"kind": "hybridization", "rounds": [dated]}))
    assert finding.path == "/specimen_procedures/0/rounds/0/start_date"


def test_a_round_ends_after_it_began(find: Any) -> None:
    swapped = {"number": 1, "start_date": "2025-06-22", "end_date": "2025-06-20"}
    assert find("ends-before-start", procedures({"kind": "hybridization", "rounds": [swapped]}))
