"""What a data asset is, whose it is, and what may be done with it."""

from typing import Literal

from aind_schema.base import Model, Record
from aind_schema.fields import (
    AccessState,
    DataLevel,
    Date,
    Doi,
    Identifier,
    Many,
    Modality,
    Name,
    Platform,
    SpdxLicense,
    Text,
    Timestamp,
    TimeZone,
    Uri,
)
from aind_schema.parts.links import AssetReference, ExternalId, Publication, RelatedResource
from aind_schema.parts.people import Contributor, Person
from aind_schema.parts.terms import DataUse, Organization


class Project(Model):
    """The undertaking that the data were acquired for; at least one field is of use."""

    name: Name | None = None
    """Name of the project."""
    id: Identifier | None = None
    """Number or code of the project in the books of its institution."""
    uri: Uri | None = None
    """The project's page."""


class Funding(Model):
    """A grant, award or budget that paid for the data."""

    funder: Organization
    """Who paid."""
    award: Identifier | None = None
    """Number of the grant or award, as the funder writes it."""
    title: Name | None = None
    """Title of the award."""
    uri: Uri | None = None
    """Page of the award."""
    recipients: Many[Person] = ()
    """Who received the award."""


class Access(Model):
    """Who may read the data, and from when on."""

    state: AccessState
    """Whether the data are open, under embargo, open to some, or closed."""
    embargoed_until: Date | None = None
    """The day on which an embargo ends."""
    contact: Person | None = None
    """Whom to ask for access."""
    reason: Text | None = None
    """Why the data are not open."""


class DataDescription(Record):
    """A data asset: its name, origin, owners and terms."""

    kind: Literal["data_description"] = "data_description"
    """Says that the document describes a data asset."""
    name: Identifier
    """Name of the asset, which its folder bears too; see the grammar of names."""
    data_level: DataLevel
    """Whether the data are as acquired, derived from other assets, or simulated."""
    modalities: tuple[Modality, ...]
    """Ways in which the data were acquired."""
    subject_ids: Many[Identifier] = ()
    """Identifiers of the subjects, several for a cohort; an empty list says that there is none."""
    created_at: Timestamp | None = None
    """When the acquisition of raw data began, or when the processing of derived data began: the time in the name."""
    time_zone: TimeZone | None = None
    """Time zone of the place where the data were made; its offset is that of `created_at`."""
    platform: Platform | None = None
    """Kind of system that acquired the data."""
    process: Name | None = None
    """Short name of the process that made a derived asset, as it stands in the asset's name."""
    source_assets: Many[AssetReference] = ()
    """Assets that a derived asset was made from."""
    title: Name | None = None
    """Title for people, as a catalogue would show it."""
    summary: Text | None = None
    """What was done and why, in a few sentences."""
    tags: Many[Name] = ()
    """Words to find the asset by."""
    project: Project | None = None
    """The project that the data belong to."""
    institution: Organization | None = None
    """The institution that made the data."""
    group: Name | None = None
    """The lab or group that made the data."""
    funding: Many[Funding] = ()
    """What paid for the data."""
    investigators: Many[Person] = ()
    """Who leads the work and answers for it."""
    contributors: Many[Contributor] = ()
    """Everyone who contributed, with their roles."""
    acknowledgements: Text | None = None
    """Whom and what the makers thank."""
    license: SpdxLicense | None = None
    """Licence of the data."""
    metadata_license: SpdxLicense | None = None
    """Licence of the records, where it differs from that of the data."""
    use_conditions: Many[DataUse] = ()
    """What the data may be used for, as terms of the Data Use Ontology."""
    restrictions: Text | None = None
    """What else limits sharing or publishing the data, in words."""
    access: Access | None = None
    """Who may read the data."""
    doi: Doi | None = None
    """DOI under which this asset itself is published."""
    publications: Many[Publication] = ()
    """Publications that belong to the data."""
    related_resources: Many[RelatedResource] = ()
    """Files and pages that help to understand the data."""
    identifiers: Many[ExternalId] = ()
    """Identifiers of the asset in other databases: LIMS, notebook, workflow run."""
    notes: Text | None = None
    """What no other field has room for."""
