"""The digests of bytes and files: SHA-256, by which people know them, and CRC-64/NVME, by which buckets check them."""

from __future__ import annotations

import base64
import hashlib
import os
import stat
from typing import TYPE_CHECKING, NamedTuple

from aind_schema.errors import AindSchemaError, MissingExtra

try:
    from awscrt.checksums import crc64nvme
except ImportError:
    raise MissingExtra("assets", "computing CRC-64/NVME checksums") from None

if TYPE_CHECKING:
    from collections.abc import Callable

_PIECE = 2**20
# Windows alone tells text from binary, and only Unix can refuse to follow a link.
_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


class FileChanged(AindSchemaError):
    """Tell that a file was changed while it was read."""

    def __str__(self) -> str:
        return "it was changed while it was read"


class Stamp(NamedTuple):
    """What changes when a file does: its size, its times in ns, and which file it is."""

    size_bytes: int
    modified_ns: int
    changed_ns: int
    inode: int

    @classmethod
    def of(cls, status: os.stat_result) -> Stamp:
        """Take it from a file's status."""
        # On Windows the third is the time of creation, which does no harm.
        return cls(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


class Digests(NamedTuple):
    """The digests of some bytes, as a manifest writes them."""

    size_bytes: int
    sha256: str
    crc64nvme: str


class Digester:
    """Compute the digests of bytes that come in pieces."""

    def __init__(self) -> None:
        self._size = 0
        self._sha256 = hashlib.sha256()
        self._crc = 0

    def update(self, piece: bytes | memoryview) -> None:
        """Take the next piece."""
        self._size += len(piece)
        self._sha256.update(piece)
        self._crc = crc64nvme_of(piece, self._crc)

    def digests(self) -> Digests:
        """Return the digests of all pieces so far."""
        return Digests(self._size, self._sha256.hexdigest(), as_base64(self._crc))


def digest_bytes(data: bytes | memoryview) -> Digests:
    """Compute the digests of bytes in memory."""
    return Digests(len(data), hashlib.sha256(data).hexdigest(), as_base64(crc64nvme_of(data)))


def crc64nvme_of(data: bytes | memoryview, start: int = 0) -> int:
    """Compute the CRC-64/NVME of bytes; ``start`` is that of the bytes before them."""
    return int(crc64nvme(data, start))


def as_base64(crc: int) -> str:
    """Write a CRC-64 as S3 does: eight bytes, most significant first, in base64."""
    return base64.b64encode(crc.to_bytes(8, "big")).decode()


def digest_file(
    path: str | os.PathLike[str],
    expected: Stamp | None = None,
    *,
    follow_links: bool = False,
    advance: Callable[[int], None] | None = None,
) -> Digests:
    """Read a file once and compute its digests.

    Raises
    ------
    FileChanged
        If it is not the file that was expected, or is another one at the end than at the beginning.
    OSError
        If it can't be read, or is a link and links are not followed.
    """
    file = os.open(path, _FLAGS | (0 if follow_links else _NO_LINK) | getattr(os, "O_NONBLOCK", 0))
    try:
        status = os.fstat(file)
        before = Stamp.of(status)
        if not stat.S_ISREG(status.st_mode) or (expected is not None and before != expected):
            raise FileChanged
        digests = _digest(file, before.size_bytes, advance)
        if digests.size_bytes != before.size_bytes or Stamp.of(os.fstat(file)) != before:
            raise FileChanged
    finally:
        os.close(file)
    return digests


def _digest(file: int, size_bytes: int, advance: Callable[[int], None] | None) -> Digests:
    if size_bytes < _PIECE:  # one call for what most files are
        piece = os.read(file, size_bytes + 1)
        if len(piece) == size_bytes:
            if advance is not None:
                advance(size_bytes)
            return digest_bytes(piece)
        os.lseek(file, 0, os.SEEK_SET)
    digester = Digester()
    buffer = memoryview(bytearray(_PIECE))
    with open(file, "rb", buffering=0, closefd=False) as stream:
        while count := stream.readinto(buffer):
            digester.update(buffer[:count])
            if advance is not None:
                advance(count)
    return digester.digests()
