"""The subject of an acquisition."""

from typing import Annotated, Literal

from pydantic import Field

from aind_schema.base import Model, Record
from aind_schema.fields import Identifier, Kinship, Many, Text
from aind_schema.parts.animal import Animal
from aind_schema.parts.human import Human
from aind_schema.parts.links import ExternalId
from aind_schema.parts.thing import CalibrationTarget, Phantom

Details = Annotated[Animal | Human | CalibrationTarget | Phantom, Field(discriminator="kind")]


class RelatedSubject(Model):
    """Another subject that this one is related to."""

    subject_id: Identifier
    """Identifier of the other subject."""
    relation: Kinship
    """What the other subject is to this one, such as `littermate`."""


class Subject(Record):
    """An animal, a person or a thing that data were acquired from."""

    kind: Literal["subject"] = "subject"
    """Says that the document describes a subject."""
    subject_id: Identifier
    """Identifier of the subject, the same in all records and in the names of its assets; opaque for people."""
    details: Details | None = None
    """What the subject is, by kind: an animal, a human, a calibration target or a phantom."""
    related_subjects: Many[RelatedSubject] = ()
    """Kin of the subject, other than the parents that the breeding names."""
    identifiers: Many[ExternalId] = ()
    """Identifiers of the subject in other databases."""
    restrictions: Text | None = None
    """What its source forbids to do with the subject's data, such as the terms of a material transfer agreement."""
    notes: Text | None = None
    """What no other field has room for."""
