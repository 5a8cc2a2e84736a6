"""Which vocabulary holds the structures of an atlas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aind_schema.vocabulary import load

if TYPE_CHECKING:
    from aind_schema.vocabulary.vocabulary import Vocabulary

#: The vocabularies of structures, one an ontology, by the atlases that draw them and by the prefix of their ids.
_BY_ATLAS = {"CCFv3": "brain_structure", "Allen Reference Atlas": "brain_structure"}
_BY_PREFIX = {"MBA": "brain_structure"}


def structures(atlas: str | None, identifier: str | None = None) -> Vocabulary | None:
    """Return the vocabulary with the structures of an atlas, or the one that an identifier belongs to."""
    term = load("atlas").find(atlas) if atlas else None
    name = _BY_ATLAS.get(term.name) if term else None
    if name is None and atlas is None and identifier:
        name = _BY_PREFIX.get(identifier.partition(":")[0])
    return load(name) if name else None
