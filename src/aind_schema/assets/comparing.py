"""How a folder or store differs from a manifest."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aind_schema.assets.contents import Contents
    from aind_schema.assets.hashing import Hashed
    from aind_schema.parts.files import FileEntry


@dataclass
class Comparison:
    """What is as the manifest says, and what is not."""

    same: list[FileEntry] = field(default_factory=list)
    missing: list[FileEntry] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    #: With the size that is found.
    resized: list[tuple[FileEntry, int]] = field(default_factory=list)
    changed: list[FileEntry] = field(default_factory=list)
    #: With the path at which it is found.
    renamed: list[tuple[FileEntry, str]] = field(default_factory=list)
    #: With the reason.
    unreadable: list[tuple[FileEntry, str]] = field(default_factory=list)

    @property
    def absent(self) -> list[FileEntry]:
        """List the files that are not under their own names."""
        return [*self.missing, *(entry for entry, _ in self.renamed)]

    @property
    def differing(self) -> list[FileEntry]:
        """List the files that are there with other content."""
        return [*(entry for entry, _ in self.resized), *self.changed]


def compare(files: Sequence[FileEntry], contents: Contents, *, sizes_only: bool = False) -> Comparison:
    """Compare sizes first, then the digests of what has the right size."""
    found = Comparison()
    listed = {entry.path: entry for entry in files}
    sizes = contents.sizes
    to_read = []
    for entry in files:
        if entry.path not in sizes:
            found.missing.append(entry)
        elif sizes[entry.path] != entry.size_bytes:
            found.resized.append((entry, sizes[entry.path]))
        else:
            to_read.append(entry.path)
    found.added = sorted(sizes.keys() - listed.keys())
    if sizes_only:
        found.same = [listed[path] for path in to_read]
        return found
    for hashed in contents.digests(to_read):
        entry = listed[hashed.path]
        if hashed.fault is not None:
            found.unreadable.append((entry, hashed.fault))
        else:
            (found.same if agrees(entry, hashed) else found.changed).append(entry)
    if found.missing and found.added:
        _find_renamed(found, contents)
    return found


def agrees(entry: FileEntry, hashed: Hashed) -> bool:
    """Tell whether digests are those that are listed, as far as there are any."""
    return hashed.crc64nvme == entry.crc64nvme and hashed.sha256 in ("", entry.sha256)


def _find_renamed(found: Comparison, contents: Contents) -> None:
    """Tell files that only bear another name from those that are missing and those that were added."""
    lost: dict[tuple[int, str], list[FileEntry]] = {}
    for entry in reversed(found.missing):
        if entry.size_bytes:  # all empty files are alike
            lost.setdefault((entry.size_bytes, entry.crc64nvme), []).append(entry)
    sizes = {size for size, _ in lost}
    candidates = [path for path in found.added if contents.sizes[path] in sizes]
    for hashed in sorted(contents.digests(candidates), key=lambda each: each.path):
        alike = lost.get((contents.sizes[hashed.path], hashed.crc64nvme), [])
        if alike and agrees(alike[-1], hashed):
            found.renamed.append((alike.pop(), hashed.path))
    there, gone = {path for _, path in found.renamed}, {entry.path for entry, _ in found.renamed}
    found.missing = [entry for entry in found.missing if entry.path not in gone]
    found.added = [path for path in found.added if path not in there]
