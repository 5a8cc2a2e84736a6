"""The model and its JSON Schema accept and reject the same documents.

Two independent validators, python-jsonschema and jsonschema-rs (whose regular expressions are of another family), are
held against the models: on documents drawn from the schemas, on the same documents after random damage, and on a
violation of every keyword at every place of every schema.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Any, NamedTuple

import jsonschema_rs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from aind_schema import schemas
from aind_schema.versions import KINDS
from samples.drawing import Schema, anything, documents, published, texts

# ---- the three verdicts --------------------------------------------------------------------------------------------


@cache
def validators(kind: str) -> list[Callable[[Any], bool]]:
    return [Draft202012Validator(published(kind)).is_valid, jsonschema_rs.validator_for(published(kind)).is_valid]


def model_accepts(kind: str, document: Any) -> bool:
    try:
        schemas.model(kind).model_validate_json(json.dumps(document))
    except ValidationError:
        return False
    return True


def verdict(kind: str, document: Any, *others: Callable[[Any], bool]) -> bool:
    """Return the one verdict of the model and of the others, which are by default both validators, or fail."""
    model = model_accepts(kind, document)
    theirs = [is_valid(document) for is_valid in others or validators(kind)]
    assert {model, *theirs} == {model}, f"model {model}, others {theirs}: {json.dumps(document)[:2000]}"
    return model


# ---- documents drawn from a schema ---------------------------------------------------------------------------------


@st.composite
def damaged(draw: st.DrawFn, document: Any) -> Any:
    """Change one or two values, names or shapes somewhere in a document."""
    document = copy.deepcopy(document)
    for _ in range(draw(st.integers(1, 2))):
        places = list(containers(document))
        holder = draw(st.sampled_from(places))
        keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        if not keys:
            if isinstance(holder, dict):
                holder[draw(texts)] = draw(anything)
            else:
                holder.append(draw(anything))
            continue
        key = draw(st.sampled_from(keys))
        match draw(st.sampled_from(["replace", "remove", "add", "edit", "repeat"])):
            case "replace":
                holder[key] = draw(anything | st.sampled_from(HOSTILE))
            case "remove":
                del holder[key]
            case "add" if isinstance(holder, dict):
                holder[draw(st.sampled_from(["x", "kind", "name", "id", "Kind", "$schema"]) | texts)] = draw(anything)
            case "edit" if isinstance(holder[key], str):
                holder[key] = draw(edits(holder[key]))
            case "repeat" if isinstance(holder, list):
                holder.append(copy.deepcopy(holder[key]))
    return document


def containers(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from containers(inner)
    elif isinstance(value, list):
        yield value
        for inner in value:
            yield from containers(inner)


def edits(text: str) -> st.SearchStrategy[str]:
    at = st.integers(0, len(text))
    insert = st.builds(
        lambda i, c: text[:i] + c + text[i:], at, st.sampled_from("\n\r\t 0:Z-+\u0661\u00a0\u2028\u00b5")
    )
    return insert | st.builds(lambda i: text[:i] + text[i + 1 :], at) | st.just(text.upper()) | st.just(text + "\n")


HOSTILE: list[Any] = [
    None, True, False, 0, 1, -1, 1.0, 0.5, 1e2, 1e300, 2**53 - 1, "", " ", "1", "true", "x", "x\n", "\u0661", "a:b",
    "A:b", "2020-02-30", "2021-02-29", "2000-02-29", "1900-02-29", "2020-01-01", "1577836800", "2020-01-01T00:00:00Z",
    "2020-01-01T00:00:00z", "2020-01-01 00:00:00Z", "2020-01-01T24:00:00Z", "2020-01-01T23:59:60Z",
    "2020-01-01T00:00:00", "2020-01-01T00:00:00.1234567Z", "2020-01-01T00:00:00-00:00", "2020-01-01T00:00:00+14:30",
    "2020-01-01T00:00Z", "P90D", "P", "PT", "P1.5Y2M", "x" * 20_000, [], {}, [None], [[]], {"kind": "x"}, {"a": 1},
    ["a", "a"],
]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_documents_get_one_verdict_as_they_are_drawn_and_damaged(kind: str, data: st.DataObject) -> None:
    """Draw a document once for all that is asked of it: drawing takes most of the time."""
    document = data.draw(documents(kind))
    assert verdict(kind, document)
    check_that_it_is_written_back(kind, document)
    for _ in range(2):
        verdict(kind, data.draw(damaged(document)))


def check_that_it_is_written_back(kind: str, document: Any) -> None:
    model = schemas.model(kind)
    record = model.model_validate_json(json.dumps(document))
    assert model.model_validate_json(record.to_json()) == record
    assert model(**record.to_dict()) == record


# ---- every keyword at every place ----------------------------------------------------------------------------------

Wrap = Callable[[Any], Any]


def minimal(schema: Schema, root: Schema) -> Any:
    """Return the smallest value that a schema accepts."""
    if "$ref" in schema:
        return minimal(root["$defs"][schema["$ref"].rsplit("/", 1)[-1]], root)
    for union in ("anyOf", "oneOf"):
        if union in schema:
            return minimal(schema[union][0], root)
    if "const" in schema or "enum" in schema:
        return schema.get("const", schema.get("enum", [None])[0])
    if schema.get("type") == "object":
        return {name: minimal(schema["properties"][name], root) for name in schema.get("required", [])}
    if "array" in schema.get("type", ""):
        return []
    if "minimum" in schema:
        return schema["minimum"]
    return schema["examples"][0] if "examples" in schema else "x"


class Place(NamedTuple):
    path: str
    schema: Schema
    wrap: Callable[[Any], Any]
    """Put a value there, into an otherwise valid document."""
    again: bool
    """Whether the same definition was met elsewhere before."""


def places(root: Schema) -> Iterator[Place]:
    """Yield every place of a schema, except in the records of a bundle: each of them has a test of its own."""
    met: set[str] = set()

    def walk(schema: Schema, wrap: Wrap, path: str, again: bool) -> Iterator[Place]:
        if "$ref" in schema:
            name = schema["$ref"].rsplit("/", 1)[-1]
            if "schema_version" not in root["$defs"][name].get("properties", {}):
                again = again or name in met
                met.add(name)
                yield from walk(root["$defs"][name], wrap, path, again)
            return
        yield Place(path, schema, wrap, again)
        for branch in [*schema.get("anyOf", []), *schema.get("oneOf", [])]:
            yield from walk(branch, wrap, path, again)
        rest = minimal(schema, root) if "properties" in schema else {}
        for name, inner in schema.get("properties", {}).items():
            around = partial(lambda name, value: wrap({**rest, name: value}), name)
            yield from walk(inner, around, f"{path}/{name}", again)
        if "items" in schema:
            yield from walk(schema["items"], lambda value: wrap([value]), f"{path}/*", again)
        if isinstance(schema.get("additionalProperties"), dict):
            yield from walk(schema["additionalProperties"], lambda value: wrap({"lab": value}), f"{path}/lab", again)

    return walk(root, lambda value: value, "", False)


def violations(keyword: str, schema: Schema, root: Schema) -> list[Any]:
    """Return values that break a keyword and that the hostile ones may not hold."""
    whole = minimal(schema, root) if schema.get("type") == "object" else None
    match keyword:
        case "minimum":
            return [schema["minimum"] - 1]
        case "maximum":
            return [schema["maximum"] + 1]
        case "maxLength":
            return ["x" * (schema["maxLength"] + 1)]
        case "required":
            return [{key: value for key, value in whole.items() if key != name} for name in schema["required"]]
        case "additionalProperties":
            return [{**whole, "no_such_field": 1}] if schema[keyword] is False else [{"lab": 1}]
        case "propertyNames":
            return [{"Not A Namespace": {}}, {"lab\n": {}}]
        case "items":
            return [[value] for value in HOSTILE[:20]]
        case _:
            return []


ANNOTATIONS = {
    "$schema",
    "$id",
    "$defs",
    "$ref",
    "description",
    "examples",
    "x-unit",
    "x-vocabulary",
    "properties",
    "format",
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_keyword_at_each_place_can_be_broken_and_is_then_refused(kind: str) -> None:
    """Ask about whole documents, and python-jsonschema, which is slow, about the place alone.

    A definition is tried with all values where it is first met, and elsewhere with one violation of each keyword.
    """
    root = published(kind)
    in_rust = validators(kind)[1]
    checked = 0
    met: set[str] = set()
    for path, schema, wrap, again in places(root):
        in_python = Draft202012Validator({**schema, "$defs": root["$defs"]}).is_valid
        refused = []
        for value in HOSTILE:
            accepted = verdict(kind, wrap(value), in_rust)
            # What is met at a path for the second time is a branch of a union, and another branch may accept the value.
            assert in_python(value) == accepted or (path in met and accepted), f"{path}: {value!r}"
            refused += [] if accepted else [value]
            if again and refused:
                break
        for keyword in schema.keys() - ANNOTATIONS:
            special = violations(keyword, schema, root)
            assert special or refused, f"{path}: nothing breaks {keyword}"
            for value in special[:1]:
                assert not verdict(kind, wrap(value), in_rust), f"{path}: {keyword} breaks nothing"
                assert not in_python(value), f"{path}: {keyword} breaks nothing in python"
            checked += 1
        met.add(path)
    assert checked > 50


@pytest.mark.parametrize("kind", KINDS)
def test_patterns_read_alike_in_every_language(kind: str) -> None:
    """No class that differs between regular expression engines, and an end that a newline can't pass."""
    text = json.dumps(published(kind))
    for pattern in re.findall(r'"pattern": "((?:[^"\\]|\\.)*)"', text):
        plain = json.loads(f'"{pattern}"')
        assert plain.startswith("^"), plain
        assert plain.endswith(r"$(?!\n)"), plain
        assert not re.search(r"\\[dDwWsSbB]", plain), plain
