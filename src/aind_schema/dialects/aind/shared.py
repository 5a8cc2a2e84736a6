"""Mappings of what stands in many core files: tags, terms, people, organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aind_schema.dialects.aind import values
from aind_schema.dialects.tracing import TAG, Cursor
from aind_schema.versions import LATEST

if TYPE_CHECKING:
    from collections.abc import Callable


def header(source: Cursor, kind: str, object_type: str) -> dict[str, Any]:
    """Say what the record is."""
    return {"kind": kind, "schema_version": LATEST, **tag(source, object_type)}


def origin(source: Cursor) -> dict[str, Any]:
    """Map what a core file says of its own format."""
    return {"version": source["schema_version"].via(values.text), "described_by": source["describedBy"].take()}


def tag(source: Cursor, *expected: str) -> dict[str, Any]:
    """Account for the type of an object, where it is the one that its place in the target tells."""
    stated = source["object_type"]
    return {TAG: [stated.via(values.object_kind)]} if stated.value in expected else {}


def line(source: Cursor) -> Any:
    """Map a text that has one line."""
    return source.via(values.text)


def term(source: Cursor, look_up: Callable[[Any], str | None]) -> dict[str, Any] | None:
    """Map a term that is told by its name, or by an object with a name and an identifier."""
    if not source:
        return None
    if not isinstance(source.value, dict):
        return {"name": line(source), "id": source.via(look_up)}
    return {"name": line(source["name"]), "id": identifier(source) or source["name"].via(look_up)}


def identifier(source: Cursor) -> Any:
    """Map a registry's identifier, if there is one."""
    return source["registry_identifier"].via(values.curie, source["registry"])


def organization(source: Cursor) -> dict[str, Any] | None:
    """Map an organisation that is told by its name, its abbreviation, or both."""
    if not source:
        return None
    if not isinstance(source.value, dict):
        return {"name": source.via(values.organization_name), "id": source.via(values.organization_id)}
    return {**(term(source, values.organization_id) or {}), "abbreviation": line(source["abbreviation"])}


def people(source: Cursor) -> list[dict[str, Any] | None]:
    """Map people: objects with a name, names, or one text that lists names."""
    found: list[dict[str, Any] | None] = []
    for each in source.each():
        if isinstance(each.value, dict):
            orcid = each["registry_identifier"].via(values.orcid, each["registry"])
            found.append({"name": line(each["name"]), "id": orcid, **tag(each, "Person")})
        else:
            found += [{"name": name} for name in each.via(values.people) or ()]
    return found


def closed(source: Cursor, look_up: Callable[..., str | None]) -> Any:
    """Map a closed term that is told by a word, or by an object with abbreviation and name."""
    if not isinstance(source.value, dict):
        return source.via(look_up)
    short, long = source["abbreviation"], source["name"]
    if not short:
        return long.via(look_up)
    return short.via(look_up, long) or short.via(look_up)
