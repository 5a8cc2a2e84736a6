"""What all devices have in common."""

from typing import Literal

from aind_schema.base import Model
from aind_schema.fields import Extensions, Identifier, Name, Text
from aind_schema.parts.terms import Organization


class Device(Model):
    """Base of the devices."""

    kind: str
    """What kind of device it is."""
    name: Name | None = None
    """Name by which other records refer to the device, such as `fiber_0`; the same wherever it is meant."""
    manufacturer: Organization | None = None
    """Who made it."""
    model: Name | None = None
    """The maker's name for the type, such as `Neuropixels 2.0`."""
    part_number: Identifier | None = None
    """The number under which the type is ordered or drawn."""
    serial_number: Identifier | None = None
    """The maker's number of this very piece."""
    notes: Text | None = None
    """What no other field has room for."""
    extensions: Extensions | None = None
    """What a lab or another format adds, by namespace."""


class OtherDevice(Device):
    """A device that has no kind of its own."""

    kind: Literal["other_device"] = "other_device"
    """Says that the device is of no other kind."""
    description: Text | None = None
    """What it is and does."""
