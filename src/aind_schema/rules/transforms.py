"""Whether the transforms of a document can be computed, and do not contradict each other."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from aind_schema.coordinates import ManyPaths, NoArithmetic, NoPath
from aind_schema.coordinates.network import Network
from aind_schema.coordinates.routes import route_through
from aind_schema.coordinates.steps import compiled, is_arithmetic
from aind_schema.parts.coordinates import Transform
from aind_schema.rules.points import frames_of
from aind_schema.rules.registry import Finding, rule
from aind_schema.rules.walking import models

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aind_schema.parts.coordinates import CoordinateFrame
    from aind_schema.records.procedures import Procedures


@rule("faulty-transform", "warning")
def faulty_transform(procedures: Procedures) -> Iterator[Finding]:
    """Check that a transform can be computed with the frames that it names.

    What it means: its steps do not fit each other or the frames, or they leave open what they mean; or it leads from a
    frame to itself; or it has no step, and the frames are not the same.

    Why it matters: nobody can follow it. A transform without steps is followed, and leaves the numbers as they are,
    which places points of one frame wrongly in the other.

    Before:

        coordinate_frames:
          - {name: bregma, origin: bregma, axes: [{name: AP}, {name: ML}]}
          - {name: lambda, origin: lambda, axes: [{name: AP}, {name: ML}]}
        transforms:
          - from_frame: bregma
            to_frame: lambda
            steps: [{kind: translation, offset_um: [4200]}]

    After:

        coordinate_frames:
          - {name: bregma, origin: bregma, axes: [{name: AP}, {name: ML}]}
          - {name: lambda, origin: lambda, axes: [{name: AP}, {name: ML}]}
        transforms:
          - from_frame: bregma
            to_frame: lambda
            steps: [{kind: translation, offset_um: [4200, 0]}]
    """
    frames = frames_of(procedures)
    for place, each in models(procedures, Transform):
        if message := _fault(each, frames):
            yield Finding(procedures, f"{place}/steps", message, "say in steps how to come from one frame to the other")


@rule("transforms-differ", "warning")
def transforms_differ(procedures: Procedures) -> Iterator[Finding]:
    """Check that all that leads from one frame to another gives the same point.

    What it means: two transforms, or two ways along several of them, forwards or back, put a point in different places;
    or a transform differs from what the axes of two frames with one origin say. Deformation fields are left out. The
    first such contradiction is told.

    Why it matters: where a point ends up depends on the way that a program takes. An old registration was left beside
    a new one, or one of the two is the inverse of what it is said to be.

    Before:

        coordinate_frames:
          - {name: bregma, origin: bregma, axes: [{name: AP}, {name: ML}]}
          - {name: lambda, origin: lambda, axes: [{name: AP}, {name: ML}]}
        transforms:
          - from_frame: bregma
            to_frame: lambda
            steps: [{kind: translation, offset_um: [4200, 0]}]
          - from_frame: lambda
            to_frame: bregma
            steps: [{kind: translation, offset_um: [4200, 0]}]

    After:

        coordinate_frames:
          - {name: bregma, origin: bregma, axes: [{name: AP}, {name: ML}]}
          - {name: lambda, origin: lambda, axes: [{name: AP}, {name: ML}]}
        transforms:
          - from_frame: bregma
            to_frame: lambda
            steps: [{kind: translation, offset_um: [4200, 0]}]
    """
    frames = frames_of(procedures)
    sound = [
        (place, each)
        for place, each in models(procedures, Transform)
        if frames.keys() >= {each.from_frame, each.to_frame} and is_arithmetic(each) and not _fault(each, frames)
    ]
    network = Network(frames.values(), [each for _, each in sound])
    for place, each in sound:
        try:
            route_through(network, each.from_frame, each.to_frame)
        except ManyPaths as fault:
            message = f"another way leads elsewhere: {_told(fault)}"
            yield Finding(procedures, place, message, "keep the one that is right")
            # Whatever else leads through these frames disagrees as well.
            return
        except (NoArithmetic, NoPath):
            continue


def _fault(declared: Transform, frames: Mapping[str, CoordinateFrame]) -> str | None:
    """Say why a transform can't be followed, if so; those between unknown frames are left to another rule."""
    start, end = frames.get(declared.from_frame), frames.get(declared.to_frame)
    if start is None or end is None:
        return None
    if start is end:
        return "the transform leads from a frame to itself"
    if not declared.steps and _meaning(start) != _meaning(end):
        return "the transform has no step, and the frames are not the same"
    try:
        if is_arithmetic(declared):
            compiled(declared, start, end)
    except NoArithmetic as fault:
        return f"the transform can't be computed: {_told(fault)}"
    return None


def _meaning(frame: CoordinateFrame) -> tuple[object, ...]:
    """Return what makes the numbers of two frames the same."""
    directions = [axis.direction for axis in frame.axes]
    return frame.origin, frame.origin_of, frame.atlas, frame.levelling, frame.unit or "um", directions, frame.grid


def _told(fault: Exception) -> str:
    """Quote what the arithmetic says, which names frames, axes and files of the document."""
    return json.dumps(str(fault).replace('"', "'"), ensure_ascii=False)
