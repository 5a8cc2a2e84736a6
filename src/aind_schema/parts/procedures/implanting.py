"""Steps of a surgery that put devices in or on an animal, or take them out."""

from typing import Literal

from aind_schema.base import Model
from aind_schema.fields import Count, Many, Minutes, Name, PositiveMicrometers, RelativePosition, Text
from aind_schema.parts.coordinates import Target
from aind_schema.parts.devices.implants import Catheter, EphysProbe, FiberProbe, Headframe, Implant, MuscleArray, Well
from aind_schema.parts.procedures.step import Step
from aind_schema.parts.terms import BodyPart, Material, Organization


class HeadframeImplant(Step):
    """A headframe was fixed to the skull, often with a well."""

    kind: Literal["headframe"] = "headframe"
    """Says that a headframe was fixed."""
    device: Headframe | None = None
    """The headframe, with its model or the number of its drawing, which tell how a rig holds the head."""
    well_present: bool | None = None
    """False if there was no well; it need not be said where the well itself is told."""
    well: Well | None = None
    """The rim around the field of view, where the animal got one."""


class ImplantStep(Step):
    """Base of the steps that put a device into the brain or body."""

    targets: Many[Target] = ()
    """Where it was meant to be, where it was put, and where it was found; one for each that is known."""
    relative_position: Many[RelativePosition] = ()
    """Side and direction in words, where there are no coordinates."""
    recovery_min: Minutes | None = None
    """Time to let the tissue recover before the next step, in minutes."""


class ProbeImplant(ImplantStep):
    """A probe for electrophysiology was put into the brain."""

    kind: Literal["probe_implant"] = "probe_implant"
    """Says that a probe was implanted."""
    device: EphysProbe | None = None
    """The probe; its name is the one that acquisitions refer to."""
    dye: Name | None = None
    """Dye on the probe by which its track is found."""


class FiberImplant(ImplantStep):
    """An optical fibre was put into the brain."""

    kind: Literal["fiber_implant"] = "fiber_implant"
    """Says that an optical fibre was implanted."""
    device: FiberProbe | None = None
    """The fibre; its name is the one that acquisitions refer to."""
    dye: Name | None = None
    """Dye on the fibre by which its track is found."""


class CatheterImplant(ImplantStep):
    """A catheter was put into a vessel or another part of the body."""

    kind: Literal["catheter_implant"] = "catheter_implant"
    """Says that a catheter was implanted."""
    device: Catheter | None = None
    """The catheter, with its tube and ports; an explant refers to it by its name."""
    body_part: BodyPart | None = None
    """The vessel or other part of the body."""
    performed_by: Organization | None = None
    """The supplier or institution where it was done."""


class DeviceImplant(ImplantStep):
    """Another device was put in or on the body: a cannula, a lens, a window, a sensor."""

    kind: Literal["device_implant"] = "device_implant"
    """Says that a device was implanted."""
    device: Implant | None = None
    """What was implanted, by its own kind as far as there is one; acquisitions and explants refer to it by its name."""
    body_part: BodyPart | None = None
    """The part of the body, where it is not the brain."""


class Explant(Step):
    """A device was taken out."""

    kind: Literal["explant"] = "explant"
    """Says that a device was taken out."""
    device_name: Name | None = None
    """Name of the device, as the step that implanted it states."""
    reason: Text | None = None
    """Why it was taken out."""
    device_intact: bool | None = None
    """True if the device came out whole."""


class GroundElectrode(Model):
    """A wire or screw that the signals are measured against."""

    location: BodyPart | None = None
    """The bone, muscle or other part of the body that it is on."""
    targets: Many[Target] = ()
    """Where it is, by coordinates."""
    hole_number: Count | None = None
    """Number of the hole in the implant that the wire goes through."""
    material: Material | None = None
    """What it is made of, such as silver."""
    diameter_um: PositiveMicrometers | None = None
    """Diameter of the wire, in micrometres."""


class GroundWire(Step):
    """A ground or reference wire was put in place."""

    kind: Literal["ground_wire"] = "ground_wire"
    """Says that a ground wire was put in place."""
    electrode: GroundElectrode | None = None
    """The wire and where it lies."""


class MuscleArrayInsertion(Step):
    """An array of electrodes was put into muscles."""

    kind: Literal["muscle_array_insertion"] = "muscle_array_insertion"
    """Says that an array was put into muscles."""
    device: MuscleArray | None = None
    """The array with its threads and contacts."""
    ground: GroundElectrode | None = None
    """Ground of the whole array."""
