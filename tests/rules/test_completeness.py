"""What DANDI and NWB want to be told."""

from __future__ import annotations

from typing import Any

import pytest

from aind_schema import Animal, DataDescription, Human, Phantom, Subject, validate

DETAILS = {"species": {"name": "Mus musculus"}, "sex": "male", "date_of_birth": "2022-07-18"}
COMPLETE = Subject(subject_id="625463", details=Animal(**DETAILS))
ASSET = DataDescription(
    name="ecephys_625463_2022-10-06_10-14-25",
    data_level="raw",
    modalities=["ecephys"],
    created_at="2022-10-06T10:14:25-07:00",
    summary="Six probes in visual cortex.",
    license="CC-BY-4.0",
    contributors=[{"name": "Grace Hopper", "email": "grace@lab.org", "roles": ["contact-person"]}],
    institution={"name": "Allen Institute"},
    tags=["Neuropixels"],
)


def without(*fields: str) -> DataDescription:
    return DataDescription(**{key: value for key, value in ASSET.to_dict().items() if key not in fields})


def animal(**details: Any) -> Subject:
    return Subject(subject_id="625463", details=Animal(**{**DETAILS, **details}))


@pytest.mark.parametrize("profile", ["dandi", "nwb"])
def test_a_complete_record_satisfies_the_profile(profile: str) -> None:
    assert validate(COMPLETE, profiles=[profile]).ok
    assert validate(ASSET, profiles=[profile]).ok


@pytest.mark.parametrize("profile", ["dandi", "nwb"])
def test_nobody_is_asked_for_more_who_does_not_ask_for_a_profile(profile: str) -> None:
    bare = without("created_at", "summary", "license", "contributors", "institution", "tags")
    assert validate(bare).problems == ()
    assert not validate(bare, profiles=[profile]).ok


def test_the_subject_is_described(find: Any) -> None:
    assert [finding.path for finding in find("lacks-details", Subject(subject_id="7"))] == ["/details"]
    assert find("lacks-details", COMPLETE) == []


@pytest.mark.parametrize("species", [{"name": "spiny mice"}, {"name": "mus spretus"}])
def test_a_species_has_a_scientific_name(find: Any, species: dict[str, str]) -> None:
    assert [finding.path for finding in find("species-not-latin", animal(species=species))] == ["/details/species/name"]


@pytest.mark.parametrize(
    "species",
    [
        {"name": "Mus musculus"},
        {"name": "house mouse"},
        {"name": "Mus spretus"},
        {"name": "Mustela putorius furo"},
        {"name": "spiny mice", "id": "NCBITaxon:10068"},
    ],
)
def test_a_species_may_be_told_by_its_id_or_a_name_that_is_known(find: Any, species: dict[str, str]) -> None:
    assert find("species-not-latin", animal(species=species)) == []


def test_the_sex_is_stated(find: Any) -> None:
    assert [finding.path for finding in find("lacks-sex", animal(sex=None))] == ["/details/sex"]
    assert find("lacks-sex", animal(sex="unknown")) == []
    assert find("lacks-sex", Subject(subject_id="7", details=Phantom())) == []


def test_the_age_is_stated(find: Any) -> None:
    code = "lacks-age"
    assert [finding.path for finding in find(code, animal(date_of_birth=None))] == ["/details/age"]
    assert find(code, Subject(subject_id="7", details=Human(sex="male")))
    assert find(code, animal(date_of_birth=None, age={"duration": "P2Y"})) == find(code, COMPLETE) == []
    assert find(code, Subject(subject_id="7", details=Human(year_of_birth=1984))) == []


def test_an_id_holds_no_slash(find: Any) -> None:
    (finding,) = find("slash-in-subject-id", COMPLETE.replace(subject_id="cage4/mouse2"))
    assert (finding.path, finding.hint) == ("/subject_id", 'write "cage4-mouse2"')
    assert find("slash-in-subject-id", COMPLETE) == []


@pytest.mark.parametrize(
    ("code", "field"),
    [
        ("lacks-start", "created_at"),
        ("lacks-summary", "summary"),
        ("license-not-for-dandi", "license"),
        ("lacks-contact", "contributors"),
        ("lacks-institution", "institution"),
        ("lacks-experimenter", "contributors"),
        ("lacks-keywords", "tags"),
    ],
)
def test_a_field_that_is_asked_for_is_there(find: Any, code: str, field: str) -> None:
    assert [finding.path for finding in find(code, without(field))] == [f"/{field}"]
    assert find(code, ASSET) == []


def test_investigators_will_do_as_experimenters(find: Any) -> None:
    assert find("lacks-experimenter", without("contributors").replace(investigators=[{"name": "Ada"}])) == []
