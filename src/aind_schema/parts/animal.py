"""Animals of any species: where they come from, and how they are kept."""

from typing import Literal

from aind_schema.base import Model
from aind_schema.fields import Curie, Date, Identifier, Many, MatingStatus, Name, Text, Year, Zygosity
from aind_schema.parts.housing import Housing, WellnessReport
from aind_schema.parts.organism import Organism
from aind_schema.parts.terms import Species, Strain


class Allele(Model):
    """An allele that the animal carries."""

    name: Name
    """Name of the allele in the nomenclature of its species, such as `Tg(Adora2a-cre)2MDkde`."""
    id: Curie | None = None
    """Identifier of the allele, such as `MGI:3852493`."""
    abbreviation: Name | None = None
    """Short form of the name."""
    zygosity: Zygosity | None = None
    """Whether one or both copies are the allele."""


class Parent(Model):
    """A parent of an animal; at least one field is of use."""

    subject_id: Identifier | None = None
    """Identifier of the parent."""
    genotype: Text | None = None
    """Genotype of the parent, in the notation that the breeder uses."""


class Breeding(Model):
    """How an animal was bred."""

    group: Name | None = None
    """Name of the breeding group, line or clutch."""
    mother: Parent | None = None
    """The mother."""
    father: Parent | None = None
    """The father."""


class Capture(Model):
    """How an animal was taken from the wild."""

    date: Date | None = None
    """Day of the capture."""
    place: Name | None = None
    """Where it was caught, as precisely as may be told."""
    permit: Identifier | None = None
    """Number of the permit."""


class Animal(Organism):
    """An animal of any species but our own."""

    kind: Literal["animal"] = "animal"
    """Says that the subject is an animal."""
    species: Species
    """The species."""
    strain: Strain | None = None
    """Strain or genetic background."""
    genotype: Text | None = None
    """Genotype with both alleles of each locus, in the notation that the breeder uses."""
    alleles: Many[Allele] = ()
    """Alleles that the genotype names, with their identifiers."""
    rrid: Curie | None = None
    """Research Resource Identifier of the stock that the animal was bought from."""
    date_of_birth: Date | None = None
    """Day of birth, hatching or eclosion."""
    year_of_birth: Year | None = None
    """Year of birth, where the day is unknown."""
    date_of_death: Date | None = None
    """Day of death, if the animal has died."""
    breeding: Breeding | None = None
    """How the animal was bred; leave it out for one from the wild."""
    capture: Capture | None = None
    """How the animal was caught; its presence says that it comes from the wild."""
    mating_status: MatingStatus | None = None
    """Whether the animal has mated."""
    housing: Housing | None = None
    """How the animal is kept."""
    wellness_reports: Many[WellnessReport] = ()
    """What was noted about the animal's health."""
