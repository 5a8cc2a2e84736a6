"""Places where assets are kept, as another program sees them: it reads, writes and removes what it wants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from samples.seaweed import BUCKET

if TYPE_CHECKING:
    from pathlib import Path


class Lake(Protocol):
    """What other programs do with files below a URL."""

    @property
    def url(self) -> str: ...

    def paths(self) -> list[str]: ...

    def read(self, path: str) -> bytes: ...

    def write(self, path: str, data: bytes) -> None: ...

    def remove(self, path: str) -> None: ...


class FolderLake:
    """A folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.url = root.as_uri()

    def paths(self) -> list[str]:
        return sorted(path.relative_to(self.root).as_posix() for path in self.root.rglob("*") if path.is_file())

    def read(self, path: str) -> bytes:
        return (self.root / path).read_bytes()

    def write(self, path: str, data: bytes) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_bytes(data)

    def remove(self, path: str) -> None:
        (self.root / path).unlink()


class BucketLake:
    """A place in a bucket, by boto3."""

    def __init__(self, url: str, client: Any) -> None:
        self.url = url
        self.client = client
        self._above = url.removeprefix(f"s3://{BUCKET}/") + "/"

    def key(self, path: str) -> str:
        return self._above + path

    def paths(self) -> list[str]:
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=BUCKET, Prefix=self._above)
        return sorted(each["Key"].removeprefix(self._above) for page in pages for each in page.get("Contents", []))

    def read(self, path: str) -> bytes:
        with self.client.get_object(Bucket=BUCKET, Key=self.key(path))["Body"] as body:
            data: bytes = body.read()
        return data

    def write(self, path: str, data: bytes) -> None:
        """Write with the checksum that AWS tools choose by themselves."""
        self.client.put_object(Bucket=BUCKET, Key=self.key(path), Body=data, ChecksumAlgorithm="CRC64NVME")

    def remove(self, path: str) -> None:
        self.client.delete_object(Bucket=BUCKET, Key=self.key(path))


def content_of(lake: Lake, folder: str) -> dict[str, bytes]:
    """Return all that lies in a folder of a lake, by its path in there."""
    return {path.removeprefix(f"{folder}/"): lake.read(path) for path in lake.paths() if path.startswith(f"{folder}/")}


def files_in(folder: Path) -> dict[str, bytes]:
    """Return all that lies in a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
