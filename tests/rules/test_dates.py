"""What has a start and an end has them in order, and all dates are of our time."""

from __future__ import annotations

from typing import Any

import pytest

from aind_schema import Human, Processing, Subject
from samples.animals import mouse, surgery, treated


@pytest.mark.parametrize(
    ("step", "place"),
    [
        ({"start_date": "2023-02-28", "end_date": "2023-02-01"}, "end_date"),
        ({"started_at": "2023-02-28T10:00:00Z", "ended_at": "2023-02-28T09:00:00Z"}, "ended_at"),
        ({"started_at": "2023-02-28T10:00:00Z", "end_date": "2023-02-27"}, "end_date"),
        ({"ethics": [{"valid_from": "2023-01-01", "valid_until": "2022-01-01"}]}, "ethics/0/valid_until"),
    ],
)
def test_what_ends_began_before(step: dict[str, Any], place: str, find: Any) -> None:
    (finding,) = find("ends-before-start", surgery(**step))
    assert finding.path == f"/subject_procedures/0/{place}"


@pytest.mark.parametrize(
    "step",
    [
        {},
        {"start_date": "2023-02-28"},
        {"start_date": "2023-02-28", "end_date": "2023-02-28"},
        {"started_at": "2023-02-28T10:00:00Z", "ended_at": "2023-02-28T05:00:00-08:00"},
    ],
)
def test_a_step_may_end_when_it_began_or_later(step: dict[str, Any], find: Any) -> None:
    assert find("ends-before-start", surgery(**step)) == []


def test_a_round_ends_after_it_began(find: Any) -> None:
    times = {"started_at": "2023-02-28T10:00:00Z", "ended_at": "2023-02-28T09:00:00Z"}
    (finding,) = find("ends-before-start", treated({"kind": "hybridization", "rounds": [{"number": 1, **times}]}))
    assert finding.path == "/specimen_procedures/0/rounds/0/ended_at"


def test_a_process_ends_after_it_began(find: Any) -> None:
    began, ended = "2022-10-12T23:10:01-07:00", "2022-10-12T23:40:00Z"
    (finding,) = find("ends-before-start", ran({"name": "a", "started_at": began, "ended_at": ended}))
    assert (finding.path, finding.hint) == ("/processes/0/ended_at", "look at the offsets")
    fine = ran({"name": "a", "started_at": ended, "ended_at": began}, {"name": "b", "ended_at": ended})
    assert find("ends-before-start", fine) == []


@pytest.mark.parametrize(("day", "found"), [("2124-01-05", 1), ("1902-01-05", 1), ("2024-01-05", 0), ("1950-01-01", 0)])
def test_a_date_is_of_our_time(day: str, found: int, find: Any) -> None:
    assert len(find("date-implausible", surgery(start_date=day))) == found
    assert len(find("date-implausible", mouse(date_of_birth=day))) == found


def test_dates_that_were_shifted_are_left_alone(find: Any) -> None:
    shifted = Subject(subject_id="625463", details=Human(dates="shifted"))
    assert find("date-implausible", surgery(start_date="2124-01-05"), shifted) == []


def ran(*processes: Any) -> Processing:
    return Processing(processes=processes)
