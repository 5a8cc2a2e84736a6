"""Reagents were there, and good, when they were used."""

from __future__ import annotations

from typing import Any

import pytest

from aind_schema import Procedures


def procedures(*steps: dict[str, Any], **fields: Any) -> Procedures:
    return Procedures(subject_id="625463", specimen_procedures=steps, **fields)


def used(reagent: dict[str, Any], **dates: Any) -> Procedures:
    return procedures({"kind": "fixation", "reagents": [{"name": "PBS"}, reagent], **dates})


@pytest.mark.parametrize(
    ("dates", "found"),
    [
        ({"start_date": "2023-05-12"}, 1),
        ({"end_date": "2023-05-12"}, 1),
        ({"start_date": "2022-12-31"}, 0),
        ({"start_date": "2022-12-30", "end_date": "2023-01-02"}, 0),
        ({}, 0),
    ],
)
def test_a_reagent_was_used_before_its_last_day(dates: dict[str, Any], found: int, find: Any) -> None:
    assert len(find("reagent-expired", used({"name": "PFA", "expires_on": "2022-12-31"}, **dates))) == found


@pytest.mark.parametrize(("dates", "found"), [({"started_at": "2024-05-01T00:00:00Z"}, 1), ({}, 0)])
def test_a_round_has_its_own_day_or_that_of_its_step(dates: dict[str, Any], found: int, find: Any) -> None:
    round_ = {"number": 1, **dates, "probes": [{"hairpins": [{"name": "B1H1", "expires_on": "2024-01-01"}]}]}
    step = {"kind": "hybridization", "start_date": "2023-12-01", "rounds": [round_]}
    assert len(find("reagent-expired", procedures(step))) == found


@pytest.mark.parametrize(("prepared", "found"), [("2023-05-13", 1), ("2023-05-12", 0), ("2023-05-11", 0)])
def test_a_reagent_was_made_before_it_was_used(prepared: str, found: int, find: Any) -> None:
    reagent = {"prepared_on": prepared}
    assert len(find("reagent-made-after-use", used(reagent, start_date="2023-05-11", end_date="2023-05-12"))) == found
    virus = {"kind": "injection", "start_date": "2023-05-12", "materials": [{"kind": "virus", **reagent}]}
    assert len(find("reagent-made-after-use", procedures(subject_procedures=[virus]))) == found


def test_a_reagent_was_made_before_its_last_day(find: Any) -> None:
    (finding,) = find("reagent-made-after-use", used({"prepared_on": "2025-01-01", "expires_on": "2024-01-01"}))
    assert finding.path == "/specimen_procedures/0/reagents/1/expires_on"
