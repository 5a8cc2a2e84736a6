"""From a declared transform to a map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aind_schema.coordinates.faults import NoArithmetic
from aind_schema.coordinates.maps import Map, identity, scaling, shift
from aind_schema.coordinates.rotations import rotation
from aind_schema.parts.coordinates import Affine, DeformationField, Rotation, Scale, Transform, Translation

if TYPE_CHECKING:
    from aind_schema.parts.coordinates import CoordinateFrame, TransformStep


def is_arithmetic(declared: Transform) -> bool:
    """Tell whether a transform can be computed without a file."""
    return not any(isinstance(step, DeformationField) for step in declared.steps)


def compiled(declared: Transform, start: CoordinateFrame, end: CoordinateFrame) -> Map:
    """Return all steps of a transform as one map."""
    whole = identity(len(start.axes))
    for number, step in enumerate(declared.steps, 1):
        each = _map(step, start)
        if each.takes != len(whole.offset):
            told = f"step {number} from {_arrow(declared)} takes {each.takes} coordinates, and gets {len(whole.offset)}"
            raise NoArithmetic(told)
        whole = whole.then(each)
    if len(whole.offset) != len(end.axes):
        told = f"the steps from {_arrow(declared)} give {len(whole.offset)} coordinates"
        raise NoArithmetic(f'{told}, and "{end.name}" has {len(end.axes)} axes')
    return whole


def _arrow(declared: Transform) -> str:
    return f'"{declared.from_frame}" to "{declared.to_frame}"'


def _map(step: TransformStep, frame: CoordinateFrame) -> Map:
    match step:
        case Translation():
            if bool(step.offset_um) == bool(step.offset_px):
                raise NoArithmetic("a translation needs an offset either in micrometres or in pixels")
            return shift(step.offset_um or step.offset_px)
        case Rotation():
            return _about(step, rotation(frame, step, step.angles_deg))
        case Scale():
            return scaling(step.factors)
        case Affine():
            return _affine(step)
        case DeformationField():
            raise NoArithmetic(f'the deformation field "{step.location}" needs the software that made it')


def _about(step: Rotation, turned: Map) -> Map:
    """Turn about the pivot instead of the origin."""
    if not step.pivot_um:
        return turned
    if len(step.pivot_um) != turned.takes:
        raise NoArithmetic(f"the pivot of a rotation has {len(step.pivot_um)} coordinates, and needs {turned.takes}")
    return shift([-value for value in step.pivot_um]).then(turned).then(shift(step.pivot_um))


def _affine(step: Affine) -> Map:
    widths = {len(row) for row in step.matrix}
    if len(widths) != 1 or min(widths) < 2:
        raise NoArithmetic("the rows of an affine matrix need one length: the factors, then what is added")
    return Map(tuple(row[:-1] for row in step.matrix), tuple(row[-1] for row in step.matrix))
