"""From a path or bytes to a document."""

from __future__ import annotations

import os
import stat
from pathlib import Path, PurePath
from typing import Literal

from aind_schema.problems import Problem
from aind_schema.reading.document import Reading
from aind_schema.reading.encoding import decode
from aind_schema.reading.json_text import parse_json

#: The largest file that is read unless told otherwise, in bytes: some fifty times the largest record known.
DEFAULT_LIMIT = 64 * 1024 * 1024

_YAML_SUFFIXES = frozenset({".yaml", ".yml"})
_BOM = b"\xef\xbb\xbf"


def read(path: str | os.PathLike[str], *, limit: int = DEFAULT_LIMIT) -> Reading:
    """Read a file, as YAML if its name ends in .yaml or .yml, as JSON otherwise.

    Whatever the file is, or whether it is there at all, nothing is raised: every fault is a problem of the reading.
    """
    name = os.fspath(path)
    file = name.replace(os.sep, "/")
    raw = _load(Path(name), file, limit)
    if isinstance(raw, Problem):
        return Reading(None, (raw,))
    return parse(raw, file=file, syntax=syntax_of(name))


def syntax_of(name: str) -> Literal["json", "yaml"]:
    """Tell by a file's name how it is written."""
    return "yaml" if PurePath(name).suffix.lower() in _YAML_SUFFIXES else "json"


def parse(text: bytes, *, file: str | None = None, syntax: Literal["json", "yaml"] = "json") -> Reading:
    """Read the bytes of a file, whose name serves only to be shown."""
    raw = text.removeprefix(_BOM)
    if not raw.strip():
        return Reading(None, (_fault("empty-file", "the file is empty", "write a document into it", file),))
    decoded = decode(raw, file, before=len(text) - len(raw))
    if isinstance(decoded, Problem):
        return Reading(None, (decoded,))
    if syntax == "json":
        return parse_json(raw, decoded, file)
    from aind_schema.reading.yaml_text import parse_yaml  # most files are JSON, and need none of it

    return parse_yaml(decoded, file)


def _load(path: Path, file: str, limit: int) -> bytes | Problem:
    try:
        status = path.stat()
        # Opening a pipe would wait for someone to write into it.
        if not stat.S_ISREG(status.st_mode):
            return _not_a_file(status.st_mode, file)
        if status.st_size > limit:
            return too_large(f"{status.st_size:,} bytes", limit, file)
        with path.open("rb") as stream:
            raw = stream.read(limit + 1)
    except (FileNotFoundError, NotADirectoryError):
        return not_found(file)
    except PermissionError:
        return _fault("no-permission", "you may not read this file", "ask for the permission to read it", file)
    except OSError as error:
        return _fault("unreadable", f"the file cannot be read: {error.strerror or error}", None, file)
    except ValueError:
        return _fault("not-found", "no file can have this name", "check the path", file)
    if len(raw) > limit:
        return too_large(f"more than {limit:,} bytes", limit, file)
    return raw


def _not_a_file(mode: int, file: str) -> Problem:
    what = "a directory" if stat.S_ISDIR(mode) else "a pipe, a socket or a device"
    hint = "name a file in it" if stat.S_ISDIR(mode) else "save its content to a file"
    return _fault("not-a-file", f"this is {what}, not a file", hint, file)


def not_found(file: str) -> Problem:
    """Tell that there is no such file."""
    return _fault("not-found", "there is no such file", "check the path", file)


def too_large(size: str, limit: int, file: str) -> Problem:
    """Tell that a file has more bytes than may be read."""
    message = f"the file has {size}; the limit is {limit:,} bytes"
    megabytes = f" ({limit / 2**20:g} MB)" if limit >= 2**20 else ""
    return _fault("too-large", message + megabytes, "raise the limit with --limit-mb if this is a record", file)


def _fault(code: str, message: str, hint: str | None, file: str | None) -> Problem:
    return Problem(code, "error", "file", "", message, hint, file)
