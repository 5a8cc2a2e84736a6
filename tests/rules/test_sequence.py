"""Procedures follow one another as they can."""

from __future__ import annotations

from typing import Any

import pytest

from samples.animals import procedures, surgery, treated

PERFUSION = {"kind": "perfusion", "start_date": "2023-04-11", "output_specimen_ids": ["brain"]}


@pytest.mark.parametrize(
    "later",
    [
        {"kind": "surgery", "start_date": "2023-05-11"},
        {"kind": "training", "start_date": "2023-03-11", "end_date": "2023-05-11"},
        {"kind": "perfusion", "start_date": "2023-04-12"},
    ],
)
def test_nothing_is_done_to_an_animal_after_its_perfusion(later: dict[str, Any], find: Any) -> None:
    code = "step-after-perfusion"
    (finding,) = find(code, procedures(PERFUSION, later))
    assert finding.path.startswith("/subject_procedures/1/")
    assert find(code, procedures(later, {"kind": "surgery", "steps": [PERFUSION]}))


def test_what_came_before_the_perfusion_or_on_its_day_is_fine(find: Any) -> None:
    code = "step-after-perfusion"
    fine = procedures(PERFUSION, {"kind": "surgery", "start_date": "2023-04-11"}, {"kind": "training"})
    assert find(code, fine) == find(code, procedures({"kind": "training", "start_date": "2023-05-11"})) == []
    whole = surgery({"kind": "perfusion"}, start_date="2023-04-11", end_date="2023-04-12")
    assert find(code, whole) == []


def test_a_specimen_is_made_before_it_is_treated(find: Any) -> None:
    def cleared(day: str | None, *made: dict[str, Any]) -> Any:
        step = {"kind": "delipidation", "start_date": day, "specimen_ids": ["brain"]}
        return find("specimen-not-yet-made", treated(step, subject_procedures=made))

    (finding,) = cleared("2023-04-01", PERFUSION)
    assert finding.path == "/specimen_procedures/0/start_date"
    assert cleared("2023-04-11", PERFUSION) == cleared(None, PERFUSION) == cleared("2023-04-01") == []
    assert cleared("2023-04-01", PERFUSION, {**PERFUSION, "start_date": "2023-03-01"}) == []


def test_a_surgery_is_listed_once(find: Any) -> None:
    code, one = "surgery-repeated", {"kind": "surgery", "start_date": "2023-02-28", "steps": [{"kind": "headframe"}]}
    (finding,) = find(code, procedures(one, one))
    assert finding.path == "/subject_procedures/1"
    assert find(code, procedures(one, {**one, "start_date": "2023-03-28"})) == []
    assert find(code, procedures({"kind": "surgery"}, {"kind": "surgery"})) == []


@pytest.mark.parametrize(
    ("duration", "found"),
    [(1440, 0), (2880, 0), (2881, 1), (86400, 1)],
)
def test_a_step_lasts_no_longer_than_its_days(duration: float, found: int, find: Any) -> None:
    days = {"start_date": "2023-04-11", "end_date": "2023-04-12"}
    assert len(find("duration-exceeds-step", treated({"kind": "fixation", **days, "duration_min": duration}))) == found


def test_a_step_lasts_no_longer_than_its_times_tell(find: Any) -> None:
    code, times = "duration-exceeds-step", {"started_at": "2023-04-11T10:00:00Z", "ended_at": "2023-04-11T10:59:30Z"}
    assert find(code, treated({"kind": "fixation", **times, "duration_min": 60})) == []
    assert find(code, treated({"kind": "fixation", **times, "duration_min": 90}))
    assert find(code, treated({"kind": "fixation", "duration_min": 90})) == []
