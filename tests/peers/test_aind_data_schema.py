"""What we take for AIND's format is taken for it by its own library too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from aind_data_schema.core.data_description import DataDescription
from aind_data_schema.core.subject import Subject

from aind_schema.dialects import aind

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "docs" / "demo" / "aind"


@pytest.mark.parametrize(
    ("path", "peer"),
    [
        (DEMO / "subject.json", Subject),
        (DEMO / "data_description.json", DataDescription),
        (ROOT / "benchmarks" / "mouse.aind.json", Subject),
        (ROOT / "benchmarks" / "minimal.aind.json", Subject),
    ],
    ids=lambda value: getattr(value, "name", getattr(value, "__name__", "")),
)
def test_our_examples_of_their_files_are_valid_there_too(path: Path, peer: type[Subject | DataDescription]) -> None:
    accepted = peer.model_validate_json(path.read_text(encoding="utf-8"))
    # What they write of it is what we read, and it says the same.
    ours = aind.read(json.loads(accepted.model_dump_json()))
    assert ours.document == aind.read(path).document
    ours.record()
