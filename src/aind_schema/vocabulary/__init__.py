"""The words that documents use: controlled terms, looked up by name, id or synonym.

>>> from aind_schema.vocabulary import load, modality
>>> modality.ecephys.synonyms[0]
'Extracellular electrophysiology'
>>> load("species").find("house mouse").id
'NCBITaxon:10090'

Each vocabulary is one YAML file under ``data``, read when its first term is needed. A lab adds terms of its own with
files of the same layout: through :func:`use`, or the environment variable ``AIND_SCHEMA_VOCABULARIES``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from aind_schema.vocabulary.errors import InvalidVocabulary
from aind_schema.vocabulary.term import Source, Term

if TYPE_CHECKING:
    from aind_schema.vocabulary.library import VARIABLE, available, extend, forget, use
    from aind_schema.vocabulary.vocabulary import Vocabulary

__all__ = [
    "VARIABLE",
    "InvalidVocabulary",
    "Source",
    "Term",
    "Vocabulary",
    "available",
    "extend",
    "forget",
    "load",
    "use",
]


def load(name: str) -> Vocabulary:
    """Return a vocabulary with the terms that labs have added; always the same object for the same name."""
    from aind_schema.vocabulary import library  # many documents have no term to look up

    return library.load(name)


def __getattr__(name: str) -> Any:
    """Load a public name, or the vocabulary of that name."""
    if name.startswith("_"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    library = import_module(f"{__name__}.library")
    if name in __all__:
        return getattr(library, name)
    try:
        return library.load(name)
    except library.UnknownTerm as unknown:
        raise AttributeError(str(unknown)) from None


def __dir__() -> list[str]:
    """List the public names and the vocabularies."""
    return sorted([*__all__, *import_module(f"{__name__}.library").available()])
