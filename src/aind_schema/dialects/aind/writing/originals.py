"""The spelling of the source comes back for what nobody has changed since it was read."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from aind_schema import pointers
from aind_schema.dialects.aind.writing.shared import FRAME
from aind_schema.dialects.aind.writing.shifts import lists_behind, shifted
from aind_schema.dialects.tracing import leaves

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from aind_schema.dialects.conversion import Conversion
    from aind_schema.dialects.outbound import Outbound
    from aind_schema.dialects.tracing import Leaf

    Sources = tuple[tuple[str, Any], ...]
    #: The values of a record that hold one of the source, by its place.
    Held = dict[str, Sources]


class Originals:
    """Know what reading made of each value, and which of them are still the same in a record."""

    def __init__(self, read: Conversion, now: dict[str, Any], lost: set[str]) -> None:
        then, self._now = dict(leaves(read.document)), dict(leaves(now))
        shifts = list(shifted(read.document, now))
        within = tuple(f"{place}/" for place in shifts)
        self._same = {
            place
            for place, value in then.items()
            if _is_same(value, self._now.get(place)) and not place.startswith(within)
        }
        #: The objects of which something still stands and is written, each with such a value.
        self._standing = {holder: place for place in sorted(self._same - lost) for holder in pointers.upwards(place)}
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
        self._shifted = lists_behind(shifts, self._targets)

    def restore(self, document: dict[str, Any], books: Outbound, moved: str, names: Iterable[str]) -> None:
        """Put the originals of some core files in place of what was written for them.

        ``moved`` is what stands before a place of the source now.
        """
        scope = tuple(f"/{name}/" for name in names)
        originals = {moved + place: place for place in self._originals if (moved + place).startswith(scope)}
        placed = {each.target: each.leaf for each in books.placed if each.target.startswith(scope)}
        apart = self._changed(originals, placed)
        held = {place: self._held_by(source) for place, source in originals.items() if source not in apart}
        back = {place: sources for place, sources in held.items() if sources is not None}
        _leave_out_what_clashes(back, placed, originals)
        back = {place: back[place] for place in back if _put(document, place, self._originals[originals[place]])}
        again = _places(back.values())
        for target, leaf in placed.items():
            back_elsewhere = target not in originals and again.issuperset(place for place, _ in leaf.sources)
            if back_elsewhere and _stands(document, target):
                _take(document, pointers.split(target))
        self._settle(document, books, {place: originals[place] for place in back}, back)

    def _settle(self, document: dict[str, Any], books: Outbound, put: dict[str, str], back: Held) -> None:
        """Bring the books in line with what stands in the document now."""
        placed = {each.target: each.leaf for each in books.placed}
        told = {
            place
            for place, source in put.items()
            if (place in placed and not _is_same(placed[place].value, self._originals[source]))
            or (place not in placed and place.rpartition("/")[2] not in FRAME)
        }
        books.forget({target for target in placed if target in told or not _stands(document, target)})
        restored = {place: back[place] or self._one_within(put[place]) for place in told}
        books.restore(restored)
        accounted = books.accounted()
        for place in put:
            # What was written there came from other values, which stand there now as what the source said.
            others = placed[place].sources if place in told and place in placed else ()
            rest = tuple(each for each in (*back[place], *others) if each[0] not in accounted)
            restored[place] = (*restored.get(place, ()), *rest)
        books.restore(restored)

    def _changed(self, originals: dict[str, str], placed: dict[str, Leaf]) -> set[str]:
        """Return the values of the source that no longer hold, each with all that only hold together with it.

        An amount holds with its unit: neither is put back where the other, or an amount beside it, has changed.
        """
        groups = Groups(self._targets)
        for target, sources in self._sources.items():
            if target in self._leaves:
                groups.join(sources)
        broken = {
            source for source in self._targets if source.startswith(self._shifted) or self._held_by(source) is None
        }
        for target, leaf in placed.items():
            source = originals.get(target)
            if source is None or _is_same(leaf.value, self._originals[source]):
                continue
            for place, _ in leaf.sources:
                groups.join([source, *self._sources.get(place, ())])
                if place not in self._same:
                    broken.add(source)
        return groups.holding(broken)

    def _held_by(self, source: str) -> tuple[tuple[str, Any], ...] | None:
        """Return the values of the record that hold one of the source, or None where one of them has changed.

        What an object is holds as long as anything in it does, but stands for nothing else that is in it.
        """
        targets = self._targets[source]
        held = [target for target in targets if target in self._leaves]
        if not self._same.issuperset(held) or not (held or self._standing.keys() & targets):
            return None
        return tuple((place, self._now[place]) for place in held)

    def _one_within(self, source: str) -> Sources:
        """Return a value of the object that one of the source says the type of."""
        place = next(self._standing[target] for target in self._targets[source] if target in self._standing)
        return ((place, self._now[place]),)


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


def _leave_out_what_clashes(back: Held, placed: dict[str, Leaf], originals: Container[str]) -> None:
    """Leave out what would overwrite, with an object or list, or in place of one, something that has to stay."""
    clashing: set[str] = set(back)
    while clashing:
        again = _places(back.values())
        staying = {
            target
            for target, leaf in placed.items()
            if target not in back and (target in originals or not again.issuperset(place for place, _ in leaf.sources))
        }
        above = {place for target in staying for place in _above(target)}
        clashing = {place for place in back if place in above or any(each in staying for each in _above(place))}
        for place in clashing:
            del back[place]


def _above(place: str) -> Iterator[str]:
    while place := place.rpartition("/")[0]:
        yield place


def _places(held: Iterable[Sources]) -> set[str]:
    return {place for sources in held for place, _ in sources}


def _put(document: Any, place: str, value: Any) -> bool:
    """Set a value at a place; an item may be the next one of its list."""
    path = pointers.split(place)
    holder = document
    for key, following in pairwise(path):
        inner = _item(holder, key)
        if not isinstance(inner, dict | list):
            inner = [] if following.isdecimal() else {}
            if not _set(holder, key, inner):
                return False
        holder = inner
    return _set(holder, path[-1], value)


def _stands(document: Any, place: str) -> bool:
    """Tell whether a scalar stands at a place."""
    for key in pointers.split(place):
        document = _item(document, key)
    return document is not None and not isinstance(document, dict | list)


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
    for holder, key in zip(reversed(holders[1:-1]), reversed(path[1:-1]), strict=True):
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
