"""Tracks of probes, fibres and pipettes: from where they enter to where they end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aind_schema.coordinates.faults import NoArithmetic
from aind_schema.coordinates.frames import direction_in
from aind_schema.coordinates.points import coordinates_in, floats
from aind_schema.coordinates.rotations import rotation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aind_schema.parts.coordinates import CoordinateFrame


def tip(
    entry: Sequence[float], angles_deg: Sequence[float], depth_um: float, frame: CoordinateFrame
) -> tuple[float, ...]:
    """Return the end of a track by the frame's convention of angles.

    Parameters
    ----------
    entry
        Where the track crosses the surface that depths are counted from, in the frame's coordinates.
    angles_deg
        Angles of the device in the order of ``frame.angles.axes``; none, or zeros, leave it at ``frame.angles.rest``.
    depth_um
        Way along the track, positive going in.
    """
    convention = frame.angles
    if frame.unit == "px" or convention is None or convention.rest is None:
        raise NoArithmetic(f'the frame "{frame.name}" does not say what angles mean; give it `angles` with a rest')
    start, turns, (depth,) = (
        coordinates_in(frame, entry, what="entry"),
        floats(angles_deg, "angles"),
        floats([depth_um], "depth"),
    )
    ahead = direction_in(frame, convention.rest)
    if turns:
        ahead = rotation(frame, convention, turns)(ahead)
    return tuple(value + depth * way for value, way in zip(start, ahead, strict=True))
