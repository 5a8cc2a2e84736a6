"""Devices that stay in or on an animal, or that reach into it."""

from typing import Annotated, Literal

from pydantic import Field

from aind_schema.base import Model
from aind_schema.fields import (
    Count,
    Identifier,
    Many,
    Millimeters,
    MuscleArrayType,
    Name,
    NumericalAperture,
    PositiveMicrometers,
    RelativePosition,
)
from aind_schema.parts.devices.device import Device, OtherDevice
from aind_schema.parts.terms import BodyPart, Material


class EphysProbe(Device):
    """A probe with many recording sites."""

    kind: Literal["ephys_probe"] = "ephys_probe"
    """Says that the device is a probe for electrophysiology."""
    headstage: OtherDevice | None = None
    """The headstage that the probe is plugged into."""
    shank_count: Count | None = None
    """How many shanks it has, such as 4 for some Neuropixels 2.0, whether they all record or not."""


class FiberProbe(Device):
    """An optical fibre that guides light into or out of tissue."""

    kind: Literal["fiber_probe"] = "fiber_probe"
    """Says that the device is an optical fibre."""
    core_diameter_um: PositiveMicrometers | None = None
    """Diameter of the core, without cladding, in micrometres."""
    numerical_aperture: NumericalAperture | None = None
    """Numerical aperture as the maker states it."""
    ferrule_material: Material | None = None
    """What the ferrule is made of, such as ceramic."""
    total_length_mm: Millimeters | None = None
    """Length from the ferrule to the tip, in millimetres."""
    active_length_mm: Millimeters | None = None
    """Length over which light passes, for a tapered fibre, in millimetres."""


class Catheter(Device):
    """A tube into a vessel or a ventricle."""

    kind: Literal["catheter"] = "catheter"
    """Says that the device is a catheter."""
    material: Material | None = None
    """What the tube is made of or covered with."""
    design: Name | None = None
    """How its port closes, such as `magnetic` or `non-magnetic`."""
    port_count: Count | None = None
    """How many openings it has outside of the body; a catheter with two tubes has two."""
    outer_diameter_um: PositiveMicrometers | None = None
    """Width of the tube from outside to outside, in micrometres; a size of 1 French is 333."""


class Cannula(Device):
    """A rigid tube through which something is infused or a probe is guided."""

    kind: Literal["cannula"] = "cannula"
    """Says that the device is a cannula."""
    outer_diameter_um: PositiveMicrometers | None = None
    """Width of the tube from outside to outside, in micrometres; makers often state a gauge instead."""
    inner_diameter_um: PositiveMicrometers | None = None
    """Width of the hole, in micrometres; what is to go through it is narrower."""
    length_mm: Millimeters | None = None
    """Length from the pedestal to the tip, in millimetres."""


class ImplantedLens(Device):
    """A lens that stays in the brain, such as a GRIN lens."""

    kind: Literal["implanted_lens"] = "implanted_lens"
    """Says that the device is a lens in the brain."""
    diameter_um: PositiveMicrometers | None = None
    """Width of the glass, without a sleeve, in micrometres."""
    length_mm: Millimeters | None = None
    """Distance from its face in the brain to its face outside, in millimetres."""
    numerical_aperture: NumericalAperture | None = None
    """Numerical aperture on the side of the brain."""


class CranialWindow(Device):
    """What closes a craniotomy and can be looked or recorded through."""

    kind: Literal["cranial_window"] = "cranial_window"
    """Says that the device is a cranial window or a perforated implant."""
    material: Material | None = None
    """What the window is made of, such as glass."""
    diameter_mm: Millimeters | None = None
    """Width of the part that lies in the opening, in millimetres."""
    thickness_um: PositiveMicrometers | None = None
    """Thickness of all layers together, in micrometres."""


class Headframe(Device):
    """A bar, plate or ring on the skull by which the head is held."""

    kind: Literal["headframe"] = "headframe"
    """Says that the device is a headframe."""
    material: Material | None = None
    """What it is made of, such as titanium."""


class Well(Device):
    """A rim around the field of view that holds liquid or shields from light."""

    kind: Literal["well"] = "well"
    """Says that the device is a well."""
    material: Material | None = None
    """What it is made of, such as a printed resin."""


class MuscleContact(Model):
    """A contact of a thread in or on a muscle."""

    name: Identifier | None = None
    """Name or number of the contact, as recordings refer to it."""
    body_part: BodyPart | None = None
    """The limb or other part of the body that the muscle belongs to."""
    muscle: BodyPart | None = None
    """The muscle that the contact records from or stimulates, such as `triceps brachii`."""
    relative_position: Many[RelativePosition] = ()
    """Side of the body and place on the muscle, such as `left`."""
    in_muscle: bool | None = None
    """True if the contact lies in the muscle, false if it lies on it or beside it."""


class MuscleThread(Model):
    """A thread of an array, with its contacts."""

    ground_location: BodyPart | None = None
    """Where the thread's ground electrode lies."""
    contacts: Many[MuscleContact] = ()
    """The contacts, from the tip on."""


class MuscleArray(Device):
    """An array of electrodes on flexible threads for muscles, such as a Myomatrix array."""

    kind: Literal["muscle_array"] = "muscle_array"
    """Says that the device is an array for muscles."""
    array_type: MuscleArrayType | None = None
    """How its threads are brought into the muscle."""
    threads: Many[MuscleThread] = ()
    """The threads of the array."""


Implant = Annotated[
    EphysProbe | FiberProbe | Catheter | Cannula | ImplantedLens | CranialWindow | Headframe | Well | OtherDevice,
    Field(discriminator="kind"),
]
