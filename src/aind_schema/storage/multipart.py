"""Large objects in parts: what an earlier attempt has sent is not sent again."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from aind_schema.assets.digests import as_base64, crc64nvme_of
from aind_schema.storage.refusals import UnknownRefusal, UploadGone
from aind_schema.stores import Entry, ObjectExists, Sending, StoreError, WrongChecksum

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aind_schema.storage.session import Access

_MEBIBYTE = 2**20
#: The size of parts, as long as no more are needed than a bucket takes.
PART_BYTES = 16 * _MEBIBYTE
_MOST_PARTS = 10_000
_AT_ONCE = 1  # so that a kill costs one part of a file; several files go at once instead
_TRIES = 3  # of a part that arrived with another checksum than it was sent with
_CHANGED = "the file is no longer what its manifest says"


class Target(NamedTuple):
    """Where an object is to be: the way to its bucket, its key, and how messages name it."""

    access: Access
    key: str
    url: str

    def ask(self, operation: str, **arguments: object) -> dict[str, Any]:
        """Have the server do something with the object."""
        return self.access.ask(self.url, operation, Key=self.key, **arguments)


def part_bytes(size_bytes: int) -> int:
    """Return the size of parts of an object, which depends on nothing but its size: so attempts fit each other."""
    least = -(-size_bytes // _MOST_PARTS)
    return max(PART_BYTES, -(-least // _MEBIBYTE) * _MEBIBYTE)


def count_parts(size_bytes: int) -> int:
    """Return how many parts an object has; an empty one has an empty part."""
    return max(1, -(-size_bytes // part_bytes(size_bytes)))


class Upload:
    """Send one file in parts, into what an earlier attempt has left or into an upload of its own."""

    def __init__(
        self, target: Target, what: Sending, source: Path, stat: Callable[[], Entry | None], *, replace: bool
    ) -> None:
        self._target = target
        self._what = what
        self._source = source
        self._stat = stat
        self._replace = replace
        self._part_bytes = part_bytes(what.size_bytes)
        self._parts = count_parts(what.size_bytes)
        self._sent_bytes = 0
        self._stored: set[int] = set()

    def run(self, advance: Callable[[int], None]) -> int:
        """Send what is missing and complete the upload, or begin afresh once; return the bytes that were sent."""
        self._check_size()
        found = self._find()
        for last in (False, True):
            upload = found if found is not None and not last else self._create()
            try:
                self._attempt(upload, self._find_parts(upload) if upload == found else {}, advance)
                break
            except ObjectExists:
                self._abort(upload)
                raise
            except WrongChecksum:
                # What others have put into the same upload is no fault of the file.
                self._abort(upload)
                if not self._is_unchanged():
                    raise WrongChecksum(self._target.url, _CHANGED) from None
                if last:
                    raise
            except UploadGone:
                self._abort(upload)
                if self._is_there():
                    break
                if last:
                    raise
            except UnknownRefusal:
                # It may be another client's, with settings that do not go with ours.
                if last or found is None:
                    raise
        for number in self._numbers():
            self._count(number, advance)
        return self._sent_bytes

    def _attempt(self, upload: str, tags: dict[int, str], advance: Callable[[int], None]) -> None:
        for number in tags:
            self._count(number, advance)
        pool = ThreadPoolExecutor(_AT_ONCE, "part")
        try:
            sending = {pool.submit(self._send, upload, each): each for each in self._numbers() if each not in tags}
            for done in as_completed(sending):
                number = sending[done]
                tags[number] = done.result()
                self._sent_bytes += self._size_of(number)
                self._count(number, advance)
        finally:
            pool.shutdown(cancel_futures=True)
        self._complete(upload, tags)

    def _count(self, number: int, advance: Callable[[int], None]) -> None:
        if number not in self._stored:
            self._stored.add(number)
            advance(self._size_of(number))

    def _numbers(self) -> range:
        return range(1, self._parts + 1)

    def _size_of(self, number: int) -> int:
        return min(self._part_bytes, self._what.size_bytes - (number - 1) * self._part_bytes)

    def _find(self) -> str | None:
        """Return the newest unfinished upload of the object."""
        access, key, url = self._target
        pages = access.pages(url, "list_multipart_uploads", Prefix=key)
        found = [each for page in pages for each in page.get("Uploads", []) if each["Key"] == key]
        return max(found, key=lambda each: each["Initiated"])["UploadId"] if found else None

    def _find_parts(self, upload: str) -> dict[int, str]:
        """Return the tags of the parts that are there already and have the right size."""
        access, key, url = self._target
        pages = access.pages(url, "list_parts", Key=key, UploadId=upload)
        parts = {each["PartNumber"]: each for page in pages for each in page.get("Parts", [])}
        fitting = (each for each in self._numbers() if each in parts and parts[each]["Size"] == self._size_of(each))
        return {each: parts[each]["ETag"] for each in fitting}

    def _create(self) -> str:
        upload: str = self._target.ask(
            "create_multipart_upload",
            ContentType=self._what.media_type,
            ChecksumAlgorithm="CRC64NVME",
            ChecksumType="FULL_OBJECT",
        )["UploadId"]
        return upload

    def _send(self, upload: str, number: int) -> str:
        piece = self._read(number)
        checksum = as_base64(crc64nvme_of(piece))
        tries = 0
        while True:
            try:
                tag: str = self._target.ask(
                    "upload_part", UploadId=upload, PartNumber=number, Body=piece, ChecksumCRC64NVME=checksum
                )["ETag"]
                return tag
            except WrongChecksum:
                tries += 1
                if tries == _TRIES:
                    raise

    def _complete(self, upload: str, tags: dict[int, str]) -> None:
        condition = {} if self._replace else {"IfNoneMatch": "*"}
        self._target.ask(
            "complete_multipart_upload",
            UploadId=upload,
            MultipartUpload={"Parts": [{"PartNumber": each, "ETag": tags[each]} for each in self._numbers()]},
            ChecksumCRC64NVME=self._what.crc64nvme,
            ChecksumType="FULL_OBJECT",
            MpuObjectSize=self._what.size_bytes,
            **condition,
        )

    def _abort(self, upload: str) -> None:
        with suppress(StoreError):
            self._target.ask("abort_multipart_upload", UploadId=upload)

    def _is_there(self) -> bool:
        """Tell whether the object is there by now, as it should be."""
        entry = self._stat()
        if entry is None:
            return False
        if (entry.size_bytes, entry.crc64nvme) == (self._what.size_bytes, self._what.crc64nvme):
            return True
        if not self._replace:
            raise ObjectExists(self._target.url, "there is one of that name already")
        return False

    def _check_size(self) -> None:
        if self._source.stat().st_size != self._what.size_bytes:
            raise WrongChecksum(self._target.url, _CHANGED)

    def _read(self, number: int) -> bytes:
        with self._source.open("rb", buffering=0) as file:
            file.seek((number - 1) * self._part_bytes)
            piece = file.read(self._size_of(number))
        if len(piece) != self._size_of(number):
            raise WrongChecksum(self._target.url, _CHANGED)
        return piece

    def _is_unchanged(self) -> bool:
        crc = 0
        with self._source.open("rb", buffering=0) as file:
            while piece := file.read(PART_BYTES):
                crc = crc64nvme_of(piece, crc)
        return as_base64(crc) == self._what.crc64nvme
