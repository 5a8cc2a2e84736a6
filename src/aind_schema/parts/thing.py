"""Subjects that are no animal: what a rig is tested on."""

from typing import Literal

from aind_schema.base import Model
from aind_schema.fields import Identifier, Many, Name, Text
from aind_schema.parts.terms import Organization


class Thing(Model):
    """Base of the lifeless subjects."""

    kind: str
    """What kind of subject it is."""
    description: Text | None = None
    """What it is, and what it is good for."""
    manufacturer: Organization | None = None
    """Who made it."""
    model: Name | None = None
    """The maker's name for it."""
    serial_number: Identifier | None = None
    """The maker's number of this very piece."""
    materials: Many[Name] = ()
    """What it is made of, such as `agarose 1 %` or `fluorescent beads 0.2 um`."""


class CalibrationTarget(Thing):
    """Something with known properties that a rig is calibrated on, or nothing at all."""

    kind: Literal["calibration_target"] = "calibration_target"
    """Says that the subject is a calibration target."""
    empty: bool | None = None
    """True if the calibration was made with no object in place."""


class Phantom(Thing):
    """Something that stands in for tissue or an animal."""

    kind: Literal["phantom"] = "phantom"
    """Says that the subject is a phantom."""
    mimics: Name | None = None
    """What it stands in for, such as `mouse brain`."""
