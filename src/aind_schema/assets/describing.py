"""What a file in an asset is: its media type, its role and its modality, told by its path alone."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import yaml

from aind_schema import vocabulary
from aind_schema.validation import is_record_file

if TYPE_CHECKING:
    from collections.abc import Sequence

_UNKNOWN = "application/octet-stream"


class Description(NamedTuple):
    """What the path of a file tells of it."""

    media_type: str
    role: str
    modality: str | None = None


def describe(path: str, modalities: Sequence[str] = ()) -> Description:
    """Tell what a file is, in an asset of these modalities.

    Data belong to the modality that the first folder is called after, or else to the only one that the asset has.
    """
    first_word, _, rest = path.rpartition("/")[2].lower().partition(".")
    media_type, role = _by_ending(rest)
    role = _table().named.get(first_word, role)
    if "/" not in path and is_record_file(path):
        role = "record"
    return Description(media_type, role, _modality(path, modalities) if role == "data" else None)


@lru_cache(maxsize=4096)
def _by_ending(rest: str) -> tuple[str, str]:
    """Return the media type and the role that the longest known ending tells."""
    table, parts = _table(), rest.split(".") if rest else []
    endings = ["." + ".".join(parts[start:]) for start in range(len(parts))]
    media_type = next((table.media_types[each] for each in endings if each in table.media_types), _UNKNOWN)
    return media_type, next((table.roles[each] for each in endings if each in table.roles), "data")


def _modality(path: str, modalities: Sequence[str]) -> str | None:
    first, slash, _ = path.partition("/")
    if slash and (found := _modality_of_folder(first)) in modalities:
        return found
    return modalities[0] if len(modalities) == 1 else None


@cache
def _modality_of_folder(name: str) -> str | None:
    found = vocabulary.load("modality").get(name.partition(".")[0].replace("_", "-"))
    return found.name if found else None


class _Table(NamedTuple):
    media_types: dict[str, str]
    roles: dict[str, str]
    named: dict[str, str]


@cache
def _table() -> _Table:
    data = yaml.safe_load(Path(__file__).with_name("file_types.yaml").read_text(encoding="utf-8"))
    roles = {ending: role for role, endings in data["roles"].items() for ending in endings}
    return _Table(data["media_types"], roles, data["named"])
