"""What lies in an asset's folder, and what of it no asset may hold."""

from __future__ import annotations

import os
import re
import stat
from typing import TYPE_CHECKING, NamedTuple

from aind_schema import paths
from aind_schema.assets.digests import Stamp
from aind_schema.assets.faults import fault
from aind_schema.problems import quote
from aind_schema.versions import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from aind_schema.problems import Problem

MANIFEST = "manifest.json"
#: Where stamping notes what it has done, so that it can go on after it was stopped.
JOURNAL = ".manifest.json.journal"
#: Where uploading to a folder keeps what is not whole yet.
UPLOADING = ".upload"
#: Says in a store which upload is under way.
CLAIM = ".upload.json"

_OWN = re.compile(rf"\.(?:{'|'.join(KINDS)})\.json\.\d+\.part")


class Found(NamedTuple):
    """A file below the asset's folder."""

    path: str
    stamp: Stamp


class Scan(NamedTuple):
    """All files and empty folders of an asset, in the order of their paths' bytes, and what it may not hold."""

    files: list[Found]
    empty_folders: list[str]
    problems: list[Problem]


def scan(root: Path, *, follow_links: bool = False) -> Scan:
    """List a folder to the bottom; the manifest, and what this package leaves for itself, are no part of it."""
    found = Scan([], [], [])
    _enter(found, os.fspath(root), "", follow_links, ())
    found.files.sort(key=lambda file: os.fsencode(file.path))
    found.empty_folders.sort(key=os.fsencode)
    found.problems.extend(_path_problems(found))
    return found


def is_own(path: str) -> bool:
    """Tell whether a path at the top is that of the manifest, or of a file that this package keeps for a while."""
    return path in (MANIFEST, JOURNAL, CLAIM, UPLOADING) or _OWN.fullmatch(path) is not None


def _enter(found: Scan, root: str, folder: str, follow_links: bool, above: tuple[tuple[int, int], ...]) -> None:
    place = f"{root}/{folder}" if folder else root
    try:
        status = os.stat(place)  # noqa: PTH116 - these two are called for each file and folder
        if (status.st_dev, status.st_ino) in above:
            found.problems.append(fault("link-refused", folder, "this link leads back to a folder that holds it"))
            return
        with os.scandir(place) as listing:
            entries = list(listing)
    except OSError as error:
        found.problems.append(fault("unreadable", folder, f"it cannot be listed: {error.strerror or error}"))
        return
    within = (*above, (status.st_dev, status.st_ino))
    empty = True
    for entry in entries:
        path = f"{folder}/{entry.name}" if folder else entry.name
        if folder or not is_own(path):
            empty = False
            _take(found, root, path, entry, follow_links, within)
    if empty and folder:
        found.empty_folders.append(folder)


def _take(
    found: Scan, root: str, path: str, entry: os.DirEntry[str], follow_links: bool, above: tuple[tuple[int, int], ...]
) -> None:
    try:
        if entry.is_symlink() and not follow_links:
            hint = "put the file itself there, or follow links with --follow-links"
            found.problems.append(fault("link-refused", path, "this is a link", hint))
        elif entry.is_dir():
            _enter(found, root, path, follow_links, above)
        elif entry.is_file():
            found.files.append(Found(path, Stamp.of(os.stat(f"{root}/{path}"))))  # noqa: PTH116
        else:
            kind = stat.S_IFMT(entry.stat().st_mode)
            what = {stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket"}.get(kind, "a device")
            found.problems.append(fault("not-a-file", path, f"this is {what}, not a file", "take it out"))
    except OSError as error:
        found.problems.append(fault("unreadable", path, f"it cannot be looked at: {error.strerror or error}"))


def _path_problems(found: Scan) -> Iterator[Problem]:
    every = [*(file.path for file in found.files), *found.empty_folders]
    for path in every:
        if reason := paths.objection(path):
            yield fault("unportable-path", path, reason, "rename it")
    for path, other, why in paths.clashes(every):
        yield fault("paths-clash", path, f"beside {quote(other)}, it {why}", "rename one of them")
