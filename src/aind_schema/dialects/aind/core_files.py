"""What a source is: a whole record, one core file, or a folder of core files."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from aind_schema import reading
from aind_schema.errors import InvalidRecord
from aind_schema.problems import Problem, Report, quote

#: The core files of all versions; each stands under its name in a whole record, and as NAME.json in a folder.
CORE_FILES = (
    "subject",
    "data_description",
    "procedures",
    "processing",
    "rig",
    "instrument",
    "session",
    "acquisition",
    "quality_control",
    "model",
)


def load_source(source: Mapping[str, Any] | str | os.PathLike[str]) -> dict[str, Any]:
    """Return the JSON of a source that is a path; raise InvalidRecord, with a report, where it can't be read."""
    if isinstance(source, str | os.PathLike):
        path = Path(source)
        source = _folder(path) if path.is_dir() else _file(path)
    if not isinstance(source, Mapping):
        raise _unusable("not-an-object", f"a record is an object with fields, not {quote(source)}")
    return dict(source)


def core_file(data: Any) -> str | None:
    """Tell which core file an object is, if it is one, by its own words or by its fields."""
    if not isinstance(data, dict) or any(name in data for name in CORE_FILES):
        return None
    told = Path(str(data.get("describedBy", ""))).stem or str(data.get("object_type", "")).lower().replace(" ", "_")
    if told in CORE_FILES:
        return told
    if "data_level" in data:
        return "data_description"
    return "subject" if {"species", "subject_details"} & data.keys() else None


def _folder(folder: Path) -> dict[str, Any]:
    paths = {name: folder / f"{name}.json" for name in CORE_FILES}
    found = {name: _file(path) for name, path in paths.items() if path.is_file()}
    if not found:
        names = ", ".join(f"{name}.json" for name in CORE_FILES[:3])
        raise _unusable("no-records", "no core file in this folder", f"core files are {names}, ...", folder)
    return found


def _file(path: Path) -> Any:
    result = reading.read(path)
    if result.document is None:
        raise InvalidRecord(Report(result.problems, files=1))
    return result.document.data


def _unusable(code: str, message: str, hint: str | None = None, path: Path | None = None) -> InvalidRecord:
    file = path.as_posix() if path else None
    return InvalidRecord(Report((Problem(code, "error", "file", "", message, hint, file),), files=1))
