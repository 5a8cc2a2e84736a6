"""Files that are not whole yet: they lie beside the objects of a folder, and move among them when they are."""

from __future__ import annotations

import errno
import os
import secrets
import stat
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from aind_schema.stores import ObjectExists, StoreError

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator

_NO_HARD_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}


@contextmanager
def told(url: str) -> Iterator[None]:
    """Tell what the system can't do as a StoreError."""
    try:
        yield
    except OSError as error:
        raise StoreError(url, (error.strerror or type(error).__name__).lower()) from None


@contextmanager
def draft(folder: Path, url: str) -> Iterator[BinaryIO]:
    """Open a file that nothing else writes to, and leave nothing of it behind unless it was moved away."""
    with told(url):
        if folder.is_symlink():
            raise StoreError(url, f"{folder.name} is a link, so files would be written elsewhere", "remove it")
        file = _open_new(folder)
    try:
        with file:
            yield file
    finally:
        with told(url):
            Path(file.name).unlink(missing_ok=True)
            _remove_if_empty(folder)


def publish(file: BinaryIO, target: Path, url: str, *, replace: bool) -> None:
    """Give a draft its name, unless another file has that."""
    temporary = Path(file.name)
    with told(url):
        os.fsync(file.fileno())
        if os.name == "nt":
            file.close()  # Windows renames no file that is open; elsewhere the lock holds until it has its name
        target.parent.mkdir(parents=True, exist_ok=True)
        if replace:
            temporary.replace(target)
        else:
            _create(temporary, target, url)


def tidy(folder: Path) -> None:
    """Remove the drafts of processes that were killed."""
    if not folder.is_dir() or folder.is_symlink():
        return
    with suppress(FileNotFoundError):  # others may remove it at any moment
        for path in folder.iterdir():
            if path.is_file() and not path.is_symlink():
                _remove_abandoned(path)
    _remove_if_empty(folder)


def _create(temporary: Path, target: Path, url: str) -> None:
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise ObjectExists(url, "there is one of that name already") from None
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        _claim(target, url)
        temporary.replace(target)


def _claim(target: Path, url: str) -> None:
    """Take a name with an empty file, so that of several processes only one goes on to fill it."""
    try:
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    except FileExistsError:
        raise ObjectExists(url, "there is one of that name already") from None


def _open_new(folder: Path) -> BinaryIO:
    """Create a file and lock it, so that others can tell it from one whose process was killed."""
    while True:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            file = (folder / f"{os.getpid()}-{secrets.token_hex(8)}").open("xb", buffering=0)
        except (FileNotFoundError, FileExistsError):
            if _is_no_folder(folder):
                raise
            continue  # the last one to write there has just removed the folder
        if _lock(file) is not False and Path(file.name).exists():
            return file
        file.close()  # it was taken for abandoned before it was locked


def _is_no_folder(path: Path) -> bool:
    """Tell whether something else stands in the place of a folder; asked once, since others make and remove it."""
    with suppress(FileNotFoundError):
        return not stat.S_ISDIR(path.stat().st_mode)
    return False


def _lock(file: BinaryIO) -> bool | None:
    """Lock a file; False if somebody else has; None where there are no such locks: nothing is abandoned there."""
    locked = None
    if sys.platform != "win32":
        with suppress(OSError):
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                locked = True
            except BlockingIOError:
                locked = False
    return locked


def _remove_abandoned(path: Path) -> None:
    with suppress(FileNotFoundError), path.open("rb") as file:
        if _lock(file):
            path.unlink()


def _remove_if_empty(folder: Path) -> None:
    with suppress(OSError):
        folder.rmdir()
