"""What a store of objects offers, and which room opens which kind of URL.

A store is a folder (``file://``) or a place in a bucket (``s3://bucket/prefix``). Paths in it are relative to its URL,
with forward slashes. What can go wrong in a store is a :class:`StoreError`, told without any credentials.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, Protocol

from aind_schema.errors import AindSchemaError
from aind_schema.spelling import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path

#: The room that opens the URLs of each scheme.
ROOMS = {"s3": "aind_schema.storage.bucket", "file": "aind_schema.storage.folder"}

_URL = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")


class StoreError(AindSchemaError):
    """Tell what a store could not do, with which URL, and what may help."""

    def __init__(self, url: str, reason: str, hint: str | None = None) -> None:
        super().__init__(url, reason, hint)
        self.url = url
        self.reason = reason
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.url}: {self.reason}" + (f"; {self.hint}" if self.hint else "")


class NoSuchObject(StoreError):
    """Tell that there is no object of that name."""


class ObjectExists(StoreError):
    """Tell that an object was not created since there is one of that name already."""


class WrongChecksum(StoreError):
    """Tell that what arrived, or what was read, is not what its checksum says."""


class Entry(NamedTuple):
    """An object: its path, its size in bytes, and the checksum that the store keeps of all its bytes, if it does."""

    path: str
    size_bytes: int
    crc64nvme: str | None = None


class Sending(NamedTuple):
    """What is to be stored, and what the store shall make sure of."""

    path: str
    size_bytes: int
    crc64nvme: str
    media_type: str


class Requests(NamedTuple):
    """How many requests of each price class something takes: PUT and LIST in the first, GET and HEAD in the second."""

    put: int = 0
    get: int = 0

    def __add__(self, other: object) -> Requests:
        return Requests(self.put + other.put, self.get + other.get) if isinstance(other, Requests) else NotImplemented


class Store(Protocol):
    """Keep objects under one URL; every method may be called from several threads."""

    @property
    def url(self) -> str:
        """Say where the store is: no credentials, no slash at the end."""

    @property
    def keeps_checksums(self) -> bool:
        """Tell whether the store itself computes the checksum of what it holds."""

    def below(self, path: str) -> Store:
        """Return the store of what lies below a path."""

    def children(self, folder: str = "") -> tuple[list[str], list[Entry]]:
        """List what lies directly in a folder: the names of its folders, and its objects with their whole path."""

    def entries(self) -> Iterator[Entry]:
        """Yield all objects at any depth, without checksums, in the order of their paths."""

    def stat(self, path: str) -> Entry | None:
        """Look one object up, with its checksum; None if there is none."""

    def read(self, path: str) -> Iterator[bytes]:
        """Yield the bytes of an object in pieces of some MB at most.

        Raises
        ------
        NoSuchObject
            If there is none.
        """

    def put(self, what: Sending, data: bytes, *, replace: bool = False) -> None:
        """Store an object whole or not at all; the store checks the CRC-64/NVME of what arrives.

        Raises
        ------
        ObjectExists
            If there is one already, and it may not be replaced.
        WrongChecksum
            If what arrived is something else.
        """

    def send(
        self, what: Sending, source: Path, *, replace: bool = False, advance: Callable[[int], None] = lambda count: None
    ) -> int:
        """Store a large file in parts, going on with what an earlier attempt has left; return the bytes sent.

        Raises as :meth:`put` does; WrongChecksum also if the file is no longer what its checksum says.
        """

    def delete(self, path: str) -> None:
        """Remove an object, if it is there."""

    def tidy(self, paths: Collection[str]) -> None:
        """Remove what attempts to store these objects have left half done."""

    def requests(self, size_bytes: int) -> Requests:
        """Count the requests that storing an object of this size takes."""


def is_url(place: object) -> bool:
    """Tell whether a text is a URL, rather than a path."""
    return isinstance(place, str) and _URL.match(place) is not None


def open_store(url: str) -> Store:
    """Open the store at a URL.

    Raises
    ------
    StoreError
        If the scheme is unknown, or the URL is no place of a store.
    MissingExtra
        If what its room needs is not installed.
    """
    found = _URL.match(url)
    if found is None:
        raise StoreError(url, "this is no URL of a store", "write s3://bucket/prefix or file:///folder")
    scheme = found[1].lower()
    if re.search("[:@]", url[found.end() :].partition("/")[0]):
        # A secret may hold slashes, so that nothing behind the scheme can be shown.
        raise StoreError(f"{found[0]}...", "a URL may not hold credentials or ports", "put them where AWS tools look")
    if scheme not in ROOMS:
        hint = did_you_mean(scheme, ROOMS) or f"there are {', '.join(f'{name}://' for name in ROOMS)}"
        raise StoreError(url, f"no store is opened by {scheme}://", hint)
    store: Store = import_module(ROOMS[scheme]).open_store(url)
    return store
