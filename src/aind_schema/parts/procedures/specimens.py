"""Specimens: what was taken from subjects, and what came of what."""

from aind_schema.base import Model
from aind_schema.fields import (
    Extensions,
    Identifier,
    Many,
    Name,
    PositiveMicrometers,
    SpecimenFate,
    SpecimenType,
    Text,
)
from aind_schema.parts.anatomy import BrainStructure
from aind_schema.parts.links import ExternalId
from aind_schema.parts.terms import BodyPart


class Specimen(Model):
    """Tissue, cells or molecules that were taken from a subject or made of other specimens."""

    specimen_id: Identifier
    """Identifier of the specimen, the same in all records."""
    specimen_type: SpecimenType | None = None
    """What it is, such as `whole-brain`, `section` or `nuclei`."""
    subject_ids: Many[Identifier] = ()
    """The subjects that it comes from, where they are more or others than that of the document."""
    derived_from: Identifier | None = None
    """The specimen that it was taken from or made of; leave it out for what came from the animal itself."""
    pooled_from: Many[Identifier] = ()
    """The specimens that were put together to make it."""
    body_part: BodyPart | None = None
    """The organ or other part of the body."""
    structures: Many[BrainStructure] = ()
    """Brain structures that it holds."""
    slide_id: Identifier | None = None
    """The slide, well or dish that it is on; several specimens may share one."""
    position_on_slide: Name | None = None
    """Where on the slide or in which well, such as `2` or `B7`."""
    thickness_um: PositiveMicrometers | None = None
    """Thickness of a section, in micrometres."""
    fate: SpecimenFate | None = None
    """What has become of it: kept, used up, discarded, sent to somebody."""
    location: Name | None = None
    """Where it is kept, such as a freezer and its shelf."""
    identifiers: Many[ExternalId] = ()
    """Identifiers of the specimen in other databases."""
    notes: Text | None = None
    """What no other field has room for."""
    extensions: Extensions | None = None
    """What a lab or another format adds, by namespace."""
