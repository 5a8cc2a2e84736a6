"""What comes later in a life, a consent or a file has the later date."""

from __future__ import annotations

from typing import Any

import pytest

from aind_schema import Animal, DataDescription, Human, Metadata, Subject

MOUSE = {"name": "Mus musculus"}


def made(created_at: str, **fields: Any) -> DataDescription:
    return DataDescription(
        name="a_2022-10-06_10-14-25", data_level="raw", modalities=[], created_at=created_at, **fields
    )


def animal(species: str = "Mus musculus", **details: Any) -> Subject:
    return Subject(subject_id="625463", details=Animal(species={"name": species}, **details))


def person(**details: Any) -> Subject:
    return Subject(subject_id="p7", details=Human(**details))


NOON = made("2022-10-06T12:00:00-07:00")


def test_a_subject_is_born_before_its_data_are_made(find: Any) -> None:
    code = "born-after-created"
    (finding,) = find(code, animal(date_of_birth="2023-07-18"), NOON)
    assert finding.path == "/details/date_of_birth"
    assert finding.message == 'born "2023-07-18", after the data were made on "2022-10-06"'
    assert find(code, animal(date_of_birth="2022-07-18"), NOON) == []
    assert find(code, animal(date_of_birth="2022-10-06"), NOON) == []
    assert len(find(code, animal(date_of_birth="2023-07-18", year_of_birth=2023), NOON)) == 1


def test_a_year_of_birth_is_compared_too(find: Any) -> None:
    code = "born-after-created"
    assert [finding.path for finding in find(code, animal(year_of_birth=2023), NOON)] == ["/details/year_of_birth"]
    assert [finding.path for finding in find(code, person(year_of_birth=2023), NOON)] == ["/details/year_of_birth"]
    assert find(code, animal(year_of_birth=2022), NOON) == find(code, person(year_of_birth=1984), NOON) == []


@pytest.mark.parametrize("dates", ["shifted", "removed"])
def test_shifted_dates_say_nothing_of_a_year_of_birth(find: Any, dates: str) -> None:
    early = made("1921-10-06T12:00:00-07:00")
    assert find("born-after-created", person(year_of_birth=1984, dates=dates), early) == []


@pytest.mark.parametrize(
    ("created_at", "time_zone"),
    [
        ("2022-10-05T23:00:00Z", None),  # in Tokyo the next day has begun
        ("2022-10-05T23:00:00Z", "Asia/Tokyo"),
        ("2022-10-06T08:00:00+09:00", None),
    ],
)
def test_a_newborn_in_the_far_east_is_not_born_tomorrow(find: Any, created_at: str, time_zone: str | None) -> None:
    assert find("born-after-created", animal(date_of_birth="2022-10-06"), made(created_at, time_zone=time_zone)) == []


def test_the_day_is_that_of_the_place(find: Any) -> None:
    utc = made("2022-10-06T03:00:00Z", time_zone="America/Los_Angeles")
    assert find("born-after-created", animal(date_of_birth="2022-10-06"), utc)


@pytest.mark.parametrize(
    "unborn",
    [
        {"developmental_stage": {"name": "mouse embryonic stage"}},
        {"developmental_stage": {"name": "Third instar larva"}},
        {"age": {"duration": "P2D", "reference": "fertilization"}},
    ],
)
def test_the_unborn_are_left_alone(find: Any, unborn: dict[str, Any]) -> None:
    assert find("born-after-created", animal(date_of_birth="2023-07-18", **unborn), NOON) == []


BORN = {"date_of_birth": "2022-07-18"}


@pytest.mark.parametrize(
    ("record", "place"),
    [
        (animal(**BORN, date_of_death="2022-03-02"), "/details/date_of_death"),
        (animal(capture={"date": "2022-07-18"}, date_of_death="2022-03-02"), "/details/date_of_death"),
        (animal(**BORN, capture={"date": "2022-07-17"}), "/details/capture/date"),
        (
            animal(
                **BORN,
                wellness_reports=[{"date": "2022-07-18", "report": "well"}, {"date": "2021-07-18", "report": "well"}],
            ),
            "/details/wellness_reports/1/date",
        ),
        (animal(**BORN, age={"duration": "P1D", "reference": "birth", "on": "2022-07-01"}), "/details/age/on"),
        (person(consent={"on": "2024-02-11", "withdrawn_on": "2023-06-30"}), "/details/consent/withdrawn_on"),
        (Metadata(created_at="2024-02-11T00:00:00Z", modified_at="2024-02-11T00:30:00+01:00"), "/modified_at"),
    ],
)
def test_what_comes_later_has_the_later_date(find: Any, record: Any, place: str) -> None:
    assert [finding.path for finding in find("dates-out-of-order", record)] == [place]


@pytest.mark.parametrize(
    "record",
    [
        animal(**BORN, date_of_death="2022-07-18", wellness_reports=[{"date": "2024-01-01", "report": "necropsy"}]),
        animal(capture={"date": "2022-03-02"}, date_of_death="2022-03-02"),
        animal("Drosophila melanogaster", **BORN, capture={"date": "2022-07-11"}),  # as a larva
        animal("Danio rerio", **BORN, age={"duration": "P2D", "reference": "fertilization", "on": "2022-07-17"}),
        person(consent={"on": "2024-02-11", "withdrawn_on": "2024-02-11"}),
        Metadata(created_at="2024-02-11T00:00:00Z", modified_at="2024-02-11T01:00:00+01:00"),
        Metadata(),
        Subject(subject_id="7"),
    ],
)
def test_dates_in_order_and_dates_that_are_missing_are_no_problem(find: Any, record: Any) -> None:
    assert find("dates-out-of-order", record) == []
