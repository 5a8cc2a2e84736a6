"""The spelling of the source comes back for what nobody has changed since it was read."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from aind_schema import pointers
from aind_schema.dialects.aind.writing.shared import FRAME
from aind_schema.dialects.tracing import Leaf, Placed, leaves

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aind_schema.dialects.conversion import Conversion

_BY = f"{__name__}.as_read"


def as_read(value: Any, original: Any) -> Any:
    """Return the original of a value that is still what reading made of it."""
    return original


class Originals:
    """Know what reading made of each value, and which of them are still the same in a record."""

    def __init__(self, read: Conversion, now: dict[str, Any]) -> None:
        then, self._now = dict(leaves(read.document)), dict(leaves(now))
        self._same = {place for place, value in then.items() if _is_same(value, self._now.get(place))}
        self._leaves = then.keys()
        self._originals: dict[str, Any] = {}
        self._targets: dict[str, list[str]] = defaultdict(list)
        for entry in read.report.entries:
            self._originals[entry.source] = entry.original
            self._targets[entry.source].append(entry.target)
        self._reached = {target for targets in self._targets.values() for target in targets}

    def restore(self, document: dict[str, Any], placed: list[Placed], moved: str, names: Iterable[str]) -> None:
        """Put the originals of some core files in place of what was written for them.

        ``moved`` is what stands before a place of the source now.
        """
        scope = tuple(f"/{name}/" for name in names)
        originals = {moved + place: place for place in self._originals if (moved + place).startswith(scope)}
        self._take_out(document, placed, originals, scope)
        told = {each.target: i for i, each in enumerate(placed)}
        for place, source in originals.items():
            held = self._held_by(source)
            if held is None or not _put(document, pointers.split(place), self._originals[source]):
                continue
            if place not in told and place.rpartition("/")[2] not in FRAME:
                placed.append(Placed(place, Leaf(self._originals[source], held, _BY)))
            elif place in told and not _is_same(placed[told[place]].leaf.value, self._originals[source]):
                placed[told[place]] = Placed(
                    place, Leaf(self._originals[source], placed[told[place]].leaf.sources, _BY)
                )

    def _held_by(self, source: str) -> tuple[tuple[str, Any], ...] | None:
        """Return the values of the record that hold one of the source, or None where one of them has changed."""
        targets = self._targets[source]
        held = [target for target in targets if target in self._leaves]
        objects = tuple(f"{target}/" for target in targets if target not in self._leaves)
        if not held and objects:
            held = [place for place in self._now if place.startswith(objects)]
            return tuple((place, self._now[place]) for place in held) if held else None
        return tuple((place, self._now[place]) for place in held) if self._same.issuperset(held) else None

    def _take_out(self, document: dict[str, Any], placed: list[Placed], originals: Any, scope: tuple[str, ...]) -> None:
        """Take out what the source did not say where we do, of what is still as it was read."""
        for i, each in reversed(list(enumerate(placed))):
            sources = [place for place, _ in each.leaf.sources]
            known = all(place in self._reached and place in self._same for place in sources)
            if each.target.startswith(scope) and each.target not in originals and known:
                holder, key = _holder(document, pointers.split(each.target))
                if isinstance(holder, dict) and key in holder:
                    del holder[key]
                    del placed[i]


def _put(document: Any, path: Any, value: Any) -> bool:
    """Set a value at a place whose lists are there already."""
    holder = document
    for key, following in pairwise(path):
        inner = _item(holder, key)
        if inner is None and isinstance(holder, dict) and not following.isdecimal():
            inner = holder[key] = {}
        holder = inner
    if isinstance(holder, dict):
        holder[path[-1]] = value
        return True
    if isinstance(holder, list) and path[-1].isdecimal() and int(path[-1]) < len(holder):
        holder[int(path[-1])] = value
        return True
    return False


def _holder(document: Any, path: Any) -> tuple[Any, str]:
    for key in path[:-1]:
        document = _item(document, key)
    return document, path[-1]


def _item(holder: Any, key: str) -> Any:
    if isinstance(holder, dict):
        return holder.get(key)
    return holder[int(key)] if isinstance(holder, list) and key.isdecimal() and int(key) < len(holder) else None


def _is_same(one: Any, other: Any) -> bool:
    return type(one) is type(other) and bool(one == other)
