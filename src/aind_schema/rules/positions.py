"""Whether points lie where the subject is, and where their tracks lead."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from aind_schema.coordinates.network import Network
from aind_schema.coordinates.routes import route_through
from aind_schema.errors import AindSchemaError
from aind_schema.parts.coordinates import Target
from aind_schema.problems import quote
from aind_schema.rules.heads import bounds, longest_track
from aind_schema.rules.points import end_of_track, fits, frames_of, part_of, points, steps_of_targets, tips
from aind_schema.rules.registry import Finding, rule
from aind_schema.rules.species import species_in
from aind_schema.rules.walking import models

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aind_schema.base import Record
    from aind_schema.parts.coordinates import Position
    from aind_schema.records.procedures import Procedures
    from aind_schema.rules.heads import Bounds

#: A millimetre in a field for micrometres.
_THOUSAND = 1000
#: Micrometres are read off in tens; a depth of so few is within the uppermost cells.
_TENS, _SHALLOW = 10, 15
#: How far a track may begin above the surface, such as in what covers the brain.
_ABOVE = 500
#: What a point may lie beside the end of its track: surfaces are uneven, and depths are counted from pia, dura or bone.
_BESIDE = 500


@rule("coordinate-scale-implausible", "info")
def coordinate_scale_implausible(procedures: Procedures, records: tuple[Record, ...]) -> Iterator[Finding]:
    """Check that coordinates and depths are in micrometres, not in millimetres.

    What it means: taken as millimetres, a depth or several coordinates of a point lie in the head; taken as
    micrometres, they are next to nothing. Whole tens are left alone, since micrometres are mostly read off so.

    Why it matters: `coordinates_um` and `depth_um` are in micrometres. Millimetres in them put the point where nothing
    is, a thousand times too near to the landmark.

    Before:

        coordinate_frames:
          - {name: bregma, origin: bregma, axes: [{name: AP}, {name: ML}]}
        subject_procedures:
          - kind: brain_injection
            targets:
              - position: {frame: bregma, coordinates_um: [-2.0, 1.5]}

    After:

        coordinate_frames:
          - {name: bregma, origin: bregma, axes: [{name: AP}, {name: ML}]}
        subject_procedures:
          - kind: brain_injection
            targets:
              - position: {frame: bregma, coordinates_um: [-2000, 1500]}
    """
    species, hint = species_in(procedures, records), "give micrometres"
    for place, frame, values, part in points(procedures):
        limits = bounds(frame, part, species) if frame.unit != "px" else None
        if limits and (few := _in_millimetres(values, limits)):
            yield Finding(procedures, place, f"{', '.join(map(_written, few))} um are next to nothing", hint)
    for place, target in models(procedures, Target):
        depth = target.depth_um
        if depth and abs(depth) < _SHALLOW and depth % _TENS:
            yield Finding(procedures, f"{place}/depth_um", f"a track of {_written(depth)} um is next to nothing", hint)


@rule("outside-head", "info")
def outside_head(procedures: Procedures, records: tuple[Record, ...]) -> Iterator[Finding]:
    """Check that a point lies in the head of the species, or in the volume of the atlas, and that no track leads out.

    What it means: a coordinate from a landmark, or the end of a track, is outside of the brain of the species: by more
    than a twentieth of its length for injections, probes and fibres, a quarter for openings and entries, which lie in
    the bone. In the frame of an atlas, it is outside of its grid. Of species other than mice and rats, and of other
    parts of the body, it is told from 150 mm on. Depths are also told where they are negative: they count inwards.

    Why it matters: a sign, a digit or the unit is wrong, two axes changed places, or the frame is another. Nobody can
    go there again.

    Before:

        subject_procedures:
          - kind: brain_injection
            targets: [{depth_um: 200000}]

    After:

        subject_procedures:
          - kind: brain_injection
            targets: [{depth_um: 2000}]
    """
    species, steps, told = species_in(procedures, records), steps_of_targets(procedures), set()
    for place, target in models(procedures, Target):
        depth, part = target.depth_um, part_of(steps.get(place))
        if depth is not None and not -_ABOVE <= depth <= longest_track(part, species):
            depth_at, where = f"{place}/depth_um", "above the surface" if depth < 0 else f"longer than the {part}"
            told.add(depth_at)
            message = f"a track of {_written(depth)} um is {where}"
            yield Finding(procedures, depth_at, message, "look at the sign and unit")
    hint = "look at the sign, the unit and the axis"
    for place, frame, values, part in points(procedures):
        for at, _ in _outside(values, bounds(frame, part, species)):
            far = f"{_written(values[at])} {frame.unit or 'um'} along {quote(frame.axes[at].name)}"
            yield Finding(procedures, f"{place}/{at}", f"{far} is outside the {part}", hint)
    for place, frame, values, part in tips(procedures):
        for at, value in [] if place in told else _outside(values, bounds(frame, part, species))[:1]:
            where = f"{_written(round(value))} um along {quote(frame.axes[at].name)}"
            message = f"the track ends outside the {part}, at {where}"
            yield Finding(procedures, place, message, "look at the entry, the depth and the angles")


@rule("position-differs-from-track", "warning")
def position_differs_from_track(procedures: Procedures) -> Iterator[Finding]:
    """Check that a target's point is where the track leads that is given beside it.

    What it means: `position` is further than half a millimetre, or than the uncertainty, from the end of the track that
    `entry`, `angles_deg` and `depth_um` give. Where the frame does not say what angles mean, it is further from the
    entry than the track is long.

    Why it matters: one target has one point. What is planned, what was read at the rig and what the tissue showed are
    targets of their own, each with its status.

    Before:

        coordinate_frames:
          - {name: bregma, origin: bregma, axes: [{name: AP}, {name: ML}]}
        subject_procedures:
          - kind: brain_injection
            targets:
              - entry: {frame: bregma, coordinates_um: [-2000, 1500]}
                depth_um: 800
                position: {frame: bregma, coordinates_um: [-2000, -1500]}

    After:

        coordinate_frames:
          - {name: bregma, origin: bregma, axes: [{name: AP}, {name: ML}]}
        subject_procedures:
          - kind: brain_injection
            targets:
              - entry: {frame: bregma, coordinates_um: [-2000, 1500]}
                depth_um: 800
                position: {frame: bregma, coordinates_um: [-2000, 1500]}
    """
    frames = frames_of(procedures)
    network = Network(frames.values(), procedures.transforms)
    for place, target in models(procedures, Target):
        if target.position is None or target.entry is None or target.depth_um is None:
            continue
        if not all(each.frame in frames and fits(frames[each.frame], each) for each in (target.entry, target.position)):
            continue
        end = end_of_track(target, frames)
        start, reach = (end, 0) if end else (target.entry.coordinates_um, abs(target.depth_um))
        apart = _distance(start, target.entry.frame, target.position, network)
        if apart is not None and apart - reach > max(_BESIDE, target.uncertainty_um or 0):
            what = "the end of the track" if end else "the entry"
            message = f"the position is {_written(round(apart))} um from {what}"
            yield Finding(procedures, f"{place}/position", message, "give planned and achieved points as two targets")


def _in_millimetres(values: Sequence[float], limits: Bounds) -> list[float]:
    """Return the coordinates that look like millimetres: several of them, or all that are not zero."""
    furthest = max((abs(value) for pair in limits for value in pair), default=0) / _THOUSAND
    few = [value for value in values if abs(value) <= furthest and value % _TENS]
    return few if len(few) > 1 or len(few) == sum(map(bool, values)) else []


def _outside(values: Sequence[float], limits: Bounds | None) -> list[tuple[int, float]]:
    """Return the coordinates that are beyond their bounds, each with its place."""
    pairs = zip(values, limits or (), strict=False)
    return [(at, value) for at, (value, (low, high)) in enumerate(pairs) if not low <= value <= high]


def _distance(values: Sequence[float], frame: str, there: Position, network: Network) -> float | None:
    """Return how far a point is from a position, where something declared leads from one frame to the other."""
    try:
        found = route_through(network, frame, there.frame)(values)
    except AindSchemaError:
        return None
    apart = math.dist(found, there.coordinates_um)
    return apart if math.isfinite(apart) else None


def _written(value: float) -> str:
    return quote(f"{value:.9g}")
