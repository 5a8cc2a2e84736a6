"""Frames and transforms for tests, by the letters of their axes."""

from __future__ import annotations

import itertools
from typing import Any

from aind_schema import coordinates
from aind_schema.coordinates import transform
from aind_schema.parts.coordinates import CoordinateFrame, Transform

#: The line of the body, the sign and the direction of each letter.
BODY = {
    "R": (0, 1, "left-to-right"),
    "L": (0, -1, "right-to-left"),
    "A": (1, 1, "posterior-to-anterior"),
    "P": (1, -1, "anterior-to-posterior"),
    "S": (2, 1, "inferior-to-superior"),
    "I": (2, -1, "superior-to-inferior"),
}
ORIENTATIONS = [
    "".join(letters) for lines in itertools.permutations(("RL", "AP", "SI")) for letters in itertools.product(*lines)
]
LEVEL = "bregma-lambda-level"
CLOSE = {"rel": 1e-9, "abs": 1e-6}


def frame(letters: str, name: str | None = None, **fields: Any) -> CoordinateFrame:
    """Return a frame whose axes are called by their letters."""
    axes = [{"name": letter, "direction": BODY[letter][2]} for letter in letters]
    usual = {"name": name or letters, "axes": axes, "origin": "bregma", "levelling": LEVEL}
    return CoordinateFrame(**{**usual, **fields})


def levelled(*names: str) -> list[CoordinateFrame]:
    """Return usual frames of a head that was levelled by its skull."""
    return [coordinates.usual(name, levelling=LEVEL) for name in names]


def leading(start: str, end: str, *steps: dict[str, Any]) -> Transform:
    """Return a transform."""
    return Transform(from_frame=start, to_frame=end, steps=steps)


def rotation(axes: str, angles: list[float], composition: str = "extrinsic", **fields: Any) -> dict[str, Any]:
    """Return the step that turns about some axes."""
    stated = {"axes": list(axes), "angles_deg": angles, "composition": composition, "sense": "right-hand"}
    return {"kind": "rotation", **stated, **fields}


def moved(point: list[float], *steps: dict[str, Any], letters: str = "RAS") -> tuple[float, ...]:
    """Return a point after some steps in a frame."""
    frames = [frame(letters, "before"), frame(letters, "after", origin="lambda")]
    return transform(point, "before", "after", frames, [leading("before", "after", *steps)])


def hanging(name: str) -> CoordinateFrame:
    """Return a usual frame in which a device that hangs upright is turned about the axes in their order."""
    axes = [axis.name for axis in coordinates.usual(name).axes]
    turned = {"axes": axes, "composition": "extrinsic", "sense": "right-hand", "rest": "superior-to-inferior"}
    return coordinates.usual(name, angles=turned)


#: The landmark "bregma" of the International Brain Laboratory's iblatlas: ML 5739, AP 5400, DV 332 um in CCFv3.
BREGMA_IN_CCF = leading(
    "bregma_ASR",
    "ccf_v3",
    {"kind": "affine", "matrix": [[-1, 0, 0, 5400], [0, -1, 0, 332], [0, 0, 1, 5739]]},
)
CCF = [coordinates.usual(name) for name in ("ccf_v3", "ccf_v3_voxel_25um", "ccf_v3_voxel_10um")]
STEREOTAXIC = [*CCF, *levelled("bregma_ARI", "bregma_ASR", "bregma_RAS")]
