"""What is said of a subject is said of one species."""

from __future__ import annotations

from typing import Any

import pytest

from aind_schema import Animal, Human, Phantom, Subject
from aind_schema.rules.species import bears_young, species_name


def animal(species: str, **details: Any) -> Subject:
    return Subject(subject_id="7", details=Animal(species={"name": species}, **details))


@pytest.mark.parametrize(
    ("organism", "name"),
    [
        (Animal(species={"name": "mouse"}), "Mus musculus"),
        (Animal(species={"name": "our mice", "id": "NCBITaxon:10090"}), "Mus musculus"),
        (Animal(species={"name": "Mus spretus"}), "Mus spretus"),
        (Human(), "Homo sapiens"),
    ],
)
def test_a_species_is_known_by_name_synonym_or_id(organism: Any, name: str) -> None:
    assert species_name(organism) == name
    assert bears_young(organism)


def test_flies_do_not_bear_young() -> None:
    assert not bears_young(Animal(species={"name": "Drosophila melanogaster"}))
    assert not bears_young(Animal(species={"name": "Gryllus bimaculatus"}))


def test_people_are_described_as_people(find: Any) -> None:
    code = "kind-differs-from-species"
    (finding,) = find(code, animal("Homo sapiens"))
    assert (finding.path, finding.hint) == ("/details/kind", 'people are of kind "human"')
    ape = Human(species={"name": "Pan troglodytes"})
    assert [f.hint for f in find(code, Subject(subject_id="7", details=ape))] == ['other species are of kind "animal"']
    for details in (Human(), Human(species={"name": "Homo sapiens"}), Phantom(), None):
        assert find(code, Subject(subject_id="7", details=details)) == []
    assert find(code, animal("Mus musculus")) == find(code, animal("a new species")) == []


def test_a_strain_is_one_of_its_species(find: Any) -> None:
    code = "strain-of-other-species"
    (finding,) = find(code, animal("Mus musculus", strain={"name": "Long-Evans"}))
    assert finding.path == "/details/strain/name"
    assert finding.message == '"Long-Evans" is a strain of "Rattus norvegicus", the subject is "Mus musculus"'
    stated = {"name": "our own line", "species": "Rattus norvegicus"}
    assert [f.path for f in find(code, animal("Mus musculus", strain=stated))] == ["/details/strain/species"]


@pytest.mark.parametrize(
    ("species", "strain"),
    [
        ("Rattus norvegicus", {"name": "Long-Evans", "species": "Rattus norvegicus"}),
        ("Rattus norvegicus", {"name": "Long-Evans", "species": "Norway rat"}),
        ("Mus musculus", {"name": "our own line", "species": "an unknown species"}),
        ("Mus musculus", {"name": "N2"}),  # backcrossed twice, and no worm
        ("Sus scrofa", {"name": "our own line", "species": "Sus scrofa domesticus"}),
        ("Mus musculus", None),
        ("an unknown species", {"name": "Long-Evans"}),
    ],
)
def test_a_strain_that_may_be_of_the_species_is_no_problem(find: Any, species: str, strain: Any) -> None:
    assert find("strain-of-other-species", animal(species, strain=strain)) == []


def test_a_stage_is_one_of_its_species(find: Any) -> None:
    code, mouse_stage = "stage-of-other-species", {"name": "mouse juvenile stage", "id": "MmusDv:0000178"}
    (finding,) = find(code, animal("Rattus norvegicus", developmental_stage=mouse_stage))
    assert finding.path == "/details/developmental_stage/name"
    assert find(code, Subject(subject_id="7", details=Human(developmental_stage=mouse_stage)))
    assert find(code, animal("Mus musculus", developmental_stage=mouse_stage)) == []
    assert find(code, animal("Rattus norvegicus", developmental_stage={"name": "juvenile"})) == []
    # Of flies as well as of worms.
    assert find(code, animal("Drosophila melanogaster", developmental_stage={"name": "L3"})) == []
    assert find(code, animal("Manduca sexta", developmental_stage={"name": "third instar larval stage"})) == []
