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

from aind_schema.errors import UnknownTerm
from aind_schema.vocabulary.errors import InvalidVocabulary
from aind_schema.vocabulary.library import VARIABLE, available, extend, forget, load, use
from aind_schema.vocabulary.term import Source, Term
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


def __getattr__(name: str) -> Vocabulary:
    """Load the vocabulary of that name."""
    if name.startswith("_"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    try:
        return load(name)
    except UnknownTerm as unknown:
        raise AttributeError(str(unknown)) from None


def __dir__() -> list[str]:
    """List the public names and the vocabularies."""
    return sorted([*__all__, *available()])
