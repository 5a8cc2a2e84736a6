"""Other people's formats: read and written with every value accounted for."""

from __future__ import annotations

import importlib
from types import ModuleType

from aind_schema.dialects.conversion import Conversion, ConversionReport, Entry
from aind_schema.errors import UnknownTerm
from aind_schema.spelling import nearest

__all__ = ["NAMES", "Conversion", "ConversionReport", "Entry", "load"]

#: The dialects, by the names that the command line knows.
NAMES = ("aind",)


def load(name: str) -> ModuleType:
    """Return the module of a dialect: it has ``read``, and ``write`` and ``files`` where it is written too."""
    if name not in NAMES:
        raise UnknownTerm("dialects", name, nearest(name, NAMES))
    return importlib.import_module(f"aind_schema.dialects.{name}")
