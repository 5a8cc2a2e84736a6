"""Values are what one would expect."""

from __future__ import annotations

from typing import Any

import pytest

from aind_schema import Animal, DataDescription, Human, Phantom, Subject


def animal(species: str = "Mus musculus", **details: Any) -> Subject:
    return Subject(subject_id="7", details=Animal(species={"name": species}, **details))


def describe(**fields: Any) -> DataDescription:
    stated = {"data_level": "raw", "modalities": ["behavior"], "created_at": "2022-10-06T10:14:25-07:00", **fields}
    return DataDescription(name="a_7_2022-10-06_10-14-25", **stated)


@pytest.mark.parametrize(
    ("species", "weight", "much"),
    [
        ("Mus musculus", 0.0246, "little"),
        ("Mus musculus", 2.0, "little"),
        ("house mouse", 24600.0, "much"),
        ("Rattus norvegicus", 1500.0, "much"),
        ("Macaca mulatta", 9.4, "little"),
    ],
)
def test_a_weight_is_one_that_the_species_can_have(find: Any, species: str, weight: float, much: str) -> None:
    (finding,) = find("weight-implausible", animal(species, weight_g=weight))
    assert finding.path == "/details/weight_g"
    assert f"g is {much} for" in finding.message


@pytest.mark.parametrize(
    "subject",
    [
        animal(weight_g=24.6),
        animal("Macaca mulatta", weight_g=9400.0),
        animal("an unknown species", weight_g=1e6),
        animal(weight_g=1.3, age={"duration": "P1D"}),
        animal(weight_g=1.3, date_of_birth="2022-10-05"),
        animal(weight_g=0.9, developmental_stage={"name": "neonatal"}),
        animal(),
        Subject(subject_id="7", details=Human(weight_g=70_000.0)),
        Subject(subject_id="7", details=Phantom()),
    ],
)
def test_pups_and_unknown_species_are_left_alone(find: Any, subject: Subject) -> None:
    assert find("weight-implausible", subject) == []


def test_no_mouse_grows_twelve_years_old(find: Any) -> None:
    code = "age-implausible"
    (finding,) = find(code, animal(age={"duration": "P12Y"}))
    assert finding.path == "/details/age/duration"
    assert finding.message == '"12.0" years are more than "Mus musculus" lives'
    lived = animal(date_of_birth="2012-07-18", date_of_death="2022-07-18")
    assert [finding.path for finding in find(code, lived)] == ["/details/date_of_death"]
    assert (
        find(code, animal(age={"duration": "P2Y"}))
        == find(code, animal("Macaca mulatta", age={"duration": "P12Y"}))
        == []
    )
    assert find(code, animal(date_of_birth="2021-07-18", date_of_death="2022-07-18")) == []
    assert find(code, animal("an unknown species", age={"duration": "P300Y"})) == []


def test_no_animal_is_recorded_later_than_it_can_live(find: Any) -> None:
    code, old = "age-at-acquisition-implausible", animal(date_of_birth="2012-07-18")
    assert [finding.path for finding in find(code, old, describe())] == ["/details/date_of_birth"]
    assert find(code, old, describe(data_level="derived")) == find(code, old, describe(created_at=None)) == []
    assert find(code, animal(date_of_birth="2022-07-18"), describe()) == []
    assert find(code, animal(date_of_birth="2012-07-18", date_of_death="2014-01-01"), describe()) == []


def test_behaviour_is_recorded_of_the_living(find: Any) -> None:
    code, dead = "recorded-after-death", animal(date_of_death="2022-10-01")
    (finding,) = find(code, dead, describe())
    assert finding.path == "/details/date_of_death"
    assert finding.message == 'died on "2022-10-01", but "behavior" was recorded on "2022-10-06"'
    assert find(code, dead, describe(modalities=["SPIM"])) == find(code, dead, describe(data_level="derived")) == []
    assert find(code, animal(date_of_death="2022-10-06"), describe()) == find(code, animal(), describe()) == []


def test_an_id_can_stand_in_a_name(find: Any) -> None:
    code = "unportable-id"
    (finding,) = find(code, Subject(subject_id="mouse_12/a b"))
    assert (finding.path, finding.hint) == ("/subject_id", 'write it as "mouse-12-a-b"')
    for subject_id in ("625463", "LE-07", "BL6-0012.3", "zürich-07", "鼠12"):
        assert find(code, Subject(subject_id=subject_id)) == []
