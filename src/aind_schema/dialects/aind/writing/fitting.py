"""What was written is held against what 2.x demands, so that a refusal is told before it happens."""

from __future__ import annotations

import datetime
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from aind_schema.dialects.aind.writing.demands import blanks, demands
from aind_schema.dialects.aind.writing.limits import lacking, limits, misfit, unmet_demand
from aind_schema.dialects.aind.writing.shared import FRAME
from aind_schema.dialects.tracing import is_absent
from aind_schema.problems import quote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aind_schema.dialects.aind.writing.limits import Path
    from aind_schema.problems import Problem

#: Scalars, as a library made with pydantic reads them from JSON.
_SCALARS: dict[str, type] = {
    "text": str,
    "number": float,
    "whole number": int,
    "true or false": bool,
    "date": datetime.date,
    "time": datetime.datetime,
    "clock": datetime.time,
}
_ARTICLES = {"true or false": "true or false", "clock": "a time of day"}


def refusals(name: str, document: dict[str, Any]) -> Iterator[Problem]:
    """Yield a problem for whatever aind-data-schema will refuse in a core file, or a blank that stands for a value."""
    yield from _object((name,), document, demands()["files"][name])


def _object(path: Path, each: Any, kind: str) -> Iterator[Problem]:
    facts = demands()["objects"][kind]
    if not isinstance(each, dict):
        yield misfit(path, f"2.x has an object of the type {kind} here; its library refuses the file")
        return
    for field in facts["required"]:
        yield from _required(path, each, kind, field)
    yield from _units(path, each, facts)
    for field, value in each.items():
        shape = facts["fields"].get(field)
        if shape is None and facts["closed"] and field not in FRAME:
            yield misfit((*path, field), f"{kind} has no such field in aind-data-schema 2.9.2; it refuses the file")
        elif shape is not None and (value is not None or field in facts["never null"]):
            yield from _value((*path, field), value, shape)
    yield from limits(path, each, kind)


def _units(path: Path, each: dict[str, Any], facts: dict[str, Any]) -> Iterator[Problem]:
    """Tell amounts whose unit is not stated; a unit is that of all fields that begin as it does."""
    for unit in (field for field in facts["fields"] if field.endswith("_unit") and field not in facts["never null"]):
        told = [field for field in each if field != unit and field.startswith(unit.removesuffix("_unit"))]
        if each.get(unit) is None and any(each[field] is not None for field in told):
            yield lacking((*path, unit), f"{told[0]} must have its unit")


def _required(path: Path, each: dict[str, Any], kind: str, field: str) -> Iterator[Problem]:
    if (kind, field) in blanks() and field in each and is_absent(each[field]):
        message = f"{kind} asks for {field}, and the record says nothing of it; it is written blank"
        yield unmet_demand("lacking", (*path, field), message, severity="warning")
    elif each.get(field) is None:
        yield lacking((*path, field), f"{kind} must have {field}, and the record says nothing of it")


def _value(path: Path, value: Any, shape: Any) -> Iterator[Problem]:
    if isinstance(shape, str):
        yield from _scalar(path, value, shape)
        return
    how, of = next(iter(shape.items()))
    yield from _SHAPES[how](path, value, of, shape)


def _scalar(path: Path, value: Any, shape: str) -> Iterator[Problem]:
    if shape == "anything" or (shape == "object" and isinstance(value, dict)):
        return
    if shape == "object" or not _is_read(value, shape):
        yield misfit(path, f"{quote(value)} is not {_ARTICLES.get(shape) or 'a ' + shape}, as 2.x asks for")


def _is_read(value: Any, shape: str) -> bool:
    try:
        _reader(shape).validate_python(value)
    except ValidationError:
        return False
    return True


@cache
def _reader(shape: str) -> TypeAdapter[Any]:
    return TypeAdapter(_SCALARS[shape])


def _known_object(path: Path, value: Any, kind: str, shape: Any) -> Iterator[Problem]:
    return _object(path, value, kind)


def _list(path: Path, value: Any, of: Any, shape: dict[str, Any]) -> Iterator[Problem]:
    if not isinstance(value, list):
        yield misfit(path, f"{quote(value)} is not a list, as 2.x asks for")
        return
    if len(value) < shape.get("least", 0):
        yield lacking(path, "2.x takes no empty list here, and the record says nothing of it")
    for i, item in enumerate(value):
        yield from _value((*path, i), item, of)


def _map(path: Path, value: Any, of: Any, shape: dict[str, Any]) -> Iterator[Problem]:
    if not isinstance(value, dict):
        yield misfit(path, f"{quote(value)} is not an object, as 2.x asks for")
        return
    for key, item in value.items():
        yield from _value((*path, key), key, shape.get("keys", "text"))
        yield from _value((*path, key), item, of)


def _any(path: Path, value: Any, of: list[Any], shape: Any) -> Iterator[Problem]:
    """Hold a value against the one shape that was meant: an object by its type, others by what they fit best."""
    if isinstance(value, dict) and any("object" in each for each in of):
        of = [each for each in of if each == {"object": value.get("object_type")}]
    found = [list(_value(path, value, each)) for each in of]
    yield from min(
        found, key=len, default=[misfit(path, "2.x has no type for this here; its library refuses the file")]
    )


def _word(path: Path, value: Any, of: str, shape: Any) -> Iterator[Problem]:
    yield from _one_of(path, value, demands()["words"][of], shape)


def _one_of(path: Path, value: Any, of: list[Any], shape: Any) -> Iterator[Problem]:
    if value not in of:
        yield _unlisted(path, value)


def _term(path: Path, value: Any, of: str, shape: Any) -> Iterator[Problem]:
    facts = demands()["terms"][of]
    told = value.get(facts["by"]) if isinstance(value, dict) else value
    beside = facts["words"].get(told) if isinstance(told, str) else None
    if not isinstance(value, dict) or beside is None:
        yield _unlisted(path, told)
        return
    for field, stated in value.items():
        if field in beside and stated != beside[field]:
            yield misfit((*path, field), f"beside {quote(told)} 2.x has another {field.replace('_', ' ')} than this")
        elif field in facts["fields"] and stated is not None:
            yield from _value((*path, field), stated, facts["fields"][field])


def _pattern(path: Path, value: Any, of: str, shape: Any) -> Iterator[Problem]:
    if not isinstance(value, str) or not re.search(of, value):
        yield misfit(path, f"{quote(value)} is not of the form {of}")


def _range(path: Path, value: Any, of: float, shape: dict[str, Any]) -> Iterator[Problem]:
    if not _is_read(value, "number") or not of <= float(value) <= shape["to"]:
        yield misfit(path, f"{quote(value)} is not between {of} and {shape['to']}")


def _unlisted(path: Path, told: Any) -> Problem:
    named = next(str(key) for key in reversed(path) if isinstance(key, str))
    return misfit(path, f"2.x has no {named.replace('_', ' ')} {quote(told)}; its library refuses the file")


#: How a value is held against a shape, by what the shape is told by.
_SHAPES: dict[str, Callable[[Path, Any, Any, Any], Iterator[Problem]]] = {
    "any": _any,
    "from": _range,
    "list": _list,
    "map": _map,
    "object": _known_object,
    "one of": _one_of,
    "term": _term,
    "text": _pattern,
    "word": _word,
}
