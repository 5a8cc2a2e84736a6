"""Which files belong together: paths in, assets out."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, overload

from aind_schema.errors import InvalidName
from aind_schema.problems import Problem
from aind_schema.stores import StoreError, is_url
from aind_schema.validation import places
from aind_schema.versions import KINDS, PER_SUBJECT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aind_schema.validation.places import File, Place

SUFFIXES = (".json", ".yaml", ".yml")


class FileSet(NamedTuple):
    """The record files of one asset; ``folder`` is set where the whole folder was asked for."""

    files: tuple[File, ...] = ()
    folder: Place | None = None
    problems: tuple[Problem, ...] = ()


def gather(given: Iterable[str | os.PathLike[str]]) -> Iterator[FileSet]:
    """Yield the assets that paths and URLs stand for: files side by side, asset folders, and trees of asset folders.

    Files that are named one by one belong together where they lie in one folder and their names are those of records;
    a bundle is an asset of its own.
    """
    together: dict[str, list[Place]] = {}
    for each in given:
        try:
            place = _locate(each)
            # A folder that is called like a record is left to the reader, which tells that it is no file.
            if not is_main_file(place) and places.is_folder(place):
                yield from _assets_below(place)
            elif is_record_file(place) and _split(place)[0] != "metadata":
                together.setdefault(places.folder_of(place), []).append(place)
            else:
                yield FileSet((_as_file(place, each),))
        except StoreError as error:
            yield FileSet(problems=(places.unreachable(error),))
    for files in together.values():
        yield FileSet(tuple({places.shown(file): file for file in files}.values()))


def _locate(given: str | os.PathLike[str]) -> Place:
    """Turn a path or a URL into a place; of URLs only the name tells whether a file or a folder may be meant."""
    named_as_file = isinstance(given, str) and is_url(given) and _split(given)[1] in SUFFIXES
    return places.locate_file(given) if named_as_file else places.locate(given)


def _as_file(place: Place, given: str | os.PathLike[str]) -> Place:
    """Return the place of what turned out to be no folder."""
    return places.locate_file(given) if isinstance(place, places.Remote) and not place.path else place


@overload
def record_files(folder: Path) -> list[Path]: ...
@overload
def record_files(folder: Place) -> list[Place]: ...
def record_files(folder: Place) -> Sequence[Place]:
    """List the record files that lie directly in a folder, in the order of their names."""
    return [place for place in places.list_files(folder) if is_record_file(place)]


def is_record_file(place: File | str) -> bool:
    """Tell whether a file's name is that of a record, such as `subject.json` or, in a cohort, `subject_745301.yaml`."""
    stem, suffix = _split(place)
    of_one_subject = stem.startswith(tuple(f"{kind}_" for kind in PER_SUBJECT))
    return is_main_file(place) or (of_one_subject and suffix in SUFFIXES)


def is_main_file(place: File | str) -> bool:
    """Tell whether a file's name makes its folder an asset."""
    stem, suffix = _split(place)
    return stem in KINDS and suffix in SUFFIXES


def _split(place: File | str) -> tuple[str, str]:
    stem, suffix = os.path.splitext(place if isinstance(place, str) else place.name)  # noqa: PTH122 - of a name alone
    return stem, suffix.lower()


def _assets_below(folder: Place) -> Iterator[FileSet]:
    found = False
    faults: list[Problem] = []
    for place, folders, names in places.walk(folder, onerror=lambda error: faults.append(_unreadable(error))):
        if any(map(is_main_file, (*names, *folders))):
            found = True
            records = [place / name for name in sorted((*names, *folders)) if is_record_file(name)]
            yield FileSet(tuple(records), place)
            # What lies below the records of an asset is its data, but for other assets, which say so by their names.
            folders[:] = [name for name in folders if _is_asset_name(name)]
        folders.sort()
        faults.extend(_linked(path) for name in folders if isinstance(path := place / name, Path) and path.is_symlink())
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


def _unreadable(error: OSError | StoreError) -> Problem:
    if isinstance(error, StoreError):
        return places.unreachable(error)
    reason = error.strerror or "it cannot be listed"
    return Problem(
        "unreadable", "error", "file", "", f"the folder cannot be read: {reason}", file=Path(error.filename).as_posix()
    )


def _linked(path: Path) -> Problem:
    message, hint = "this is a link to a folder, and is not followed", "validate the folder that it leads to"
    return Problem("linked-folder", "info", "file", "", message, hint, path.as_posix())


def _no_records(folder: Place) -> Problem:
    names = ", ".join(f"{kind}.json" for kind in KINDS)
    hint = f"an asset has {names}, or the same as .yaml"
    return Problem("no-records", "error", "file", "", "no record in this folder", hint, places.shown(folder))
