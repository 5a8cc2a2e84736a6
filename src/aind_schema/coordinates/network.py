"""Frames and what is declared between them, as a network: frames that are akin are one place in it."""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TYPE_CHECKING, NamedTuple

from aind_schema.coordinates.faults import ManyPaths, NoArithmetic
from aind_schema.coordinates.kinship import apart, between
from aind_schema.coordinates.maps import Map, identity, inverse
from aind_schema.coordinates.steps import arrow, compiled, is_arithmetic
from aind_schema.errors import UnknownTerm
from aind_schema.spelling import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from aind_schema.parts.coordinates import CoordinateFrame, Transform

#: Beyond so many beginnings of ways nobody can tell any more which of them are meant.
_MANY = 10_000


class Leg(NamedTuple):
    """Take one declared transform, forwards or back, from one place of the network to another."""

    declared: Transform
    start: str
    end: str
    backwards: bool

    def __str__(self) -> str:
        return f"{arrow(self.declared)} turned round" if self.backwards else arrow(self.declared)


Way = tuple[Leg, ...]


class Network:
    """Hold the frames by name, the place of each, and the transforms between the places.

    A place bears the name of its first frame, whose coordinates are those of the place.
    """

    def __init__(self, frames: Iterable[CoordinateFrame], transforms: Iterable[Transform]) -> None:
        self.frames = _by_name(frames)
        self.transforms = tuple(transforms)
        self.places = _places(self.frames)
        self._legs: dict[str, list[Leg]] = defaultdict(list)
        for each in self.transforms:
            start, end = self.places.get(each.from_frame), self.places.get(each.to_frame)
            if start is not None and end is not None and start != end:
                self._legs[start].append(Leg(each, start, end, backwards=False))
                self._legs[end].append(Leg(each, end, start, backwards=True))
        self._maps: dict[int, Map] = {}

    def frame(self, name: str) -> CoordinateFrame:
        """Return the frame of a name."""
        if name not in self.frames:
            raise UnknownTerm("frames", name, nearest(name, self.frames))
        return self.frames[name]

    def ways(self, start: str, end: str) -> list[Way]:
        """Return all ways between two frames that come to no place twice, the shortest first."""
        goal = self.places[end]
        found: list[Way] = []
        begun: deque[tuple[str, Way]] = deque([(self.places[start], ())])
        while begun:
            here, way = begun.popleft()
            if here == goal:
                found.append(way)
                continue
            seen = {self.places[start], *(leg.end for leg in way)}
            begun += [(leg.end, (*way, leg)) for leg in self._legs[here] if leg.end not in seen]
            if len(begun) + len(found) > _MANY:
                raise ManyPaths(start, end, f"more than {_MANY} ways are declared")
        return found

    def along(self, start: str, way: Way) -> Map:
        """Return the map of a way in the coordinates of the places, or raise `NoArithmetic`."""
        whole = identity(len(self.frames[self.places[start]].axes))
        for leg in way:
            whole = whole.then(self._leg(leg))
        return whole

    def to_place(self, name: str) -> Map:
        """Return the map from a frame to its place."""
        return self._between(name, self.places[name])

    def from_place(self, name: str) -> Map:
        """Return the map from the place of a frame to the frame."""
        return self._between(self.places[name], name)

    def inside(self, place: str) -> Iterator[tuple[Transform, Map]]:
        """Yield each transform between two frames of a place, and its map from the place to itself."""
        for each in self.transforms:
            names = (each.from_frame, each.to_frame)
            if all(self.places.get(name) == place for name in names) and names[0] != names[1] and is_arithmetic(each):
                yield each, self._forwards(each)

    def missing(self, start: str, end: str) -> str | None:
        """Say what keeps two frames apart that have one origin, of those that lead from the start and to the end."""
        for one in self._around(start):
            for other in self._around(end):
                if one.origin is not None and one.origin == other.origin and (told := apart(one, other)):
                    names = f'"{one.name}" and "{other.name}" are both zero at {one.origin}'
                    return f"{names}, but {told}; if they are alike, state the same in both, else declare a transform"
        return None

    def _around(self, name: str) -> list[CoordinateFrame]:
        """Return a frame, and all that ways lead to from it."""
        reached, new = {self.places[name]}, [self.places[name]]
        for place in new:
            further = {leg.end for leg in self._legs[place]} - reached
            reached |= further
            new += sorted(further)
        return [self.frames[name]] + [
            frame for each, frame in self.frames.items() if self.places[each] in reached and each != name
        ]

    def _leg(self, leg: Leg) -> Map:
        forwards = self._forwards(leg.declared)
        turned = inverse(forwards) if leg.backwards else forwards
        if turned is None:
            raise OneWay(f"the transform {arrow(leg.declared)} can't be turned round")
        return turned

    def _forwards(self, declared: Transform) -> Map:
        """Return the map of a transform from the place where it starts to the place where it ends."""
        if id(declared) not in self._maps:
            start, end = declared.from_frame, declared.to_frame
            steps = compiled(declared, self.frames[start], self.frames[end])
            self._maps[id(declared)] = self.from_place(start).then(steps).then(self.to_place(end))
        return self._maps[id(declared)]

    def _between(self, start: str, end: str) -> Map:
        here, there = self.frames[start], self.frames[end]
        found = identity(len(here.axes)) if start == end else between(here, there)
        assert found is not None, "frames of one place are akin"
        return found


class OneWay(NoArithmetic):
    """Tell that a transform can't be turned round."""


def _places(frames: Mapping[str, CoordinateFrame]) -> dict[str, str]:
    """Return the place of each frame: the name of the first one that is akin to it."""
    found: dict[str, str] = {}
    first: dict[tuple[str | None, str | None], list[str]] = defaultdict(list)
    for name, frame in frames.items():
        others = first[frame.origin, frame.origin_of]
        found[name] = next((each for each in others if between(frames[each], frame) is not None), name)
        if found[name] == name:
            others.append(name)
    return found


def _by_name(frames: Iterable[CoordinateFrame]) -> dict[str, CoordinateFrame]:
    found: dict[str, CoordinateFrame] = {}
    for frame in frames:
        if found.setdefault(frame.name, frame) != frame:
            raise NoArithmetic(f'two frames are called "{frame.name}"')
    return found
