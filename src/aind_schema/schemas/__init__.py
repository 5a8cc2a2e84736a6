"""The published JSON Schemas: export them from the models, find them, check that they are what the models say.

Whoever validates only looks them up; what makes them is loaded when it is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from aind_schema.schemas.published import BASE_URI, field_names, list_names, load, locate, model

if TYPE_CHECKING:
    from aind_schema.schemas.exporting import build, check, describe_fields, export

__all__ = [
    "BASE_URI",
    "build",
    "check",
    "describe_fields",
    "export",
    "field_names",
    "list_names",
    "load",
    "locate",
    "model",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("aind_schema.schemas.exporting"), name)
