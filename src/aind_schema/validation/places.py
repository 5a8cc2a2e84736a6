"""Where record files are: in a folder, or in a store that a URL names."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from aind_schema import reading
from aind_schema.problems import Problem
from aind_schema.stores import NoSuchObject, Store, StoreError, is_url, open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Remote(NamedTuple):
    """A file, or a folder, in a store."""

    store: Store
    path: str = ""

    def __str__(self) -> str:
        return f"{self.store.url}/{self.path}" if self.path else self.store.url

    @property
    def name(self) -> str:
        """Return the last part."""
        return str(self).rpartition("/")[2]

    @property
    def parent(self) -> Remote:
        """Return the folder that it lies in."""
        return Remote(self.store, self.path.rpartition("/")[0])

    def __truediv__(self, name: str) -> Remote:
        return Remote(self.store, f"{self.path}/{name}" if self.path else name)


Place = Path | Remote


def locate(given: str | os.PathLike[str]) -> Place:
    """Turn a path or a URL into a place."""
    return Remote(open_store(given)) if isinstance(given, str) and is_url(given) else Path(given)


def shown(place: Place) -> str:
    """Write a place as reports show it."""
    return place.as_posix() if isinstance(place, Path) else str(place)


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


def walk(folder: Place, onerror: Callable[[OSError], None]) -> Iterator[tuple[Place, list[str], list[str]]]:
    """Go through a tree as `os.walk` does."""
    if isinstance(folder, Path):
        for path, folders, names in os.walk(folder, onerror=onerror):
            yield Path(path), folders, names
        return
    folders, entries = folder.store.children(folder.path)
    yield folder, folders, [entry.path.rpartition("/")[2] for entry in entries]
    for name in folders:
        yield from walk(folder / name, onerror)


def load(place: Place, limit: int) -> reading.Reading:
    """Read a document; whatever keeps it from being read is a problem of the reading."""
    if isinstance(place, Path):
        return reading.read(place, limit=limit)
    raw = bytearray()
    try:
        for piece in place.store.read(place.path):
            raw += piece
            if len(raw) > limit:
                return reading.Reading(None, (reading.too_large(f"more than {limit:,} bytes", limit, str(place)),))
    except NoSuchObject:
        return reading.Reading(None, (reading.not_found(str(place)),))
    except StoreError as error:
        return reading.Reading(None, (unreachable(error),))
    return reading.parse(bytes(raw), file=str(place), syntax=reading.syntax_of(place.name))


def unreachable(error: StoreError) -> Problem:
    """Tell that a store does not give what was asked for."""
    return Problem("unreachable", "error", "file", "", error.reason, error.hint, file=error.url)
