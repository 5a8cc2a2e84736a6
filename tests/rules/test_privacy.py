"""Data of people are used as they agreed to, and do not give them away."""

from __future__ import annotations

from typing import Any

import pytest

from aind_schema import Animal, DataDescription, Human, Subject

GENERAL, MEDICAL = {"name": "general research use"}, {"name": "health or medical or biomedical research"}
NO_PROFIT = {"name": "not for profit organisation use only"}


def person(**details: Any) -> Subject:
    return Subject(subject_id="p7", details=Human(**details))


def describe(**fields: Any) -> DataDescription:
    return DataDescription(name="a_p7_2022-10-06_10-14-25", data_level="raw", modalities=[], **fields)


MOUSE = Subject(subject_id="7", details=Animal(species={"name": "Mus musculus"}, age={"duration": "P93Y"}))


def test_a_withdrawn_consent_is_an_error(find: Any) -> None:
    code = "consent-withdrawn"
    (finding,) = find(code, person(consent={"on": "2024-02-11", "withdrawn_on": "2025-06-30"}))
    assert finding.path == "/details/consent/withdrawn_on"
    assert find(code, person(consent={"on": "2024-02-11"})) == find(code, person()) == find(code, MOUSE) == []


@pytest.mark.parametrize("license_", ["CC0-1.0", "CC-BY-4.0", "CC-BY-NC-4.0", "PDDL-1.0"])
def test_data_of_people_are_given_away_with_their_consent(find: Any, license_: str) -> None:
    code, given_away = "license-of-human-data", describe(license=license_)
    assert [finding.path for finding in find(code, person(), given_away)] == ["/details/consent"]
    assert find(code, person(consent={}), given_away)
    assert find(code, person(consent={"form": "open data, version 2"}), given_away) == []
    assert find(code, MOUSE, given_away) == []


def test_without_a_public_licence_nothing_is_given_away(find: Any) -> None:
    code = "license-of-human-data"
    assert find(code, person(), describe()) == find(code, person(), describe(license="LicenseRef-mylab")) == []


@pytest.mark.parametrize(
    ("consented", "allowed"),
    [
        ([MEDICAL], [GENERAL]),
        ([GENERAL], [{"name": "no restriction"}]),
        ([GENERAL, NO_PROFIT], [GENERAL]),
        ([{"name": "a condition of our own"}], [GENERAL]),
    ],
)
def test_the_data_are_used_for_no_more_than_was_agreed(find: Any, consented: list[Any], allowed: list[Any]) -> None:
    subject = person(consent={"use_conditions": consented})
    (finding,) = find("use-conditions-exceed-consent", subject, describe(use_conditions=allowed))
    assert finding.path == "/use_conditions"


@pytest.mark.parametrize(
    ("consented", "allowed"),
    [
        ([GENERAL], [GENERAL]),
        ([GENERAL], [{"name": "GRU", "id": "DUO:0000042"}]),
        ([GENERAL], [MEDICAL, NO_PROFIT]),
        ([NO_PROFIT], [GENERAL, NO_PROFIT]),
        ([{"name": "general research use and clinical care"}], [GENERAL]),
        ([GENERAL], []),
        ([], [GENERAL]),
    ],
)
def test_stricter_conditions_are_no_problem(find: Any, consented: list[Any], allowed: list[Any]) -> None:
    subject = person(consent={"use_conditions": consented})
    assert find("use-conditions-exceed-consent", subject, describe(use_conditions=allowed)) == []


def test_no_age_over_89_is_told(find: Any) -> None:
    code = "identifying-age"
    assert [finding.path for finding in find(code, person(age={"duration": "P93Y"}))] == ["/details/age/duration"]
    older = {"duration": "P80Y", "upper_duration": "P95Y"}
    assert [finding.path for finding in find(code, person(age=older))] == ["/details/age/upper_duration"]
    assert find(code, person(age={"duration": "P90Y"}))
    assert find(code, person(age={"duration": "P89Y"})) == find(code, person()) == find(code, MOUSE) == []


def test_a_year_of_birth_tells_an_age(find: Any) -> None:
    code, now = "identifying-birth-year", describe(created_at="2024-10-06T10:14:25-07:00")
    assert [finding.path for finding in find(code, person(year_of_birth=1930), now)] == ["/details/year_of_birth"]
    assert find(code, person(year_of_birth=1935), now) == find(code, person(year_of_birth=1930), describe()) == []
    assert find(code, person(year_of_birth=1930, dates="shifted"), now) == []


def test_open_data_hold_no_actual_dates(find: Any) -> None:
    code, open_data = "identifying-dates", describe(access={"state": "open"})
    assert [finding.path for finding in find(code, person(dates="actual"), open_data)] == ["/details/dates"]
    assert find(code, person(dates="shifted"), open_data) == find(code, person(dates="actual"), describe()) == []
    assert find(code, person(dates="actual"), describe(access={"state": "restricted"})) == []


def test_extensions_do_not_tell_who_a_person_is(find: Any) -> None:
    kept = person().replace(extensions={"aind": {"date_of_birth": "1931-02-03", "visits": [{"Last-Name": "Doe"}]}})
    assert [finding.path for finding in find("identifying-extension", kept)] == [
        "/extensions/aind/date_of_birth",
        "/extensions/aind/visits/0/Last-Name",
    ]
    assert find("identifying-extension", person().replace(extensions={"aind": {"visits": 3}})) == []
