"""The nearest right word, for hints."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def nearest(word: object, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """Return the known word that is spelt most like another, if one is at all alike."""
    import difflib  # only for words that are wrong

    found = difflib.get_close_matches(str(word), list(known), n=1, cutoff=cutoff)
    return found[0] if found else None


def did_you_mean(word: object, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """Return a hint that names the nearest known word."""
    near = nearest(word, known, cutoff)
    return None if near is None else f'did you mean "{near}"?'
