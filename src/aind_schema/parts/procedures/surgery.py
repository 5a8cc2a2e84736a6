"""Surgeries, and the steps of them that implant nothing."""

from typing import Annotated, Literal

from pydantic import Field

from aind_schema.base import Model
from aind_schema.fields import (
    CraniotomyType,
    Identifier,
    Many,
    Microliters,
    Milliliters,
    Millimeters,
    Minutes,
    Name,
    PositiveMicrometers,
    RelativePosition,
    SampleType,
    Text,
)
from aind_schema.parts.coordinates import Position, Target
from aind_schema.parts.devices.implants import CranialWindow
from aind_schema.parts.procedures.implanting import (
    CatheterImplant,
    DeviceImplant,
    Explant,
    FiberImplant,
    GroundWire,
    HeadframeImplant,
    MuscleArrayInsertion,
    ProbeImplant,
)
from aind_schema.parts.procedures.injections import BrainInjection, Injection
from aind_schema.parts.procedures.living import SubjectStep
from aind_schema.parts.procedures.reagents import Reagent
from aind_schema.parts.procedures.step import Step
from aind_schema.parts.terms import BodyPart, Material


class Landmark(Model):
    """A point on the animal that was measured during the surgery."""

    name: Name
    """What was measured, such as `lambda`."""
    position: Position
    """Where it was."""


class Craniotomy(Step):
    """The skull was opened or thinned."""

    kind: Literal["craniotomy"] = "craniotomy"
    """Says that the skull was opened."""
    craniotomy_type: CraniotomyType | None = None
    """Shape of the opening, or what it spans."""
    size_mm: Millimeters | None = None
    """Diameter of a circle or side of a square, in millimetres."""
    targets: Many[Target] = ()
    """Where its centre was meant to be, and where it was."""
    relative_position: Many[RelativePosition] = ()
    """Side and direction in words, where there are no coordinates."""
    dura_removed: bool | None = None
    """True if the dura was removed, false if it was left."""
    window: CranialWindow | None = None
    """What the opening was closed with, if it was a window or a perforated implant."""
    protective_material: Material | None = None
    """What covers the opening, such as agarose or Kwik-Cast."""
    recovery_min: Minutes | None = None
    """Time to let the tissue recover before the next step, in minutes."""


class SampleCollection(SubjectStep):
    """A sample was taken from the living animal."""

    kind: Literal["sample_collection"] = "sample_collection"
    """Says that a sample was taken."""
    sample_type: SampleType | None = None
    """What was taken, such as `blood`."""
    body_part: BodyPart | None = None
    """Where it was taken from."""
    volume_ul: Microliters | None = None
    """How much was taken, in microlitres."""
    method: Text | None = None
    """How it was taken, and whether that ended the animal's life."""
    output_specimen_ids: Many[Identifier] = ()
    """Identifiers of the specimens that came of it."""


class Perfusion(SubjectStep):
    """The animal was perfused, which ended its life and gave specimens."""

    kind: Literal["perfusion"] = "perfusion"
    """Says that the animal was perfused."""
    reagents: Many[Reagent] = ()
    """Saline and fixative, in the order in which they were used."""
    fixative_volume_ml: Milliliters | None = None
    """Volume of the fixative, in millilitres."""
    postfixation_min: Minutes | None = None
    """How long the tissue stayed in fixative afterwards, in minutes."""
    output_specimen_ids: Many[Identifier] = ()
    """Identifiers of the specimens that came of it; a whole brain may bear the subject's own id."""


class GenericStep(SubjectStep):
    """Something that has no kind of its own."""

    kind: Literal["generic"] = "generic"
    """Says that the step is of no other kind."""
    description: Text | None = None
    """What was done, in words that let somebody do it again."""


SurgeryStep = Annotated[
    HeadframeImplant
    | Craniotomy
    | BrainInjection
    | Injection
    | ProbeImplant
    | FiberImplant
    | CatheterImplant
    | DeviceImplant
    | Explant
    | GroundWire
    | MuscleArrayInsertion
    | SampleCollection
    | Perfusion
    | GenericStep,
    Field(discriminator="kind"),
]


class Surgery(SubjectStep):
    """What was done to an animal between putting it under and letting it wake, or its end."""

    kind: Literal["surgery"] = "surgery"
    """Says that it was a surgery."""
    bregma_to_lambda_um: PositiveMicrometers | None = None
    """Distance from bregma to lambda as measured, by which atlas coordinates are scaled, in micrometres."""
    landmarks: Many[Landmark] = ()
    """Points that were measured, such as lambda in the frame of bregma."""
    steps: Many[SurgeryStep] = ()
    """What was done, in its order."""
    recovery_min: Minutes | None = None
    """Time from the end of anaesthesia until the animal was back in its cage, in minutes."""
