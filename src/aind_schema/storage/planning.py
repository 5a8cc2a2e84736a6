"""What an upload has to do, found out without writing anything."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from aind_schema.assets.comparing import Comparison, compare
from aind_schema.assets.contents import FolderContents, StoreContents
from aind_schema.assets.faults import fault
from aind_schema.assets.scanning import MANIFEST
from aind_schema.assets.verifying import open_manifest
from aind_schema.errors import AindSchemaError
from aind_schema.problems import Report
from aind_schema.progress import SILENT, Progress
from aind_schema.stores import NoSuchObject, Requests, Store, open_store

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Sequence

    from aind_schema.parts.files import FileEntry
    from aind_schema.problems import Problem
    from aind_schema.records.manifest import Manifest


class Refused(AindSchemaError):
    """Carry the problems for which nothing, or nothing more, was sent."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.report = Report(problems)

    def __str__(self) -> str:
        return self.report.text()


class Plan(NamedTuple):
    """What an upload has to do: what goes, what is there already, and what it would have to replace or remove."""

    folder: Path
    store: Store
    manifest: Manifest
    missing: Sequence[FileEntry]
    present: Sequence[FileEntry]
    differing: Sequence[FileEntry]
    unknown: Sequence[str]
    #: The manifest that stands in the store: none, this one, or another one.
    remote_manifest: bytes | None
    requests: Requests

    @property
    def complete(self) -> bool:
        """Tell whether there is nothing to do."""
        return self.remote_manifest == self.manifest_bytes and not (self.missing or self.differing or self.unknown)

    @property
    def manifest_bytes(self) -> bytes:
        """Return the manifest as it stands in the folder."""
        return (self.folder / MANIFEST).read_bytes()

    @property
    def to_send(self) -> list[FileEntry]:
        """List what goes if the store may be brought in line."""
        return [*self.missing, *self.differing]


def asset_url(url: str, name: str) -> str:
    """Return where an asset of this name is: at the URL if that ends in the name, or else below it."""
    base = url.rstrip("/")
    return base if base.rpartition("/")[2] == name else f"{base}/{name}"


def plan(folder: str | os.PathLike[str], url: str, *, progress: Progress = SILENT) -> Plan:
    """Find out what an upload has to do, without writing anything.

    Raises
    ------
    Refused
        If the folder is no complete asset, or its files are not those that its manifest lists.
    """
    place = Path(folder)
    opened = open_manifest(place)
    if opened.manifest is None or not opened.report.ok:
        raise Refused(*opened.report)
    manifest = opened.manifest
    here = FolderContents(place)
    if problems := [*here.problems, *_unlike(compare(manifest.files, here, sizes_only=True))]:
        raise Refused(*problems)
    store = open_store(asset_url(url, manifest.name))
    remote = read_object(store, MANIFEST)
    there = StoreContents(store, progress=progress)
    found = compare(manifest.files, there)
    if found.unreadable:
        raise Refused(*(fault("unreachable", entry.path, reason) for entry, reason in found.unreadable))
    missing = [*found.missing, *(entry for entry, _ in found.renamed)]
    unknown = [*found.added, *(path for _, path in found.renamed)]
    differing = found.differing
    looked_at = Requests(put=1 + len(there.sizes) // 1000, get=len(found.same) + len(found.changed) + 1)
    writing = sum((store.requests(entry.size_bytes) for entry in [*missing, *differing]), Requests(put=2))
    return Plan(place, store, manifest, missing, found.same, differing, unknown, remote, looked_at + writing)


def _unlike(found: Comparison) -> Iterator[Problem]:
    hint = "stamp the folder again, with --replace"
    for entry in found.missing:
        yield fault("file-missing", entry.path, "the manifest lists it", hint)
    for entry, size in found.resized:
        message = f"it has {size:,} bytes, and {entry.size_bytes:,} in the manifest"
        yield fault("file-changed", entry.path, message, hint)
    for path in found.added:
        yield fault("file-added", path, "the manifest does not list it", hint)


def read_object(store: Store, path: str) -> bytes | None:
    """Read an object whole; None if there is none."""
    try:
        return b"".join(store.read(path))
    except NoSuchObject:
        return None
