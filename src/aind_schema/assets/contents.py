"""What lies in an asset's folder or store: sizes at once, digests when they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from aind_schema.assets.digests import Digester
from aind_schema.assets.hashing import Hashed, hash_files
from aind_schema.assets.scanning import scan
from aind_schema.paths import is_own
from aind_schema.progress import SILENT, Progress
from aind_schema.stores import NoSuchObject, StoreError
from aind_schema.threads import Shared, merge

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from aind_schema.problems import Problem
    from aind_schema.stores import Store

#: Requests under way at once: most of their time is waiting.
_STREAMS = 16
#: When so many objects in a row can't be read, it is the store that can't.
_MOST_FAILURES = 16


class Contents(Protocol):
    """The files of an asset wherever they are, without those that this package keeps for itself."""

    @property
    def sizes(self) -> Mapping[str, int]:
        """Return the size in bytes of each file by its path."""

    @property
    def empty_folders(self) -> Collection[str] | None:
        """Return the folders that hold nothing; None where there are no folders by themselves."""

    @property
    def problems(self) -> Sequence[Problem]:
        """Return what lies there and no asset may hold."""

    def digests(self, paths: Sequence[str]) -> Iterator[Hashed]:
        """Yield the digests of files, in any order; without SHA-256 where the store's own checksum serves."""


class FolderContents:
    """The files below a folder, read by several processes."""

    def __init__(
        self,
        root: Path,
        *,
        follow_links: bool = False,
        processes: int | None = None,
        progress: Progress = SILENT,
    ) -> None:
        self._root = root
        self._follow_links = follow_links
        self._processes = processes
        self._progress = progress
        found = scan(root, follow_links=follow_links)
        self._found = {file.path: file for file in found.files}
        self.sizes = {file.path: file.stamp.size_bytes for file in found.files}
        self.empty_folders = found.empty_folders
        self.problems = found.problems

    def digests(self, paths: Sequence[str]) -> Iterator[Hashed]:
        """Yield the digests of files, batch by batch."""
        files = [self._found[path] for path in paths]
        self._progress.start("reading", sum(self.sizes[path] for path in paths))
        try:
            for batch in hash_files(
                self._root, files, follow_links=self._follow_links, processes=self._processes, progress=self._progress
            ):
                yield from batch
        finally:
            self._progress.finish()


class StoreContents:
    """The objects in a store, by the checksums that it keeps, or read back."""

    problems: Sequence[Problem] = ()
    empty_folders = None

    def __init__(self, store: Store, *, deep: bool = False, progress: Progress = SILENT) -> None:
        self._store = store
        self._deep = deep or not store.keeps_checksums
        self._progress = progress
        self._failures = 0
        self.sizes = {each.path: each.size_bytes for each in store.entries() if not is_own(each.path)}

    def digests(self, paths: Sequence[str]) -> Iterator[Hashed]:
        """Yield the digests of objects, as their answers come in.

        Raises
        ------
        StoreError
            If many objects in a row can't be read.
        """
        self._progress.start("reading back" if self._deep else "comparing", sum(self.sizes[path] for path in paths))
        todo = Shared(paths)
        try:
            yield from merge([map(self._digest, todo) for _ in range(_STREAMS)])
        finally:
            self._progress.finish()

    def _digest(self, path: str) -> Hashed:
        try:
            hashed = digest_object(self._store, path, deep=self._deep, advance=self._progress.advance)
        except NoSuchObject:
            return Hashed(path, fault="it went away while it was looked at")
        except StoreError as error:
            self._failures += 1
            if self._failures > _MOST_FAILURES:
                raise
            return Hashed(path, fault=error.reason)
        self._failures = 0
        return hashed


def digest_object(
    store: Store, path: str, *, deep: bool = False, advance: Callable[[int], None] = lambda count: None
) -> Hashed:
    """Return the digests of an object: the checksum that the store keeps of it, or else what its bytes give.

    Raises
    ------
    NoSuchObject
        If there is none.
    """
    if store.keeps_checksums and not deep and (entry := store.stat(path)) and entry.crc64nvme is not None:
        advance(entry.size_bytes)
        return Hashed(path, "", entry.crc64nvme)
    digester = Digester()
    for piece in store.read(path):
        digester.update(piece)
        advance(len(piece))
    digests = digester.digests()
    return Hashed(path, digests.sha256, digests.crc64nvme)
