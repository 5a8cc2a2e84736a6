"""Positions and targets as a record states them, with the frames and transforms that it declares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from pydantic import ValidationError

from aind_schema.coordinates.faults import NoArithmetic
from aind_schema.coordinates.routes import transform
from aind_schema.coordinates.tracks import tip
from aind_schema.errors import UnknownTerm
from aind_schema.parts.coordinates import ImagePosition, Position
from aind_schema.spelling import nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aind_schema.parts.coordinates import CoordinateFrame, Target, Transform


class Declaring(Protocol):
    """A record that declares frames, and transforms between them."""

    @property
    def coordinate_frames(self) -> Sequence[CoordinateFrame]:
        """Frames by whose names positions and transforms refer to them."""

    @property
    def transforms(self) -> Sequence[Transform]:
        """What leads from one frame to another."""


def restate(position: Position | ImagePosition, to: str, record: Declaring) -> Position | ImagePosition:
    """Return a position in another frame of its record, in micrometres or pixels as that frame has it."""
    given, unit = (position.coordinates_um, "um") if isinstance(position, Position) else (position.coordinates_px, "px")
    here = _frame(record, position.frame)
    if (here.unit or "um") != unit:
        raise NoArithmetic(f'the position is in {unit}, and the frame "{here.name}" in {here.unit or "um"}')
    found = transform(given, position.frame, to, record.coordinate_frames, record.transforms)
    return _placed(_frame(record, to), found)


def tip_of(target: Target, record: Declaring) -> Position:
    """Return where the track of a target ends, from its entry, angles and depth."""
    entry, depth = target.entry, target.depth_um
    if entry is None or depth is None:
        raise NoArithmetic("the target needs an `entry` and a `depth_um` for its track to have an end")
    frame = _frame(record, entry.frame)
    turns = frame.angles.axes if frame.angles else ()
    if turns and "angles_deg" not in target.model_fields_set:
        raise NoArithmetic("the target does not state its `angles_deg`; give zeros if nothing was tilted")
    return cast("Position", _placed(frame, tip(entry.coordinates_um, target.angles_deg, depth, frame)))


def _placed(frame: CoordinateFrame, point: tuple[float, ...]) -> Position | ImagePosition:
    try:
        if frame.unit == "px":
            return ImagePosition(frame=frame.name, coordinates_px=point)
        return Position(frame=frame.name, coordinates_um=point)
    except ValidationError:
        raise NoArithmetic(f"the point {point} lies further out than any position can") from None


def _frame(record: Declaring, name: str) -> CoordinateFrame:
    known = {each.name: each for each in record.coordinate_frames}
    if name not in known:
        raise UnknownTerm("frames", name, nearest(name, known))
    return known[name]
