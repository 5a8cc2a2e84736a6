"""From a declared transform to a map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from aind_schema.coordinates.faults import NoArithmetic
from aind_schema.coordinates.maps import Map, identity, scaling, shift
from aind_schema.coordinates.rotations import rotation
from aind_schema.parts.coordinates import Affine, DeformationField, Rotation, Scale, Transform, Translation

if TYPE_CHECKING:
    from aind_schema.parts.coordinates import CoordinateFrame, TransformStep

    Unit = Literal["um", "px"]


def is_arithmetic(declared: Transform) -> bool:
    """Tell whether a transform can be computed without a file."""
    return not any(isinstance(step, DeformationField) for step in declared.steps)


def compiled(declared: Transform, start: CoordinateFrame, end: CoordinateFrame) -> Map:
    """Return all steps of a transform as one map."""
    work = _Work(start)
    for number, step in enumerate(declared.steps, 1):
        try:
            work.take(step)
        except NoArithmetic as fault:
            raise NoArithmetic(f"step {number} from {arrow(declared)}: {fault}") from None
    size = len(work.whole.offset)
    if size != len(end.axes):
        told = f"the steps from {arrow(declared)} give {size} coordinates"
        raise NoArithmetic(f'{told}, and "{end.name}" has {len(end.axes)} axes')
    if work.unit != _unit(end):
        told = f'the steps from {arrow(declared)} give {work.unit}, and "{end.name}" is in {_unit(end)}'
        raise NoArithmetic(f"{told}; say in a scale or affine step which unit comes out, as `to_unit`")
    return work.whole


def arrow(declared: Transform) -> str:
    """Name a transform by the frames that it leads from and to."""
    return f'"{declared.from_frame}" to "{declared.to_frame}"'


def _unit(frame: CoordinateFrame) -> Unit:
    return frame.unit or "um"


class _Work:
    """Take steps one after the other, and know what the numbers have become."""

    def __init__(self, frame: CoordinateFrame) -> None:
        self.frame = frame
        self.whole = identity(len(frame.axes))
        self.unit: Unit = _unit(frame)
        #: Whether each number still is one along the axis of the frame that stands in its place.
        self.along_axes = True

    def take(self, step: TransformStep) -> None:
        each = self._map(step)
        if each.takes != len(self.whole.offset):
            raise NoArithmetic(f"it takes {each.takes} coordinates, and gets {len(self.whole.offset)}")
        self.whole = self.whole.then(each)
        if isinstance(step, Scale | Affine):
            self.unit = step.to_unit or self.unit
            self.along_axes &= _only_stretches(each)

    def _map(self, step: TransformStep) -> Map:
        match step:
            case Translation():
                return self._shift(step)
            case Rotation():
                return self._turn(step)
            case Scale():
                return scaling(step.factors)
            case Affine():
                return _affine(step)
            case DeformationField():
                raise NoArithmetic(f'the deformation field "{step.location}" needs the software that made it')

    def _shift(self, step: Translation) -> Map:
        if bool(step.offset_um) == bool(step.offset_px):
            raise NoArithmetic("a translation needs an offset either in micrometres or in pixels")
        self._need("um" if step.offset_um else "px", "the offset")
        return shift(step.offset_um or step.offset_px)

    def _turn(self, step: Rotation) -> Map:
        if not self.along_axes and step.sense != "axis-order":
            raise NoArithmetic(
                "a step before has mirrored or mixed the axes, so that they have no known hand; "
                'turn first, or use the sense "axis-order"'
            )
        turned = rotation(self.frame, step, step.angles_deg)
        if not step.pivot_um:
            return turned
        self._need("um", "the pivot")
        if len(step.pivot_um) != turned.takes:
            raise NoArithmetic(f"the pivot has {len(step.pivot_um)} coordinates, and needs {turned.takes}")
        return shift([-value for value in step.pivot_um]).then(turned).then(shift(step.pivot_um))

    def _need(self, unit: Unit, what: str) -> None:
        if unit != self.unit:
            raise NoArithmetic(f"{what} is in {unit}, and the coordinates are in {self.unit}")


def _only_stretches(each: Map) -> bool:
    """Tell whether a map leaves every axis where it is and as it points."""
    return all((value > 0) if i == j else value == 0 for i, row in enumerate(each.rows) for j, value in enumerate(row))


def _affine(step: Affine) -> Map:
    widths = {len(row) for row in step.matrix}
    if len(widths) != 1 or min(widths) < 2:
        raise NoArithmetic("the rows of an affine matrix need one length: the factors, then what is added")
    *_, last = step.matrix
    if len(step.matrix) == len(last) and last == (*(0.0,) * (len(last) - 1), 1.0):
        raise NoArithmetic("the last row of the matrix, 0 ... 0 1, stands for no coordinate; leave it out")
    return Map(tuple(row[:-1] for row in step.matrix), tuple(row[-1] for row in step.matrix))
