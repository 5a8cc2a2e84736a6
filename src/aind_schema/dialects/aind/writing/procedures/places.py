"""Coordinate systems and the positions in them.

2.x has room for one coordinate system of the document, one of each surgery and of each cutting, and one of the tip of a
probe. Depths along a track stand in a last axis of their own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aind_schema.dialects.aind.writing.procedures import units, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aind_schema.dialects.tracing import Cursor

#: Versions in which the field was called after the coordinate system alone.
_FIRST = ("2.0.", "2.1.")
_TIP = "probe-tip"
_IMPLANTS = ("probe_implant", "fiber_implant", "device_implant")


@dataclass
class Space:
    """A frame at the place where it is written, with all that is written in it."""

    frame: Cursor
    _names: list[Cursor] = field(default_factory=list)
    _numbers: list[Cursor] = field(default_factory=list)
    _depths: list[Cursor] = field(default_factory=list)

    def translation(self, position: Cursor, depth: Cursor | None = None, *, named: bool) -> dict[str, Any]:
        """Map a point, with its depth along the track behind it; where nothing else names the frame, its name does."""
        numbers = [each for each in position["coordinates_um"].each() if each.take()]
        deep = [depth] if depth and depth.take() else []
        self._numbers += numbers + deep
        self._depths += deep
        if not named and position["frame"].take():
            self._names.append(position["frame"])
        return {"object_type": "Translation", "translation": [each.take() for each in numbers + deep]}

    def turn(self, angles: Cursor) -> dict[str, Any]:
        """Map angles, with what the frame says of them."""
        convention, listed = self.frame["angles"], angles.each()
        rotation: dict[str, Any] = {
            "object_type": "Rotation",
            "angles": [each.take() for each in listed],
            "angles_unit": listed[0].via(units.degrees, *listed[1:]) if listed else None,
        }
        if rotation["angles_unit"]:
            names = [axis["name"] for axis in self.frame["axes"].each()]
            rotation["axis_order"] = convention["axes"].via(words.axis_order, *names)
            rotation["reference_coordinate_system"] = convention["composition"].via(words.rotation_axes)
            rotation["rotation_direction"] = convention["sense"].via(words.rotation_sense)
        return rotation

    def tree(self) -> dict[str, Any]:
        """Return the coordinate system, when all that stands in it is mapped."""
        name, atlas = self.frame["name"], self.frame["atlas"]["name"]
        same = [atlas] if words.is_atlas(name.value, atlas.value) else []
        return {
            "object_type": "Coordinate system",
            "name": name.via(words.same_frame, *same, *self._names) if same or self._names else name.take(),
            "origin": self.frame["origin"].via(words.origin),
            "axes": [
                {
                    "object_type": "Axis",
                    "name": axis["name"].via(words.axis_name, axis["direction"]),
                    "direction": axis["direction"].via(words.axis_direction),
                }
                for axis in self.frame["axes"].each()
            ]
            + self._depth_axis(),
            "axis_unit": name.via(units.of_axes, self.frame["unit"], *self._numbers),
        }

    def _depth_axis(self) -> list[dict[str, Any]]:
        if not self._depths:
            return []
        first, *others = self._depths
        return [
            {
                "object_type": "Axis",
                "name": first.via(words.depth_axis, *others),
                "direction": first.via(words.depth_direction, *others),
            }
        ]


@dataclass(frozen=True)
class Scope:
    """The coordinate systems that hold at a place: its own, and that of the document."""

    frames: Frames
    own: Space | None = None

    def space(self, position: Cursor, *, named: bool = True) -> Space | None:
        """Return the coordinate system of a position; where nothing names it, it must be the nearest."""
        name = position["frame"].value
        held = [each for each in (self.own, self.frames.document) if each][: None if named else 1]
        return next((each for each in held if each.frame["name"].value == name), None)

    def key(self, reach: str = "global") -> str:
        """Return the field that holds a coordinate system in the version that is written."""
        return "coordinate_system" if self.frames.first else f"{reach}_coordinate_system"

    def stated(self) -> dict[str, Any]:
        """Return the coordinate system of this place, when all that stands in it is mapped."""
        return {self.key(): self.own.tree()} if self.own else {}


class Frames:
    """Know the frames of a record, and where each of them is written."""

    def __init__(self, source: Cursor) -> None:
        self._known = {
            each["name"].value: each
            for each in reversed(source["coordinate_frames"].each())
            if isinstance(each["name"].value, str)
        }
        cut = list(_named(source["specimen_procedures"].value))
        steps = [_in_order(each) for each in source["subject_procedures"].each()]
        used = {*cut, *(name for names in steps for name in names)}
        version = source["converted_from"]["version"].value
        self.first = isinstance(version, str) and version.startswith(_FIRST)
        self._tips = [each for name, each in self._known.items() if name not in used and each["origin"].value == _TIP]
        tips = {each["name"].value for each in self._tips}
        names = [each["name"].value for each in source["coordinate_frames"].each()]
        idle = [name for name in names if isinstance(name, str) and name not in used | tips]
        further = [name for listed in steps for name in listed[1:]]
        found = next((name for name in (*cut, *idle, *further) if name in self._known), None)
        self.document = Space(self._known[found]) if found is not None else None

    def within(self, source: Cursor) -> Scope:
        """Return the scope of an object: its own frame is the first that is not the document's.

        What is stated without the name of its frame is in the nearest, so that this goes first.
        """
        shared = self.document.frame["name"].value if self.document else None
        names = [name for name in _in_order(source) if name in self._known]
        if names and names[0] == shared and names[0] in _unnamed(source):
            return Scope(self)
        names = [name for name in names if name != shared]
        return Scope(self, Space(self._known[names[0]]) if names else None)

    def atlas(self, position: Cursor) -> Cursor | None:
        """Return the frame of a position in an atlas."""
        name = position["frame"].value
        found = self._known.get(name) if isinstance(name, str) else None
        return found if found and found["atlas"] else None

    def tip(self, device: Cursor) -> Space | None:
        """Return the coordinate system of the tip of a probe: that which names it, or the only one."""
        own = [each for each in self._tips if each["origin_of"] and each["origin_of"].value == device["name"].value]
        found = own or [each for each in self._tips if not each["origin_of"]]
        return Space(found[0]) if len(found) == 1 else None


def entry_of(target: Cursor) -> Cursor:
    """Return where a track enters, or the point itself where nothing else is known."""
    return target["entry"] if target["entry"]["coordinates_um"] else target["position"]


def placed(targets: Cursor) -> Cursor | None:
    """Return the first target that has coordinates: 2.x has room for one."""
    return next((each for each in targets.each() if entry_of(each)["coordinates_um"]), None)


def transform(target: Cursor, scope: Scope, *, named: bool) -> list[Any]:
    """Map a point with its depth, and the angles of what goes there."""
    point = entry_of(target)
    space = scope.space(point, named=named)
    if space is None:
        return []
    return [space.translation(point, target["depth_um"], named=named), space.turn(target["angles_deg"])]


def name_of_frame(positions: list[Cursor], scope: Scope) -> Any:
    """Map the name of the coordinate system of some positions, which is stated once."""
    names = [each["frame"] for each in positions if scope.space(each)]
    return names[0].via(words.same_frame, *names[1:]) if names else None


def _in_order(source: Cursor) -> list[str]:
    """Return the names of the frames in an object, each once, those first that 2.x can't name at their positions."""
    return list(dict.fromkeys((*_unnamed(source), *_named(source.value))))


def _unnamed(source: Cursor) -> list[str]:
    """Return the names of the frames of landmarks and implants, for which 2.x has no field."""
    implants = [each for each in source["steps"].each() if each["kind"].value in _IMPLANTS]
    return [name for each in (source["landmarks"], *implants) for name in _named(each.value)]


def _named(value: Any) -> Iterator[str]:
    """Yield the names of the frames of all positions."""
    if isinstance(value, dict):
        if isinstance(value.get("frame"), str) and isinstance(value.get("coordinates_um"), list):
            yield value["frame"]
        for inner in value.values():
            yield from _named(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _named(inner)
