"""Whether an asset is still what its manifest says, in a folder or in a store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from aind_schema.assets.comparing import Comparison, compare
from aind_schema.assets.contents import FolderContents, StoreContents
from aind_schema.assets.faults import fault
from aind_schema.assets.scanning import MANIFEST
from aind_schema.problems import Report, quote
from aind_schema.progress import SILENT, Progress
from aind_schema.records.manifest import Manifest
from aind_schema.validation import FileSet, check_files, places, read, record_files

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Sequence

    from aind_schema.assets.contents import Contents
    from aind_schema.problems import Problem

#: The largest manifest that is read, in bytes: some four million files.
LIMIT = 2**30


class Verified(NamedTuple):
    """What was found, and the manifest that the asset was held against; None where that can't be read."""

    report: Report
    manifest: Manifest | None = None


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
    if opened.manifest is None or not opened.report.ok:
        return opened
    contents: Contents = (
        FolderContents(located, follow_links=follow_links, processes=processes, progress=progress)
        if isinstance(located, Path)
        else StoreContents(located.store, deep=deep, progress=progress)
    )
    problems = [*contents.problems, *_differences(compare(opened.manifest.files, contents))]
    if isinstance(located, Path):
        problems += _missing_folders(located, opened.manifest)
    report = opened.report + Report(tuple(problems), len(contents.sizes), len(opened.manifest.files))
    return Verified(report, opened.manifest)


def open_manifest(place: places.Place) -> Verified:
    """Read the manifest of an asset, and check it with the other records there."""
    return _read_manifest(place, record_files(place))


def read_manifest(place: places.Place) -> Verified:
    """Read the manifest of an asset, and check it alone."""
    return _read_manifest(place, [each for each in record_files(place) if each.name == MANIFEST])


def _read_manifest(place: places.Place, files: Sequence[places.Place]) -> Verified:
    listed = next((each for each in files if each.name == MANIFEST), None)
    if listed is None:
        hint = "stamp the folder, or wait until whoever writes the asset has finished"
        message = "there is no manifest.json: the asset is not complete"
        return Verified(Report((fault("no-manifest", places.shown(place), message, hint),)))
    report = check_files(FileSet(tuple(files), place if len(files) > 1 else None), limit=LIMIT)
    if any(problem.file == places.shown(listed) and problem.severity == "error" for problem in report):
        return Verified(report)
    manifest = read(listed, limit=LIMIT)
    return Verified(report, manifest if isinstance(manifest, Manifest) else None)


def _differences(found: Comparison) -> Iterator[Problem]:
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


def _missing_folders(folder: Path, manifest: Manifest) -> Iterator[Problem]:
    for path in manifest.empty_folders:
        if not (folder / path).is_dir():
            yield fault("folder-missing", path, "the manifest lists it as an empty folder", "make it again")
