"""The page on other standards has a row for each field of each document, and none for a field that is gone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from aind_schema import schemas
from aind_schema.versions import KINDS

PAGE = (Path(__file__).resolve().parents[2] / "docs/standards.md").read_text(encoding="utf-8")
SECTIONS = {
    heading: text for heading, _, text in (part.partition("\n") for part in re.split(r"^## ", PAGE, flags=re.M)[1:])
}
#: What holds for all documents and stands in a section of its own.
SHARED = ("Every document", "People and organisations")


def tables(text: str) -> Iterator[list[list[str]]]:
    """Yield the tables of a text as rows of cells: the heading, the line under it, and the rows."""
    for table in re.findall(r"(?:^\|.*\n?)+", text, re.MULTILINE):
        yield [line.strip().strip("|").split("|") for line in table.splitlines()]


def named(text: str) -> set[str]:
    """Return the names that the first cells of the tables hold as code, alone or in a path."""
    cells = (row[0] for table in tables(text) for row in table[2:])
    return {name for cell in cells for code in re.findall(r"`([^`]+)`", cell) for name in re.findall(r"[\w$]+", code)}


def parts(kind: str) -> list[dict[str, Any]]:
    """Return the fields of each published part of a document; of the bundle, only those that no other document has."""
    schema = schemas.load(kind)
    held = () if kind == "metadata" else schema["$defs"].values()
    return [part["properties"] for part in (schema, *held) if "properties" in part]


def rows(kind: str) -> set[str]:
    """Return the names in the rows of a document."""
    return named(SECTIONS[kind.replace("_", " ").capitalize()])


@pytest.mark.parametrize("kind", KINDS)
def test_each_field_stands_in_a_row(kind: str) -> None:
    shared = {name for heading in SHARED for name in named(SECTIONS[heading])}
    assert {name for fields in parts(kind) for name in fields} - rows(kind) - shared == set()


@pytest.mark.parametrize("kind", KINDS)
def test_each_row_names_what_there_is(kind: str) -> None:
    known = {name for fields in parts(kind) for name in fields}
    kinds = {fields["kind"]["const"] for fields in parts(kind) if "const" in fields.get("kind", {})}
    assert rows(kind) - known - kinds == set()


def test_each_row_has_a_cell_for_each_column() -> None:
    assert [row for table in tables(PAGE) for row in table if len(row) != len(table[0])] == []


def test_names_are_found_in_first_cells_alone() -> None:
    first = "| `no` | x |\n| --- | --- |\n| `a.b[].c_um`, `.d` of kind `e`; f | `no` |\n"
    text = f"`no`\n\n{first}\n| `no` |\n| --- |\n| `$g` |"
    assert named(text) == {"a", "b", "c_um", "d", "e", "$g"}
