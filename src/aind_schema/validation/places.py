"""Where record files are: in a folder, or in a store that a URL names."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from aind_schema import reading
from aind_schema.problems import Problem
from aind_schema.stores import NoSuchObject, Store, StoreError, is_url, open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: When so many folders in a row can't be listed, it is the store that can't.
_MOST_FAILURES = 3


class Remote(NamedTuple):
    """A file, or a folder, in a store."""

    store: Store
    path: str = ""

    def __str__(self) -> str:
        return f"{self.store.url}/{self.path}" if self.path else self.store.url

    @property
    def name(self) -> str:
        """Return the last part, as it is called and not as a URL writes it."""
        return self.path.rpartition("/")[2] or _last_part(self.store.url)

    def __truediv__(self, name: str) -> Remote:
        return Remote(self.store, f"{self.path}/{name}" if self.path else name)


class Held(NamedTuple):
    """A file that was read already, so that all that is done with it is done with the same bytes."""

    place: Path | Remote
    raw: bytes

    @property
    def name(self) -> str:
        """Return the last part."""
        return self.place.name


Place = Path | Remote
File = Place | Held


def locate(given: str | os.PathLike[str]) -> Place:
    """Turn a path or a URL into a place."""
    return Remote(open_store(given)) if isinstance(given, str) and is_url(given) else Path(given)


def locate_file(given: str | os.PathLike[str]) -> Place:
    """Turn a path or a URL into the place of a file, which in a store is one below its folder."""
    if not isinstance(given, str) or not is_url(given):
        return Path(given)
    folder = given.rpartition("/")[0]
    return Remote(open_store(f"{folder}/"), _last_part(given)) if is_url(f"{folder}/") else locate(given)


def _last_part(url: str) -> str:
    last = url.rpartition("/")[2]
    return unquote(last, errors="surrogateescape") if url[:5].lower() == "file:" else last


def shown(place: File) -> str:
    """Write a place as reports show it."""
    located = place.place if isinstance(place, Held) else place
    return located.as_posix() if isinstance(located, Path) else str(located)


def folder_of(place: Place) -> str:
    """Tell in which folder a place lies, so that files of one folder can be put together."""
    return str(place.parent) if isinstance(place, Path) else str(place).rpartition("/")[0]


def is_folder(place: Place) -> bool:
    """Tell whether something lies below a place."""
    if isinstance(place, Path):
        return os.path.isdir(place)  # noqa: PTH112 - Path.is_dir raises where it may not look
    folders, files = place.store.children(place.path)
    return bool(folders or files)


def list_files(folder: Place) -> list[Place]:
    """List what lies directly in a folder and is none itself, in the order of the names."""
    if isinstance(folder, Path):
        return sorted(path for path in folder.iterdir() if not path.is_dir())
    return sorted((Remote(folder.store, entry.path) for entry in folder.store.children(folder.path)[1]), key=str)


def walk(
    folder: Place, onerror: Callable[[OSError | StoreError], None]
) -> Iterator[tuple[Place, list[str], list[str]]]:
    """Go through a tree as `os.walk` does.

    Raises
    ------
    StoreError
        If the store can't be reached, rather than some folder in it.
    """
    if isinstance(folder, Path):
        for path, folders, names in os.walk(folder, onerror=onerror):
            yield Path(path), folders, names
        return
    # No recursion: who can write in the store decides how deep it is.
    pending, failures = [folder], 0
    while pending:
        here = pending.pop()
        try:
            folders, entries = here.store.children(here.path)
        except StoreError as error:
            failures += 1
            if here is folder or failures > _MOST_FAILURES:
                raise
            onerror(error)
            continue
        failures = 0
        yield here, folders, [entry.path.rpartition("/")[2] for entry in entries]
        pending += [here / name for name in reversed(folders)]


def hold(place: Place, limit: int) -> File:
    """Read a file now; what can't be read stays as it is, so that loading it tells why."""
    if isinstance(place, Path):
        sound = place.is_file() and place.stat().st_size <= limit
        return Held(place, place.read_bytes()) if sound else place
    try:
        raw = _fetch(place, limit)
    except StoreError:
        return place
    return place if raw is None else Held(place, raw)


def load(place: File, limit: int) -> reading.Reading:
    """Read a document; whatever keeps it from being read is a problem of the reading."""
    if isinstance(place, Path):
        return reading.read(place, limit=limit)
    file = shown(place)
    try:
        raw = place.raw if isinstance(place, Held) else _fetch(place, limit)
    except NoSuchObject:
        return reading.Reading(None, (reading.not_found(file),))
    except StoreError as error:
        return reading.Reading(None, (unreachable(error),))
    if raw is None:
        return reading.Reading(None, (reading.too_large(f"more than {limit:,} bytes", limit, file),))
    return reading.parse(raw, file=file, syntax=reading.syntax_of(place.name))


def _fetch(place: Remote, limit: int) -> bytes | None:
    """Read an object whole; None if it has more bytes than that."""
    if not place.path:
        raise NoSuchObject(str(place), "this is no file")
    raw = bytearray()
    for piece in place.store.read(place.path):
        raw += piece
        if len(raw) > limit:
            return None
    return bytes(raw)


def unreachable(error: StoreError) -> Problem:
    """Tell that a store does not give what was asked for."""
    return Problem("unreachable", "error", "file", "", error.reason, error.hint, file=error.url)
