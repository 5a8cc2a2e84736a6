"""Which frames differ in nothing but the order and signs of their axes and the size of their pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aind_schema.coordinates.frames import CORNERS, LANDMARKS, lines
from aind_schema.coordinates.maps import Map, inverse, scaling, shift

if TYPE_CHECKING:
    from aind_schema.parts.coordinates import CoordinateFrame

#: Axes that lead to the left on one side and to the right on the other: two of them need not be the same.
_TWO_SIDED = "medial-lateral"
_UNLEVELLED = "not-levelled"


def between(start: CoordinateFrame, end: CoordinateFrame) -> Map | None:
    """Return the map between two frames that are akin, or None where they are not known to be."""
    if apart(start, end):
        return None
    there, back = _from_corner(start), _from_corner(end)
    back = inverse(back) if back else None
    return there.then(_reordered(start, end)).then(back) if there and back else None


def apart(one: CoordinateFrame, other: CoordinateFrame) -> str | None:
    """Say why two frames are not known to be akin; None where they are."""
    for differ in (_origins_differ, _axes_differ, _levels_differ, _grids_differ):
        if told := differ(one, other):
            return told
    return None


def _origins_differ(one: CoordinateFrame, other: CoordinateFrame) -> str | None:
    if one.origin is None or one.origin != other.origin:
        return "their origins differ, or are not stated"
    if one.origin_of != other.origin_of:
        return "the `origin_of` of one is not that of the other"
    if _atlas(one) != _atlas(other):
        return "the `atlas` of one, with its release, is not that of the other"
    single = one.origin in LANDMARKS or one.origin.startswith("between-") or one.origin_of is not None
    if single or (one.origin == "atlas-corner" and one.atlas is not None):
        return None
    return f"they do not say whose {one.origin} is meant, in `origin_of`"


def _levels_differ(one: CoordinateFrame, other: CoordinateFrame) -> str | None:
    if one.levelling != other.levelling:
        return "the `levelling` of one is not that of the other"
    # An atlas holds its head in one way only; how a spine is held has no word.
    if one.origin in LANDMARKS and one.atlas is None and one.levelling in (None, _UNLEVELLED):
        return "they do not say in `levelling` how the head was held, so their axes may be tilted"
    return None


def _axes_differ(one: CoordinateFrame, other: CoordinateFrame) -> str | None:
    old, new = lines(one), lines(other)
    if old is None or new is None or _TWO_SIDED in old:
        return "not all of their axes say to which side they lead"
    if old.keys() != new.keys():
        return "their axes do not lie on the same lines"
    if one.origin in CORNERS and any(old[name][1] != new[name][1] for name in old):
        return "an axis that leads the other way starts at another corner"
    return None


def _grids_differ(one: CoordinateFrame, other: CoordinateFrame) -> str | None:
    for frame in (one, other):
        if _from_corner(frame) is None:
            return f'"{frame.name}" does not say the size of its pixels and which point of the first is zero, in `grid`'
    return None


def _atlas(frame: CoordinateFrame) -> tuple[str, str | None] | None:
    """Return name and release: how else an atlas is referred to says nothing about its coordinates."""
    return (frame.atlas.name, frame.atlas.release) if frame.atlas else None


def _reordered(start: CoordinateFrame, end: CoordinateFrame) -> Map:
    """Return the map that puts coordinates into the order and signs of another frame's axes."""
    old, new = lines(start) or {}, lines(end) or {}
    rows = [[0.0] * len(old) for _ in new]
    for name, (place, sign) in new.items():
        rows[place][old[name][0]] = float(sign * old[name][1])
    return Map(tuple(map(tuple, rows)), (0.0,) * len(rows))


def _from_corner(frame: CoordinateFrame) -> Map | None:
    """Return the map to micrometres from the origin: from pixels, and from the first one's centre to its corner."""
    size, grid = len(frame.axes), frame.grid
    if frame.unit != "px" and frame.origin not in CORNERS:
        return scaling([1.0] * size)
    spacing = [float(value) for value in grid.spacing_um] if grid else []
    usable = len(spacing) == size and min(spacing, default=0.0) > 0
    zero = grid.zero if grid else None
    if frame.unit != "px" and zero == "corner":
        return scaling([1.0] * size)
    half = {"corner": 0.0, "centre": 0.5}.get(zero or "")
    if not usable or half is None:
        return None
    in_pixels = shift([half] * size).then(scaling(spacing))
    return in_pixels if frame.unit == "px" else shift([half * value for value in spacing])
