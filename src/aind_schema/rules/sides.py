"""Whether what is said to be on one side has its coordinates there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aind_schema.coordinates.frames import line
from aind_schema.parts.coordinates import Target
from aind_schema.rules.heads import lies_on_midline, volume
from aind_schema.rules.points import end_of_track, fits, frames_of, numbers, steps_of_targets
from aind_schema.rules.registry import Finding, rule
from aind_schema.rules.walking import models

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aind_schema.parts.coordinates import CoordinateFrame, ImagePosition, Position
    from aind_schema.parts.procedures.step import Step
    from aind_schema.records.procedures import Procedures

#: What labs call the axis between the sides, also where they don't say which of them is positive.
_SIDEWAYS = "ML"
#: So near to the midline, in micrometres, a point is on no side; and so far from it, it is not on the midline.
_NEAR, _FAR = 100, 1000


class Side(NamedTuple):
    """Tell which side a target is said to be on, and how far to the right of the midline a point of it lies.

    The offset is None where that can't be told; where nobody knows which side of the frame is positive, it may be meant
    to the left. The point may lie elsewhere by the slack.
    """

    place: str
    said: str
    offset: float | None
    slack: float
    frame: str
    signed: bool


@rule("hemisphere-differs", "warning")
def hemisphere_differs(procedures: Procedures) -> Iterator[Finding]:
    """Check that a target on the left has its coordinates on the left, and one on the right on the right.

    What it means: `hemisphere` of the target or of its step, or `relative_position` of the step, says one side, and the
    point lies on the other, by more than 0.1 mm and the uncertainty; or it says the midline, and the point is more than
    1 mm away. Of a track it is the end that counts; where that can't be computed, it is told if no angle leads across.
    Where an axis ML has no direction, the first such target of the frame tells which side is positive for the others.

    Why it matters: a sign was lost, or the axis of the frame points the other way. Everything that is computed from the
    point is on the wrong side of the brain.

    Before:

        coordinate_frames:
          - name: bregma
            origin: bregma
            axes: [{name: AP}, {name: ML, direction: left-to-right}]
        subject_procedures:
          - kind: brain_injection
            targets:
              - hemisphere: left
                position: {frame: bregma, coordinates_um: [-2000, 1500]}

    After:

        coordinate_frames:
          - name: bregma
            origin: bregma
            axes: [{name: AP}, {name: ML, direction: left-to-right}]
        subject_procedures:
          - kind: brain_injection
            targets:
              - hemisphere: left
                position: {frame: bregma, coordinates_um: [-2000, -1500]}
    """
    signs: dict[str, int] = {}
    for side in sides(procedures):
        allowed = side.slack + (_FAR if side.said == "midline" else _NEAR)
        if side.offset is None or abs(side.offset) <= allowed:
            continue
        found = "right" if side.offset > 0 else "left"
        if not side.signed and side.said != "midline":
            # The first gives the frame its sign; the others are held against it.
            sign = signs.setdefault(side.frame, 1 if side.said == found else -1)
            found = found if sign > 0 else _OTHER[found]
        if side.said != found:
            where = f", and the point lies {_PLACES[found]}" if side.signed else ", unlike other targets of this sign"
            message = f"this is said to be {_PLACES[side.said]}{where}"
            yield Finding(procedures, side.place, message, "look at the sign and at the axis")


def sides(procedures: Procedures) -> Iterator[Side]:
    """Yield what is said of the side of each target, with each of its points."""
    steps, frames = steps_of_targets(procedures), frames_of(procedures)
    for place, target in models(procedures, Target):
        for said in _said(target, steps.get(place)):
            for field, position, values, slack in _points(target, frames):
                frame, unit = frames.get(position.frame), numbers(position)[0]
                slack = max(slack, target.uncertainty_um or 0)
                at = _across(frame) if frame and fits(frame, position) else None
                if frame is None or at is None:
                    yield Side(f"{place}/{field}", said, None, slack, position.frame, signed=False)
                else:
                    signed, offset = line(frame.axes[at]) is not None, _offset(frame, at, values[at])
                    yield Side(f"{place}/{field}/{unit}/{at}", said, offset, slack, frame.name, signed)


_PLACES = {"left": "on the left", "right": "on the right", "midline": "on the midline"}
_OTHER = {"left": "right", "right": "left"}


def _said(target: Target, step: Step | None) -> set[str]:
    """Return the sides that a target and its step name, where they name one."""
    of_step = {each.hemisphere for each in getattr(step, "targets", ()) if each.hemisphere}
    words = {target.hemisphere} if target.hemisphere else of_step
    beside = set(getattr(step, "relative_position", ())) & {"left", "right"}
    return {word for found in (words, beside) if len(found) == 1 for word in found if word in _PLACES}


def _points(
    target: Target, frames: Mapping[str, CoordinateFrame]
) -> Iterator[tuple[str, Position | ImagePosition, tuple[float, ...], float]]:
    """Yield the points of a target: the field, what it holds, the coordinates, and how far off these may be."""
    if target.position:
        yield "position", target.position, target.position.coordinates_um, 0
    if target.image_position:
        yield "image_position", target.image_position, target.image_position.coordinates_px, 0
    if target.entry is None:
        return
    stated = target.entry.coordinates_um
    if end := end_of_track(target, frames):
        yield "entry", target.entry, end, 0
    elif not any(target.angles_deg):
        yield "entry", target.entry, stated, 0
    elif target.depth_um is not None:
        yield "entry", target.entry, stated, abs(target.depth_um)


def _across(frame: CoordinateFrame) -> int | None:
    """Return the place of the axis between left and right: by its direction, or by its name where it has none."""
    known = [line(axis) for axis in frame.axes]
    names = [found.name if found else axis.name for found, axis in zip(known, frame.axes, strict=True)]
    across = [at for at, name in enumerate(names) if name in ("left-right", _SIDEWAYS)]
    return across[0] if len(across) == 1 else None


def _offset(frame: CoordinateFrame, at: int, value: float) -> float | None:
    """Return how far to the right of the midline a coordinate is, in micrometres."""
    size, found = volume(frame), line(frame.axes[at])
    spacing = frame.grid.spacing_um if frame.grid else ()
    pixel = 1 if frame.unit != "px" else spacing[at] if len(spacing) == len(frame.axes) else None
    middle = size[at] / 2 if size and frame.origin == "atlas-corner" else 0 if lies_on_midline(frame) else None
    if middle is None or pixel is None:
        return None
    return (found.sign if found else 1) * (value - middle) * pixel
