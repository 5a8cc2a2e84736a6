"""A lock on one file of an asset that jobs on several machines respect.

Locks of the kernel hold on some shared file systems only within one machine, without a word. That a file can be created
by one alone holds on all of them, so the lock is such a file. What remains of a job that was killed is told by what
others see: a lock that stays the very same for a while is taken away, whatever the clocks of the machines say.

A job that was only held up may wake at any moment, even in the middle of its writing. So it has what it writes ready
under a name of its own before it makes sure for the last time that it holds the lock, and whoever takes the lock next
begins by removing all such files: what then wakes up finds nothing to put in place.
"""

from __future__ import annotations

import errno
import glob
import os
import random
import secrets
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from aind_schema.files import prepare, unfinished

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: The record that jobs add their steps to; stamping holds the lock on it too.
RECORD = "processing.json"

#: A lock is held for as long as it takes to check the records of an asset, and to write a small file.
ABANDONED_AFTER_S = 60.0
GIVE_UP_AFTER_S = 600.0

_PAUSES_S = (0.005, 0.05)


class Lock:
    """A lock that this process holds, unless it was so slow that another has taken it away."""

    def __init__(self, file: Path) -> None:
        self._file = file
        token = secrets.randbits(64) + 1
        self._token = str(token)
        # Both names are of a form that stamping passes over.
        self._path = unfinished(file, 0)
        self._own = unfinished(file, token)

    @property
    def holder(self) -> str | None:
        """Return what tells the lock from the next one that somebody holds; None if it is free."""
        return _text_of(self._path)

    def acquire(self) -> bool:
        """Take the lock if it is free, and what others have not put in place from them."""
        try:
            descriptor = os.open(self._path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
        except FileExistsError:
            return False
        try:
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                file.write(self._token)
        except OSError as error:
            self._path.unlink(missing_ok=True)
            error.filename = str(self._path)
            raise
        for path in self._file.parent.glob(f".{glob.escape(self._file.name)}.[0-9]*.part"):
            if path != self._path:
                path.unlink(missing_ok=True)
        return True

    def is_held(self) -> bool:
        """Tell whether the lock is still this one."""
        return self.holder == self._token

    def write(self, path: Path, text: str) -> bool:
        """Write a file beside the locked one whole, or nothing if the lock was lost meanwhile; tell which."""
        temporary = path.with_name(self._own.name)
        try:
            prepare(temporary, text.encode(), path)
            if not self.is_held():
                return False
            temporary.replace(path)
        except FileNotFoundError:
            return False  # who has the lock now took it away
        finally:
            temporary.unlink(missing_ok=True)
        return True

    def release(self) -> None:
        """Leave the lock to others."""
        if self.is_held():
            self._path.unlink(missing_ok=True)

    def break_abandoned(self, seen: str) -> None:
        """Take away a lock that was left behind; one that came in its place meanwhile is put back."""
        try:
            self._path.rename(self._own)
        except FileNotFoundError:
            return
        try:
            if _text_of(self._own) != seen:
                # Where that fails its owner finds out before it writes, and waits once more.
                with suppress(OSError):
                    os.link(self._own, self._path)
        finally:
            self._own.unlink(missing_ok=True)


@contextmanager
def locked(file: Path) -> Iterator[Lock]:
    """Hold the lock on a file, after all others that hold it.

    Raises
    ------
    TimeoutError
        If others kept it for ten minutes.
    """
    lock = Lock(file)
    _wait_for(lock, file)
    try:
        yield lock
    finally:
        lock.release()


def _wait_for(lock: Lock, file: Path) -> None:
    began = since = time.monotonic()
    seen: str | None = None
    while not lock.acquire():
        now, before = time.monotonic(), seen
        seen = lock.holder
        if seen != before:
            since = now
        elif seen is not None and now - since > ABANDONED_AFTER_S:
            lock.break_abandoned(seen)
        if now - began > GIVE_UP_AFTER_S:
            raise TimeoutError(errno.ETIMEDOUT, "other jobs hold the lock", str(file))
        time.sleep(random.uniform(*_PAUSES_S))


def _text_of(path: Path) -> str | None:
    try:
        return path.read_text(encoding="ascii", errors="replace")
    except FileNotFoundError:
        return None
