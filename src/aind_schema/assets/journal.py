"""What stamping has done so far, noted beside it, so that it can go on after it was stopped."""

from __future__ import annotations

import json
import re
from typing import IO, TYPE_CHECKING

from aind_schema.assets.digests import Stamp
from aind_schema.assets.hashing import Hashed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

_SHA256 = re.compile("[0-9a-f]{64}")
_CRC64NVME = re.compile("[A-Za-z0-9+/]{10}[AEIMQUYcgkosw048]=")


class Journal:
    """Note the digests of files, and give those back that were noted of the same files before."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[str] | None = None

    def recall(self, stamps: Mapping[str, Stamp]) -> dict[str, Hashed]:
        """Return what is noted of files that have not changed since."""
        lines = self._path.read_bytes().splitlines() if self._path.is_file() else []
        noted = (found for line in lines for found in _entries(line))
        return {each.path: each for stamp, each in noted if stamps.get(each.path) == stamp}

    def note(self, done: Iterable[Hashed], stamps: Mapping[str, Stamp]) -> None:
        """Write down what is done, at once."""
        if self._file is None:
            self._file = self._path.open("a", encoding="utf-8")
            self._file.write("\n" if self._file.tell() else "")
        noted = [[each.path, stamps[each.path], each.sha256, each.crc64nvme] for each in done]
        self._file.write(json.dumps(noted) + "\n")
        self._file.flush()

    def close(self) -> None:
        """Keep it for later."""
        if self._file is not None:
            self._file.close()

    def remove(self) -> None:
        """Throw it away, since the manifest holds it all."""
        self.close()
        self._path.unlink(missing_ok=True)


def _entries(line: bytes) -> Iterator[tuple[Stamp, Hashed]]:
    """Yield what is noted of some files, and nothing of what is no note, such as a line that was broken off."""
    try:
        for path, stamp, sha256, crc64nvme in json.loads(line):
            if isinstance(path, str) and _SHA256.fullmatch(sha256) and _CRC64NVME.fullmatch(crc64nvme):
                yield Stamp(*stamp), Hashed(path, sha256, crc64nvme)
    except (ValueError, TypeError, RecursionError):
        pass
