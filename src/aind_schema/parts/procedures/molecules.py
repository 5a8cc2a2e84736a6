"""Molecules that stains and probes bind to."""

from aind_schema.base import Model
from aind_schema.fields import Curie, Name


class Gene(Model):
    """A gene whose RNA or DNA is looked for."""

    name: Name
    """Symbol of the gene in the nomenclature of its species, such as `Slc17a7`."""
    id: Curie | None = None
    """Identifier of the gene, such as `MGI:1920211` or `NCBIGene:72961`."""


class Molecule(Model):
    """A protein or small molecule that something binds to."""

    name: Name
    """Name of the molecule, such as `GFP` or `NeuN`."""
    id: Curie | None = None
    """Identifier in UniProt, the Protein Ontology or ChEBI, such as `UniProt:P42212`."""
