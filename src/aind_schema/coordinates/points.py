"""Numbers that points are made of, as they come in."""

from __future__ import annotations

import math
from numbers import Real
from typing import TYPE_CHECKING

from aind_schema.coordinates.faults import NoArithmetic

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aind_schema.parts.coordinates import CoordinateFrame


def coordinates_in(frame: CoordinateFrame, point: Iterable[object], *, what: str = "point") -> tuple[float, ...]:
    """Return the coordinates of a point as floats, one for each axis of its frame."""
    found = floats(point, what)
    if len(found) != len(frame.axes):
        raise NoArithmetic(
            f'the {what} has {len(found)} coordinates, and "{frame.name}" has {len(frame.axes)} axes: '
            f"{', '.join(axis.name for axis in frame.axes)}"
        )
    return found


def floats(values: Iterable[object], what: str) -> tuple[float, ...]:
    """Return finite numbers as floats; texts, truth values and whatever else are none."""
    try:
        listed = list(values)
    except TypeError:
        raise NoArithmetic(f"the {what} is {values!r}; give a list of numbers") from None
    return tuple(_finite(value, what) for value in listed)


def _finite(value: object, what: str) -> float:
    if not isinstance(value, bool) and isinstance(value, Real):
        try:
            found = float(value)
        except OverflowError:  # a whole number beyond all floats
            found = math.inf
        if math.isfinite(found):
            return found
    raise NoArithmetic(f"the {what} holds {value!r}; give finite numbers")
