"""The spelling of the source comes back for what nobody has changed since it was read."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from aind_schema import pointers
from aind_schema.dialects.aind.writing.shared import FRAME
from aind_schema.dialects.tracing import Leaf, Placed, leaves

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from aind_schema.dialects.conversion import Conversion

_BY = f"{__name__}.as_read"


def as_read(value: Any, original: Any) -> Any:
    """Return the original of a value that is still what reading made of it."""
    return original


class Originals:
    """Know what reading made of each value, and which of them are still the same in a record."""

    def __init__(self, read: Conversion, now: dict[str, Any], lost: set[str]) -> None:
        self._lost = lost
        then, self._now = dict(leaves(read.document)), dict(leaves(now))
        self._same = {place for place, value in then.items() if _is_same(value, self._now.get(place))}
        self._leaves = then.keys()
        self._originals: dict[str, Any] = {}
        self._targets: dict[str, list[str]] = defaultdict(list)
        for entry in read.report.entries:
            self._originals[entry.source] = entry.original
            self._targets[entry.source].append(entry.target)
        self._sources: dict[str, list[str]] = defaultdict(list)
        for source, targets in self._targets.items():
            for target in targets:
                self._sources[target].append(source)

    def restore(self, document: dict[str, Any], placed: list[Placed], moved: str, names: Iterable[str]) -> None:
        """Put the originals of some core files in place of what was written for them.

        ``moved`` is what stands before a place of the source now.
        """
        scope = tuple(f"/{name}/" for name in names)
        originals = {moved + place: place for place in self._originals if (moved + place).startswith(scope)}
        apart = self._changed(originals, placed)
        self._take_out(document, placed, scope, originals.keys(), apart)
        told = {each.target: i for i, each in enumerate(placed)}
        for place, source in originals.items():
            held = None if source in apart else self._held_by(source)
            if held is None or not _put(document, pointers.split(place), self._originals[source]):
                continue
            if place not in told and place.rpartition("/")[2] not in FRAME:
                placed.append(Placed(place, Leaf(self._originals[source], held, _BY)))
            elif place in told and not _is_same(placed[told[place]].leaf.value, self._originals[source]):
                placed[told[place]] = Placed(
                    place, Leaf(self._originals[source], placed[told[place]].leaf.sources, _BY)
                )

    def _changed(self, originals: dict[str, str], placed: list[Placed]) -> set[str]:
        """Return the values of the source that no longer hold, each with all that only hold together with it.

        An amount holds with its unit: neither is put back where the other, or an amount beside it, has changed.
        """
        groups = Groups(self._targets)
        for target, sources in self._sources.items():
            if target in self._leaves:
                groups.join(sources)
        broken = {source for source in self._targets if self._held_by(source) is None}
        for each in placed:
            source = originals.get(each.target)
            if source is None or _is_same(each.leaf.value, self._originals[source]):
                continue
            for place, _ in each.leaf.sources:
                groups.join([source, *self._sources.get(place, ())])
                if place not in self._same:
                    broken.add(source)
        return groups.holding(broken)

    def _held_by(self, source: str) -> tuple[tuple[str, Any], ...] | None:
        """Return the values of the record that hold one of the source, or None where one of them has changed."""
        targets = self._targets[source]
        held = [target for target in targets if target in self._leaves]
        objects = tuple(f"{target}/" for target in targets if target not in self._leaves)
        if not held and objects:
            held = [place for place in self._now if place.startswith(objects) and place not in self._lost]
            return tuple((place, self._now[place]) for place in held) if held else None
        return tuple((place, self._now[place]) for place in held) if self._same.issuperset(held) else None

    def _take_out(
        self,
        document: dict[str, Any],
        placed: list[Placed],
        scope: tuple[str, ...],
        said: Container[str],
        apart: set[str],
    ) -> None:
        """Take out what the source did not say where we do, of what comes back where the source said it."""
        for i, each in reversed(list(enumerate(placed))):
            if not each.target.startswith(scope) or each.target in said:
                continue
            back = all(self._comes_back(place, apart) for place, _ in each.leaf.sources)
            if back and _take(document, pointers.split(each.target)):
                del placed[i]

    def _comes_back(self, place: str, apart: set[str]) -> bool:
        sources = self._sources.get(place, ())
        return place in self._same and any(source not in apart for source in sources)


class Groups:
    """Sort names into groups of those that belong together."""

    def __init__(self, names: Iterable[str]) -> None:
        self._above = {name: name for name in names}

    def join(self, names: list[str]) -> None:
        """Put the groups of some names together."""
        first = self._top(names[0])
        for name in names[1:]:
            self._above[self._top(name)] = first

    def holding(self, names: set[str]) -> set[str]:
        """Return all that are in one group with any of some names."""
        tops = {self._top(name) for name in names}
        return {name for name in self._above if self._top(name) in tops}

    def _top(self, name: str) -> str:
        while self._above[name] != name:
            self._above[name] = name = self._above[self._above[name]]
        return name


def _put(document: Any, path: Any, value: Any) -> bool:
    """Set a value at a place; an item may be the next one of its list."""
    holder = document
    for key, following in pairwise(path):
        inner = _item(holder, key)
        if inner is None:
            inner = [] if following.isdecimal() else {}
            if not _set(holder, key, inner):
                return False
        holder = inner
    return _set(holder, path[-1], value)


def _set(holder: Any, key: str, value: Any) -> bool:
    if isinstance(holder, dict):
        holder[key] = value
    elif isinstance(holder, list) and key.isdecimal() and int(key) <= len(holder):
        holder[int(key) : int(key) + 1] = [value]
    else:
        return False
    return True


def _take(document: Any, path: Any) -> bool:
    """Take a value out of its object, and the objects around it that say nothing without it."""
    holders = [document]
    for key in path[:-1]:
        holders.append(_item(holders[-1], key))
    if not isinstance(holders[-1], dict) or path[-1] not in holders[-1]:
        return False
    del holders[-1][path[-1]]
    for holder, key in zip(reversed(holders[2:-1]), reversed(path[2:-1]), strict=True):
        if isinstance(holder, dict) and not any(
            place.rpartition("/")[2] not in FRAME for place, _ in leaves(holder[key])
        ):
            del holder[key]
    return True


def _item(holder: Any, key: str) -> Any:
    if isinstance(holder, dict):
        return holder.get(key)
    return holder[int(key)] if isinstance(holder, list) and key.isdecimal() and int(key) < len(holder) else None


def _is_same(one: Any, other: Any) -> bool:
    return type(one) is type(other) and bool(one == other)
