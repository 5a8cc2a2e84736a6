"""What the axes of a frame say: the line of each, its sign, and the hand of all three."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aind_schema.coordinates.faults import NoArithmetic

if TYPE_CHECKING:
    from aind_schema.parts.coordinates import Axis, CoordinateFrame

#: The line and the sign of each direction. The three lines of a body, and the three of a device, are in such an order
#: that their positive directions make a right hand.
_DIRECTIONS = {
    "left-to-right": ("left-right", 1),
    "right-to-left": ("left-right", -1),
    "posterior-to-anterior": ("posterior-anterior", 1),
    "anterior-to-posterior": ("posterior-anterior", -1),
    "inferior-to-superior": ("inferior-superior", 1),
    "superior-to-inferior": ("inferior-superior", -1),
    "medial-to-lateral": ("medial-lateral", 1),
    "back-to-front": ("back-front", 1),
    "front-to-back": ("back-front", -1),
    "down-to-up": ("down-up", 1),
    "up-to-down": ("down-up", -1),
    "increasing-index": ("index", 1),
    "decreasing-index": ("index", -1),
}
_BODY = ("left-right", "posterior-anterior", "inferior-superior")
_DEVICE = ("left-right", "back-front", "down-up")

#: Origins of which a body has one.
LANDMARKS = frozenset({"bregma", "lambda", "ear-bars", "anterior-commissure"})
#: Origins that lie at the beginning of all axes: where an axis points the other way, they are another corner.
CORNERS = frozenset({"atlas-corner", "image-corner"})


class Line(NamedTuple):
    """Tell which line an axis lies on, and the sign of its positive side."""

    name: str
    sign: int


def line(axis: Axis) -> Line | None:
    """Return the line of an axis, or None where the axis does not tell."""
    if axis.direction not in _DIRECTIONS:
        return None
    name, sign = _DIRECTIONS[axis.direction]
    # Which way the pixels are counted is no line of its own: only the name tells these axes apart.
    return Line(f"index {axis.name}" if name == "index" else name, sign)


def lines(frame: CoordinateFrame) -> dict[str, tuple[int, int]] | None:
    """Return the place and sign of each line in a frame, or None where an axis does not tell or two share a line."""
    found = [line(axis) for axis in frame.axes]
    known = {each.name: (place, each.sign) for place, each in enumerate(found) if each is not None}
    return known if len(known) == len(frame.axes) else None


def direction_in(frame: CoordinateFrame, direction: str) -> tuple[float, ...]:
    """Return a direction such as `superior-to-inferior` as a vector of length one in the frame's coordinates."""
    name, sign = _DIRECTIONS.get(direction, (direction, 0))
    known = lines(frame) or {}
    if name not in known or name == "index":
        raise NoArithmetic(f'the frame "{frame.name}" has no axis along which "{direction}" lies')
    place, positive = known[name]
    return tuple(float(sign * positive) if i == place else 0.0 for i in range(len(frame.axes)))


def handedness(frame: CoordinateFrame) -> str | None:
    """Return `right` or `left` for three axes whose directions are known, else None."""
    known = lines(frame) or {}
    for right in (_BODY, _DEVICE):
        if known.keys() == set(right):
            places = [known[name][0] for name in right]
            signs = [known[name][1] for name in right]
            return "right" if _parity(places) * signs[0] * signs[1] * signs[2] > 0 else "left"
    return None


def _parity(places: list[int]) -> int:
    """Return 1 for an even permutation and -1 for an odd one."""
    swaps = sum(places[i] > places[j] for i in range(len(places)) for j in range(i + 1, len(places)))
    return -1 if swaps % 2 else 1
