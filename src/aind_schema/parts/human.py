"""People as subjects, with what privacy and consent need."""

from typing import Literal

from aind_schema.base import Model
from aind_schema.fields import (
    Date,
    DateProtection,
    Handedness,
    IdentityProtection,
    Many,
    Name,
    Text,
    Uri,
    Year,
)
from aind_schema.parts.organism import Organism
from aind_schema.parts.terms import Ancestry, DataUse, Organization, Species


class Consent(Model):
    """What a person agreed to."""

    form: Name | None = None
    """Name or number of the consent form and its version."""
    on: Date | None = None
    """Day of the agreement, shifted as all other dates are."""
    approved_by: Organization | None = None
    """The ethics board that approved the form."""
    protocol: Name | None = None
    """Number under which the board approved the study."""
    use_conditions: Many[DataUse] = ()
    """What the data may be used for, as terms of the Data Use Ontology."""
    withdrawn_on: Date | None = None
    """Day on which the consent was withdrawn; from then on the data may not be used."""
    document: Uri | None = None
    """Where the blank form can be read; never the signed one."""


class Human(Organism):
    """A person; the record holds no names, no full dates of birth and no contact."""

    kind: Literal["human"] = "human"
    """Says that the subject is a person."""
    species: Species | None = None
    """The species, where another format wants it stated: Homo sapiens."""
    year_of_birth: Year | None = None
    """Year of birth; leave it out for people over 89."""
    gender: Name | None = None
    """Gender as the person states it."""
    handedness: Handedness | None = None
    """The hand that the person prefers."""
    ancestry: Many[Ancestry] = ()
    """Ancestry or ethnicity as the person states it."""
    identity: IdentityProtection | None = None
    """How the person's identity is protected; `pseudonymised` says that a key exists somewhere."""
    dates: DateProtection | None = None
    """Whether the dates in this asset's records are the actual ones, shifted by a secret offset, or removed."""
    consent: Consent | None = None
    """What the person agreed to."""
    medical_history: Text | None = None
    """What of the medical history matters for the data, without anything that identifies the person."""
