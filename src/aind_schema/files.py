"""Write files whole or not at all."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path


def write_text(path: Path, text: str) -> Path:
    """Write UTF-8 text to a temporary name beside the target, then rename it."""
    return write_bytes(path, text.encode())


def write_bytes(path: Path, data: bytes) -> Path:
    """Write bytes to a temporary name beside the target, then rename it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = unfinished(path, os.getpid())
    try:
        prepare(temporary, data, path)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    return path


def unfinished(path: Path, number: int) -> Path:
    """Return the name beside a file under which somebody keeps what is to become it."""
    return path.with_name(f".{path.name}.{number}.part")


def prepare(temporary: Path, data: bytes, path: Path) -> None:
    """Write what is to become the file at a path, with the permissions of the one that is there."""
    try:
        temporary.write_bytes(data)
    except OSError as error:
        error.filename = error.filename or str(path)  # which a full disk does not tell
        raise
    with suppress(FileNotFoundError, PermissionError):
        temporary.chmod(stat.S_IMODE(path.stat().st_mode))
