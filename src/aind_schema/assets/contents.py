"""What lies in an asset's folder or store: sizes at once, digests when they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from aind_schema.assets.digests import Digester
from aind_schema.assets.hashing import Hashed, hash_files
from aind_schema.assets.scanning import is_own, scan
from aind_schema.progress import SILENT, Progress
from aind_schema.stores import StoreError
from aind_schema.threads import Shared, merge

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from aind_schema.problems import Problem
    from aind_schema.stores import Store

#: Requests under way at once: most of their time is waiting.
_STREAMS = 16


class Contents(Protocol):
    """The files of an asset wherever they are, without those that this package keeps for itself."""

    @property
    def sizes(self) -> Mapping[str, int]:
        """Return the size in bytes of each file by its path."""

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

    def __init__(self, store: Store, *, deep: bool = False, progress: Progress = SILENT) -> None:
        self._store = store
        self._deep = deep or not store.keeps_checksums
        self._progress = progress
        self.sizes = {each.path: each.size_bytes for each in store.entries() if not _is_own(each.path)}

    def digests(self, paths: Sequence[str]) -> Iterator[Hashed]:
        """Yield the digests of objects, as their answers come in."""
        self._progress.start("reading back" if self._deep else "comparing", sum(self.sizes[path] for path in paths))
        todo = Shared(paths)
        try:
            yield from merge([map(self._digest, todo) for _ in range(_STREAMS)])
        finally:
            self._progress.finish()

    def _digest(self, path: str) -> Hashed:
        try:
            if not self._deep:
                entry = self._store.stat(path)
                if entry is None:
                    return Hashed(path, fault="it went away while it was looked at")
                if entry.crc64nvme is not None:
                    self._progress.advance(entry.size_bytes)
                    return Hashed(path, "", entry.crc64nvme)
            return self._read(path)
        except StoreError as error:
            return Hashed(path, fault=error.reason)

    def _read(self, path: str) -> Hashed:
        digester = Digester()
        for piece in self._store.read(path):
            digester.update(piece)
            self._progress.advance(len(piece))
        digests = digester.digests()
        return Hashed(path, digests.sha256, digests.crc64nvme)


def _is_own(path: str) -> bool:
    return is_own(path.partition("/")[0])
