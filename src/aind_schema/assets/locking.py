"""A lock on one file of an asset that jobs on several machines respect.

Locks of the kernel hold on some shared file systems only within one machine, without a word. That a file can be created
by one alone holds on all of them, so the lock is such a file. What remains of a job that was killed is told by what
others see: a lock that stays the very same for a while is taken away, whatever the clocks of the machines say.
"""

from __future__ import annotations

import errno
import os
import random
import secrets
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: A lock is held for as long as it takes to read and write one small file.
ABANDONED_AFTER_S = 60.0
GIVE_UP_AFTER_S = 600.0

_PAUSES_S = (0.005, 0.05)


class Lock:
    """A lock that this process holds, unless it was so slow that another has taken it away."""

    def __init__(self, file: Path) -> None:
        self._token = str(secrets.randbits(64) + 1)
        # Both names are of a form that stamping passes over.
        self._path = file.with_name(f".{file.name}.0.part")
        self._aside = file.with_name(f".{file.name}.{self._token}.part")

    @property
    def holder(self) -> str | None:
        """Return what tells the lock from the next one that somebody holds; None if it is free."""
        return _text_of(self._path)

    def acquire(self) -> bool:
        """Take the lock if it is free."""
        try:
            descriptor = os.open(self._path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
        except FileExistsError:
            return False
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(self._token)
        return True

    def is_held(self) -> bool:
        """Tell whether the lock is still this one."""
        return self.holder == self._token

    def release(self) -> None:
        """Leave the lock to others."""
        if self.is_held():
            self._path.unlink(missing_ok=True)

    def break_abandoned(self, seen: str) -> None:
        """Take away a lock that was left behind; one that came in its place meanwhile is put back."""
        try:
            self._path.rename(self._aside)
        except FileNotFoundError:
            return
        try:
            if _text_of(self._aside) != seen:
                os.link(self._aside, self._path)
        except FileExistsError:
            pass  # its owner finds out before it writes, and waits once more
        finally:
            self._aside.unlink(missing_ok=True)


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
