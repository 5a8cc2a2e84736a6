"""A process that computes digests for another one: batches of files come in as lines of JSON, results go out as such.

Processes of our own, since those of `multiprocessing` run the caller's main script once more.
"""

from __future__ import annotations

import json
import signal
import sys
from typing import Any

from aind_schema.assets.digests import FileChanged, Stamp, digest_file

#: Bytes after which a worker tells how far it is, within one file too.
_STEP = 64 * 2**20


def main() -> None:
    """Answer every batch on standard input until it ends."""
    for name in ("SIGINT", "SIGPIPE"):  # whoever started this process tells of its end
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_DFL)
    root, follow_links = json.loads(sys.stdin.readline())
    for line in sys.stdin:
        done = _Done()
        batch = json.loads(line)
        results = [_result(f"{root}/{path}", path, Stamp(*stamp), follow_links, done) for path, stamp in batch]
        _say(results=results, bytes=done.count)


class _Done:
    """Count the bytes that were read, and tell of them from time to time."""

    count = 0

    def add(self, count: int) -> None:
        self.count += count
        if self.count >= _STEP:
            _say(bytes=self.count)
            self.count = 0


def _result(place: str, path: str, expected: Stamp, follow_links: bool, done: _Done) -> tuple[str | bool, ...]:
    try:
        digests = digest_file(place, expected, follow_links=follow_links, advance=done.add)
    except FileChanged as error:
        return path, "", "", str(error), True
    except OSError as error:
        return path, "", "", error.strerror or "it cannot be read"
    return path, digests.sha256, digests.crc64nvme


def _say(**answer: Any) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
