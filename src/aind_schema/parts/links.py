"""References to things that live elsewhere: assets, publications, files, entries of databases."""

from aind_schema.base import Model
from aind_schema.fields import Doi, Identifier, Location, Name, Relation, Text, Uri


class ExternalId(Model):
    """The identifier that a database, notebook or workflow system gives to the same thing."""

    database: Name
    """Name of the database or system, such as `LIMS`, `Code Ocean` or `DANDI`."""
    id: Identifier
    """The identifier there."""
    uri: Uri | None = None
    """Where the entry can be opened."""


class AssetReference(Model):
    """Another data asset."""

    name: Identifier
    """Name of the asset."""
    uri: Uri | None = None
    """Where the asset was when it was referred to, such as `s3://bucket/name`."""


class Publication(Model):
    """A publication that belongs to the data."""

    title: Name | None = None
    """Title of the publication."""
    doi: Doi | None = None
    """DOI of the publication."""
    uri: Uri | None = None
    """Where it can be read, if it has no DOI."""
    relation: Relation | None = None
    """How the data relate to the publication, read as: this asset <relation> the publication (DataCite)."""


class RelatedResource(Model):
    """A file, folder or page that helps to understand the data and is no part of the asset."""

    location: Location
    """Path or URI of the resource, as its owner writes it."""
    relation: Relation | None = None
    """How the data relate to the resource, read as: this asset <relation> the resource (DataCite)."""
    description: Text | None = None
    """What the resource holds and what it was used for."""
