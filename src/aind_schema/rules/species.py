"""Whether what is said of a subject is said of one species."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aind_schema.parts.animal import Animal
from aind_schema.parts.human import Human
from aind_schema.parts.organism import Organism
from aind_schema.problems import quote
from aind_schema.records.subject import Subject
from aind_schema.rules.registry import Finding, rule
from aind_schema.rules.vocabularies import term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aind_schema.base import Record
    from aind_schema.parts.terms import OpenTerm
    from aind_schema.records.procedures import Procedures
    from aind_schema.vocabulary import Term

_HUMAN = "Homo sapiens"
_SHORT = 3
#: Genera whose young are born alive; of all others a capture or a note may date from before hatching.
_MAMMALS = (
    {"Mus", "Rattus", "Meriones", "Cavia", "Mesocricetus", "Cricetulus", "Microtus", "Peromyscus", "Acomys"}
    | {"Heterocephalus", "Octodon", "Chinchilla", "Ictidomys", "Oryctolagus", "Macaca", "Papio", "Callithrix"}
    | {"Saimiri", "Sapajus", "Microcebus", "Pan", "Mustela", "Felis", "Canis", "Sus", "Ovis", "Capra", "Bos", "Equus"}
    | {"Lama", "Vicugna", "Tupaia", "Monodelphis", "Rousettus", "Eptesicus", "Carollia", "Phyllostomus", "Homo"}
)


class Limits(NamedTuple):
    """Give the weights in grams of the lightest newborn, the lightest weaned and the heaviest, and the longest life."""

    newborn: float
    weaned: float
    heaviest: float
    years: float


LIMITS = {
    "Mus musculus": Limits(0.5, 3, 100, 5),
    "Rattus norvegicus": Limits(3, 20, 1200, 6),
    "Macaca mulatta": Limits(200, 200, 25_000, 45),
    "Macaca fascicularis": Limits(150, 150, 18_000, 45),
    "Callithrix jacchus": Limits(15, 15, 900, 25),
    "Mustela putorius furo": Limits(4, 4, 4_000, 15),
    "Danio rerio": Limits(0, 0, 5, 8),
    "Drosophila melanogaster": Limits(0, 0, 0.01, 1),
    "Homo sapiens": Limits(250, 250, 650_000, 123),
}


def species_of(organism: Organism) -> Term | None:
    """Return the species that the vocabulary knows under the name or the id that a subject states."""
    if not isinstance(organism, Animal | Human) or organism.species is None:
        return None
    return term("species", organism.species.name) or term("species", organism.species.id)


def species_name(organism: Organism) -> str:
    """Return the scientific name of a subject's species, as far as it is known; else the name as it is stated."""
    stated = organism.species.name if isinstance(organism, Animal | Human) and organism.species else None
    found = species_of(organism)
    if found is not None:
        return found.name
    return stated or (_HUMAN if isinstance(organism, Human) else "")


def species_in(procedures: Procedures, records: Iterable[Record]) -> str:
    """Return the species of the subject that procedures were done on, or nothing where the records do not tell."""
    own = (each for each in records if isinstance(each, Subject) and each.subject_id == procedures.subject_id)
    found = {species_name(subject.details) for subject in own if isinstance(subject.details, Organism)}
    return found.pop() if len(found) == 1 else ""


def bears_young(organism: Organism) -> bool:
    """Tell whether a subject is known to be of a kind that is born alive."""
    return species_name(organism).partition(" ")[0] in _MAMMALS


@rule("kind-differs-from-species")
def kind_differs_from_species(subject: Subject) -> Iterator[Finding]:
    """Check that people are described as people, and animals as animals.

    What it means: `kind` says human, yet the species is another one; or it says animal, and the species is our own.

    Why it matters: only for people the record has consent, protection of identity and no full date of birth, and only
    for them the rules on privacy are run. A person who is entered as an animal slips through all of them.

    Before:

        details:
          kind: animal
          species: {name: Homo sapiens}
          date_of_birth: 1984-03-02

    After:

        details:
          kind: human
          year_of_birth: 1984
    """
    details = subject.details
    found = species_of(details) if isinstance(details, Animal | Human) else None
    if details is not None and found is not None and (found.name == _HUMAN) != isinstance(details, Human):
        message = f"the kind is {quote(details.kind)}, the species is {quote(found.name)}"
        hint = 'people are of kind "human"' if found.name == _HUMAN else 'other species are of kind "animal"'
        yield Finding(subject, "/details/kind", message, hint)


@rule("strain-of-other-species")
def strain_of_other_species(subject: Subject) -> Iterator[Finding]:
    """Check that the strain belongs to the species.

    What it means: the strain names another species than the subject does, or the vocabulary knows the strain as one
    of another species.

    Why it matters: mouse and rat strains have similar names, and drop-down lists put them side by side. A search for
    rats would find this animal, one for its strain would too, and a study of either would hold the wrong one.

    Before:

        species: {name: Mus musculus}
        strain: {name: Long-Evans}

    After:

        species: {name: Rattus norvegicus}
        strain: {name: Long-Evans}
    """
    animal = subject.details
    if not isinstance(animal, Animal) or animal.strain is None:
        return
    own, strain = species_of(animal), animal.strain
    stated = term("species", strain.species)
    if own and stated and not _related(own, stated):
        message = f"a strain of {quote(stated.name)}, but the subject is {quote(own.name)}"
        yield Finding(subject, "/details/strain/species", message)
    elif own and (known := _species_by_vocabulary(strain)) and not _related(own, known):
        message = f"{quote(strain.name)} is a strain of {quote(known.name)}, the subject is {quote(own.name)}"
        yield Finding(subject, "/details/strain/name", message)


@rule("stage-of-other-species")
def stage_of_other_species(subject: Subject) -> Iterator[Finding]:
    """Check that the developmental stage is one of the species.

    What it means: stages of life are counted for each species by an ontology of its own, and this stage is of another
    one. Stages such as "adult" fit all.

    Why it matters: the stage was picked from the wrong list, or the species was. Ages are compared across studies by
    such stages, and a mouse is juvenile at another age than a rat.

    Before:

        species: {name: Rattus norvegicus}
        developmental_stage: {name: mouse juvenile stage, id: "MmusDv:0000178"}

    After:

        species: {name: Rattus norvegicus}
        developmental_stage: {name: juvenile, id: "UBERON:0034919"}
    """
    details = subject.details
    if not isinstance(details, Animal | Human) or details.developmental_stage is None:
        return
    own = species_of(details) or (term("species", _HUMAN) if isinstance(details, Human) else None)
    known = _species_by_vocabulary(details.developmental_stage)
    if own and known and not _related(own, known):
        stage = quote(details.developmental_stage.name)
        message = f"{stage} is a stage of {quote(known.name)}, the subject is {quote(own.name)}"
        yield Finding(subject, "/details/developmental_stage/name", message)


def _species_by_vocabulary(stated: OpenTerm) -> Term | None:
    """Return the species to which the vocabulary gives a term, where its id or its full name leaves no doubt."""
    by_name, by_id = term(stated.vocabulary, stated.name), term(stated.vocabulary, stated.id)
    # Synonyms and short names mean other things elsewhere: L3 is a larva of worms and flies, N2 a generation of mice.
    sure = by_name and by_name.name.casefold() == stated.name.casefold() and len(stated.name) > _SHORT
    found = by_id or (by_name if sure and "instar" not in stated.name else None)
    return term("species", found.broader) if found else None


def _related(one: Term, other: Term) -> bool:
    """Tell whether two species are the same, or one a subspecies of the other."""
    names = {one.name, other.name}
    return (
        len(names) == 1
        or bool({one.broader, other.broader} & names)
        or one.name.startswith(f"{other.name} ")
        or other.name.startswith(f"{one.name} ")
    )
