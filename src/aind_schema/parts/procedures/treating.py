"""What steps on specimens have in common, and the treatments of tissue."""

from typing import Literal

from aind_schema.fields import (
    Celsius,
    ExpansionFactor,
    FixationMethod,
    Identifier,
    Many,
    Minutes,
    Name,
    RefractiveIndex,
    Text,
)
from aind_schema.parts.procedures.reagents import Reagent
from aind_schema.parts.procedures.step import Step


class SpecimenStep(Step):
    """Base of the steps on specimens."""

    specimen_ids: Many[Identifier] = ()
    """Identifiers of the specimens that were treated together."""
    output_specimen_ids: Many[Identifier] = ()
    """Identifiers of specimens that the step made; leave it out where it only changed those that went in."""
    reagents: Many[Reagent] = ()
    """What was used, each with its lot and its concentration in use; dyes and probes have lists of their own."""
    temperature_c: Celsius | None = None
    """Temperature that the specimens were kept at, in degrees Celsius."""
    duration_min: Minutes | None = None
    """How long the step worked on the specimens, in minutes, where start and end don't tell it."""


class Fixation(SpecimenStep):
    """Tissue was fixed; with reagents that also open membranes, it was fixed and permeabilised."""

    kind: Literal["fixation"] = "fixation"
    """Says that the tissue was fixed."""
    method: FixationMethod | None = None
    """How the fixative came to the tissue, such as through its vessels or from outside."""
    permeabilized: bool | None = None
    """True if the same step made the tissue permeable."""


class Permeabilization(SpecimenStep):
    """Membranes were opened for what has to get in."""

    kind: Literal["permeabilization"] = "permeabilization"
    """Says that the tissue was made permeable."""


class Delipidation(SpecimenStep):
    """Lipids were taken out of the tissue."""

    kind: Literal["delipidation"] = "delipidation"
    """Says that lipids were taken out."""
    method: Name | None = None
    """How it was driven, such as `passive` or `active (electrophoresis)`."""


class Clearing(SpecimenStep):
    """Tissue was made transparent, by one protocol for all of it or in a step without a kind of its own."""

    kind: Literal["clearing"] = "clearing"
    """Says that the tissue was made transparent."""
    method: Name | None = None
    """Name of the method, such as `SHIELD`, `iDISCO` or `CUBIC`."""


class RefractiveIndexMatching(SpecimenStep):
    """The liquid in the tissue was replaced by one that bends light as the tissue does."""

    kind: Literal["refractive_index_matching"] = "refractive_index_matching"
    """Says that the refractive index was matched."""
    refractive_index: RefractiveIndex | None = None
    """Refractive index that was reached."""


class Embedding(SpecimenStep):
    """The specimen was put into a block or gel that holds it."""

    kind: Literal["embedding"] = "embedding"
    """Says that the specimen was embedded."""
    medium: Name | None = None
    """What it is embedded in, such as `agarose` or `OCT`."""


class Gelation(SpecimenStep):
    """A gel was grown through the tissue, as for expansion."""

    kind: Literal["gelation"] = "gelation"
    """Says that a gel was grown through the tissue."""
    anchor: Name | None = None
    """What ties molecules to the gel, such as `AcX` or `MelphaX`."""


class Expansion(SpecimenStep):
    """Tissue in a gel was made to swell."""

    kind: Literal["expansion"] = "expansion"
    """Says that the tissue was expanded."""
    expansion_factor: ExpansionFactor | None = None
    """Length after the expansion over length before, in each direction."""


class Soak(SpecimenStep):
    """The specimen lay in a solution that has no other kind of its own, such as a buffer."""

    kind: Literal["soak"] = "soak"
    """Says that the specimen was soaked."""


class Dissociation(SpecimenStep):
    """Tissue was taken apart into cells or nuclei."""

    kind: Literal["dissociation"] = "dissociation"
    """Says that tissue was taken apart."""
    method: Name | None = None
    """How, such as `papain` or `Dounce homogenisation`."""
    enrichment: Name | None = None
    """How the wanted cells or nuclei were picked out, such as `FANS, NeuN+`."""


class Mounting(SpecimenStep):
    """The specimen was put on a slide, a coverslip or a holder."""

    kind: Literal["mounting"] = "mounting"
    """Says that the specimen was mounted."""
    slide_id: Identifier | None = None
    """The slide, as on its label; several specimens may share one."""
    medium: Name | None = None
    """What lies between specimen and coverslip, such as `ProLong Gold`; some media harden, and change the index."""


class Storage(SpecimenStep):
    """The specimen was put away."""

    kind: Literal["storage"] = "storage"
    """Says that the specimen was put away."""
    medium: Name | None = None
    """What it lies in, such as `PBS with 0.02 % sodium azide`."""
    location: Name | None = None
    """Where it is kept, such as a freezer and its shelf."""


class GenericTreatment(SpecimenStep):
    """Something that has no kind of its own."""

    kind: Literal["generic"] = "generic"
    """Says that the step is of no other kind."""
    description: Text | None = None
    """What was done, in the words that somebody would need to do it again."""
