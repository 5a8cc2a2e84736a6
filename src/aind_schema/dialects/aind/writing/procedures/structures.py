"""Structures of the brain are looked up in the atlas that 2.x names them by.

Each function returns None where the atlas does not know a structure for certain.
"""

from __future__ import annotations

from typing import Any

from aind_schema.dialects.aind.writing.words import local_identifier
from aind_schema.vocabulary import Term, atlases

_ATLAS = "CCFv3"


def atlas_of(identifier: Any) -> str | None:
    """Return the atlas whose structures have such an identifier."""
    return _ATLAS if _find(identifier) else None


def name_of(handle: Any, atlas: Any = None) -> str | None:
    """Return the name of the structure of an identifier, or of an acronym in an atlas."""
    term = _find(handle, atlas)
    return term.name if term else None


def acronym_of(handle: Any, atlas: Any = None) -> str | None:
    """Return the acronym of the structure of an identifier, or of a name in an atlas."""
    term = _find(handle, atlas)
    return term.abbreviation if term else None


def id_of(handle: Any, atlas: Any = None, name: Any = None) -> str | None:
    """Return the number of the structure of an acronym or a name in an atlas, unless it has another name."""
    term = _find(handle, atlas)
    return local_identifier(term.id) if term and name in (None, term.name) else None


def _find(handle: Any, atlas: Any = None) -> Term | None:
    known = atlases.structures(_ATLAS)
    if known is None or not isinstance(handle, str):
        return None
    if ":" in handle and atlases.structures(None, handle) is known:
        return known.find(handle)
    # Acronyms of two structures may differ in capitals alone.
    term = known.find(handle) if isinstance(atlas, str) and atlases.structures(atlas) is known else None
    return term if term and handle in (term.name, term.abbreviation) else None
