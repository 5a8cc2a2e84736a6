"""The bundle of an asset's records, `metadata.json`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aind_schema.files import write_text
from aind_schema.records.metadata import Metadata

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from aind_schema.base import Record

BUNDLE = "metadata.json"


def bundle(records: Sequence[Record]) -> Metadata:
    """Put valid records of one asset together; what only an older bundle among them holds stays in it."""
    older = next((record for record in records if isinstance(record, Metadata)), Metadata())
    parts = [record for record in records if record.kind in Metadata.model_fields]
    content = {**older.to_dict(), **{part.kind: part for part in parts if part.kind != "subject"}}
    if subjects := [part for part in parts if part.kind == "subject"]:
        content = {name: value for name, value in content.items() if name not in ("subject", "cohort")}
        content |= {"subject": subjects[0]} if len(subjects) == 1 else {"cohort": subjects}
    if described := content.get("data_description"):
        content["name"] = described["name"] if isinstance(described, dict) else described.name
    return Metadata(**content)


def write_bundle(folder: Path, records: Sequence[Record]) -> bool:
    """Write the bundle unless it stands there just so; tell whether it was written."""
    path = folder / BUNDLE
    text = bundle(records).to_json() + "\n"
    if path.is_file() and path.read_bytes() == text.encode():
        return False
    write_text(path, text)
    return True
