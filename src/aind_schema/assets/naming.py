"""The name of an asset, built from its records where they do not state it."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

from aind_schema import reading
from aind_schema.assets.faults import fault
from aind_schema.errors import InvalidName
from aind_schema.files import write_text
from aind_schema.names import AssetName
from aind_schema.rules.names import in_a_name

if TYPE_CHECKING:
    from pathlib import Path

    from aind_schema.problems import Problem

_OBJECT = re.compile(r"\ufeff?\s*\{(\s*)")


def build_name(description: dict[str, Any]) -> AssetName:
    """Build the name of an asset from its data description, given as plain JSON values.

    The prefix is the platform, or the modality if there is one alone; derived data are named after their one source.

    Raises
    ------
    InvalidName
        If something that the name is made of is not stated, or can't stand in a name.
    """
    created = _wall_time(description.get("created_at"))
    if description.get("data_level") == "derived":
        sources, process = description.get("source_assets"), description.get("process")
        if not isinstance(sources, list) or len(sources) != 1 or not isinstance(process, str):
            raise InvalidName("", "a derived asset is named after its process and its one source; state both")
        return AssetName.parse(str(sources[0].get("name"))).derive(in_a_name(process), created)
    if created is None:
        raise InvalidName("", "an asset is named after the time at which it was acquired; state created_at")
    modalities = description.get("modalities")
    alone = modalities[0] if isinstance(modalities, list) and len(modalities) == 1 else None
    prefix = description.get("platform") or alone
    subjects = [in_a_name(str(each)) for each in description.get("subject_ids") or ()]
    return AssetName.build(prefix=in_a_name(str(prefix)) if prefix else None, subject_ids=subjects, acquired_at=created)


def _wall_time(timestamp: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(timestamp[:19]) if isinstance(timestamp, str) else None
    except ValueError:
        return None  # validation tells of it


def state_name(path: Path) -> Problem | None:
    """Write the name into a data description that states none; whatever else stands there stays as it is."""
    document = reading.read(path).document
    if document is None or not isinstance(document.data, dict) or "name" in document.data:
        return None  # there is nothing to do, or validation tells why
    try:
        name = str(build_name(document.data))
    except InvalidName as refusal:
        return fault("no-name", path.name, "it states no name, and none can be built", refusal.reason)
    raw = path.read_bytes().decode()
    first_key = document.locate(f"/{next(iter(document.data))}", key=True) if document.data else None
    text = _with_name(raw, name, first_key.line if first_key else 1)
    read_back = reading.parse(text.encode(), syntax=reading.syntax_of(path.name)).document
    if read_back is None or read_back.data != {**document.data, "name": name}:
        return fault("no-name", path.name, "it states no name", f"write into it: name: {json.dumps(name)}")
    write_text(path, text)
    return None


def _with_name(text: str, name: str, line: int) -> str:
    """Put the name before whatever stands first in an object, be it JSON or YAML."""
    value = json.dumps(name, ensure_ascii=False)
    if found := _OBJECT.match(text):
        return f'{text[: found.end()]}"name": {value},{found[1] or " "}{text[found.end() :]}'
    lines = text.splitlines(keepends=True)
    indent = re.match(r"\s*", lines[line - 1])[0]  # type: ignore[index]
    lines.insert(line - 1, f"{indent}name: {value}\n")
    return "".join(lines)
