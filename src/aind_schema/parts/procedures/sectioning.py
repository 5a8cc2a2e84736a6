"""Cutting: specimens that become several."""

from typing import Literal

from aind_schema.base import Model
from aind_schema.fields import Count, Identifier, Many, Name, PositiveMicrometers, RelativePosition, SectionPlane, Text
from aind_schema.parts.anatomy import BrainStructure
from aind_schema.parts.coordinates import Position
from aind_schema.parts.procedures.treating import SpecimenStep


class Section(Model):
    """A section or block that was cut; it is a specimen of its own."""

    specimen_id: Identifier | None = None
    """Identifier of the section, under which later steps and `specimens` know it."""
    derived_from: Identifier | None = None
    """Which specimen of the step it was cut from, where several were cut together."""
    number: Count | None = None
    """Number of the section in the order of cutting."""
    structures: Many[BrainStructure] = ()
    """Brain structures that the section was cut for."""
    surrounding_tissue: bool | None = None
    """True if it holds tissue around the structure as well, false if it was cut out along the structure."""
    thickness_um: PositiveMicrometers | None = None
    """Thickness, where it differs from the others', in micrometres."""
    start: Position | None = None
    """Where the section begins, in a declared frame."""
    end: Position | None = None
    """Where the section ends, in a declared frame."""
    kept_part: Many[RelativePosition] = ()
    """Which part of the section was kept, if not all of it."""
    notes: Text | None = None
    """What no other field has room for."""


class Sectioning(SpecimenStep):
    """A specimen was cut into sections or blocks."""

    kind: Literal["sectioning"] = "sectioning"
    """Says that the specimen was cut."""
    plane: SectionPlane | None = None
    """Plane of the cuts; leave it out for blocks that were cut out by structure."""
    thickness_um: PositiveMicrometers | None = None
    """Thickness that the instrument was set to for all sections, in micrometres."""
    instrument: Name | None = None
    """What it was cut with, such as `vibratome` or `cryostat`."""
    instrument_id: Identifier | None = None
    """The very instrument, by its number in the lab or on its plate."""
    sections: Many[Section] = ()
    """The sections that are specimens of their own, in the order of cutting."""
