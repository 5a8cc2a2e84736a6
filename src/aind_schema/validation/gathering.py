"""Which files belong together: paths in, assets out."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from aind_schema.errors import InvalidName
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
    """Yield the assets that paths stand for: files side by side, asset folders, and trees of asset folders.

    Files that are named one by one belong together where they lie in one folder and their names are those of records;
    a bundle is an asset of its own.
    """
    together: dict[Path, list[Path]] = {}
    for given in paths:
        path = Path(given)
        # A folder that is called like a record is left to the reader, which tells that it is no file.
        if os.path.isdir(path) and not is_main_file(path):  # noqa: PTH112 - Path.is_dir raises where it may not look
            yield from _assets_below(path)
        elif is_record_file(path) and path.stem != "metadata":
            together.setdefault(path.parent, []).append(path)
        else:
            yield FileSet((path,))
    for files in together.values():
        yield FileSet(tuple(dict.fromkeys(files)))


def is_record_file(path: Path) -> bool:
    """Tell whether a file's name is that of a record, such as `subject.json` or, in a cohort, `subject_745301.yaml`."""
    return is_main_file(path) or (path.stem.startswith("subject_") and path.suffix.lower() in SUFFIXES)


def is_main_file(path: Path) -> bool:
    """Tell whether a file's name makes its folder an asset."""
    return path.stem in KINDS and path.suffix.lower() in SUFFIXES


def _assets_below(folder: Path) -> Iterator[FileSet]:
    found = False
    faults: list[Problem] = []
    for place, folders, names in os.walk(folder, onerror=lambda error: faults.append(_unreadable(error))):
        paths = [Path(place, name) for name in (*names, *folders)]
        if any(map(is_main_file, paths)):
            found = True
            yield FileSet(tuple(sorted(filter(is_record_file, paths))), Path(place))
            # What lies below the records of an asset is its data, but for other assets, which say so by their names.
            folders[:] = [name for name in folders if _is_asset_name(name)]
        folders.sort()
        faults.extend(_linked(path) for name in folders if (path := Path(place, name)).is_symlink())
    if not found and all(fault.severity == "info" for fault in faults):
        faults.append(_no_records(folder))
    if faults:
        yield FileSet(problems=tuple(faults))


def _is_asset_name(name: str) -> bool:
    from aind_schema.names import AssetName  # only for folders below the records of an asset

    try:
        AssetName.parse(name)
    except InvalidName:
        return False
    return True


def _unreadable(error: OSError) -> Problem:
    reason = error.strerror or "it cannot be listed"
    return Problem(
        "unreadable", "error", "file", "", f"the folder cannot be read: {reason}", file=_shown(error.filename)
    )


def _linked(path: Path) -> Problem:
    message = "this is a link to a folder, and is not followed"
    return Problem("linked-folder", "info", "file", "", message, "validate the folder that it leads to", _shown(path))


def _no_records(folder: Path) -> Problem:
    names = ", ".join(f"{kind}.json" for kind in KINDS)
    hint = f"an asset has {names}, or the same as .yaml"
    return Problem("no-records", "error", "file", "", "no record in this folder", hint, _shown(folder))


def _shown(path: str | os.PathLike[str]) -> str:
    return Path(path).as_posix()
