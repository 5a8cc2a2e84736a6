"""Whether the frames of a document are declared once, and its positions fit them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aind_schema.parts.coordinates import CoordinateFrame, Position, Target, Transform
from aind_schema.problems import quote
from aind_schema.rules.points import frame_of, frames_of, numbers, positions
from aind_schema.rules.registry import Finding, rule
from aind_schema.rules.walking import models, repeated
from aind_schema.spelling import corrections

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aind_schema.records.procedures import Procedures


@rule("undeclared-frame")
def undeclared_frame(procedures: Procedures) -> Iterator[Finding]:
    """Check that the frames that positions and transforms name are declared in the same document.

    What it means: a position or a transform refers to a frame by name, and the document has no frame of this name.

    Why it matters: without the frame nobody knows what the numbers mean: which axis comes first, which side is
    positive, what is at zero.

    Before:

        coordinate_frames:
          - {name: section, axes: [{name: x}, {name: y}]}
          - {name: block, axes: [{name: x}, {name: y}]}
        transforms:
          - from_frame: section_3
            to_frame: block
            steps: [{kind: translation, offset_um: [300, 40]}]

    After:

        coordinate_frames:
          - {name: section_3, axes: [{name: x}, {name: y}]}
          - {name: block, axes: [{name: x}, {name: y}]}
        transforms:
          - from_frame: section_3
            to_frame: block
            steps: [{kind: translation, offset_um: [300, 40]}]
    """
    named = [(f"{place}/frame", each.frame) for place, each in positions(procedures)]
    for place, each in models(procedures, Transform):
        named += [(f"{place}/from_frame", each.from_frame), (f"{place}/to_frame", each.to_frame)]
    declared = frames_of(procedures)
    meant = corrections(declared)
    for place, name in named:
        if name and name not in declared:
            hint = meant(name) or "declare it in the same document"
            yield Finding(procedures, place, f"no frame {quote(name)} is declared", hint)


@rule("frame-repeated")
def frame_repeated(procedures: Procedures) -> Iterator[Finding]:
    """Check that no two frames of a document have one name.

    What it means: the document declares a frame of this name before.

    Why it matters: a position names its frame. Where two have the name, it may mean either, and as soon as one of them
    is changed the numbers have two readings.

    Before:

        coordinate_frames:
          - name: bregma
            axes: [{name: AP}]
          - name: bregma
            axes: [{name: ML}]

    After:

        coordinate_frames:
          - name: bregma
            axes: [{name: AP}, {name: ML}]
    """
    for place, frame, _ in repeated(models(procedures, CoordinateFrame), lambda frame: frame.name):
        hint = "declare it once, or give the other a name of its own"
        yield Finding(procedures, f"{place}/name", f"the frame {quote(frame.name)} is declared before", hint)


@rule("coordinate-count-differs", "warning")
def coordinate_count_differs(procedures: Procedures) -> Iterator[Finding]:
    """Check that a position has a coordinate for each axis of its frame, and a target an angle for each turn.

    What it means: the list of coordinates is longer or shorter than the frame's list of axes; or the angles are more
    or fewer than the axes that the frame's angles turn about.

    Why it matters: coordinates are read in the order of the axes. Where one is missing, all that follow are read as
    that of another axis.

    Before:

        coordinate_frames:
          - name: bregma_AR
            axes: [{name: AP}, {name: ML}]
        subject_procedures:
          - kind: brain_injection
            targets:
              - position:
                  frame: bregma_AR
                  coordinates_um: [-2000, 1500, 800]

    After:

        coordinate_frames:
          - name: bregma_ARI
            axes: [{name: AP}, {name: ML}, {name: DV}]
        subject_procedures:
          - kind: brain_injection
            targets:
              - position:
                  frame: bregma_ARI
                  coordinates_um: [-2000, 1500, 800]
    """
    frames = frames_of(procedures)
    for place, position in positions(procedures):
        frame, (field, values) = frames.get(position.frame), numbers(position)
        if frame and frame.axes and len(values) != len(frame.axes):
            told = f"{len(values)} coordinates are given, and the frame {quote(frame.name)} has {len(frame.axes)} axes"
            hint = f"give {', '.join(quote(axis.name) for axis in frame.axes)}"
            yield Finding(procedures, f"{place}/{field}", told, hint)
    for place, target in models(procedures, Target):
        frame = frame_of(target, frames)
        turns = frame.angles.axes if frame and frame.angles else ()
        if turns and target.angles_deg and len(turns) != len(target.angles_deg):
            told = f"{len(target.angles_deg)} angles are given, and the frame's convention has {len(turns)}"
            yield Finding(
                procedures, f"{place}/angles_deg", told, f"give the turns about {', '.join(map(quote, turns))}"
            )


@rule("coordinate-unit-differs", "warning")
def coordinate_unit_differs(procedures: Procedures) -> Iterator[Finding]:
    """Check that pixels are given in frames of pixels, and micrometres in all others.

    What it means: a position in micrometres names a frame whose unit is `px`, or one in pixels a frame in micrometres.

    Why it matters: the numbers are off by the size of a pixel, or the name of the frame is that of another.

    Before:

        coordinate_frames:
          - name: section_3
            unit: px
            axes: [{name: x}, {name: y}]
        subject_procedures:
          - kind: brain_injection
            targets:
              - {position: {frame: section_3, coordinates_um: [412, 96]}}

    After:

        coordinate_frames:
          - name: section_3
            unit: um
            axes: [{name: x}, {name: y}]
        subject_procedures:
          - kind: brain_injection
            targets:
              - {position: {frame: section_3, coordinates_um: [412, 96]}}
    """
    frames = frames_of(procedures)
    for place, position in positions(procedures):
        frame, given = frames.get(position.frame), "um" if isinstance(position, Position) else "px"
        if frame and (frame.unit or "um") != given:
            told = f"the coordinates are in {given}, and the frame {quote(frame.name)} in {frame.unit or 'um'}"
            yield Finding(procedures, f"{place}/frame", told, "name the frame that the numbers were read in")
