"""Frames that the source declares, and positions in them.

2.x declares coordinate systems, often with the depth along a track as a fourth axis: here that is the depth of a target
beside its entry. Older versions name a reference point and the axes, and leave open which way they run; so do the
frames that are declared for them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aind_schema.dialects.aind import values
from aind_schema.dialects.aind.procedures import quantities, words
from aind_schema.dialects.aind.procedures.steps import said
from aind_schema.dialects.aind.shared import line
from aind_schema.dialects.tracing import TAG, Leaf

if TYPE_CHECKING:
    from collections.abc import Callable

    from aind_schema.dialects.tracing import Cursor

_PIXEL = "pixel"
_NO_SYSTEM = "no coordinate system of that name is declared"
_NO_TARGET = "only one translation, with at most one rotation, can be placed"
_NO_POINT = "these are not as many lengths as the coordinate system has axes"


def frame_name(name: Any, *, number: int = 1) -> str | None:
    """Return the name of a frame; of several of the same name all but the first have their number in it."""
    stated = values.text(name)
    return stated if stated is None or number == 1 else f"{stated}_{number}"


def frame_unit(unit: Any) -> str | None:
    """Return the unit that positions are written in here: pixels, or micrometres for any length."""
    if unit == _PIXEL:
        return "px"
    return "um" if quantities.micrometers(1, unit) is not None else None


def frame_by_reference(reference: Any, *, axes: str) -> str | None:
    """Return a name for the frame of a reference point and the axes that are given."""
    origin = words.frame_origin(reference)
    return f"{origin}_{axes}" if origin else None


def frame_by_axes(coordinate: Any, *, axes: str) -> str | None:
    """Return a name for the frame of axes whose reference point nobody states."""
    return axes if quantities.number(coordinate) is not None else None


def axis_name(place: str) -> str:
    """Return the name of the axis that the name of a field ends in."""
    name = words.last_key(place).rsplit("_", 1)[-1]
    return name if name == "depth" else name.upper()


def depth_axis(axis: Any) -> str | None:
    """Return what holds the numbers along an axis of depth, counted downwards along a track."""
    if not isinstance(axis, dict) or str(axis.get("name")).lower() != "depth":
        return None
    return "depth_um" if words.axis_direction(axis.get("direction")) == "up-to-down" else None


def no_depth(number: Any) -> str | None:
    """Return what a zero along an axis of depth says: that a point is where its other numbers are."""
    return "depth_um" if quantities.number(number) == 0 else None


def same_frame(system: Any) -> str | None:
    """Return the name of a coordinate system that is declared already, word for word."""
    return frame_name(system.get("name")) if isinstance(system, dict) else None


@dataclass(frozen=True)
class System:
    """A coordinate system of the source, and what its frame is called."""

    source: Cursor
    number: int
    turns: list[Cursor] = field(default_factory=list, compare=False)

    def name(self, reference: Cursor | None = None) -> Leaf | None:
        """Hand out the name of the frame, from a field that refers to it where there is one."""
        stated = reference if reference else self.source["name"]
        made: Leaf | None = stated.via(frame_name, number=self.number)
        return made

    @property
    def axes(self) -> list[Cursor]:
        """The axes that are directions in space."""
        axes = self.source["axes"].each()
        return axes[:-1] if self.counts_depth else axes

    @property
    def counts_depth(self) -> bool:
        """Whether the last axis is the depth along a track."""
        axes = self.source["axes"].each()
        return len(axes) > 1 and depth_axis(axes[-1].value) is not None


@dataclass
class Frames:
    """Gather the frames of a document."""

    _systems: list[System] = field(default_factory=list)
    _contents: dict[str, System] = field(default_factory=dict)
    _trees: dict[str, dict[str, Any]] = field(default_factory=dict)

    def declare(self, source: Cursor, owner: Cursor | None = None) -> System | None:
        """Declare a coordinate system, once where it is repeated; None where it lacks a name, a unit or axes."""
        if not _is_whole(source):
            return None
        content = json.dumps([source[key].value for key in ("name", "origin", "axes", "axis_unit")])
        known = self._contents.get(content)
        if known:
            self._trees[content][TAG].append(source.via(same_frame))
            return known
        number = 1 + sum(system.source["name"].value == source["name"].value for system in self._systems)
        system = System(source, number)
        self._systems.append(system)
        self._contents[content] = system
        self._trees[content] = _frame(system, owner)
        return system

    def declare_local(self, source: Cursor) -> None:
        """Declare the coordinate system of a device, which 2.2 states under its older name too."""
        for each in (source["local_coordinate_system"], source["coordinate_system"]):
            if each:
                self.declare(each)

    def reference(self, reference: Cursor, axes: list[Cursor]) -> Leaf | None:
        """Declare the frame of a reference point and coordinates, and hand out its name."""
        label = "_".join(axis.key(axis_name).value for axis in axes)
        name = reference.via(frame_by_reference, axes=label) if reference else axes[0].via(frame_by_axes, axes=label)
        if name and name.value not in self._trees:
            self._trees[name.value] = {
                "name": name,
                "origin": reference.via(words.frame_origin),
                "axes": [{"name": axis.key(axis_name)} for axis in axes],
            }
        return name if isinstance(name, Leaf) else None

    def trees(self) -> list[dict[str, Any]]:
        """Return the frames in the order in which they were declared, with what is said of the angles in them."""
        for content, system in self._contents.items():
            self._trees[content]["angles"] = _convention(system)
        return list(self._trees.values())


@dataclass(frozen=True)
class Scope:
    """What holds at a place of the document: the coordinate systems, and the zone of times without an offset."""

    frames: Frames
    zone: str | None
    systems: tuple[System, ...] = ()

    def within(self, source: Cursor) -> Scope:
        """Return the scope of an object, with the coordinate system that it declares in front."""
        stated = (source["global_coordinate_system"], source["coordinate_system"])
        found = tuple(system for each in stated if each and (system := self.frames.declare(each)))
        return Scope(self.frames, self.zone, found + self.systems)

    def system(self, name: Cursor | None = None) -> System | None:
        """Return the coordinate system of a name, or the nearest one."""
        if name:
            return next((each for each in self.systems if each.source["name"].value == name.value), None)
        return self.systems[0] if self.systems else None


def position(translation: Cursor, system: System | None, name: Cursor | None = None) -> dict[str, Any] | None:
    """Map a point in a coordinate system that counts in lengths, without its depth."""
    numbers = _numbers(translation, system)
    count = len(system.axes) if system else 0
    depth = [
        each.via(no_depth) for each in translation["translation"].items()[count:] if system and system.counts_depth
    ]
    if system is None or len(numbers) - len(depth) != count or None in depth:
        translation.leave(_NO_SYSTEM if system is None else _NO_POINT)
        return None
    return {"frame": system.name(name), "coordinates_um": numbers[:count], TAG: [*_said_of(translation), *depth]}


def target(
    transforms: Cursor, system: System | None, name: Cursor | None = None, *, entry: bool = False
) -> dict[str, Any]:
    """Map a translation with its rotation: a point, or the entry with the depth along the track, and the angles."""
    listed = transforms.each()
    moves, turns = ([each for each in listed if each[key]] for key in ("translation", "angles"))
    if system is None or len(moves) != 1 or len(turns) > 1:
        transforms.leave(_NO_SYSTEM if system is None else _NO_TARGET)
        return {}
    numbers = _numbers(moves[0], system)
    count = len(system.axes)
    if len(numbers) not in (count, count + system.counts_depth):
        transforms.leave(_NO_POINT)
        return {}
    system.turns.extend(turns)
    point = {"frame": system.name(name), "coordinates_um": numbers[:count]}
    return {
        "entry" if entry or system.counts_depth else "position": point,
        "depth_um": numbers[count] if len(numbers) > count else None,
        "angles_deg": [angle for turn in turns for angle in _angles(turn, count)],
        TAG: [word for each in listed for word in _said_of(each)],
    }


def stereotaxic(source: Cursor, prefix: str, depth: Cursor | None, frames: Frames) -> dict[str, Any]:
    """Map coordinates of the versions before 2: AP and ML from a reference point, with a depth or DV.

    Where the depth is counted apart, AP and ML are those of the entry.
    """
    ap, ml = source[f"{prefix}_ap"], source[f"{prefix}_ml"]
    unit, reference = source[f"{prefix}_unit"], source[f"{prefix}_reference"]
    down = (
        depth.via(quantities.depth, unit, stated="millimeter") if depth and depth.path[-1] != f"{prefix}_dv" else None
    )
    axes = [ap, ml] if down or not depth else [ap, ml, depth]
    numbers = [axis.via(quantities.coordinate, unit, stated="millimeter") for axis in axes]
    point = {}
    if None not in numbers and (name := frames.reference(reference, axes)):
        point = {"entry" if down else "position": {"frame": name, "coordinates_um": numbers}}
    return {**point, "depth_um": down}


def _is_whole(source: Cursor) -> bool:
    """Tell whether a coordinate system has a name, a unit, and axes with names: all that positions need."""
    axes, stated = source["axes"].value, (source["name"].value, *(each["name"].value for each in source["axes"].each()))
    named = isinstance(axes, list) and len(stated) == len(axes) + 1 and all(isinstance(each, str) for each in stated)
    return bool(axes) and named and frame_unit(source["axis_unit"].value) is not None


def _frame(system: System, owner: Cursor | None) -> dict[str, Any]:
    source = system.source
    origin = source["origin"]
    depth = source["axes"].each()[-1:] if system.counts_depth else []
    return {
        "name": system.name(),
        "origin": None if isinstance(origin.value, dict) else origin.via(words.frame_origin, source["name"]),
        "origin_of": line(origin["name"]) or (line(owner) if owner else None),
        "axes": [
            {
                "name": line(axis["name"]),
                "direction": axis["direction"].via(words.axis_direction),
                TAG: said(axis, "object_type"),
            }
            for axis in system.axes
        ],
        "unit": source["axis_unit"].via(frame_unit),
        "atlas": {"name": source["name"].via(words.atlas_name), "release": line(source["version"])},
        TAG: [*said(source, "object_type"), *(axis.via(depth_axis) for axis in depth)],
    }


def _numbers(translation: Cursor, system: System | None) -> list[Leaf]:
    """Return the numbers of a translation in micrometres, or none unless all of them are such."""
    listed, along = translation["translation"], translation["reference_coordinate_system"]
    if system is None or not isinstance(listed.value, list) or (along and words.fixed_axes(along.value) is None):
        return []
    made = [each.via(quantities.coordinate, system.source["axis_unit"]) for each in listed.each()]
    return made if len(made) == len(listed.value) and None not in made else []


def _said_of(transform: Cursor) -> list[Leaf | None]:
    """Account for what a translation or rotation says of itself: its type, and that the axes of the frame hold."""
    along = transform["reference_coordinate_system"]
    return [*said(transform, "object_type"), along.via(words.fixed_axes) if transform["translation"] else None]


def _convention(system: System) -> dict[str, Any]:
    """Map what the source says of angles, where all angles in the frame say the same."""
    names = [axis["name"].value for axis in system.axes]
    return {
        "axes": _agreed(system.turns, "axis_order", words.turned_axes, names=names) or [],
        "composition": _agreed(system.turns, "reference_coordinate_system", words.rotation_composition),
        "sense": _agreed(system.turns, "rotation_direction", words.rotation_sense),
    }


def _agreed(turns: list[Cursor], key: str, function: Callable[..., Any], **options: Any) -> Any:
    stated = [turn[key] for turn in turns]
    return stated[0].via(function, *stated[1:], **options) if stated else None


def _angles(turn: Cursor, axes: int) -> list[Leaf]:
    return turn["angles"].via(quantities.rotation, turn["angles_unit"], axes=axes) or []
