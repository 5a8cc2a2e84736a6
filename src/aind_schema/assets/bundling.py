"""The bundle of an asset's records, `metadata.json`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aind_schema.errors import InvalidRecord
from aind_schema.files import write_text
from aind_schema.problems import Problem, Report
from aind_schema.records.metadata import Metadata
from aind_schema.validation import read, record_files
from aind_schema.versions import PER_SUBJECT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from aind_schema.base import Record

BUNDLE = "metadata.json"


def bundle(records: Sequence[Record]) -> Metadata:
    """Put valid records of one asset together; what only an older bundle among them holds stays in it."""
    older = next((record for record in records if isinstance(record, Metadata)), Metadata())
    parts = [record for record in records if record.kind in Metadata.model_fields]
    content = {**older.to_dict(), **{part.kind: part for part in parts if part.kind not in PER_SUBJECT}}
    for kind, several in PER_SUBJECT.items():
        if held := [part for part in parts if part.kind == kind]:
            content |= {kind: held[0], several: ()} if len(held) == 1 else {kind: None, several: held}
    if described := content.get("data_description"):
        content["name"] = described["name"] if isinstance(described, dict) else described.name
    return Metadata(**content)


def read_bundle(folder: Path) -> Metadata:
    """Read the records that lie in a folder as one.

    It raises InvalidRecord, with a report, where one of them is wrong or none is there.
    """
    files = record_files(folder)
    if not files:
        hint, file = "records are called subject.json, procedures.yaml, ...", folder.as_posix()
        problem = Problem("no-records", "error", "file", "", "no record in this folder", hint, file)
        raise InvalidRecord(Report((problem,), files=0))
    records = [read(file) for file in files]
    made = bundle(records)
    # The name of the asset is told by its data description; only a bundle that was there says it again.
    return made if any(isinstance(each, Metadata) for each in records) else made.replace(name=None)


def write_bundle(folder: Path, records: Sequence[Record], write: Callable[[Path, str], object] = write_text) -> None:
    """Write the bundle unless it stands there just so."""
    path = folder / BUNDLE
    text = bundle(records).to_json() + "\n"
    if not path.is_file() or path.read_bytes() != text.encode():
        write(path, text)
