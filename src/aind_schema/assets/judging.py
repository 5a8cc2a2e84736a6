"""The record of quality of an asset, for those who act on what its metrics come to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from aind_schema.errors import AindSchemaError, InvalidRecord
from aind_schema.records.metadata import Metadata
from aind_schema.records.quality import Quality
from aind_schema.validation import FileSet, check_files, places, read, record_files, validate

if TYPE_CHECKING:
    import os

_HOLDERS = ("quality", "metadata")


class NoQuality(AindSchemaError, LookupError):
    """Tell that a file is no record of quality, and holds none."""

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.file = file

    def __str__(self) -> str:
        return f"{self.file} says nothing of quality"


def find_quality(place: str | os.PathLike[str]) -> Quality:
    """Return the record of quality that a file is or holds, or the one in a folder.

    Raises
    ------
    NoQuality
        If the file says nothing of quality.
    InvalidRecord
        If the record is not valid, or if a rule finds an error in it: then the verdict can't be relied on.
    """
    located = places.locate(place)
    if places.is_folder(located):
        files = {PurePath(file.name).stem: file for file in reversed(record_files(located))}
        located = next((files[each] for each in _HOLDERS if each in files), located / "quality.json")
    record = read(located)
    quality = record.quality if isinstance(record, Metadata) else record
    if not isinstance(quality, Quality):
        raise NoQuality(places.shown(located))
    if not validate(quality).ok:
        # Only now the lines matter.
        report = check_files(FileSet((located,)))
        inside = "/quality" if isinstance(record, Metadata) else ""
        raise InvalidRecord(replace(report, problems=tuple(p for p in report.errors if p.path.startswith(inside))))
    return quality
