"""Whether an asset is still what its manifest says, in a folder or in a store."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from aind_schema.assets.comparing import Comparison, compare
from aind_schema.assets.contents import FolderContents, StoreContents
from aind_schema.assets.faults import fault
from aind_schema.errors import InvalidName
from aind_schema.names import AssetName
from aind_schema.paths import MANIFEST
from aind_schema.problems import Report, quote
from aind_schema.progress import SILENT, Progress
from aind_schema.records.manifest import Manifest
from aind_schema.validation import FileSet, check_files, places, record_files
from aind_schema.validation.checking import check

if TYPE_CHECKING:
    import os
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from aind_schema.assets.contents import Contents
    from aind_schema.problems import Problem

#: The largest manifest that is read, in bytes: some four million files.
LIMIT = 2**30


class Verified(NamedTuple):
    """What was found, and the manifest that the asset was held against; None where that can't be read."""

    report: Report
    manifest: Manifest | None = None


class Opened(NamedTuple):
    """What is wrong with an asset's records, its manifest, and the very bytes that this was read from."""

    report: Report
    manifest: Manifest | None = None
    raw: bytes = b""


def verify(
    place: str | os.PathLike[str],
    *,
    deep: bool = False,
    follow_links: bool = False,
    processes: int | None = None,
    progress: Progress = SILENT,
) -> Verified:
    """Hold an asset against its manifest, and its records against each other and against their rules.

    Every file of a folder is read. In a store that keeps checksums, those are compared, unless ``deep`` asks to read
    every object.

    Parameters
    ----------
    place
        A folder, or a URL (`s3://`, `file://`).
    deep
        Read everything back.
    follow_links
        Take files and folders that links lead to for parts of the asset.
    processes
        How many files of a folder to read at once; as many as there are cores unless told otherwise.
    """
    located = places.locate(place)
    opened = open_manifest(located)
    if opened.manifest is None:
        return Verified(opened.report)
    contents: Contents = (
        FolderContents(located, follow_links=follow_links, processes=processes, progress=progress)
        if isinstance(located, Path)
        else StoreContents(located.store, deep=deep, progress=progress)
    )
    found = Report(tuple(differences(opened.manifest, contents)), len(contents.sizes), len(opened.manifest.files))
    return Verified(opened.report + found, opened.manifest)


def open_manifest(place: places.Place) -> Opened:
    """Read the manifest of an asset, and check it with the other records there."""
    return _open_manifest(place, record_files(place), place)


def read_manifest(place: places.Place) -> Opened:
    """Read the manifest of an asset, and check it alone."""
    return _open_manifest(place, [each for each in record_files(place) if each.name == MANIFEST])


def _open_manifest(place: places.Place, files: Sequence[places.Place], folder: places.Place | None = None) -> Opened:
    listed = next((each for each in files if each.name == MANIFEST), None)
    if listed is None:
        hint = "stamp the folder, or wait until whoever writes the asset has finished"
        message = "there is no manifest.json: the asset is not complete"
        return Opened(Report((fault("no-manifest", places.shown(place), message, hint),)))
    held, file = places.hold(listed, LIMIT), places.shown(listed)
    report = check_files(FileSet(tuple(held if each is listed else each for each in files), folder))
    if any(problem.file == file and problem.severity == "error" for problem in report):
        return Opened(report)
    manifest = check(places.load(held, LIMIT), file).record
    if not isinstance(manifest, Manifest) or not isinstance(held, places.Held):
        return Opened(report + Report((fault("not-found", file, "it went away while it was read"),)))
    if refusal := _objection(manifest.name):
        return Opened(report + Report((fault("malformed-name", file, *refusal),)))
    return Opened(report, manifest, held.raw)


def _objection(name: str) -> tuple[str, str | None] | None:
    """Tell what is wrong with a name, by which folders are made and prefixes of buckets."""
    try:
        AssetName.parse(name)
    except InvalidName as refusal:
        reason, _, hint = refusal.reason.partition("; ")
        return f"{quote(name)} is not the name of an asset: {reason}", hint or None
    return None


def differences(manifest: Manifest, contents: Contents, *, sizes_only: bool = False) -> list[Problem]:
    """Tell how an asset differs from its manifest, in the order of the paths."""
    found = compare(manifest.files, contents, sizes_only=sizes_only)
    problems = [*contents.problems, *_file_problems(found)]
    if contents.empty_folders is not None:
        problems += _folder_problems(manifest, contents.sizes, contents.empty_folders)
    return sorted(problems, key=lambda problem: problem.file or "")


def _file_problems(found: Comparison) -> Iterator[Problem]:
    for entry in found.missing:
        yield fault("file-missing", entry.path, f"the manifest lists it with {entry.size_bytes:,} bytes")
    for entry, path in found.renamed:
        yield fault("file-renamed", entry.path, f"it is called {quote(path)} now", "give it its name back")
    for entry, size in found.resized:
        code = "file-truncated" if size < entry.size_bytes else "file-changed"
        yield fault(code, entry.path, f"it has {size:,} bytes, and {entry.size_bytes:,} in the manifest")
    for entry in found.changed:
        yield fault("file-changed", entry.path, "its bytes are not those that the manifest lists")
    for entry, reason in found.unreadable:
        yield fault("unreadable", entry.path, f"it cannot be read: {reason}")
    for path in found.added:
        yield fault("file-added", path, "the manifest does not list it", "take it out, or stamp again with --replace")


def _folder_problems(manifest: Manifest, files: Collection[str], empty: Collection[str]) -> Iterator[Problem]:
    listed, there = {*manifest.empty_folders}, {*empty}
    # A folder that holds something now, or nothing any more, is told of by what came or went.
    for path in (listed - there) - (_folders_above(chain(files, empty)) if listed - there else set()):
        yield fault("folder-missing", path, "the manifest lists it as an empty folder", "make it again")
    paths = chain((entry.path for entry in manifest.files), listed)
    for path in (there - listed) - (_folders_above(paths) if there - listed else set()):
        message, hint = "the manifest does not list this empty folder", "take it out, or stamp again with --replace"
        yield fault("file-added", path, message, hint)


def _folders_above(paths: Iterable[str]) -> set[str]:
    folders: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return folders
