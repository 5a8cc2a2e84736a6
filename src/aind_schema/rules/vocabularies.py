"""How rules look terms up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aind_schema.errors import UnknownTerm
from aind_schema.vocabulary import load

if TYPE_CHECKING:
    from aind_schema.vocabulary import Term, Vocabulary


def vocabulary(name: str) -> Vocabulary | None:
    """Return a vocabulary; None where there is none of that name, or none of its terms."""
    try:
        found = load(name)
    except UnknownTerm:
        return None
    return found if any(True for _ in found) else None


def term(name: str, text: str | None) -> Term | None:
    """Return the term in use that a text stands for: for a retired one, the one that took its place."""
    terms = vocabulary(name)
    if terms is None or not text:
        return None
    found = terms.find(text)
    return terms.get(found.replaced_by) if found and found.replaced_by else found


def is_known(terms: Vocabulary, text: str) -> bool:
    """Tell whether a text stands for a term, or for several."""
    if terms.find(text) is not None:
        return True
    wanted = text.strip().casefold()
    known = (terms[name] for name in terms.names(retired=True))
    return any(wanted in map(str.casefold, (each.name, each.id or "", *each.words())) for each in known)
