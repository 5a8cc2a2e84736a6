"""Where the points of a document stand: as they are given, and as the ends of tracks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aind_schema.coordinates import NoArithmetic, tip
from aind_schema.parts.coordinates import CoordinateFrame, ImagePosition, Position, Target
from aind_schema.parts.procedures.implanting import (
    CatheterImplant,
    FiberImplant,
    GroundWire,
    MuscleArrayInsertion,
    ProbeImplant,
)
from aind_schema.parts.procedures.injections import BrainInjection, Injection
from aind_schema.parts.procedures.step import Step
from aind_schema.rules.walking import models

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aind_schema.records.procedures import Procedures
    from aind_schema.rules.heads import Part


class Point(NamedTuple):
    """Hold a point with the place of its numbers, and the part of the body in which it must lie."""

    place: str
    frame: CoordinateFrame
    values: tuple[float, ...]
    part: Part


def frames_of(procedures: Procedures) -> dict[str, CoordinateFrame]:
    """Return the frames by name; of two with one name the first."""
    found: dict[str, CoordinateFrame] = {}
    for _, frame in models(procedures, CoordinateFrame):
        found.setdefault(frame.name, frame)
    return found


def frame_of(target: Target, frames: Mapping[str, CoordinateFrame]) -> CoordinateFrame | None:
    """Return the frame of a target's entry or position."""
    stated = target.entry or target.position
    return frames.get(stated.frame) if stated else None


def positions(procedures: Procedures) -> Iterator[tuple[str, Position | ImagePosition]]:
    """Return all positions, in micrometres and in pixels."""
    return models(procedures, Position, ImagePosition)


def numbers(position: Position | ImagePosition) -> tuple[str, tuple[float, ...]]:
    """Return the coordinates of a position, with the field that holds them."""
    if isinstance(position, Position):
        return "coordinates_um", position.coordinates_um
    return "coordinates_px", position.coordinates_px


def points(procedures: Procedures) -> Iterator[Point]:
    """Yield the points that are given with a number for each axis, in frames of their unit."""
    frames, steps = frames_of(procedures), steps_of_targets(procedures)
    for place, position in positions(procedures):
        frame, (field, values) = frames.get(position.frame), numbers(position)
        if frame and values and fits(frame, position):
            target, _, role = place.rpartition("/")
            part = part_of(steps.get(target))
            # A track enters at the bone.
            yield Point(f"{place}/{field}", frame, values, "head" if role == "entry" and part == "brain" else part)


def tips(procedures: Procedures) -> Iterator[Point]:
    """Yield the ends of the tracks that can be computed, each at the place of its depth."""
    frames, steps = frames_of(procedures), steps_of_targets(procedures)
    for place, target in models(procedures, Target):
        if target.entry and (end := end_of_track(target, frames)):
            yield Point(f"{place}/depth_um", frames[target.entry.frame], end, part_of(steps.get(place)))


def end_of_track(target: Target, frames: Mapping[str, CoordinateFrame]) -> tuple[float, ...] | None:
    """Return where a track ends in the frame of its entry, or None where that can't be computed."""
    frame = frames.get(target.entry.frame) if target.entry else None
    if target.entry is None or target.depth_um is None or frame is None or not fits(frame, target.entry):
        return None
    # Angles that nobody stated need not be zero.
    if frame.angles and frame.angles.axes and not target.angles_deg:
        return None
    try:
        return tip(target.entry.coordinates_um, target.angles_deg, target.depth_um, frame)
    except NoArithmetic:
        return None


def fits(frame: CoordinateFrame, position: Position | ImagePosition) -> bool:
    """Tell whether a position has the unit of its frame, and a number for each axis."""
    unit = "um" if isinstance(position, Position) else "px"
    return (frame.unit or "um") == unit and len(numbers(position)[1]) == len(frame.axes)


def steps_of_targets(procedures: Procedures) -> dict[str, Step]:
    """Return the step that each target belongs to, by the place of the target."""
    # The steps of a surgery come after it, and so the innermost is kept.
    return {place + inner: step for place, step in models(procedures, Step) for inner, _ in models(step, Target)}


def part_of(step: Step | None) -> Part:
    """Return the part of the body in which the targets of a step lie; the head where it is not told."""
    if isinstance(step, BrainInjection | ProbeImplant | FiberImplant):
        return "brain"
    elsewhere = isinstance(step, GroundWire | MuscleArrayInsertion | CatheterImplant | Injection)
    return "body" if elsewhere or getattr(step, "body_part", None) else "head"
