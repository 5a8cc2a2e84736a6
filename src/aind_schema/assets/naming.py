"""The name of an asset, built from its records where they do not state it."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import TYPE_CHECKING

from pydantic import ValidationError

from aind_schema import reading
from aind_schema.assets.faults import fault
from aind_schema.errors import InvalidName, InvalidRecord
from aind_schema.files import write_text
from aind_schema.names import AssetName
from aind_schema.records.data_description import DataDescription
from aind_schema.records.subject import Subject
from aind_schema.rules.names import in_a_name
from aind_schema.validation import read, record_files

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from aind_schema.problems import Problem
    from aind_schema.reading import Location

_LINE_END = re.compile(r"\r\n?|\n")
_OPENED = re.compile(r"\{(\s*)\Z")


def build_name(description: DataDescription, subject_ids: Sequence[str] = ()) -> AssetName:
    """Build the name of an asset from its data description, whatever name that states.

    The prefix is the platform, or the modality if there is one alone; derived data are named after their one source.

    Parameters
    ----------
    description
        What the asset is.
    subject_ids
        Those of the subject records beside it, for a description that states none.

    Raises
    ------
    InvalidName
        If something that the name is made of is not stated, or can't stand in a name.
    """
    # The name holds the time that the clock on the wall showed.
    created = description.created_at and description.created_at.replace(microsecond=0, tzinfo=None)
    if description.data_level == "derived":
        return _derived(description, created)
    return _raw(description, created, subject_ids)


def _derived(description: DataDescription, created: datetime | None) -> AssetName:
    source = description.source_assets[0].name if len(description.source_assets) == 1 else None
    if source is None or description.process is None:
        raise InvalidName("", "a derived asset is named after its process and its one source; state both")
    return AssetName.parse(source).derive(description.process, created)


def _raw(description: DataDescription, created: datetime | None, subject_ids: Sequence[str]) -> AssetName:
    if created is None:
        raise InvalidName("", "an asset is named after the time at which it was acquired; state created_at")
    if "subject_ids" in description.model_fields_set:
        subject_ids = description.subject_ids
    elif not subject_ids:
        raise InvalidName("", "an asset is named after its subjects; state subject_ids, an empty list for none")
    alone = description.modalities[0] if len(description.modalities) == 1 else None
    prefix = description.platform or alone
    subjects = [in_a_name(each) for each in subject_ids]
    return AssetName.build(prefix=in_a_name(prefix) if prefix else None, subject_ids=subjects, acquired_at=created)


def state_name(path: Path) -> Problem | None:
    """Write the name into a data description that states none; whatever else stands there stays as it is."""
    document = reading.read(path).document
    if document is None or not isinstance(document.data, dict) or "name" in document.data:
        return None  # there is nothing to do, or validation tells why
    try:
        # Any name will do, to see whether it is all that is missing.
        description = DataDescription.model_validate({**document.data, "name": "unnamed"})
        name = str(build_name(description, _subjects_beside(path)))
    except ValidationError:
        return None  # what is made of mistakes would outlast them
    except InvalidName as refusal:
        return fault("no-name", path.name, "it states no name, and none can be built", refusal.reason)
    text = _with_name(path.read_bytes().decode(), name, document.locate(f"/{next(iter(document.data))}", key=True))
    read_back = reading.parse(text.encode(), syntax=reading.syntax_of(path.name)).document
    if read_back is None or read_back.data != {**document.data, "name": name}:
        return fault("no-name", path.name, "it states no name", f"write into it: name: {json.dumps(name)}")
    write_text(path, text)
    return None


def _subjects_beside(path: Path) -> list[str]:
    """Return the ids in the subject records that lie beside a description, where they hold."""
    ids = []
    for other in record_files(path.parent):
        try:
            record = read(other) if other.stem.startswith("subject") else None
        except InvalidRecord:
            continue  # validation tells why
        if isinstance(record, Subject):
            ids.append(record.subject_id)
    return ids


def _with_name(text: str, name: str, first_key: Location | None) -> str:
    """Put the name before the first key, be it that of an object in braces or of one in lines."""
    if first_key is None:
        return text
    value = json.dumps(name, ensure_ascii=False)
    mark = len(text) - len(text.removeprefix("\ufeff"))
    starts = [mark, *(found.end() for found in _LINE_END.finditer(text))]
    start = starts[first_key.line - 1]
    place = start + first_key.column - 1
    before, after = text[:place], text[place:]
    if opened := _OPENED.search(before):
        return f'{before}"name": {value},{opened[1] or " "}{after}'
    line_end = found[0] if (found := _LINE_END.search(text)) else "\n"
    return f"{before}name: {value}{line_end}{text[start:place]}{after}"
