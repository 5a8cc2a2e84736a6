"""Which way leads from one frame to another, along transforms that are declared and frames that are akin."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aind_schema.coordinates.faults import ManyPaths, NoPath
from aind_schema.coordinates.maps import Map, gap, identity
from aind_schema.coordinates.network import Network, OneWay, Way
from aind_schema.coordinates.points import coordinates_in
from aind_schema.coordinates.steps import arrow, is_arithmetic

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aind_schema.parts.coordinates import CoordinateFrame, Transform

#: Ways agree that put no point within so many micrometres or pixels of the origin further apart than this: what is left
#: when the numbers of a matrix and of its inverse are rounded to six decimals.
_REACH, _TOLERANCE = 20_000, 0.05


class Route(NamedTuple):
    """Lead points from one frame to another: call it with the coordinates of each."""

    start: CoordinateFrame
    end: CoordinateFrame
    transforms: tuple[Transform, ...]
    map: Map

    def __call__(self, point: Iterable[float]) -> tuple[float, ...]:
        """Return the coordinates of a point at the end of the route."""
        # Minus zero is what a sign leaves of nothing.
        return tuple(value + 0.0 for value in self.map(coordinates_in(self.start, point)))


def transform(
    point: Sequence[float],
    from_: str,
    to: str,
    frames: Iterable[CoordinateFrame],
    transforms: Iterable[Transform] = (),
) -> tuple[float, ...]:
    """Return the coordinates of a point in another frame; for many points find their `route` once.

    Raises
    ------
    NoPath, ManyPaths, NoArithmetic, UnknownTerm
        As `route` does; `NoArithmetic` also where the point has too many or too few coordinates.
    """
    return route(from_, to, frames, transforms)(point)


def route(from_: str, to: str, frames: Iterable[CoordinateFrame], transforms: Iterable[Transform] = ()) -> Route:
    """Return what leads points from one frame to another.

    Only what is declared is used: transforms, forwards or back, and axes in another order or with other signs where two
    frames have one origin. Of several ways that agree the shortest is taken; where they differ, none is.

    Raises
    ------
    NoPath
        Nothing declared leads there, or only a deformation field does.
    ManyPaths
        Several ways lead there and disagree, or a deformation field does and is no longer than the others.
    NoArithmetic
        A frame or transform on a way does not say enough.
    UnknownTerm
        No frame has one of the names.
    """
    return route_through(Network(frames, transforms), from_, to)


def route_through(network: Network, from_: str, to: str) -> Route:
    """Return what `route` does, in a network that is made once for many routes."""
    start, end = network.frame(from_), network.frame(to)
    if from_ == to:
        return Route(start, end, (), identity(len(start.axes)))
    way, found = _chosen(network, from_, to)
    whole = network.to_place(from_).then(found).then(network.from_place(to))
    return Route(start, end, tuple(leg.declared for leg in way), whole)


def _chosen(network: Network, start: str, end: str) -> tuple[Way, Map]:
    """Return the shortest way that can be computed, with its map, if nothing that is declared speaks against it."""
    ways = network.ways(start, end)
    bent = [way for way in ways if not _is_straight(way)]
    maps: list[tuple[Way, Map]] = []
    stopped: str | None = None
    for way in filter(_is_straight, ways):
        try:
            maps.append((way, network.along(start, way)))
        except OneWay as fault:
            stopped = str(fault)
    if not maps:
        warp = "only a deformation field does, which needs the software that made it" if bent else None
        declared = tuple(map(arrow, network.transforms))
        raise NoPath(start, end, declared, warp or stopped or network.missing(start, end))
    if bent and len(bent[0]) <= len(maps[0][0]):
        raise ManyPaths(start, end, f"a deformation field leads as directly as arithmetic does: {_told(bent[0])}")
    _compare(network, start, end, maps)
    return maps[0]


def _is_straight(way: Way) -> bool:
    return all(is_arithmetic(leg.declared) for leg in way)


def _compare(network: Network, start: str, end: str, maps: list[tuple[Way, Map]]) -> None:
    """Raise `ManyPaths` where two ways disagree, or a transform on them does with the axes of frames that are akin."""
    (way, chosen), *others = maps
    for other, found in others:
        if (far := gap(chosen, found, _REACH)) > _TOLERANCE:
            much = f"{round(far, 2):g} {network.frames[network.places[end]].unit or 'um'}"
            differ = f"{_told(way, but=other)}, and {_told(other, but=way)}"
            raise ManyPaths(start, end, f"the declared transforms disagree, by up to {much}: {differ}")
    for place in dict.fromkeys([network.places[start], *(leg.end for each, _ in maps for leg in each)]):
        for declared, found in network.inside(place):
            if gap(identity(found.takes), found, _REACH) > _TOLERANCE:
                told = "differs from what the axes of these frames with one origin say"
                raise ManyPaths(start, end, f"the transform {arrow(declared)} {told}")


def _told(way: Way, but: Way = ()) -> str:
    """Name the transforms of a way that another does not take."""
    return " then ".join(str(leg) for leg in way if leg not in but)
