"""What aind-data-schema 2.9.2 demands of a file: facts drawn from its schemas, and the blanks that it takes."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_HERE = Path(__file__).parent


@cache
def demands() -> dict[str, Any]:
    """Return the facts: versions, types of objects with their fields, lists of words and of terms."""
    stated: dict[str, Any] = json.loads((_HERE / "demands.json").read_text(encoding="utf-8"))
    return stated


@cache
def blanks() -> dict[tuple[str, str], Any]:
    """Return the blank values that 2.x takes for a field that a record says nothing of, by object and field."""
    table = yaml.safe_load((_HERE.parent / "defaults.yaml").read_text(encoding="utf-8"))
    return {(row["object"], row["field"]): row["says"] for row in table if "says" in row}


def words(name: str) -> dict[str, dict[str, Any]]:
    """Return the words of a closed list of 2.x, each with what stands beside it there."""
    if name in demands()["terms"]:
        listed: dict[str, dict[str, Any]] = demands()["terms"][name]["words"]
        return listed
    return {word: {} for word in demands()["words"][name]}


def fill_blanks(value: Any) -> None:
    """Write the blank values that 2.x takes, where a field that it asks for is missing."""
    if isinstance(value, dict):
        for (kind, field), says in blanks().items():
            if kind == value.get("object_type"):
                value.setdefault(field, list(says) if isinstance(says, list) else says)
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        fill_blanks(inner)
