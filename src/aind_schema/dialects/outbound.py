"""The books of one conversion from our records to another format.

What a mapping did not reach is lost there, and each such value is told. What the values were read from may be restored.
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
    _restored: dict[str, tuple[tuple[str, Any], ...]] = field(default_factory=dict)
    _reached: set[str] = field(default_factory=set)
    _lost: dict[str, Any] = field(default_factory=dict)

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
                self._lost[place] = value
                self.problems.append(_lost_value(place, value, source.left.get(place, ())))

    def lose_whole(self, source: Cursor, message: str) -> None:
        """Tell that a part has no place in the other format."""
        self._lost |= leaves(source.value, source.path)
        self.problems.append(Problem("lost-part", "warning", "file", pointers.join(source.path), message))

    def lost(self) -> set[str]:
        """Return the places of the values that are lost."""
        return set(self._lost)

    def restore(self, restored: dict[str, tuple[tuple[str, Any], ...]]) -> None:
        """Note which targets hold again what some values were read from."""
        self._restored |= restored
        back = {place for sources in restored.values() for place, _ in sources}
        self._lost = {place: value for place, value in self._lost.items() if place not in back}

    def accounted(self) -> set[str]:
        """Return the places of the values that came to stand somewhere."""
        sources = [*(each.leaf.sources for each in self.placed), *self._restored.values()]
        return {place for each in sources for place, _ in each}

    def forget(self, targets: set[str]) -> None:
        """Forget what was placed at some targets."""
        self.placed = [each for each in self.placed if each.target not in targets]

    def told(self) -> tuple[Problem, ...]:
        """Return the problems, without those of values that were restored after all."""
        return tuple(each for each in self.problems if each.code != "lost-value" or each.path in self._lost)

    def entries(self) -> Iterator[Entry]:
        """Yield an entry for each value of the source and each of its targets."""
        for placed in self.placed:
            yield from placed.entries("")
        for target, sources in self._restored.items():
            for place, value in sources:
                yield Entry(place, target, "restored", None, value)
        for source, original in self._lost.items():
            yield Entry(source, "", "lost", None, original)


def _lost_value(place: str, value: Any, why: tuple[Any, ...]) -> Problem:
    severity = "info" if place.endswith(_HEADER) else "warning"
    # A function that gave nothing was tried; only what a mapping said itself is the reason.
    reason = why[0] if len(why) == 1 else "the other format has no field for it"
    message = f"{quote(value)} is not written: {reason}"
    return Problem("lost-value", severity, "file", place, message)  # type: ignore[arg-type]
