"""Which files belong together: paths in, assets out."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from aind_schema.problems import Problem
from aind_schema.versions import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SUFFIXES = (".json", ".yaml", ".yml")


class FileSet(NamedTuple):
    """The record files of one asset; ``folder`` is set where the whole folder was asked for."""

    files: tuple[Path, ...] = ()
    folder: Path | None = None
    problems: tuple[Problem, ...] = ()


def gather(paths: Iterable[str | os.PathLike[str]]) -> Iterator[FileSet]:
    """Yield the assets that paths stand for: files side by side, asset folders, and trees of asset folders."""
    loose: dict[Path, list[Path]] = {}
    for given in paths:
        path = Path(given)
        if path.is_dir():
            yield from _assets_below(path)
        else:
            loose.setdefault(path.parent, []).append(path)
    for files in loose.values():
        yield FileSet(tuple(dict.fromkeys(files)))


def is_record_file(path: Path) -> bool:
    """Tell whether a file's name is that of a record, such as `subject.json` or `subject_745301.yaml`."""
    stem = path.stem
    return path.suffix.lower() in SUFFIXES and any(stem == kind or stem.startswith(f"{kind}_") for kind in KINDS)


def _assets_below(folder: Path) -> Iterator[FileSet]:
    found = False
    faults: list[Problem] = []
    for place, folders, names in os.walk(folder, onerror=lambda error: faults.append(_unreadable(error))):
        files = tuple(sorted(path for path in map(Path(place).joinpath, names) if is_record_file(path)))
        if files:
            found = True
            folders.clear()  # what lies below the records of an asset is its data
            yield FileSet(files, Path(place))
        folders.sort()
    if not found and not faults:
        faults.append(_no_records(folder))
    if faults:
        yield FileSet(problems=tuple(faults))


def _unreadable(error: OSError) -> Problem:
    reason = error.strerror or "it cannot be listed"
    return Problem(
        "unreadable", "error", "file", "", f"the folder cannot be read: {reason}", file=_shown(error.filename)
    )


def _no_records(folder: Path) -> Problem:
    names = ", ".join(f"{kind}.json" for kind in KINDS)
    hint = f"an asset has {names}, or the same as .yaml"
    return Problem("no-records", "error", "file", "", "no record in this folder", hint, _shown(folder))


def _shown(path: str | os.PathLike[str]) -> str:
    return Path(path).as_posix()
