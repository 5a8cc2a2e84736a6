"""One word of a vocabulary, and where it was taken from."""

from __future__ import annotations

from typing import NamedTuple


class Term(NamedTuple):
    """Hold a name with its identifier and the other words for the same thing.

    ``id`` is a compact identifier (``NCBITaxon:10090``), or a URI where the source has no such form. A term that is no
    longer used names its successor in ``replaced_by``. ``broader`` names what the term is a part or kind of: a term of
    the same vocabulary, or the species of a strain, allele or stage. ``pattern`` describes the local part of the
    identifiers of a registry, as a regular expression. ``closed`` tells that documents write the bare name.
    """

    name: str
    id: str | None = None
    abbreviation: str | None = None
    synonyms: tuple[str, ...] = ()
    description: str | None = None
    replaced_by: str | None = None
    broader: str | None = None
    pattern: str | None = None
    closed: bool = False

    @property
    def retired(self) -> bool:
        """Tell whether another term has taken its place."""
        return self.replaced_by is not None

    def words(self) -> tuple[str, ...]:
        """Return the other words for the term: its abbreviation and its synonyms."""
        return self.synonyms if self.abbreviation is None else (self.abbreviation, *self.synonyms)

    def handles(self) -> tuple[str, ...]:
        """Return all that the term can be found by."""
        return (self.name, *self.words()) if self.id is None else (self.name, self.id, *self.words())


class Source(NamedTuple):
    """Say where the facts of a vocabulary come from."""

    name: str
    url: str | None = None
    licence: str | None = None
    release: str | None = None
