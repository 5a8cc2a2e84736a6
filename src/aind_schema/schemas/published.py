"""Find the models and the published schemas of the kinds of document."""

from __future__ import annotations

import json
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aind_schema.errors import UnknownTerm
from aind_schema.spelling import nearest
from aind_schema.starting import uncollected
from aind_schema.versions import KINDS, LATEST, VERSIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aind_schema.base import Record

#: Address under which the schemas are published; a document may name one in ``$schema``.
BASE_URI = "https://allenneuraldynamics.github.io/aind-schema"


@cache
def model(kind: str) -> type[Record]:
    """Return the model of a kind of document, ready for use."""
    if kind not in KINDS:
        raise UnknownTerm("kinds of document", kind, nearest(kind, KINDS))
    class_name = "".join(word.capitalize() for word in kind.split("_"))
    with uncollected():
        found: type[Record] = getattr(import_module(f"aind_schema.records.{kind}"), class_name)
        found.model_rebuild()
    return found


@cache
def load(kind: str, version: str = LATEST) -> dict[str, Any]:
    """Return a published schema as it stands in its file."""
    if kind not in KINDS or version not in VERSIONS:
        raise UnknownTerm("published schemas", f"{version}/{kind}.json")
    schema: dict[str, Any] = json.loads(locate(kind, version).read_text(encoding="utf-8"))
    return schema


def locate(kind: str, version: str = LATEST) -> Path:
    """Return the file of a published schema: in the installed package, or in a checkout of its source."""
    package = Path(__file__).parents[1]
    inside = package / "schemas_json" / version / f"{kind}.json"
    return inside if inside.is_file() else package.parents[1] / "schemas_json" / version / f"{kind}.json"


def list_names() -> frozenset[str]:
    """Return the names of the fields that hold lists."""
    return frozenset(name for name, field in _fields() if "array" in str(field.get("type")))


def field_names() -> frozenset[str]:
    """Return every name that the schemas give to a field, a kind or a file: words that tell nothing of a document."""
    return frozenset(KINDS) | {name for name, _ in _fields()}


def _fields() -> Iterator[tuple[str, dict[str, Any]]]:
    for kind in KINDS:
        schema = load(kind)
        for part in (schema, *schema["$defs"].values()):
            yield from part.get("properties", {}).items()
