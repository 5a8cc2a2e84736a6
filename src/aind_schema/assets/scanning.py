"""What lies in an asset's folder, and what of it no asset may hold."""

from __future__ import annotations

import os
import stat
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from aind_schema import paths
from aind_schema.assets.digests import Stamp
from aind_schema.assets.faults import fault
from aind_schema.paths import MANIFEST, UPLOADING, is_own
from aind_schema.problems import quote
from aind_schema.validation import is_record_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from aind_schema.problems import Problem

#: Records that stamping writes, so that there may be none beside them in another format.
_WRITTEN = ("manifest", "metadata")
_KINDS_OF_FILE = {stat.S_IFDIR: "a folder", stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket"}


class Found(NamedTuple):
    """A file below the asset's folder."""

    path: str
    stamp: Stamp


class Scan(NamedTuple):
    """All files and empty folders of an asset, in the order of their paths' bytes, and what it may not hold."""

    files: list[Found]
    empty_folders: list[str]
    problems: list[Problem]


class _Folder(NamedTuple):
    """A folder that is still to be listed, and which folders it lies in."""

    path: str
    above: tuple[tuple[int, int], ...] = ()


def scan(root: Path, *, follow_links: bool = False) -> Scan:
    """List a folder to the bottom; the manifest, and what this package leaves for itself, are no part of it."""
    found = list_again(root, follow_links=follow_links)
    files = chain([MANIFEST], (file.path for file in found.files))
    for path, other, why in paths.clashes(files, found.empty_folders):
        message = f"it cannot stand beside {quote(other)}: {why}"
        found.problems.append(fault("paths-clash", path, message, "rename one of them"))
    found.problems.sort(key=lambda problem: os.fsencode(problem.file or ""))
    return found


def list_again(root: Path, *, follow_links: bool = False) -> Scan:
    """List a folder as :func:`scan` does, but do not look once more which paths clash."""
    found = Scan([], [], [])
    pending = [_Folder("")]
    while pending:
        pending += _enter(found, os.fspath(root), pending.pop(), follow_links)
    found.files.sort(key=lambda file: os.fsencode(file.path))
    found.empty_folders.sort(key=os.fsencode)
    return found


def _enter(found: Scan, root: str, folder: _Folder, follow_links: bool) -> list[_Folder]:
    """Take what lies in a folder, and return the folders in it."""
    place = f"{root}/{folder.path}" if folder.path else root
    try:
        status = os.stat(place)  # noqa: PTH116 - this is called for each file and folder
        if (status.st_dev, status.st_ino) in folder.above:
            message = "this link leads back to a folder that holds it"
            found.problems.append(fault("link-refused", folder.path, message, "take it out"))
            return []
        with os.scandir(place) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        reason = error.strerror or str(error)
        found.problems.append(fault("unreadable", folder.path or ".", f"it cannot be listed: {reason}"))
        return []
    if not folder.path:
        found.problems.extend(problem for entry in entries for problem in _problems_at_the_top(entry))
        entries = [entry for entry in entries if not is_own(entry.name)]
    elif not entries:
        found.empty_folders.append(folder.path)
    names = {f"{folder.path}/{entry.name}" if folder.path else entry.name: entry for entry in entries}
    within = (*folder.above, (status.st_dev, status.st_ino))
    return [_Folder(path, within) for path, entry in names.items() if _take(found, root, path, entry, follow_links)]


def _take(found: Scan, root: str, path: str, entry: os.DirEntry[str], follow_links: bool) -> bool:
    """Take a file, or tell why it can be no part of the asset; return whether it is a folder that is to be listed."""
    # What is wrong with the name of a folder is told of the folder, and not of each file in it.
    too_long = len(os.fsencode(path)) > paths.LONGEST
    if reason := paths.objection(path if too_long else entry.name):
        found.problems.append(fault("unportable-path", path, reason, "rename it"))
    try:
        if entry.is_symlink() and not follow_links:
            hint = "put the file itself there, or follow links with --follow-links"
            found.problems.append(fault("link-refused", path, "this is a link", hint))
        elif entry.is_dir():
            return not too_long
        elif entry.is_file():
            found.files.append(Found(path, Stamp.of(os.stat(f"{root}/{path}"))))  # noqa: PTH116
        else:
            found.problems.append(_no_file(path, entry.stat().st_mode))
    except OSError as error:
        found.problems.append(fault("unreadable", path, f"it cannot be looked at: {error.strerror or error}"))
    return False


def _no_file(path: str, mode: int) -> Problem:
    what = _KINDS_OF_FILE.get(stat.S_IFMT(mode), "a device")
    return fault("not-a-file", path, f"this is {what}, not a file", "take it out")


def _problems_at_the_top(entry: os.DirEntry[str]) -> Iterator[Problem]:
    """Tell what bears the name of a record, or of a file of this package, and is none."""
    name = entry.name
    if is_own(name) and name != UPLOADING:
        if entry.is_symlink():
            yield fault("link-refused", name, "this is a link, where stamping writes a file of its own", "take it out")
        elif not entry.is_file():
            yield _no_file(name, entry.stat(follow_symlinks=False).st_mode)
    elif is_record_file(name) and entry.is_dir():
        yield _no_file(name, stat.S_IFDIR)
    elif is_record_file(name) and (stem := name.partition(".")[0]) in _WRITTEN and name != f"{stem}.json":
        message = f"the {stem} of an asset is {stem}.json, which stamping writes"
        yield fault("record-repeated", name, message, f"take it out, or save it as {stem}.json")
