"""The nearest right word, for hints."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

#: How many words of a document are compared with all others, of which a large one has thousands.
_MOST_HINTS = 20


def nearest(word: object, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """Return the known word that is spelt most like another, if one is at all alike."""
    import difflib  # only for words that are wrong

    found = difflib.get_close_matches(str(word), list(known), n=1, cutoff=cutoff)
    return found[0] if found else None


def did_you_mean(word: object, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """Return a hint that names the nearest known word."""
    near = nearest(word, known, cutoff)
    return None if near is None else f'did you mean "{near}"?'


def corrections(known: Iterable[str]) -> Callable[[str], str | None]:
    """Return what hints at the nearest known word for each wrong word of a document, as long as these are few."""
    words, left = list(known), iter(range(_MOST_HINTS))
    return lambda word: None if next(left, None) is None else did_you_mean(word, words)
