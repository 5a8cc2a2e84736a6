"""Which vocabulary holds the structures of an atlas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aind_schema.vocabulary import load

if TYPE_CHECKING:
    from aind_schema.vocabulary.vocabulary import Vocabulary


def structures(atlas: str | None, identifier: str | None = None) -> Vocabulary | None:
    """Return the vocabulary with the structures of an atlas, or without one that an identifier belongs to."""
    for vocabulary in _all():
        if atlas and _name(atlas) in map(_name, vocabulary.atlases):
            return vocabulary
        if atlas is None and identifier and _is_of(identifier, vocabulary):
            return vocabulary
    return None


def is_elsewhere(atlas: str, identifier: str) -> bool:
    """Tell whether an identifier has the prefix of structures that another atlas draws."""
    return structures(atlas) is None and any(_is_of(identifier, vocabulary) for vocabulary in _all())


def _all() -> list[Vocabulary]:
    from aind_schema.vocabulary.library import available  # many documents name no structure

    return [load(name) for name in available() if name.endswith("_structure")]


def _name(atlas: str) -> str:
    known = load("atlas").find(atlas)
    return known.name if known else atlas


def _is_of(identifier: str, vocabulary: Vocabulary) -> bool:
    """Tell whether an identifier has the prefix of a vocabulary's terms."""
    first = next((term.id for term in vocabulary if term.id), "")
    return identifier.partition(":")[0] == first.partition(":")[0]
