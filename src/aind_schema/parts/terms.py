"""Terms of open vocabularies: a name that people read, and an identifier that resolves.

Any name is accepted. A rule warns of one that the vocabulary lacks, and tells the nearest that it has.
"""

from typing import ClassVar

from aind_schema.base import Model
from aind_schema.fields import Curie, Name, Nanometers


class OpenTerm(Model):
    """Base of the terms; ``vocabulary`` says where their names are looked up."""

    vocabulary: ClassVar[str]

    name: Name
    """Name of the term, as the vocabulary or the field writes it."""
    id: Curie | None = None
    """Identifier of the term, a registry's prefix and its local id."""


class Species(OpenTerm):
    """A species by its scientific name, with its NCBI Taxonomy id."""

    vocabulary = "species"

    common_name: Name | None = None
    """Name in everyday language, such as `house mouse`."""


class Strain(OpenTerm):
    """A strain, line or background, with its MGI, RGD, ZFIN or RRID id."""

    vocabulary = "strain"

    species: Name | None = None
    """Scientific name of the species that the strain is of."""


class Enrichment(OpenTerm):
    """Something that is put into a cage or tank for the animals' well-being."""

    vocabulary = "enrichment"


class DevelopmentalStage(OpenTerm):
    """A stage of life, with its id in the species' stage ontology (MmusDv, HsapDv, FBdv, ZFS, WBls)."""

    vocabulary = "developmental_stage"


class DataUse(OpenTerm):
    """A condition on the use of data, with its id in the Data Use Ontology (DUO)."""

    vocabulary = "data_use"


class Disorder(OpenTerm):
    """A disease or disorder, with its MONDO or DOID id."""

    vocabulary = "disorder"


class Ancestry(OpenTerm):
    """An ancestry or ethnicity, with its id in the Human Ancestry Ontology (HANCESTRO)."""

    vocabulary = "ancestry"


class Organization(OpenTerm):
    """An institution, funder, supplier or maker, with its ROR id if it has one."""

    vocabulary = "organization"

    abbreviation: Name | None = None
    """Short form of the name."""


class Drug(OpenTerm):
    """A drug by its generic name, with the ChEBI id of the substance that acts, if it has one."""

    vocabulary = "drug"


class Material(OpenTerm):
    """What something is made of or covered with, by its own or its trade name."""

    vocabulary = "material"


class BodyPart(OpenTerm):
    """A part of the body: an organ, a muscle, a vessel, a bone, with its UBERON or EMAPA id if it has one."""

    vocabulary = "body_part"


class Fluorophore(OpenTerm):
    """A dye, with its ChEBI id if it has one, or a fluorescent protein, with its FPbase id."""

    vocabulary = "fluorophore"

    excitation_nm: Nanometers | None = None
    """Wavelength at which it is excited, in nanometres."""
    emission_nm: Nanometers | None = None
    """Wavelength at which it is seen, in nanometres."""
