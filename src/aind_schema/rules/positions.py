"""Whether points lie where the subject is."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from aind_schema.coordinates.frames import CORNERS, LANDMARKS, lines
from aind_schema.parts.coordinates import Position, Target
from aind_schema.parts.organism import Organism
from aind_schema.problems import quote
from aind_schema.rules.coordinates import frame_of, frames_of
from aind_schema.rules.registry import Finding, rule
from aind_schema.rules.species import species_name
from aind_schema.rules.walking import models

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aind_schema.parts.coordinates import CoordinateFrame
    from aind_schema.records.procedures import Procedures
    from aind_schema.records.subject import Subject

#: Nothing is aimed so near to a landmark on all axes; millimetres in a field for micrometres are.
_NEAR = 15
#: No head is half a metre long.
_FAR = 500_000


@rule("coordinate-scale-implausible", "info")
def coordinate_scale_implausible(procedures: Procedures) -> Iterator[Finding]:
    """Check that coordinates from a landmark of the skull are not off by a factor of a thousand.

    What it means: all coordinates of a point, or the depth, are within 15 um of bregma, lambda or the ear bars, or one
    is more than half a metre away.

    Why it matters: `coordinates_um` and `depth_um` are in micrometres. Millimetres in them, and micrometres that were
    taken for millimetres and converted, put the point where nothing is.

    Before:

        coordinate_frames:
          - name: bregma_AR
            origin: bregma
            axes: [{name: AP}, {name: ML}]
        subject_procedures:
          - kind: brain_injection
            targets:
              - position: {frame: bregma_AR, coordinates_um: [-2.0, 1.5]}

    After:

        coordinate_frames:
          - name: bregma_AR
            origin: bregma
            axes: [{name: AP}, {name: ML}]
        subject_procedures:
          - kind: brain_injection
            targets:
              - position: {frame: bregma_AR, coordinates_um: [-2000, 1500]}
    """
    frames = frames_of(procedures)
    given = [
        (f"{place}/coordinates_um", each.frame, each.coordinates_um) for place, each in models(procedures, Position)
    ]
    for place, target in models(procedures, Target):
        frame = frame_of(target, frames)
        if frame and target.depth_um is not None:
            given.append((f"{place}/depth_um", frame.name, (target.depth_um,)))
    for place, name, values in given:
        frame = frames.get(name)
        if frame and frame.origin in LANDMARKS and (much := _misscaled(values or ())):
            yield Finding(procedures, place, f"{much} for a point in a head", "give micrometres")


@rule("outside-head", "info")
def outside_head(procedures: Procedures, subjects: Sequence[Subject]) -> Iterator[Finding]:
    """Check that a point that is given from bregma lies in the head of the species.

    What it means: the point is outside the box of the species' brain atlas around bregma, by more than 3 mm. It is told
    for mice and rats.

    Why it matters: a sign or a digit is wrong, two axes changed places, or the frame is another. Nobody can go there
    again, and the point is in no atlas.

    Before:

        # subject
        subject_id: "625463"
        details: {kind: animal, species: {name: Mus musculus}}
        # procedures
        subject_id: "625463"
        coordinate_frames:
          - name: bregma_AR
            origin: bregma
            axes:
              - {name: AP, direction: posterior-to-anterior}
              - {name: ML, direction: left-to-right}
        subject_procedures:
          - kind: brain_injection
            targets:
              - position: {frame: bregma_AR, coordinates_um: [-2000, 15000]}

    After:

        # subject
        subject_id: "625463"
        details: {kind: animal, species: {name: Mus musculus}}
        # procedures
        subject_id: "625463"
        coordinate_frames:
          - name: bregma_AR
            origin: bregma
            axes:
              - {name: AP, direction: posterior-to-anterior}
              - {name: ML, direction: left-to-right}
        subject_procedures:
          - kind: brain_injection
            targets:
              - position: {frame: bregma_AR, coordinates_um: [-2000, 1500]}
    """
    species = {species_name(each.details) for each in subjects if isinstance(each.details, Organism)}
    bounds = _heads().get(species.pop()) if len(species) == 1 else None
    frames = frames_of(procedures)
    for place, position in models(procedures, Position):
        frame = frames.get(position.frame)
        values = position.coordinates_um or ()
        if bounds is None or frame is None or frame.origin != "bregma" or _misscaled(values):
            continue
        for name, value, at in _along(frame, values):
            if name in bounds and not bounds[name][0] <= value <= bounds[name][1]:
                told = f"{quote(values[at])} um from bregma is outside the head"
                yield Finding(
                    procedures, f"{place}/coordinates_um/{at}", told, "look at the sign, the unit and the axis"
                )


@rule("hemisphere-differs", "info")
def hemisphere_differs(procedures: Procedures) -> Iterator[Finding]:
    """Check that a target on the left has its coordinates on the left, and one on the right on the right.

    What it means: `hemisphere` says one side, and the coordinate on the axis between left and right lies on the other,
    by more than the uncertainty.

    Why it matters: a sign was lost, or the axis of the frame points the other way. Everything that is computed from the
    point is on the wrong side of the brain.

    Before:

        coordinate_frames:
          - name: bregma_AR
            origin: bregma
            axes:
              - {name: AP, direction: posterior-to-anterior}
              - {name: ML, direction: left-to-right}
        subject_procedures:
          - kind: brain_injection
            targets:
              - hemisphere: left
                position: {frame: bregma_AR, coordinates_um: [-2000, 1500]}

    After:

        coordinate_frames:
          - name: bregma_AR
            origin: bregma
            axes:
              - {name: AP, direction: posterior-to-anterior}
              - {name: ML, direction: left-to-right}
        subject_procedures:
          - kind: brain_injection
            targets:
              - hemisphere: left
                position: {frame: bregma_AR, coordinates_um: [-2000, -1500]}
    """
    frames = frames_of(procedures)
    for place, target in models(procedures, Target):
        field, position = ("position", target.position) if target.position else ("entry", target.entry)
        frame = frames.get(position.frame) if position else None
        # A track at an angle may cross the midline.
        if position is None or frame is None or (field == "entry" and target.angles_deg):
            continue
        for name, value, at in _along(frame, position.coordinates_um or ()):
            middle = _midline(frame, at)
            if name != "left-right" or middle is None or abs(value - middle) <= (target.uncertainty_um or 0):
                continue
            side = "right" if value > middle else "left"
            if {target.hemisphere, side} == {"left", "right"}:
                told = f"the hemisphere is {target.hemisphere}, and the point lies on the {side}"
                yield Finding(
                    procedures, f"{place}/{field}/coordinates_um/{at}", told, "look at the sign and at the axis"
                )


def _misscaled(values: Sequence[float]) -> str | None:
    """Say what is wrong with the size of coordinates, if anything is."""
    largest = max(map(abs, values), default=0)
    if largest > _FAR:
        return f"{quote(largest)} um is much"
    return f"{quote(largest)} um is little" if 0 < largest <= _NEAR else None


def _along(frame: CoordinateFrame, values: Sequence[float]) -> Iterator[tuple[str, float, int]]:
    """Yield the line of each coordinate, its value towards right, front or top, and its place in the list."""
    known = lines(frame) if frame.axes and len(frame.axes) == len(values) else None
    for name, (place, sign) in (known or {}).items():
        yield name, sign * values[place], place


def _midline(frame: CoordinateFrame, axis: int) -> float | None:
    """Return where the midline lies on an axis: at a landmark, or in the middle of an atlas."""
    if frame.origin in LANDMARKS:
        return 0
    grid = frame.grid
    if frame.origin not in CORNERS or frame.atlas is None or frame.unit == "px" or grid is None:
        return None
    whole = len(grid.shape) == len(grid.spacing_um) == len(frame.axes)
    sign = -1 if (frame.axes[axis].direction or "").startswith("right") else 1
    return sign * grid.shape[axis] * grid.spacing_um[axis] / 2 if whole else None


@cache
def _heads() -> dict[str, dict[str, tuple[float, float]]]:
    """Return the box of each species' head by the lines of the body."""
    import yaml  # most records have no positions

    stated = yaml.safe_load(Path(__file__).with_name("heads.yaml").read_text(encoding="utf-8"))["heads"]
    of = {"posterior-anterior": "anterior", "left-right": "right", "inferior-superior": "superior"}
    return {species: {line: tuple(box[side]) for line, side in of.items()} for species, box in stated.items()}
