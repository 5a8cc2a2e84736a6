"""Structures of the brain, in the words of an atlas."""

from aind_schema.base import Model
from aind_schema.fields import Curie, Name, Uri
from aind_schema.parts.terms import OpenTerm


class AtlasReference(OpenTerm):
    """An atlas such as `CCFv3`, and the release of it that is meant."""

    vocabulary = "atlas"

    release: Name | None = None
    """Release, edition or year, such as `2017`; structures and coordinates differ between releases."""
    uri: Uri | None = None
    """Where this release can be had."""


class BrainStructure(Model):
    """A structure of the brain; at least its name, acronym or id is of use."""

    name: Name | None = None
    """Name of the structure, such as `Primary visual area`."""
    acronym: Name | None = None
    """Short form of the name in the atlas, such as `VISp`; capitals matter."""
    id: Curie | None = None
    """Identifier of the structure in the atlas' ontology, such as `MBA:385`."""
    atlas: AtlasReference | None = None
    """The atlas that the name, acronym and borders are those of; where left out, the id's prefix tells it."""
