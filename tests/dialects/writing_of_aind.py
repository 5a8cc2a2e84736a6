"""What the tests of writing share: records, and how the books of a conversion are checked."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aind_schema import pointers, reading
from aind_schema.versions import LATEST
from samples.books import leaves

if TYPE_CHECKING:
    from aind_schema.dialects import Conversion

EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / LATEST
KINDS = ("subject", "data_description", "procedures", "processing", "quality", "metadata")
WRITTEN = ("subject", "data_description", "procedures", "processing", "quality_control")
PATHS = [path for kind in KINDS for path in sorted((EXAMPLES / kind / "valid").glob("*"))]
PROCEDURES = Path(__file__).parent / "procedures_for_aind.yaml"

MOUSE = {
    "kind": "subject",
    "schema_version": LATEST,
    "subject_id": "702131",
    "details": {
        "kind": "animal",
        "species": {"name": "Mus musculus", "id": "NCBITaxon:10090", "common_name": "house mouse"},
        "sex": "female",
        "strain": {"name": "C57BL/6J", "id": "MGI:3028467"},
        "genotype": "wt/wt",
        "date_of_birth": "2024-01-31",
        "source": {"name": "Jackson Laboratory", "id": "ROR:021sy4w91"},
        "housing": {"enrichment": [{"name": "running wheel"}]},
    },
}
PROCESSING = {
    "kind": "processing",
    "schema_version": LATEST,
    "processes": [
        {
            "name": "compress",
            "type": "compression",
            "stage": "processing",
            "code": {"uri": "https://example.org/compress", "version": "1.0", "parameters": {"level": 5, "seed": None}},
            "experimenters": [{"name": "Ada Lovelace"}],
            "started_at": "2024-06-11T09:30:12-07:00",
            "depends_on": [],
            "resources": {"os": "Linux", "architecture": "x86_64", "memory_gb": 64.0},
        },
        {
            "name": "sort",
            "type": "spike-sorting",
            "stage": "processing",
            "code": {
                "uri": "https://example.org/sort",
                "container": {"image": "sorter", "tag": "2", "engine": "docker"},
            },
            "experimenters": [{"name": "Ada Lovelace"}],
            "started_at": "2024-06-11T10:30:12-07:00",
            "inputs": [
                {"asset": {"name": "702131_2024-06-11_09-30-12", "uri": "s3://lake/702131_2024-06-11_09-30-12"}}
            ],
            "outputs": [{"location": "/results"}],
            "depends_on": ["compress"],
        },
    ],
}
QUALITY = {
    "kind": "quality",
    "schema_version": LATEST,
    "metrics": [
        {
            "name": "drift",
            "value": 12.5,
            "modality": "ecephys",
            "stage": "raw",
            "tags": [{"name": "ProbeA", "group": "probe"}, {"name": "motion"}],
            "status_history": [
                {"status": "pending", "automated": True, "at": "2024-06-11T09:30:12Z"},
                {"status": "pass", "evaluator": {"name": "Ada Lovelace"}, "at": "2024-06-12T09:30:12Z"},
            ],
        },
        {
            "name": "noise",
            "choices": [{"value": "none", "status": "pass"}, {"value": "some", "status": "fail"}],
            "widget": "dropdown",
            "modality": "ecephys",
            "stage": "raw",
            "tags": [{"name": "ProbeA"}],
            "status_history": [{"status": "pending", "at": "2024-06-11T09:30:12Z"}],
        },
    ],
    "grouping": [["probe"], ["tag_1", "stage"]],
    "stated": [{"of": "ProbeA", "status": "pending"}],
}


SURGERY: dict[str, Any] = {
    "object_type": "Procedures",
    "describedBy": "https://example.org/procedures.py",
    "schema_version": "2.2.3",
    "subject_id": "1",
    "subject_procedures": [
        {
            "object_type": "Surgery",
            "start_date": "2025-01-31",
            "animal_weight_prior": 0.02,
            "weight_unit": "kilogram",
            "global_coordinate_system": {
                "object_type": "Coordinate system",
                "name": "BREGMA_ARI",
                "origin": "Bregma",
                "axes": [
                    {"object_type": "Axis", "name": "AP", "direction": "Posterior_to_anterior"},
                    {"object_type": "Axis", "name": "ML", "direction": "Left_to_right"},
                ],
                "axis_unit": "millimeter",
            },
            "measured_coordinates": {"Lambda": {"object_type": "Translation", "translation": [-4.2, 0]}},
            "procedures": [
                {
                    "object_type": "Craniotomy",
                    "craniotomy_type": "Circle",
                    "coordinate_system_name": "BREGMA_ARI",
                    "position": {"object_type": "Translation", "translation": [1.5, -2]},
                    "size": 3,
                    "size_unit": "millimeter",
                },
            ],
        }
    ],
}


def example(path: Path) -> Any:
    """Return the document of an example, as the command line would read it."""
    found = reading.read(path).document
    assert found is not None
    return found.data


def check_the_books(source: Any, conversion: Conversion, *, again: bool = True) -> None:
    """Every value of the record goes somewhere or is told, and every value of the files comes from somewhere."""
    given, made = leaves(source), leaves(conversion.document)
    went = defaultdict(set)
    for entry in conversion.report.entries:
        went[entry.source].add(entry.how)
        assert given[entry.source] == entry.original
        if entry.how == "mapped":
            assert made[entry.target] == entry.original
        elif entry.how == "restored":
            assert entry.target in made
        elif entry.how == "normalised" and again:
            assert entry.again() == made[entry.target], entry
    assert given.keys() == went.keys()
    assert all(hows == {"lost"} or "lost" not in hows for hows in went.values())
    targets = {entry.target for entry in conversion.report.entries}
    untraced = {place for place in made if place not in targets}
    assert {place.split("/")[-1] for place in untraced} <= {"object_type", "describedBy", "schema_version"}
    told = {problem.path for problem in conversion.report.problems}
    lost = {place for place, hows in went.items() if hows == {"lost"}}
    assert all(told.intersection(pointers.upwards(place)) for place in lost)


def parts_of_2x(corpus: Path) -> list[tuple[str, str, Any]]:
    """Return the core files of 2.x that real records hold, and that we have records for."""
    found: list[tuple[str, str, Any]] = []
    for path in sorted([*corpus.glob("aind_records/*.json"), *corpus.glob("aind_v2_examples/subject*.json")]):
        data = json.loads(path.read_text(encoding="utf-8"))
        parts = {"subject": data} if "subject_details" in data else data
        found += [
            (path.stem, name, parts[name])
            for name in WRITTEN
            if str((parts.get(name) or {}).get("schema_version", "")).startswith("2.")
        ]
    return found


def surgery_of(conversion: Conversion) -> dict[str, Any]:
    """Return the surgery that was written."""
    written: dict[str, Any] = conversion.document["procedures"]["subject_procedures"][0]
    return written
