"""The bundle of all records of one asset."""

from typing import Literal

from aind_schema.base import Record
from aind_schema.fields import Identifier, Many, Name, Timestamp
from aind_schema.parts.links import ExternalId
from aind_schema.records.data_description import DataDescription
from aind_schema.records.procedures import Procedures
from aind_schema.records.processing import Processing
from aind_schema.records.quality import Quality
from aind_schema.records.subject import Subject


class Metadata(Record):
    """All records of one asset in one document, for pipelines and catalogues."""

    kind: Literal["metadata"] = "metadata"
    """Says that the document is a bundle of records."""
    name: Identifier | None = None
    """Name of the asset, the same as in its data description."""
    location: Name | None = None
    """Where the asset is: a URI such as `s3://bucket/name`, or a path."""
    created_at: Timestamp | None = None
    """When this bundle was first put together."""
    modified_at: Timestamp | None = None
    """When this bundle was last changed."""
    identifiers: Many[ExternalId] = ()
    """Identifiers of the asset in other databases, where the bundle was stored with them."""
    data_description: DataDescription | None = None
    """What the asset is."""
    subject: Subject | None = None
    """The subject, for an asset with one."""
    cohort: Many[Subject] = ()
    """The subjects, for an asset with several; `subject` is then left out."""
    procedures: Procedures | None = None
    """What was done to the subject and its specimens, for an asset with one subject."""
    cohort_procedures: Many[Procedures] = ()
    """What was done to each subject of a cohort; `procedures` is then left out."""
    processing: Processing | None = None
    """What was done to the data."""
    quality: Quality | None = None
    """How good the data are."""
