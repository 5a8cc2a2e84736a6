"""Procedures are those of the subject, and happened at times that can be true."""

from __future__ import annotations

from typing import Any

import pytest

from aind_schema import DataDescription, Subject
from samples.animals import mouse, procedures, surgery, treated


def described(*subject_ids: str) -> DataDescription:
    name = "ecephys_625463_2022-10-06_10-14-25"
    return DataDescription(name=name, data_level="raw", modalities=["ecephys"], subject_ids=subject_ids)


def test_procedures_are_those_of_the_subject(find: Any) -> None:
    code = "procedures-of-other-subject"
    (finding,) = find(code, procedures(), mouse("625464"))
    assert finding.path == "/subject_id"
    assert find(code, procedures(), mouse()) == find(code, procedures()) == []
    assert find(code, procedures(), mouse("625464"), mouse("625463")) == []


def test_procedures_are_compared_with_the_description_where_there_is_no_subject(find: Any) -> None:
    code = "procedures-of-other-subject"
    assert find(code, procedures(), described("625464"))
    assert find(code, procedures(), described("625463"), mouse()) == find(code, procedures(), described()) == []


def test_a_date_is_the_day_of_its_time_on_the_clock_of_its_offset(find: Any) -> None:
    code = "step-date-differs"
    assert find(code, surgery(start_date="2023-02-28", started_at="2023-03-01T01:30:00Z"))
    assert find(code, surgery(start_date="2023-02-28", started_at="2023-02-28T17:30:00-08:00")) == []
    assert find(code, surgery(end_date="2023-02-28", started_at="2023-02-20T17:30:00-08:00")) == []


def test_a_step_lies_within_its_surgery(find: Any) -> None:
    def place(step: dict[str, str]) -> list[str]:
        whole = surgery({"kind": "perfusion", **step}, start_date="2023-02-28", end_date="2023-03-01")
        return [finding.path for finding in find("step-outside-surgery", whole)]

    assert place({"start_date": "2023-04-11"}) == ["/subject_procedures/0/steps/0/start_date"]
    assert place({"start_date": "2023-02-28", "end_date": "2023-04-11"}) == ["/subject_procedures/0/steps/0/end_date"]
    assert place({"start_date": "2023-02-01"}) == ["/subject_procedures/0/steps/0/start_date"]
    assert place({"start_date": "2023-02-28"}) == place({"end_date": "2023-03-01"}) == place({}) == []


def test_an_animal_is_operated_on_while_it_lives(find: Any) -> None:
    code, life = "step-outside-life", mouse(date_of_birth="2022-07-18", date_of_death="2023-04-11")
    assert find(code, surgery(start_date="2022-02-28"), life)
    assert find(code, surgery(start_date="2023-04-12"), life)
    assert find(code, surgery(start_date="2023-02-28"), life) == find(code, surgery(), life) == []
    assert find(code, surgery(start_date="2022-02-28"), mouse("625464", date_of_birth="2022-07-18")) == []
    assert find(code, surgery(start_date="2022-02-28"), Subject(subject_id="625463")) == []


def test_tissue_may_be_treated_after_the_death(find: Any) -> None:
    code, life = "step-outside-life", mouse(date_of_birth="2022-07-18", date_of_death="2023-04-11")
    assert find(code, treated({"kind": "fixation", "start_date": "2023-05-01"}), life) == []
    assert find(code, treated({"kind": "fixation", "start_date": "2022-05-01"}), life)


@pytest.mark.parametrize(
    ("step", "field"),
    [
        ({"started_at": "2024-01-01T21:00:00-08:00"}, "started_at"),
        ({"started_at": "2024-01-02T02:00:00Z", "ended_at": "2024-01-02T03:30:00Z"}, "ended_at"),
        ({"started_at": "2024-01-02T00:30:00Z"}, "started_at"),
    ],
)
def test_times_are_compared_as_moments(step: dict[str, str], field: str, find: Any) -> None:
    evening = {"started_at": "2024-01-01T17:00:00-08:00", "ended_at": "2024-01-01T19:00:00-08:00"}
    (finding,) = find("step-outside-surgery", surgery({"kind": "craniotomy", **step}, **evening))
    assert finding.path == f"/subject_procedures/0/steps/0/{field}"


def test_a_step_within_the_surgery_may_be_told_by_another_clock(find: Any) -> None:
    evening = {"started_at": "2024-01-01T17:00:00-08:00", "ended_at": "2024-01-01T19:00:00-08:00"}
    inside = {"kind": "craniotomy", "started_at": "2024-01-02T02:00:00Z", "ended_at": "2024-01-02T02:30:00Z"}
    assert find("step-outside-surgery", surgery(inside, **evening)) == []


@pytest.mark.parametrize(
    ("dates", "life", "field"),
    [
        ({"start_date": "2023-01-01", "end_date": "2023-10-01"}, {"date_of_death": "2023-04-11"}, "end_date"),
        ({"end_date": "2023-10-01"}, {"date_of_death": "2023-04-11"}, "end_date"),
        ({"start_date": "2012-02-28"}, {"year_of_birth": 2022}, "start_date"),
        ({"end_date": "2022-02-28"}, {"date_of_birth": "2022-07-18"}, "end_date"),
        ({"start_date": "2022-02-28"}, {"date_of_birth": "1992-02-28"}, "start_date"),
    ],
)
def test_both_ends_of_a_surgery_lie_in_the_lifetime(dates: Any, life: Any, field: str, find: Any) -> None:
    (finding,) = find("step-outside-life", surgery(**dates), mouse(**life))
    assert finding.path == f"/subject_procedures/0/{field}"
