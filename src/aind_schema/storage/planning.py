"""What an upload has to do, found out without writing anything."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote, urlsplit

from aind_schema.assets.comparing import Comparison, compare
from aind_schema.assets.contents import FolderContents, StoreContents
from aind_schema.assets.faults import fault
from aind_schema.assets.verifying import LIMIT, differences, open_manifest
from aind_schema.errors import Refused
from aind_schema.paths import CLAIM, MANIFEST
from aind_schema.problems import Report
from aind_schema.progress import SILENT, Progress
from aind_schema.stores import NoSuchObject, Requests, Store, StoreError, is_url, open_store

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aind_schema.parts.files import FileEntry
    from aind_schema.problems import Problem
    from aind_schema.records.manifest import Manifest

#: As many objects are listed by one request.
_PAGE = 1000


class Plan(NamedTuple):
    """What an upload has to do: what goes, what is there already, and what it would have to replace or remove."""

    folder: Path
    store: Store
    manifest: Manifest
    #: The very bytes of the manifest.
    manifest_bytes: bytes
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
    def to_send(self) -> list[FileEntry]:
        """List what goes if the store may be brought in line."""
        return [*self.missing, *self.differing]

    def obstacles(self, *, replace: bool = False) -> list[Problem]:
        """Tell what is there and not of this asset, and may not be replaced, so that nothing is sent."""
        if replace:
            return self.assets_among(self.unknown)
        if self.remote_manifest not in (None, self.manifest_bytes):
            return [self.in_the_way("", "another asset of this name is there")]
        differing = [self.in_the_way(f"/{each.path}", "it is there with other content") for each in self.differing]
        unknown = [self.in_the_way(f"/{path}", "it is there, and no file of this asset") for path in self.unknown]
        return [*differing, *unknown]

    def assets_among(self, paths: Iterable[str]) -> list[Problem]:
        """Tell of other assets below this one's place, which are not to be removed with what it replaces."""
        marks = [path for path in paths if path.rpartition("/")[2] in (MANIFEST, CLAIM)]
        hint = "move it elsewhere, or upload to another place"
        return [fault("asset-exists", f"{self.store.url}/{path}", "another asset lies there", hint) for path in marks]

    def in_the_way(self, path: str, message: str) -> Problem:
        """Tell of something in the store that is not of this asset."""
        hint = "give this one another name, or put it in the other one's place with --replace"
        return fault("asset-exists", self.store.url + path, message, hint)


def asset_url(url: str, name: str) -> str:
    """Return where an asset of this name is: at the URL if that ends in the name, or else below it."""
    if not is_url(url):
        return url  # to be refused as it was given
    scheme, _, path = url.partition("://")
    base = f"{scheme}://{path.rstrip('/')}"
    last = base.rpartition("/")[2]
    if scheme.lower() != "file":
        return base if last == name else f"{base}/{name}"
    return base if unquote(last) == name else f"{base}/{quote(name)}"


def plan(folder: str | os.PathLike[str], url: str, *, follow_links: bool = False, progress: Progress = SILENT) -> Plan:
    """Find out what an upload has to do, without writing anything.

    Raises
    ------
    Refused
        If the folder is no complete asset, or its files are not those that its manifest lists.
    """
    place = Path(folder)
    report, manifest, raw = open_manifest(place)
    if manifest is None or not report.ok:
        raise Refused(report)
    if problems := differences(manifest, FolderContents(place, follow_links=follow_links), sizes_only=True):
        raise Refused(Report(tuple(problems)))
    store = open_store(asset_url(url, manifest.name))
    if lies_in(store, place):
        raise Refused(Report((no_copy(store),)))
    remote = read_object(store, MANIFEST)
    there = StoreContents(store, progress=progress)
    found = compare(manifest.files, there)
    if found.unreadable:
        unreadable = (fault("unreachable", entry.path, reason) for entry, reason in found.unreadable)
        raise Refused(Report(tuple(unreadable)))
    return Plan(
        folder=place,
        store=store,
        manifest=manifest,
        manifest_bytes=raw,
        missing=found.absent,
        present=found.same,
        differing=found.differing,
        unknown=[*found.added, *(path for _, path in found.renamed)],
        remote_manifest=remote,
        requests=_count_requests(store, found, there, done=remote == raw),
    )


def _count_requests(store: Store, found: Comparison, there: StoreContents, *, done: bool) -> Requests:
    """Count what looking took, and what uploading will take if nothing is in the way."""
    if store.requests(0) == Requests():
        return Requests()
    # One finds the bucket, one its unfinished uploads; an empty object could be a folder's mark, and is looked at.
    listing = Requests(put=3 + len(there.sizes) // _PAGE, get=sum(not size for size in there.sizes.values()))
    looking = listing + Requests(get=len(found.same) + len(found.changed) + len(found.renamed))
    to_send = [*found.absent, *found.differing]
    if done and not to_send and not found.added:
        return looking + Requests(get=2)  # the manifest, the claim
    writing = sum((store.requests(entry.size_bytes) for entry in to_send), Requests())
    # Both are written once; the manifest is read before and after the claim is made, the claim at each step.
    return looking + writing + Requests(put=2, get=6)


def lies_in(store: Store, folder: Path) -> bool:
    """Tell whether a store is a folder, or lies in it, so that what it holds is no second copy."""
    url = urlsplit(store.url)
    if url.scheme != "file":
        return False
    path = unquote(url.path, errors="surrogateescape")
    place = Path(path[1:] if os.name == "nt" else path)
    return any(each.exists() and each.samefile(folder) for each in (place, *place.parents))


def no_copy(store: Store) -> Problem:
    """Tell that a store is no place for a second copy of a folder."""
    hint = "give the URL of another place"
    return fault("asset-exists", store.url, "this is the folder itself, or lies in it", hint)


def read_object(store: Store, path: str, limit: int = LIMIT) -> bytes | None:
    """Read an object whole; None if there is none."""
    raw = bytearray()
    try:
        for piece in store.read(path):
            raw += piece
            if len(raw) > limit:
                raise StoreError(f"{store.url}/{path}", f"the object has more than {limit:,} bytes")
    except NoSuchObject:
        return None
    return bytes(raw)
