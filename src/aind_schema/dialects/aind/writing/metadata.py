"""What stands beside the core files in a whole record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aind_schema.dialects.aind.writing import words
from aind_schema.dialects.aind.writing.shared import header

if TYPE_CHECKING:
    from aind_schema.dialects.tracing import Cursor


def metadata(source: Cursor) -> dict[str, Any]:
    """Map the fields of the bundle itself."""
    links: dict[str, list[Any]] = {}
    for each in source["identifiers"].each():
        if isinstance(each["database"].value, str):
            links.setdefault(each["database"].value, []).append(each["id"].via(words.under_key, each["database"]))
    return {
        **header(source, "metadata", "metadata"),
        "name": source["name"].take(),
        "location": source["location"].take(),
        "_created": source["created_at"].take(),
        "_last_modified": source["modified_at"].take(),
        "other_identifiers": links,
    }
