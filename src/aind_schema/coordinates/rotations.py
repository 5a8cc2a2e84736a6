"""Turns about named axes, by the convention that is written with them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from aind_schema.coordinates.faults import NoArithmetic
from aind_schema.coordinates.frames import handedness
from aind_schema.coordinates.maps import Map, identity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aind_schema.parts.coordinates import AngleConvention, CoordinateFrame, Rotation

#: Cosine and sine of quarter turns, which floats would miss by a little.
_QUARTERS = {0.0: (1.0, 0.0), 90.0: (0.0, 1.0), 180.0: (-1.0, 0.0), 270.0: (0.0, -1.0)}


def rotation(frame: CoordinateFrame, convention: AngleConvention | Rotation, angles_deg: Sequence[float]) -> Map:
    """Return the map that turns points by some angles about the origin of a frame of three axes, or of two."""
    if len(frame.axes) == 2:
        return _in_plane(frame, convention, angles_deg)
    if len(frame.axes) != 3:
        raise NoArithmetic(f'the frame "{frame.name}" has {len(frame.axes)} axes; rotations need two or three')
    if len(angles_deg) != len(convention.axes):
        wanted = ", ".join(convention.axes) or "no axis"
        raise NoArithmetic(
            f'{len(angles_deg)} angles are given in "{frame.name}", whose convention turns about {wanted}'
        )
    towards = _sense(frame, convention.sense)
    turned = identity(3)
    for name, angle in zip(convention.axes, angles_deg, strict=True):
        turn = _turn(_place(frame, name), towards * angle)
        turned = turned.then(turn) if _stand_still(convention.composition, angles_deg) else turn.then(turned)
    return turned


def _in_plane(frame: CoordinateFrame, convention: AngleConvention | Rotation, angles_deg: Sequence[float]) -> Map:
    """Return the turn that leads from the first axis of a plane to its second: it has no axis to name, and no hand."""
    if convention.axes or len(angles_deg) != 1 or convention.sense != "axis-order":
        raise NoArithmetic(
            f'the frame "{frame.name}" has two axes; give one angle with the sense "axis-order", and name no axis'
        )
    turn = _turn(2, angles_deg[0])
    return Map(tuple(row[:2] for row in turn.rows[:2]), (0.0, 0.0))


def _stand_still(composition: str | None, angles_deg: Sequence[float]) -> bool:
    """Tell whether the axes of later turns stand still; with one angle there is no later turn."""
    if composition in ("extrinsic", "intrinsic"):
        return composition == "extrinsic"
    if len(angles_deg) < 2:
        return True
    raise NoArithmetic("several angles need a composition; say whether they are extrinsic or intrinsic")


def _sense(frame: CoordinateFrame, sense: str | None) -> int:
    """Return 1 where positive angles turn each axis towards the next one of the frame, else -1."""
    if sense == "axis-order":
        return 1
    if sense not in ("right-hand", "left-hand"):
        raise NoArithmetic(f'the angles in "{frame.name}" have no sense; say which way a positive angle turns')
    hand = handedness(frame)
    if hand is None:
        raise NoArithmetic(
            f'the axes of "{frame.name}" make neither a right nor a left hand; use the sense "axis-order"'
        )
    return 1 if sense == f"{hand}-hand" else -1


def _place(frame: CoordinateFrame, name: str) -> int:
    names = [axis.name for axis in frame.axes]
    if names.count(name) != 1:
        raise NoArithmetic(f'the frame "{frame.name}" has no one axis "{name}"; its axes are {", ".join(names)}')
    return names.index(name)


def _turn(axis: int, angle_deg: float) -> Map:
    """Return the turn about one of three axes that leads the next axis to the one after it."""
    radians = math.radians(angle_deg)
    cosine, sine = _QUARTERS.get(angle_deg % 360) or (math.cos(radians), math.sin(radians))
    rows = [list(row) for row in identity(3).rows]
    first, second = (axis + 1) % 3, (axis + 2) % 3
    rows[first][first], rows[first][second] = cosine, -sine
    rows[second][first], rows[second][second] = sine, cosine
    return Map(tuple(map(tuple, rows)), (0.0, 0.0, 0.0))
