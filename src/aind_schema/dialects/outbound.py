"""The books of one conversion from our records to another format.

What a mapping did not reach has no place in the other format: it is lost there, and each such value is told.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aind_schema import pointers
from aind_schema.dialects.conversion import Entry
from aind_schema.dialects.tracing import Cursor, Placed, Tree, leaves
from aind_schema.problems import Problem, quote

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Fields that say what our document is, and nothing of what it describes.
_HEADER = ("/kind", "/schema_version", "/$schema", "/converted_from/version", "/converted_from/described_by")


@dataclass
class Outbound:
    """Keep the books of one conversion to another format."""

    frame: tuple[str, ...]
    problems: list[Problem] = field(default_factory=list)
    placed: list[Placed] = field(default_factory=list)
    _reached: set[str] = field(default_factory=set)
    _lost: list[tuple[str, Any]] = field(default_factory=list)

    def place(self, tree: dict[str, Any], target: str) -> dict[str, Any]:
        """Return the plain document of a tree, and note where its leaves came to stand."""
        built = Tree(tree, self.frame)
        self.placed += [Placed(target + placed.target, placed.leaf) for placed in built.placed]
        self._reached.update(place for placed in built.placed for place, _ in placed.leaf.sources)
        return built.document

    def lose_rest(self, source: Cursor) -> None:
        """Tell each value that no mapping reached."""
        for place, value in leaves(source.value, source.path):
            if place not in self._reached:
                self._lost.append((place, value))
                self.problems.append(_lost_value(place, value))

    def lose_whole(self, source: Cursor, message: str) -> None:
        """Tell that a part has no place in the other format."""
        self._lost += leaves(source.value, source.path)
        self.problems.append(Problem("lost-part", "warning", "file", pointers.join(source.path), message))

    def lost(self) -> set[str]:
        """Return the places of the values that are lost."""
        return {place for place, _ in self._lost}

    def find(self) -> None:
        """Take back that values are lost which were placed after all."""
        placed = {place for each in self.placed for place, _ in each.leaf.sources}
        self._lost = [(place, value) for place, value in self._lost if place not in placed]
        self.problems = [each for each in self.problems if each.code != "lost-value" or each.path not in placed]

    def entries(self) -> Iterator[Entry]:
        """Yield an entry for each value of the source and each of its targets."""
        for placed in self.placed:
            how = "mapped" if placed.leaf.by is None else "normalised"
            for source, original in placed.leaf.sources:
                yield Entry(source, placed.target, how, placed.leaf.by, original)  # type: ignore[arg-type]
        for source, original in self._lost:
            yield Entry(source, "", "lost", None, original)


def _lost_value(place: str, value: Any) -> Problem:
    severity = "info" if place.endswith(_HEADER) else "warning"
    message = f"{quote(value)} has no place in the other format; it is not written"
    return Problem("lost-value", severity, "file", place, message)  # type: ignore[arg-type]
