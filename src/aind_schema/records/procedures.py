"""What was done to a subject and to the specimens that came from it."""

from typing import Annotated, Literal

from pydantic import Field

from aind_schema.base import Record
from aind_schema.fields import Identifier, Many, Text
from aind_schema.parts.coordinates import CoordinateFrame, Transform
from aind_schema.parts.procedures.diet import Diet, FoodRestriction, WaterRestriction
from aind_schema.parts.procedures.imaging import MriScan
from aind_schema.parts.procedures.injections import BrainInjection, Injection
from aind_schema.parts.procedures.sectioning import Sectioning
from aind_schema.parts.procedures.specimens import Specimen
from aind_schema.parts.procedures.staining import Hybridization, Immunolabeling, Staining, Stripping
from aind_schema.parts.procedures.surgery import GenericStep, Perfusion, SampleCollection, Surgery
from aind_schema.parts.procedures.training import Handling, Training
from aind_schema.parts.procedures.treating import (
    Clearing,
    Delipidation,
    Dissociation,
    Embedding,
    Expansion,
    Fixation,
    Gelation,
    GenericTreatment,
    Mounting,
    Permeabilization,
    RefractiveIndexMatching,
    Soak,
    Storage,
)

SubjectProcedure = Annotated[
    Surgery
    | BrainInjection
    | Injection
    | WaterRestriction
    | FoodRestriction
    | Diet
    | Training
    | Handling
    | MriScan
    | SampleCollection
    | Perfusion
    | GenericStep,
    Field(discriminator="kind"),
]

SpecimenProcedure = Annotated[
    Fixation
    | Permeabilization
    | Delipidation
    | Clearing
    | RefractiveIndexMatching
    | Embedding
    | Gelation
    | Expansion
    | Soak
    | Dissociation
    | Sectioning
    | Mounting
    | Staining
    | Immunolabeling
    | Hybridization
    | Stripping
    | Storage
    | GenericTreatment,
    Field(discriminator="kind"),
]


class Procedures(Record):
    """All that was done to a subject before and beside the acquisition, and to its tissue after."""

    kind: Literal["procedures"] = "procedures"
    """Says that the document describes procedures."""
    subject_id: Identifier
    """Identifier of the subject, the same as in its own record."""
    coordinate_frames: Many[CoordinateFrame] = ()
    """Frames that positions in this document refer to by name."""
    transforms: Many[Transform] = ()
    """What leads from one frame to another."""
    subject_procedures: Many[SubjectProcedure] = ()
    """What was done to the living subject, in its order."""
    specimens: Many[Specimen] = ()
    """The specimens, and what each came of."""
    specimen_procedures: Many[SpecimenProcedure] = ()
    """What was done to the specimens, in its order."""
    notes: Text | None = None
    """What no other field has room for."""
