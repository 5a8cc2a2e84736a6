"""How rules look terms up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aind_schema.vocabulary import load

if TYPE_CHECKING:
    from aind_schema.vocabulary import Term, Vocabulary


def term(name: str, text: str | None) -> Term | None:
    """Return the term in use that a text stands for: for a retired one, the one that took its place."""
    terms = load(name)
    found = terms.find(text) if text else None
    return terms.get(found.replaced_by) if found and found.replaced_by else found


def is_known(terms: Vocabulary, text: str) -> bool:
    """Tell whether a text stands for a term, or for several."""
    if terms.find(text) is not None:
        return True
    wanted = text.strip().casefold()
    known = (terms[name] for name in terms.names(retired=True))
    return any(wanted in map(str.casefold, (each.name, each.id or "", *each.words())) for each in known)
