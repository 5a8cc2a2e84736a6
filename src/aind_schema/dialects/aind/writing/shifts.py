"""Lists whose items no longer stand where they stood when they were read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aind_schema import pointers
from aind_schema.dialects.tracing import leaves

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SHARE = 0.5


def shifted(then: Any, now: Any, place: str = "") -> Iterator[str]:
    """Yield the places of the lists whose items do not correspond by their positions, the outermost of them alone."""
    if isinstance(then, dict):
        for key, value in then.items():
            inner = now.get(key) if isinstance(now, dict) else None
            yield from shifted(value, inner, f"{place}/{pointers.escape(key)}")
    elif isinstance(then, list):
        if not isinstance(now, list) or not _correspond(then, now):
            yield place
            return
        for i, (one, other) in enumerate(zip(then, now, strict=False)):
            yield from shifted(one, other, f"{place}/{i}")


def lists_behind(shifts: list[str], targets: Mapping[str, list[str]]) -> tuple[str, ...]:
    """Return the lists of the source whose items became those of shifted lists, each with a slash behind it."""
    found = set()
    for shift in shifts:
        depth = _depth(shift)
        for source, places in targets.items():
            if any(place.startswith(f"{shift}/") for place in places):
                found.add(_list_at(depth, source))
    return tuple(each for each in found if each)


def _correspond(then: list[Any], now: list[Any]) -> bool:
    """Tell whether items stand where they stood: some may be changed, or further ones stand behind the same."""
    if len(then) != len(now):
        return bool(now[: len(then)] == then)
    changed = [(one, other) for one, other in zip(then, now, strict=True) if one != other]
    return not any(one in [other for _, other in changed] or not _is_alike(one, other) for one, other in changed)


def _is_alike(one: Any, other: Any) -> bool:
    """Tell whether an item can be another, changed in places; a number among numbers always can."""
    if not isinstance(one, dict | list):
        return True
    before, after = dict(leaves(one)), dict(leaves(other))
    return len([place for place, value in before.items() if after.get(place) == value]) >= _SHARE * len(before)


def _depth(place: str) -> int:
    return sum(part.isdecimal() for part in pointers.split(place))


def _list_at(depth: int, place: str) -> str:
    """Return the list that a place is in, and that is itself in so many others, with a slash behind it."""
    parts = place.split("/")
    positions = [i for i, part in enumerate(parts) if part.isdecimal()]
    return "/".join(parts[: positions[depth]]) + "/" if len(positions) > depth else ""
