"""Which way leads from one frame to another, along transforms that are declared and frames with one origin."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from aind_schema.coordinates.faults import NoArithmetic, NoPath
from aind_schema.coordinates.frames import between
from aind_schema.coordinates.maps import Map, inverse
from aind_schema.coordinates.steps import compiled, is_arithmetic
from aind_schema.errors import UnknownTerm
from aind_schema.spelling import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from aind_schema.parts.coordinates import CoordinateFrame, Transform


class _House(NamedTuple):
    """Hold the frames by name, and the transforms between them."""

    frames: Mapping[str, CoordinateFrame]
    transforms: Sequence[Transform]

    def frame(self, name: str) -> CoordinateFrame:
        if name not in self.frames:
            raise UnknownTerm("frames", name, nearest(name, self.frames))
        return self.frames[name]

    def between(self, start: str, end: str) -> list[Transform]:
        return [each for each in self.transforms if (each.from_frame, each.to_frame) == (start, end)]


def transform(
    point: Sequence[float],
    from_: str,
    to: str,
    frames: Iterable[CoordinateFrame],
    transforms: Iterable[Transform] = (),
) -> tuple[float, ...]:
    """Return the coordinates of a point in another frame.

    Only what is declared is used: transforms, forwards or back, and axes in another order or with other signs where two
    frames have one origin. The shortest way is taken.

    Raises
    ------
    NoPath
        Nothing declared leads there, or a deformation field is in the way, or several ways are equally short.
    NoArithmetic
        A frame or transform on the way does not say enough, or the point has too many or too few coordinates.
    UnknownTerm
        No frame has one of the names.
    """
    house = _House(_by_name(frames), tuple(transforms))
    start = house.frame(from_)
    house.frame(to)
    if len(point) != len(start.axes):
        raise NoArithmetic(f'the point has {len(point)} coordinates, and "{from_}" has {len(start.axes)} axes')
    found = tuple(map(float, point))
    names = _route(house, from_, to)
    for here, there in pairwise(names):
        found = _leg(house, here, there)(found)
    # Minus zero is what a sign leaves of nothing.
    return tuple(value + 0.0 for value in found)


def _by_name(frames: Iterable[CoordinateFrame]) -> dict[str, CoordinateFrame]:
    found: dict[str, CoordinateFrame] = {}
    for frame in frames:
        if found.setdefault(frame.name, frame) != frame:
            raise NoArithmetic(f'two frames are called "{frame.name}"')
    return found


def _route(house: _House, start: str, end: str) -> tuple[str, ...]:
    """Return the names of the frames on the shortest way."""
    ways = _shortest(house, start, end, {name: _neighbours(house, name) for name in house.frames})
    if len(ways) == 1:
        return ways[0]
    if ways:
        told = " and ".join(" to ".join(way) for way in ways[:2])
        raise NoPath(start, end, _declared(house), f"several ways are equally short: {told}")
    bent = [each for each in house.transforms if not is_arithmetic(each)]
    blocked = {name: _neighbours(house, name) | _across(bent, name) & house.frames.keys() for name in house.frames}
    reason = "only a deformation field does, which needs the software that made it"
    raise NoPath(start, end, _declared(house), reason if _shortest(house, start, end, blocked) else None)


def _shortest(house: _House, start: str, end: str, edges: Mapping[str, set[str]]) -> list[tuple[str, ...]]:
    """Return all ways of the least length."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while ways:
        arrived = [way for way in ways if way[-1] == end]
        if arrived:
            return arrived
        seen |= {way[-1] for way in ways}
        ways = [(*way, name) for way in ways for name in house.frames if name in edges[way[-1]] - seen]
    return []


def _across(transforms: Iterable[Transform], name: str) -> set[str]:
    """Return the frames that transforms lead to from one frame, whatever their direction."""
    return {
        each.to_frame if each.from_frame == name else each.from_frame
        for each in transforms
        if name in (each.from_frame, each.to_frame)
    }


def _neighbours(house: _House, name: str) -> set[str]:
    """Return the frames that one step of arithmetic leads to."""
    here = house.frames[name]
    akin = {other.name for other in house.frames.values() if other is not here and between(here, other)}
    straight = [each for each in house.transforms if is_arithmetic(each)]
    reached = _across(straight, name) & house.frames.keys() - {name}
    return akin | {other for other in reached if house.between(name, other) or _leads_back(house, other, name)}


def _leads_back(house: _House, start: str, end: str) -> bool:
    """Tell whether the transform from one frame to another can be turned round."""
    return any(
        inverse(compiled(each, house.frames[start], house.frames[end])) is not None
        for each in house.between(start, end)
        if is_arithmetic(each)
    )


def _leg(house: _House, start: str, end: str) -> Map:
    """Return the map of one step: as declared, else the inverse of what is declared, else by the common origin."""
    here, there = house.frames[start], house.frames[end]
    if forward := _only([each for each in house.between(start, end) if is_arithmetic(each)], start, end):
        return compiled(forward, here, there)
    if backward := _only([each for each in house.between(end, start) if is_arithmetic(each)], end, start):
        turned = inverse(compiled(backward, there, here))
    else:
        turned = between(here, there)
    if turned is None:
        raise NoArithmetic(f'the transform from "{end}" to "{start}" can\'t be turned round')
    return turned


def _only(declared: Sequence[Transform], start: str, end: str) -> Transform | None:
    if len(declared) > 1:
        raise NoArithmetic(f'{len(declared)} transforms are declared from "{start}" to "{end}"; keep one of them')
    return declared[0] if declared else None


def _declared(house: _House) -> tuple[str, ...]:
    return tuple(f'"{each.from_frame}" to "{each.to_frame}"' for each in house.transforms)
