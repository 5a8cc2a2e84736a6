"""Specimens: what was taken from subjects, and what came of what."""

from aind_schema.base import Model
from aind_schema.fields import (
    Date,
    Extensions,
    Grams,
    Hemisphere,
    Hours,
    Identifier,
    Many,
    Minutes,
    Name,
    PositiveMicrometers,
    SpecimenFate,
    SpecimenType,
    Text,
)
from aind_schema.parts.anatomy import BrainStructure
from aind_schema.parts.coordinates import Position
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
    """The specimen that it was cut from or made of, not one further back; leave it out for what the subject gave."""
    pooled_from: Many[Identifier] = ()
    """The specimens that were put together to make it."""
    body_part: BodyPart | None = None
    """The organ or other part of the body."""
    structures: Many[BrainStructure] = ()
    """Brain structures that it holds, in whole or in part."""
    hemisphere: Hemisphere | None = None
    """Side of the brain or body that it comes from."""
    position: Position | None = None
    """Where its centre was in the subject or in an atlas, in a declared frame."""
    collected_on: Date | None = None
    """Day on which it was taken from the subject; the time belongs to the step that took it, if there is one."""
    post_mortem_interval_h: Hours | None = None
    """From the subject's death until the tissue was fixed, frozen or put into medium, in hours."""
    warm_ischaemia_min: Minutes | None = None
    """From the stop of the blood's flow until the tissue was cooled or fixed, in minutes."""
    cold_ischaemia_min: Minutes | None = None
    """From cooling until the tissue was fixed, frozen or put into medium, in minutes."""
    weight_g: Grams | None = None
    """Weight of the tissue as it was taken or cut, before it was treated, in grams."""
    slide_id: Identifier | None = None
    """The slide, well or dish that it is on; several specimens may share one."""
    position_on_slide: Name | None = None
    """Where on the slide or in which well, such as `2` or `B7`."""
    thickness_um: PositiveMicrometers | None = None
    """Thickness of a section as it was cut, in micrometres; shrinking and swelling are told by steps."""
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
