"""Documents that hypothesis draws from the published schemas."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from hypothesis import strategies as st

from aind_schema import schemas

Schema = dict[str, Any]

scalars = (
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(allow_nan=False, allow_infinity=False)
)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
anything = st.recursive(
    scalars | texts, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3)
)
_HEADER = ("kind", "schema_version")


@cache
def published(kind: str) -> Schema:
    """Return the schema of a kind of document as it is published."""
    return schemas.build(kind)


def documents(kind: str) -> st.SearchStrategy[Any]:
    """Draw valid documents of a kind."""
    return instances(published(kind), published(kind))


def sketches(kind: str, words: tuple[str, ...]) -> st.SearchStrategy[Any]:
    """Draw documents of a kind whose texts are of a few words, so that they meet, and which may lack anything."""
    return instances(published(kind), published(kind), words=words)


@cache
def regex_texts(pattern: str) -> st.SearchStrategy[str]:
    bare = pattern.removeprefix("^").removesuffix(r"(?!\n)").removesuffix("$")
    return st.from_regex(re.compile(bare), fullmatch=True).filter(
        lambda text: not any(0xD800 <= ord(c) < 0xE000 for c in text)
    )


@cache
def _fitting(pattern: str, longest: int, words: tuple[str, ...]) -> list[str]:
    return [word for word in words if len(word) <= longest and re.search(pattern, word)]


def _text(schema: Schema, words: tuple[str, ...]) -> st.SearchStrategy[str]:
    longest = schema.get("maxLength", 1000)
    if fitting := _fitting(schema.get("pattern", ""), longest, words):
        return st.sampled_from(fitting)
    text = regex_texts(schema["pattern"]) if "pattern" in schema else texts.filter(bool)
    return text.filter(lambda text: len(text) <= longest)


@st.composite
def instances(draw: st.DrawFn, schema: Schema, root: Schema, depth: int = 0, words: tuple[str, ...] = ()) -> Any:
    """Draw what a schema accepts; with words, texts are of these, and what is required may be missing."""
    if "$ref" in schema:
        return draw(instances(root["$defs"][schema["$ref"].rsplit("/", 1)[-1]], root, depth, words))
    for union in ("anyOf", "oneOf"):
        if union in schema:
            return draw(instances(draw(st.sampled_from(schema[union])), root, depth, words))
    if "const" in schema or "enum" in schema:
        return draw(st.sampled_from(schema.get("enum", [schema.get("const")])))
    types = schema.get("type")
    match draw(st.sampled_from(types)) if isinstance(types, list) else types:
        case "null":
            return None
        case "boolean":
            return draw(st.booleans())
        case "string":
            return draw(_text(schema, words))
        case "integer":
            return draw(
                st.integers(schema["minimum"], schema["maximum"]).flatmap(lambda i: st.sampled_from([i, float(i)]))
            )
        case "number":
            return draw(
                st.floats(schema["minimum"], schema["maximum"])
                | st.integers(int(schema["minimum"]), int(schema["maximum"]))
            )
        case "array":
            items = instances(schema["items"], root, depth + 1, words)
            return draw(st.lists(items, min_size=1 if words and depth < 3 else 0, max_size=2))
        case "object":
            return draw(_objects(schema, root, depth, words))
    return draw(st.sampled_from(words) if words else anything)


@st.composite
def _objects(draw: st.DrawFn, schema: Schema, root: Schema, depth: int, words: tuple[str, ...]) -> Any:
    if "propertyNames" in schema:
        keys = st.from_regex(schema["propertyNames"]["pattern"].removesuffix(r"(?!\n)").replace("$", r"\Z"))
        inner = instances(schema["additionalProperties"], root, depth + 1, words)
        return draw(st.dictionaries(keys, inner, max_size=2))
    if "properties" not in schema:
        return draw(st.dictionaries(texts, anything, max_size=2))
    required = [name for name in schema.get("required", []) if name in _HEADER or not words]
    optional = [name for name in schema["properties"] if name not in required]
    chosen = draw(_some(optional, depth, words))
    return {name: draw(instances(schema["properties"][name], root, depth + 1, words)) for name in [*required, *chosen]}


def _some(names: list[str], depth: int, words: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    """Draw some names; most of them where texts are few, so that what one place says meets what another one says."""
    if not names:
        return st.just([])
    most = 3 if depth > 3 else 10 if words else 6 if depth < 2 else 2
    return st.lists(
        st.sampled_from(names), unique=True, min_size=min(len(names), most // 2) if words else 0, max_size=most
    )
