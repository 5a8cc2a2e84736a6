"""Whole records: what a document database says of an asset beside its core files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aind_schema.dialects.aind import values
from aind_schema.dialects.aind.shared import header, line, origin

if TYPE_CHECKING:
    from aind_schema.dialects.tracing import Cursor


def record(source: Cursor) -> dict[str, Any]:
    """Map the fields that stand beside the core files; the format says that its times are in UTC."""
    created, modified = (source[name] or source[f"_{name}"] for name in ("created", "last_modified"))
    return {
        **header(source, "metadata", "Metadata"),
        "name": line(source["name"]),
        "location": line(source["location"]),
        "created_at": created.via(values.utc_timestamp),
        "modified_at": modified.via(values.utc_timestamp),
        "converted_from": origin(source),
        "identifiers": [*_identifiers(source["external_links"]), *_identifiers(source["other_identifiers"])],
    }


def _identifiers(source: Cursor) -> list[dict[str, Any]]:
    """Map lists of ids by database; the first format was a list of such objects."""
    objects = source.each() if isinstance(source.value, list) else [source]
    return [
        {"database": each.key(values.key_above), "id": line(each)}
        for links in objects
        for database in links.fields()
        if isinstance(database.value, list)
        for each in database.each()
    ]
