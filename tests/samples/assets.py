"""Asset folders for tests."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

from aind_schema import stamp

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NAME = "ecephys_625463_2022-10-06_10-14-25"

DESCRIPTION = {
    "kind": "data_description",
    "schema_version": "0.1.0",
    "name": NAME,
    "data_level": "raw",
    "modalities": ["ecephys"],
    "subject_ids": ["625463"],
    "created_at": "2022-10-06T10:14:25-07:00",
}
SUBJECT = {"kind": "subject", "schema_version": "0.1.0", "subject_id": "625463"}


def write_asset(parent: Path, files: Mapping[str, bytes] | None = None, **changes: object) -> Path:
    """Write an asset's folder that is not stamped yet."""
    description = {**DESCRIPTION, **changes}
    folder = parent / str(description["name"])
    records = {"data_description.json": description, "subject.json": SUBJECT}
    for path, data in {
        **{name: json.dumps(record).encode() for name, record in records.items()},
        **(files or {}),
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def make_asset(parent: Path, files: Mapping[str, bytes] | None = None, **changes: object) -> Path:
    """Write an asset's folder and stamp it."""
    stamped = stamp(write_asset(parent, files, **changes))
    assert stamped.report.ok, stamped.report.text()
    return stamped.folder


def noise(size_bytes: int, seed: int = 0) -> bytes:
    """Return bytes that compress to nothing, the same ones each time."""
    return random.Random(seed).randbytes(size_bytes)
