"""Make the JSON Schemas from the models, write them, and check that the published ones are what the models say.

A field's description is the string under it. It is read from the source here, at export, so that importing a model
never pays for it.
"""

from __future__ import annotations

import ast
import hashlib
import inspect
import json
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic.json_schema import GenerateJsonSchema
from semver import Version

from aind_schema.files import write_text
from aind_schema.problems import Problem
from aind_schema.schemas.published import BASE_URI, model
from aind_schema.versions import KINDS, LATEST

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic import BaseModel
    from pydantic_core import core_schema


DIALECT = "https://json-schema.org/draft/2020-12/schema"
INDEX = "index.json"


def build(kind: str) -> dict[str, Any]:
    """Make the JSON Schema of a kind of document from its model."""
    body = model(kind).model_json_schema(schema_generator=_Generator)
    return {"$schema": DIALECT, "$id": f"{BASE_URI}/{LATEST}/{kind}.json", **_finish(body)}


def export(folder: str | Path) -> list[Path]:
    """Write the schemas of the latest version below a folder, and the index of all versions there."""
    folder = Path(folder)
    written = [write_text(folder / LATEST / f"{kind}.json", _text(build(kind))) for kind in KINDS]
    return [*written, write_text(folder / INDEX, _text(_index(folder)))]


def check(folder: str | Path) -> Iterator[Problem]:
    """Yield a problem for each published file that differs from the models or from what was once published."""
    folder = Path(folder)
    for kind in KINDS:
        path = folder / LATEST / f"{kind}.json"
        if not path.is_file():
            yield _difference(path, "the schema has not been exported")
        elif path.read_bytes().replace(b"\r\n", b"\n") != _text(build(kind)).encode():
            yield _difference(path, "the published schema differs from the model")
    yield from _check_index(folder)


def _check_index(folder: Path) -> Iterator[Problem]:
    index = folder / INDEX
    try:
        frozen = list(_frozen(json.loads(index.read_text(encoding="utf-8"))))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        yield _difference(index, "the index is missing or can't be read")
        return
    for name, digest in frozen:
        path = folder / name
        if not path.is_file() or _digest(path) != digest:
            yield _difference(path, "a published file has been changed or removed")


def describe_fields(cls: type) -> dict[str, str]:
    """Return the strings that stand under the fields of a model and of its bases."""
    found: dict[str, str] = {}
    for base in reversed(cls.__mro__):
        if base.__module__.startswith("aind_schema."):
            found |= _documented(base.__module__).get(base.__name__, {})
    return found


@cache
def _documented(module: str) -> dict[str, dict[str, str]]:
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {node.name: _strings_below_fields(node) for node in tree.body if isinstance(node, ast.ClassDef)}


def _strings_below_fields(node: ast.ClassDef) -> dict[str, str]:
    found = {}
    for field, below in zip(node.body, node.body[1:], strict=False):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(below, ast.Expr)
            and isinstance(below.value, ast.Constant)
        ):
            found[field.target.id] = inspect.cleandoc(str(below.value.value)).replace("\n", " ")
    return found


class _Generator(GenerateJsonSchema):
    """Write schemas short: no titles, no defaults, descriptions from the source, null beside a type."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> dict[str, Any]:
        return self.generate_inner(schema["schema"])

    def model_schema(self, schema: core_schema.ModelSchema) -> dict[str, Any]:
        made = super().model_schema(schema)
        made.pop("title", None)
        cls: type[BaseModel] = schema["cls"]
        for name, text in describe_fields(cls).items():
            if name in cls.model_fields:
                made["properties"][cls.model_fields[name].alias or name]["description"] = text
        return made

    def nullable_schema(self, schema: core_schema.NullableSchema) -> dict[str, Any]:
        inner = self.generate_inner(schema["schema"])
        if isinstance(inner.get("type"), str) and "const" not in inner and "enum" not in inner:
            return {**inner, "type": [inner["type"], "null"]}
        return {"anyOf": [inner, {"type": "null"}]}

    def tagged_union_schema(self, schema: core_schema.TaggedUnionSchema) -> dict[str, Any]:
        made = super().tagged_union_schema(schema)
        made.pop("discriminator", None)
        return made


def _finish(node: Any) -> Any:
    """Close patterns before a final newline, which `$` alone lets through in Python."""
    if isinstance(node, dict):
        return {key: _closed(value) if key == "pattern" else _finish(value) for key, value in node.items()}
    return [_finish(item) for item in node] if isinstance(node, list) else node


def _closed(pattern: Any) -> Any:
    if isinstance(pattern, str) and pattern.endswith("$"):
        return pattern + r"(?!\n)"
    return _finish(pattern)


def _index(folder: Path) -> dict[str, Any]:
    """List every version with the digest of each of its files; what the index says of older versions stays."""
    path = folder / INDEX
    versions = json.loads(path.read_text(encoding="utf-8"))["versions"] if path.is_file() else {}
    versions[LATEST] = {
        kind: {"path": f"{LATEST}/{kind}.json", "sha256": _digest(folder / LATEST / f"{kind}.json")} for kind in KINDS
    }
    ordered = sorted(versions, key=Version.parse)
    return {"base_uri": BASE_URI, "latest": LATEST, "versions": {version: versions[version] for version in ordered}}


def _frozen(index: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for files in index["versions"].values():
        for entry in files.values():
            yield entry["path"], entry["sha256"]


def _digest(path: Path) -> str:
    # A checkout with other line ends holds the same schema.
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def _text(document: Mapping[str, Any]) -> str:
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def _difference(path: Path, message: str) -> Problem:
    return Problem(
        "schema-differs", "error", "file", "", message, "run: aind-schema schemas export schemas_json", str(path)
    )
