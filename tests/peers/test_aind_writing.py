"""What we write of AIND's format is accepted by AIND's own library, or our report said that it would not be."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aind_data_schema.core.data_description import DataDescription
from aind_data_schema.core.procedures import Procedures
from aind_data_schema.core.processing import Processing
from aind_data_schema.core.quality_control import QualityControl
from aind_data_schema.core.subject import Subject
from pydantic import ValidationError

from aind_schema import reading
from aind_schema.dialects import Conversion, aind
from aind_schema.versions import LATEST

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
EXAMPLES = ROOT / "tests" / "examples" / LATEST
PEERS = {
    "subject": Subject,
    "data_description": DataDescription,
    "procedures": Procedures,
    "processing": Processing,
    "quality_control": QualityControl,
}
KINDS = ("subject", "data_description", "procedures", "processing", "quality", "metadata")


def refusal(name: str, document: Any) -> str | None:
    """Return what their library says against a core file, if it refuses it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of fields that it will drop one day
        try:
            PEERS[name].model_validate_json(json.dumps(document))
        except ValidationError as error:
            return str(error)
    return None


def parts_of_2x() -> Iterator[Any]:
    """Yield the core files of 2.x that real records hold."""
    for path in sorted([*CORPUS.glob("aind_records/*.json"), *CORPUS.glob("aind_v2_examples/subject*.json")]):
        data = json.loads(path.read_text(encoding="utf-8"))
        for name, part in ({"subject": data} if "subject_details" in data else data).items():
            if name in PEERS and isinstance(part, dict) and str(part.get("schema_version", "")).startswith("2."):
                yield pytest.param(name, part, id=f"{path.stem[:8]} {name}")


def faults(conversion: Conversion) -> list[str]:
    """Return what the report says that their library will refuse."""
    return [
        f"{problem.path}: {problem.message}" for problem in conversion.report.problems if problem.severity == "error"
    ]


@pytest.mark.parametrize(("name", "part"), parts_of_2x())
def test_a_file_that_was_accepted_is_accepted_when_written_back(name: str, part: dict[str, Any]) -> None:
    accepted = refusal(name, part) is None
    read = aind.read(part)
    for conversion in (aind.write(read), aind.write(read.document)):
        told = refusal(name, conversion.document[name])
        if accepted:
            assert told is None
            assert faults(conversion) == []
        else:
            assert told is not None


@pytest.mark.parametrize(
    "path",
    [path for kind in KINDS for path in sorted((EXAMPLES / kind / "valid").glob("*"))],
    ids=lambda path: f"{path.parent.parent.name} {path.stem}",
)
def test_our_examples_are_accepted_exactly_where_the_report_says_so(path: Path) -> None:
    found = reading.read(path).document
    assert found is not None
    conversion = aind.write(found.data)
    for name, document in conversion.document.items():
        if name in PEERS:
            told = [problem for problem in faults(conversion) if problem.startswith(f"/{name}")]
            refused = refusal(name, document)
            assert bool(refused) == bool(told), (refused, told)


def test_procedures_with_every_step_that_has_a_type_are_accepted() -> None:
    found = reading.read(ROOT / "tests" / "dialects" / "procedures_for_aind.yaml").document
    assert found is not None
    conversion = aind.write(found.data)
    assert faults(conversion) == []
    assert refusal("procedures", conversion.document["procedures"]) is None


@pytest.mark.parametrize("path", sorted(CORPUS.glob("aind_records/*.json")), ids=lambda path: path.stem[:8])
def test_procedures_of_any_version_are_accepted_exactly_where_the_report_says_so(path: Path) -> None:
    conversion = aind.write(aind.read(path, timezone="America/Los_Angeles"))
    document = conversion.document.get("procedures")
    told = [problem for problem in faults(conversion) if problem.startswith("/procedures")]
    assert bool(document and refusal("procedures", document)) == bool(told)


def test_a_folder_of_core_files_is_accepted_when_written_back() -> None:
    document = aind.write(aind.read(ROOT / "docs" / "demo" / "aind")).document
    assert {name: refusal(name, part) for name, part in document.items()} == {"subject": None, "data_description": None}
