"""What is said about a subject's age holds together."""

from __future__ import annotations

from typing import Any

import pytest

from aind_schema import Animal, Human, Subject
from aind_schema.rules.ages import days


def mouse(**details: Any) -> Subject:
    return Subject(subject_id="625463", details=Animal(species={"name": "Mus musculus"}, **details))


@pytest.mark.parametrize(
    ("duration", "length"),
    [
        ("P90D", 90),
        ("P12W", 84),
        ("P1Y", 365.2425),
        ("P1Y6M", 547.86375),
        ("P2.5D", 2.5),
        ("P1DT6H", 1.25),
        ("PT90M", 0.0625),
    ],
)
def test_a_duration_has_a_length_in_days(duration: str, length: float) -> None:
    assert days(duration) == pytest.approx(length)


def test_what_is_no_duration_has_no_length() -> None:
    assert days(None) is days("") is days("90 days") is None


def test_day_and_year_of_birth_agree(find: Any) -> None:
    code = "year-of-birth-differs"
    (finding,) = find(code, mouse(date_of_birth="2022-07-18", year_of_birth=2023))
    assert finding.path == "/details/year_of_birth"
    assert (
        find(code, mouse(date_of_birth="2022-07-18", year_of_birth=2022)) == find(code, mouse(year_of_birth=2022)) == []
    )


def test_an_age_on_a_day_fits_the_birth(find: Any) -> None:
    def aged(duration: str, on: str | None = "2022-10-06", **age: Any) -> Subject:
        return mouse(date_of_birth="2022-07-18", age={"duration": duration, "reference": "birth", "on": on, **age})

    code = "age-differs-from-birth"
    (finding,) = find(code, aged("P18W"))
    assert finding.path == "/details/age/duration"
    assert finding.message == '"P18W" on "2022-10-06", but born on "2022-07-18", "80" days before'
    for duration in ("P80D", "P79D", "P11W", "P12W", "P2M", "P3M", "P1Y", "PT1920H"):
        assert find(code, aged(duration)) == [], duration
    assert find(code, aged("P90D"))
    assert find(code, aged("P10W", upper_duration="P14W")) == find(code, aged("P18W", on=None)) == []
    assert find(code, aged("P18W", reference="gestation")) == find(code, mouse(age={"duration": "P18W"})) == []


def test_a_range_of_ages_goes_upwards(find: Any) -> None:
    code = "age-range-reversed"
    (finding,) = find(code, mouse(age={"duration": "P4Y", "upper_duration": "P2Y"}))
    assert finding.path == "/details/age/upper_duration"
    person = Human(age={"duration": "P40Y", "upper_duration": "P30Y"})
    assert find(code, Subject(subject_id="p7", details=person))
    for lower, upper in (("P2Y", "P4Y"), ("P31D", "P1M"), ("P366D", "P1Y"), ("P8W", "P8W")):
        assert find(code, mouse(age={"duration": lower, "upper_duration": upper})) == []
