"""Stores in folders: objects are files, and appear whole or not at all."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import unquote, urlsplit

from aind_schema.assets.digests import as_base64, crc64nvme_of
from aind_schema.paths import UPLOADING
from aind_schema.storage.drafts import draft, publish, tidy, told
from aind_schema.storage.places import checked
from aind_schema.stores import Entry, NoSuchObject, Requests, Sending, StoreError, WrongChecksum

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

_PIECE = 4 * 2**20
_DRIVE = re.compile(r"/[A-Za-z]:")


def open_store(url: str) -> FolderStore:
    """Open the store in the folder that a file URL names; the folder need not be there yet."""
    parts = urlsplit(url)
    if parts.netloc.lower() not in ("", "localhost"):
        raise StoreError(
            url, f"a file URL names no other computer, as {parts.netloc!r} would be", "write file:///folder"
        )
    if parts.query or parts.fragment or url[-1] in "?#":
        raise StoreError(url, "a file URL has neither '?' nor '#'", "write %3F and %23 for those in names of folders")
    path = unquote(parts.path, errors="surrogateescape")
    if not path or "\0" in path:
        raise StoreError(url, "the URL names no folder", "write file:///folder")
    if os.name == "nt" and _DRIVE.match(path):
        path = path[1:]
    with told(url):
        root = Path(path).resolve()
        if root.exists() and not root.is_dir():
            raise StoreError(url, "this is a file", "give the URL of a folder")
    return FolderStore(root)


class FolderStore:
    """Keep objects as files below a folder; links are followed only as far as they stay in it."""

    keeps_checksums = False

    def __init__(self, root: Path, top: Path | None = None) -> None:
        self._root = root
        self._top = top or root

    @property
    def url(self) -> str:
        """Say where the store is: no credentials, no slash at the end."""
        return self._root.as_uri().removesuffix("/")

    def below(self, path: str) -> FolderStore:
        """Return the store of what lies below a path."""
        return FolderStore(self._place(path).resolve(), self._top)

    def children(self, folder: str = "") -> tuple[list[str], list[Entry]]:
        """List what lies directly in a folder: the names of its folders, and its objects with their whole path."""
        place = self._place(folder) if folder else self._root
        above = f"{folder}/" if folder else ""
        folders, objects = [], []
        with told(self._url_of(folder)):
            for item in self._items(place):
                if item.is_dir():
                    folders.append(item.name)
                elif (size := _size_of(item)) is not None:
                    objects.append(Entry(above + item.name, size))
        return sorted(folders), sorted(objects)

    def entries(self) -> Iterator[Entry]:
        """Yield all objects at any depth, without checksums, in the order of their paths."""
        with told(self.url):
            # No recursion: who can write in the store decides how deep it is.
            levels = [self._sorted(self._root, "")]
            while levels:
                for path, item in levels[-1]:
                    if path.endswith("/"):
                        levels.append(self._sorted(Path(item.path), path))
                        break
                    if (size := _size_of(item)) is not None:
                        yield Entry(path, size)
                else:
                    levels.pop()

    def stat(self, path: str) -> Entry | None:
        """Look one object up, without a checksum; None if there is none."""
        place = self._place(path)
        with told(self._url_of(path)), suppress(FileNotFoundError):  # it may go away at any moment
            return Entry(path, place.stat().st_size) if place.is_file() else None
        return None

    def read(self, path: str) -> Iterator[bytes]:
        """Yield the bytes of an object in pieces of some MB at most."""
        place, url = self._place(path), self._url_of(path)
        with told(url):
            file = None
            with suppress(FileNotFoundError):  # it may go away at any moment
                file = place.open("rb", buffering=0) if place.is_file() else None
            if file is None:
                raise NoSuchObject(url, "there is no such file")
            with file:
                while piece := file.read(_PIECE):
                    yield piece

    def put(self, what: Sending, data: bytes, *, replace: bool = False) -> None:
        """Store an object whole or not at all, unless its bytes are not what is said of them."""
        self.receive(what, [data], replace=replace)

    def send(
        self, what: Sending, source: Path, *, replace: bool = False, advance: Callable[[int], None] = lambda count: None
    ) -> int:
        """Store a large file, and return its size; an attempt that was broken off begins anew."""
        with source.open("rb", buffering=0) as file:
            self.receive(what, _pieces(file, advance), replace=replace)
        return what.size_bytes

    def receive(self, what: Sending, pieces: Iterable[bytes], *, replace: bool = False) -> None:
        """Store an object from pieces as they come; what they raise is raised here, and leaves nothing behind."""
        target, url = self._place(what.path), self._url_of(what.path)
        with draft(self._top / UPLOADING, url) as file:
            _write(file, what, pieces, url)
            publish(file, target, url, replace=replace)

    def delete(self, path: str) -> None:
        """Remove an object, if it is there; its folder stays."""
        with told(self._url_of(path)):
            self._place(path).unlink(missing_ok=True)

    def tidy(self, paths: Collection[str]) -> None:
        """Remove what processes that were killed have left half written."""
        with told(self.url):
            tidy(self._top / UPLOADING)

    def requests(self, size_bytes: int) -> Requests:
        """Say that a folder has no requests to pay for."""
        return Requests()

    def _url_of(self, path: str) -> str:
        return f"{self.url}/{path}" if path else self.url

    def _place(self, path: str) -> Path:
        """Return where an object lies, unless a link leads out of the store on the way there."""
        place = self._root / checked(self.url, path)
        if path.split("/")[0] == UPLOADING and self._root == self._top:
            raise StoreError(self._url_of(path), f"{UPLOADING} holds what is being written", "choose another name")
        if not self._holds(place):
            raise StoreError(self._url_of(path), "a link on the way leads out of the store", "replace it by a folder")
        return place

    def _holds(self, place: Path) -> bool:
        try:
            real = place.resolve()
            # Links that lead in a circle are left as they are by some versions of Python, and refused by others.
            return real.is_relative_to(self._root) and not real.is_symlink()
        except (OSError, RuntimeError):
            return False

    def _items(self, folder: Path) -> Iterator[os.DirEntry[str]]:
        """Yield what lies in a folder, but for what is being written and for links to elsewhere."""
        if not folder.is_dir():
            return
        with os.scandir(folder) as found:
            for item in found:
                if folder == self._top and item.name == UPLOADING:
                    continue
                if not item.is_symlink() or self._holds(Path(item.path)):
                    yield item

    def _sorted(self, folder: Path, above: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
        """Return what lies in a folder, folders with a slash: so they are in the order of the paths below them."""
        items = self._items(folder)
        named = [(above + item.name + "/" * item.is_dir(follow_symlinks=False), item) for item in items]
        return iter(sorted(named, key=lambda each: each[0]))


def _size_of(item: os.DirEntry[str]) -> int | None:
    """Return the size of a file; None for what is no file, or is gone by now."""
    with suppress(FileNotFoundError):
        return item.stat().st_size if item.is_file() else None
    return None


def _pieces(file: BinaryIO, advance: Callable[[int], None]) -> Iterator[bytes]:
    while piece := file.read(_PIECE):
        yield piece
        advance(len(piece))


def _write(file: BinaryIO, what: Sending, pieces: Iterable[bytes], url: str) -> None:
    """Write all pieces, and make sure that they are what is said of them."""
    size = crc = 0
    for piece in pieces:
        with told(url):
            rest = memoryview(piece)
            while rest:
                rest = rest[file.write(rest) :]
        size += len(piece)
        crc = crc64nvme_of(piece, crc)
    if (size, as_base64(crc)) != (what.size_bytes, what.crc64nvme):
        raise WrongChecksum(url, "the file is no longer what its manifest says")
