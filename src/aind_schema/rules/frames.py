"""Whether frames say what their numbers mean, and say it without contradiction."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aind_schema.coordinates.frames import line
from aind_schema.parts.coordinates import CoordinateFrame, Target
from aind_schema.problems import quote
from aind_schema.rules.points import frame_of, frames_of
from aind_schema.rules.registry import Finding, rule
from aind_schema.rules.walking import models
from aind_schema.spelling import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aind_schema.parts.coordinates import AngleConvention
    from aind_schema.records.procedures import Procedures

#: The letters that names of frames are made of, and the directions that they stand for.
_LETTERS = {
    "R": "left-to-right",
    "L": "right-to-left",
    "A": "posterior-to-anterior",
    "P": "anterior-to-posterior",
    "S": "inferior-to-superior",
    "I": "superior-to-inferior",
}


class _Fault(NamedTuple):
    """Tell what is wrong in a frame, and at which place of it."""

    place: str
    message: str
    hint: str


@rule("convention-unstated", "info")
def convention_unstated(procedures: Procedures) -> Iterator[Finding]:
    """Check that a frame says what the angles, depths and pixels in it mean.

    What it means: targets in the frame have angles, and it does not say about which axes they turn, which way, or where
    a device points at zero; or they have depths, and it does not say from which surface; or it is in pixels, and does
    not say which point of the first one is zero.

    Why it matters: each of these has several usual meanings. Whoever reads the numbers in ten years has to guess, and
    the end of a track can't be computed at all.

    Before:

        coordinate_frames:
          - {name: bregma, axes: [{name: AP}, {name: ML}]}
        subject_procedures:
          - kind: brain_injection
            targets:
              - position: {frame: bregma, coordinates_um: [-2000, 1500]}
                depth_um: 800

    After:

        coordinate_frames:
          - {name: bregma, axes: [{name: AP}, {name: ML}], depth_reference: pia}
        subject_procedures:
          - kind: brain_injection
            targets:
              - position: {frame: bregma, coordinates_um: [-2000, 1500]}
                depth_um: 800
    """
    frames = frames_of(procedures)
    targets = [(frame.name, each) for _, each in models(procedures, Target) if (frame := frame_of(each, frames))]
    deep = {name for name, target in targets if target.depth_um is not None}
    turned = {name for name, target in targets if target.angles_deg}
    for place, frame in models(procedures, CoordinateFrame):
        if frame.name in turned and (lacking := _lacking(frame.angles)):
            hint = f"state {', '.join(lacking)} of the angles, or leave angles out"
            yield Finding(procedures, f"{place}/angles", "it is not said what the angles in this frame mean", hint)
        if frame.name in deep and frame.depth_reference is None:
            message = "it is not said from where the depths in this frame are counted"
            yield Finding(procedures, f"{place}/depth_reference", message, "name the surface, such as pia")
        if frame.unit == "px" and (frame.grid is None or frame.grid.zero is None):
            message = "it is not said which point of the first pixel is zero"
            yield Finding(procedures, f"{place}/grid/zero", message, "say centre or corner")


@rule("inconsistent-frame", "warning")
def inconsistent_frame(procedures: Procedures) -> Iterator[Finding]:
    """Check that a frame does not contradict itself.

    What it means: it has no axes, or two with one name or along one line; its angles turn about an axis that it has
    not; its grid has more or fewer numbers than it has axes; or its name ends in letters such as `ARI`, which tell the
    positive directions, and the axes point elsewhere.

    Why it matters: there are two readings of each position in this frame, and each program takes one of them.

    Before:

        coordinate_frames:
          - name: bregma_AR
            axes:
              - {name: AP, direction: posterior-to-anterior}
              - {name: ML, direction: right-to-left}

    After:

        coordinate_frames:
          - name: bregma_AL
            axes:
              - {name: AP, direction: posterior-to-anterior}
              - {name: ML, direction: right-to-left}
    """
    for place, frame in models(procedures, CoordinateFrame):
        for check in (_axes, _angles, _grid, _name):
            for fault in check(frame):
                yield Finding(procedures, f"{place}/{fault.place}", fault.message, fault.hint)


def _lacking(angles: AngleConvention | None) -> list[str]:
    """Return what a convention of angles does not say."""
    several = angles is None or len(angles.axes) > 1
    needed = ("axes", "composition", "sense", "rest") if several else ("axes", "sense", "rest")
    return [field for field in needed if not getattr(angles, field, None)]


def _axes(frame: CoordinateFrame) -> Iterator[_Fault]:
    if not frame.axes:
        yield _Fault("axes", "the frame has no axes", "name them in the order of the coordinates")
    names: set[str] = set()
    taken: dict[str, str] = {}
    for i, axis in enumerate(frame.axes):
        if axis.name in names:
            message = f"another axis is called {quote(axis.name)}"
            yield _Fault(f"axes/{i}/name", message, "give each axis a name of its own")
        elif (found := line(axis)) and taken.setdefault(found.name, axis.name) != axis.name:
            message = f"the axis {quote(taken[found.name])} lies along the same line"
            yield _Fault(f"axes/{i}/direction", message, "two axes of a frame are at right angles")
        names.add(axis.name)


def _angles(frame: CoordinateFrame) -> Iterator[_Fault]:
    names = [axis.name for axis in frame.axes]
    for i, name in enumerate(frame.angles.axes if frame.angles else ()):
        if name not in names:
            hint = did_you_mean(name, names) or f"its axes are {', '.join(map(quote, names))}"
            yield _Fault(f"angles/axes/{i}", f"the frame has no axis {quote(name)}", hint)


def _grid(frame: CoordinateFrame) -> Iterator[_Fault]:
    for field in ("spacing_um", "shape"):
        given = getattr(frame.grid, field, ())
        if given and len(given) != len(frame.axes):
            message = f"{len(given)} numbers are given for {len(frame.axes)} axes"
            yield _Fault(f"grid/{field}", message, "give one for each axis, in their order")


def _name(frame: CoordinateFrame) -> Iterator[_Fault]:
    letters = frame.name.rpartition("_")[2]
    meant = [_LETTERS.get(letter) for letter in letters]
    stated = [axis.direction for axis in frame.axes]
    told = len(meant) == len(stated) > 1 and None not in meant and set(stated) <= set(_LETTERS.values())
    if told and meant != stated:
        right = "".join(letter for way in stated for letter, each in _LETTERS.items() if each == way)
        message = f"by the name the axes point {quote(letters)}, by their directions {quote(right)}"
        yield _Fault("name", message, "change the name or the directions, whichever is wrong")
