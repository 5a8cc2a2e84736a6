"""Stores in buckets: the server checks what arrives, and creates an object whole or not at all."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from aind_schema.assets.digests import as_base64, crc64nvme_of
from aind_schema.storage.multipart import PART_BYTES, Target, Upload, count_parts
from aind_schema.storage.objects import Objects
from aind_schema.storage.patience import patiently
from aind_schema.storage.places import checked
from aind_schema.storage.refusals import UploadGone
from aind_schema.storage.session import Access, reach
from aind_schema.stores import Entry, NoSuchObject, ObjectExists, Requests, Sending, StoreError, WrongChecksum

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path

_URL = re.compile(r"s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(.*))?", re.IGNORECASE | re.DOTALL)
_TRIES = 3  # of what arrived with another checksum than it was sent with
_FEW = 100


def open_store(url: str) -> BucketStore:
    """Open the store at a place in a bucket, with the credentials and at the server that AWS tools would use."""
    found = _URL.fullmatch(url)
    if found is None:
        raise StoreError(url, "this is no place in a bucket", "write s3://bucket/prefix")
    prefix = (found[2] or "").removesuffix("/")
    if prefix:
        checked(url, prefix)
    access = reach(url, found[1])
    return BucketStore(access, Objects(url, access), prefix)


class BucketStore:
    """Keep objects below a prefix of a bucket."""

    keeps_checksums = True

    def __init__(self, access: Access, objects: Objects, prefix: str) -> None:
        self._access = access
        self._objects = objects
        self._prefix = prefix
        self._above = f"{prefix}/" if prefix else ""

    @property
    def url(self) -> str:
        """Say where the store is: no credentials, no slash at the end."""
        return f"s3://{self._access.bucket}/{self._prefix}".removesuffix("/")

    def below(self, path: str) -> BucketStore:
        """Return the store of what lies below a path."""
        return BucketStore(self._access, self._objects, self._key(path))

    def children(self, folder: str = "") -> tuple[list[str], list[Entry]]:
        """List what lies directly in a folder: the names of its folders, and its objects with their whole path."""
        above = f"{self._key(folder)}/" if folder else self._above
        folders: list[str] = []
        objects: list[Entry] = []
        for page in self._access.pages(self._url_of(folder), "list_objects_v2", Prefix=above, Delimiter="/"):
            folders += (each["Prefix"][len(above) : -1] for each in page.get("CommonPrefixes", []))
            objects += self._entries_of(page)
        return sorted(each for each in folders if each), sorted(objects)

    def entries(self) -> Iterator[Entry]:
        """Yield all objects at any depth, without checksums, in the order of their paths."""
        found = self._list_fast()
        if found is None:
            pages = self._access.pages(self.url, "list_objects_v2", Prefix=self._above)
            found = [each for page in pages for each in self._entries_of(page)]
        yield from sorted(found)  # not every server lists them in order

    def stat(self, path: str) -> Entry | None:
        """Look one object up, with its checksum; None if there is none."""
        key = self._key(path)
        try:
            head = self._access.ask(self._url_of(path), "head_object", Key=key, ChecksumMode="ENABLED")
        except NoSuchObject:
            return None
        checksum = head.get("ChecksumCRC64NVME", "")
        # The checksum of checksums of parts is marked by its type, or by a count at its end.
        whole = head.get("ChecksumType", "FULL_OBJECT") == "FULL_OBJECT" and "-" not in checksum
        return Entry(path, head["ContentLength"], checksum if checksum and whole else None)

    def read(self, path: str) -> Iterator[bytes]:
        """Yield the bytes of an object in pieces of some MB at most."""
        return self._objects.read(self._url_of(path), self._key(path))

    def put(self, what: Sending, data: bytes, *, replace: bool = False) -> None:
        """Store an object whole or not at all; the server checks the CRC-64/NVME of what arrives."""
        url, key = self._url_of(what.path), self._key(what.path)
        # The client sends the checksum of what it is given, so that has to be the right one.
        if (len(data), as_base64(crc64nvme_of(data))) != (what.size_bytes, what.crc64nvme):
            raise WrongChecksum(url, "the file is no longer what its manifest says")
        for tries_left in reversed(range(_TRIES)):
            try:
                # The client does not try again where a connection broke off while it was sending.
                return patiently(lambda: self._objects.put(url, key, data, what.media_type, replace=replace))
            except WrongChecksum:
                if not tries_left:
                    raise
            except UploadGone:
                if self.stat(what.path) == what[:3]:
                    return None
                raise ObjectExists(url, "there is one of that name already") from None
        return None

    def send(
        self, what: Sending, source: Path, *, replace: bool = False, advance: Callable[[int], None] = lambda count: None
    ) -> int:
        """Store a large file in parts, going on with what an earlier attempt has left; return the bytes sent."""
        url, key = self._url_of(what.path), self._key(what.path)
        return Upload(Target(self._access, key, url), what, source, lambda: self.stat(what.path), replace=replace).run(
            advance
        )

    def delete(self, path: str) -> None:
        """Remove an object, if it is there."""
        self._access.ask(self._url_of(path), "delete_object", Key=self._key(path))

    def tidy(self, paths: Collection[str]) -> None:
        """Remove unfinished uploads of these objects, whoever has begun them."""
        keys = {self._above + path for path in paths}
        pages = self._access.pages(self.url, "list_multipart_uploads", Prefix=self._above)
        for each in [each for page in pages for each in page.get("Uploads", []) if each["Key"] in keys]:
            with suppress(UploadGone):
                self._access.ask(self.url, "abort_multipart_upload", Key=each["Key"], UploadId=each["UploadId"])

    def requests(self, size_bytes: int) -> Requests:
        """Count the requests that storing an object of this size takes, if all goes well."""
        # Beside its parts: one looks for what is unfinished, one begins, one completes.
        return Requests(put=1 if size_bytes <= PART_BYTES else count_parts(size_bytes) + 3)

    def _key(self, path: str) -> str:
        return self._above + checked(self.url, path)

    def _url_of(self, path: str) -> str:
        return f"{self.url}/{path}" if path else self.url

    def _entries_of(self, page: dict[str, Any]) -> Iterator[Entry]:
        for each in page.get("Contents", []):
            if not each["Key"].endswith("/"):  # what some tools keep empty folders with
                yield Entry(each["Key"][len(self._above) :], each["Size"])

    def _list_fast(self) -> list[Entry] | None:
        """List what is no trouble: None if there are odd keys, or many that could be the marks of empty folders."""
        sizes = self._objects.sizes(self.url, self._prefix)
        if sizes is None or sum(not size for _, size in sizes) > _FEW:
            return None
        found = (Entry(key[len(self._above) :], size) for key, size in sizes if len(key) > len(self._above))
        return [each for each in found if each.size_bytes or self.stat(each.path) is not None]
