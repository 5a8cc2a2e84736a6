"""Which files and folders an asset has, as its manifest lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aind_schema.records.manifest import Manifest


def listed(manifest: Manifest) -> set[str]:
    """Return the paths of all files and folders."""
    paths = [*manifest.empty_folders, *(entry.path for entry in manifest.files or () if entry.path)]
    return {*paths, *(folder for path in paths for folder in above(path))}


def above(path: str) -> Iterator[str]:
    """Yield the folders in which a path lies, the innermost first."""
    end = path.rfind("/")
    while end > 0:
        yield path[:end]
        end = path.rfind("/", 0, end)
