"""Whatever was changed since a record was read is written as if it had never been read, and nothing goes missing."""

from __future__ import annotations

import copy
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from aind_schema.dialects import Conversion, aind
from dialects.writing_of_aind import SURGERY, check_the_books, parts_of_2x
from samples.books import leaves

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HEAD = {"schema_version": "2.4.2"}
MODALITY = {"name": "Extracellular electrophysiology", "abbreviation": "ecephys"}
PASSED = {"object_type": "QC status", "evaluator": "Ada", "status": "Pass", "timestamp": "2025-12-20T09:32:02Z"}
QUALITY: dict[str, Any] = {
    **HEAD,
    "object_type": "Quality control",
    "describedBy": "https://example.org/quality_control.py",
    "metrics": [
        {
            "object_type": "QC metric",
            "name": name,
            "modality": MODALITY,
            "stage": "Raw data",
            "value": value,
            "status_history": [PASSED],
        }
        for name, value in (("drift", 12.5), ("noise", 1), ("yield", {"good": 7, "bad": None}))
    ],
    "default_grouping": ["stage"],
}
QUALITY["metrics"][1]["description"] = "of the raw data"
SUBJECT: dict[str, Any] = {
    **HEAD,
    "object_type": "Subject",
    "describedBy": "https://example.org/subject.py",
    "subject_id": "1",
    "subject_details": {
        "object_type": "Mouse subject",
        "sex": "Male",
        "date_of_birth": "2024-01-01",
        "species": {"name": "Mus musculus"},
        "strain": {"name": "C57BL/6J"},
        "genotype": "wt/wt",
        "source": {"name": "Other"},
    },
}
PROCESSING: dict[str, Any] = {
    **HEAD,
    "object_type": "Processing",
    "describedBy": "https://example.org/processing.py",
    "data_processes": [
        {
            "object_type": "Data process",
            "name": name,
            "process_type": kind,
            "stage": "Processing",
            "code": {"object_type": "Code", "url": f"https://example.org/{name}", **more},
            "experimenters": ["Ada"],
            "start_date_time": "2024-01-01T00:00:00Z",
        }
        for name, kind, more in (
            ("copy", "Other", {}),
            ("sort", "Spike sorting", {"version": "1.0", "parameters": {"level": 5}}),
        )
    ],
    "dependency_graph": {"copy": [], "sort": ["copy"]},
}
TWICE = copy.deepcopy(SURGERY)
TWICE["subject_procedures"].append({**copy.deepcopy(SURGERY["subject_procedures"][0]), "start_date": "2025-02-28"})
del TWICE["subject_procedures"][0]["measured_coordinates"]
MADE_UP = {"quality": QUALITY, "subject": SUBJECT, "processing": PROCESSING, "procedures": TWICE}


def lists(value: Any) -> Iterator[list[Any]]:
    """Yield all lists in a document, but for what the source kept for itself."""
    inner = value if isinstance(value, list) else [each for key, each in value.items() if key != "extensions"]
    if isinstance(value, list) and value:
        yield value
    for each in inner:
        if isinstance(each, dict | list):
            yield from lists(each)


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """Yield all objects in a document, but for what the source kept for itself."""
    if isinstance(value, dict):
        yield value
    for each in value if isinstance(value, list) else [each for key, each in value.items() if key != "extensions"]:
        if isinstance(each, dict | list):
            yield from objects(each)


def add_fields(document: dict[str, Any]) -> None:
    for each in list(objects(document)):
        each.setdefault("notes", "looked at")
        each.setdefault("description", "looked at")
        each.setdefault("id", "MGI:7")


def add_items(document: dict[str, Any]) -> None:
    for each in list(lists(document)):
        each.append(copy.deepcopy(each[0]))


def insert_items(document: dict[str, Any]) -> None:
    for each in list(lists(document)):
        each.insert(0, copy.deepcopy(each[-1]))


def drop_first(document: dict[str, Any]) -> None:
    for each in list(lists(document)):
        if len(each) > 1:
            each.pop(0)


def drop_last(document: dict[str, Any]) -> None:
    for each in list(lists(document)):
        each.pop()


def reverse(document: dict[str, Any]) -> None:
    for each in list(lists(document)):
        each.reverse()


def change_values(document: dict[str, Any]) -> None:
    for each in list(objects(document)):
        for key, value in each.items():
            if key in ("name", "description", "notes", "uri", "id"):
                each[key] = f"{value}-2"
            elif isinstance(value, float):
                each[key] = value + 1


def change_and_reverse(document: dict[str, Any]) -> None:
    change_values(document)
    reverse(document)


CHANGES: list[Callable[[dict[str, Any]], None]] = [
    add_fields,
    add_items,
    insert_items,
    drop_first,
    drop_last,
    reverse,
    change_values,
    change_and_reverse,
]


def one_by_one(change: Callable[[dict[str, Any]], None], document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the document with a change made in one of its fields after another, and without that field."""
    for key, value in document.items():
        if isinstance(value, dict | list) and key != "extensions":
            changed = copy.deepcopy(document)
            change({"": changed[key]})
            yield changed
            yield {name: value for name, value in document.items() if name != key}


def check_that_nothing_is_missing(read: Conversion, now: dict[str, Any]) -> None:
    """Each value of a changed record is where its trace says, and those that changed stand where they would anyway."""
    conversion, alone = aind.write(now, read), aind.write(now)
    check_the_books(now, conversion)
    made, there = leaves(conversion.document), leaves(alone.document)
    told, untold = at(conversion), at(alone)
    then = leaves(read.document)
    moved = next(iter(conversion.document)) if read.document["kind"] != "metadata" else ""
    origins = defaultdict(set)
    for entry in read.report.entries:
        origins[entry.target].add(f"/{moved}{entry.source}" if moved else entry.source)
    for place, value in leaves(now).items():
        hows = told[place]
        if "" in hows:
            assert "" in untold[place], f"{place} is lost with its trace alone"
        else:
            stands = {target for target in hows if hows[target] != "restored"} | (origins[place] | set(untold[place]))
            assert any(target in made for target in stands & hows.keys()), f"{place} is said to stand elsewhere"
        if then.get(place) != value:
            assert untold[place] == hows, f"{place} changed, and is written otherwise than without the trace"
            assert all(made[target] == there[target] for target in hows if target), place


def at(conversion: Conversion) -> dict[str, dict[str, str]]:
    """Return where each value of a record came to stand, and how."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for entry in conversion.report.entries:
        found[entry.source][entry.target] = entry.how
    return found


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("kind", MADE_UP)
def test_nothing_that_was_changed_goes_missing(kind: str, change: Callable[[dict[str, Any]], None]) -> None:
    read = aind.read(MADE_UP[kind])
    for changed in one_by_one(change, read.document):
        check_that_nothing_is_missing(read, changed)


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_that_was_changed_in_real_records_goes_missing(
    corpus: Path, change: Callable[[dict[str, Any]], None]
) -> None:
    turn = CHANGES.index(change)
    for _, _, part in parts_of_2x(corpus)[turn % 3 :: 3]:
        read = aind.read(part)
        for changed in one_by_one(change, read.document):
            check_that_nothing_is_missing(read, changed)
