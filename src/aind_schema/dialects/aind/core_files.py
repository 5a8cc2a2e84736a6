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


def load_source(source: Mapping[str, Any] | str | os.PathLike[str]) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """Return the JSON of a source, and what could not be taken over as it stands there.

    Raises
    ------
    InvalidRecord
        If the source can't be read, or is nothing of AIND's; its report says why.
    """
    if not isinstance(source, str | os.PathLike):
        found = reading.from_data(source)
    elif Path(source).is_dir():
        found = _folder(Path(source))
    else:
        found = reading.read(source)
    if found.document is None:
        raise InvalidRecord(Report(found.problems, files=1))
    data = found.document.data
    if not isinstance(data, dict):
        raise _unusable("not-an-object", f"a record is an object with fields, not {quote(data)}")
    if "kind" in data or (core_file(data) is None and not any(name in data for name in CORE_FILES)):
        raise _unusable("foreign-format", "this is neither a core file nor a record of AIND's", "see docs/aind.md")
    return data, found.problems


def core_file(data: dict[str, Any]) -> str | None:
    """Tell which core file an object is, if it is one, by its own words or by its fields."""
    told = Path(str(data.get("describedBy", ""))).stem or str(data.get("object_type", "")).lower().replace(" ", "_")
    if told in CORE_FILES:
        return told
    if any(name in data for name in CORE_FILES):
        return None
    if "data_level" in data:
        return "data_description"
    if {"subject_procedures", "specimen_procedures"} & data.keys():
        return "procedures"
    return "subject" if {"species", "subject_details"} & data.keys() else None


def _folder(folder: Path) -> reading.Reading:
    """Read the core files of a folder as the parts of one record."""
    paths = {name: folder / f"{name}.json" for name in CORE_FILES}
    found = {name: reading.read(path) for name, path in paths.items() if path.is_file()}
    if not found:
        names = ", ".join(f"{name}.json" for name in CORE_FILES[:3])
        raise _unusable("no-records", "no core file in this folder", f"core files are {names}, ...", folder)
    problems = tuple(problem for each in found.values() for problem in each.problems)
    parts = {name: each.document.data for name, each in found.items() if each.document}
    return reading.Reading(reading.Document(parts) if len(parts) == len(found) else None, problems)


def _unusable(code: str, message: str, hint: str | None = None, path: Path | None = None) -> InvalidRecord:
    file = path.as_posix() if path else None
    return InvalidRecord(Report((Problem(code, "error", "file", "", message, hint, file),), files=1))
