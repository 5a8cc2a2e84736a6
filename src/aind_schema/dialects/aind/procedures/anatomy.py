"""Structures of the brain and parts of the body."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aind_schema.dialects.aind.procedures import words
from aind_schema.dialects.aind.procedures.steps import said
from aind_schema.dialects.aind.shared import line, term
from aind_schema.dialects.tracing import TAG

if TYPE_CHECKING:
    from aind_schema.dialects.tracing import Cursor


def structure(source: Cursor) -> dict[str, Any]:
    """Map a brain structure that is told by a word, or by an object with its place in an atlas."""
    if isinstance(source.value, dict):
        return {
            "name": line(source["name"]),
            "acronym": line(source["acronym"]),
            "id": source["id"].via(words.structure_id, source["atlas"]),
            "atlas": {"name": line(source["atlas"])},
            TAG: said(source, "object_type"),
        }
    acronym = source.via(words.acronym)
    return {"acronym": acronym, "name": None if acronym else line(source), "id": source.via(words.structure_id)}


def body_part(source: Cursor) -> dict[str, Any]:
    """Map a part of the body."""
    return {**(term(source, words.body_part_id) or {}), TAG: said(source, "object_type")}
