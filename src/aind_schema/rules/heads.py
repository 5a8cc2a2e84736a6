"""How large heads and brains are, and so where a point can lie that is given in a frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from aind_schema.coordinates import usual, usual_names
from aind_schema.coordinates.frames import LANDMARKS, line, lines
from aind_schema.vocabulary import load

if TYPE_CHECKING:
    from aind_schema.parts.coordinates import Axis, CoordinateFrame

Part = Literal["brain", "head", "body"]
Bounds = tuple[tuple[float, float], ...]

#: Boxes of brains: how far they reach from bregma towards front, right and top, in micrometres.
#: Mus musculus: CCFv3 (Wang et al. 2020, Cell 181:936), 13.2 x 8.0 x 11.4 mm, with bregma at AP 5.40, DV 0.33 and
#: ML 5.74 mm (landmark of the International Brain Laboratory's iblatlas). Rattus norvegicus: volume of Waxholm space
#: (Papp et al. 2014, NeuroImage 97:374), 40 x 20 x 20 mm, with bregma 25.5 mm from its back and 2.8 mm below its top;
#: this one is larger than the brain, and where bregma lies in it was not looked up.
_BRAINS = {
    "Mus musculus": {
        "posterior-anterior": (-7800, 5400),
        "left-right": (-5740, 5740),
        "inferior-superior": (-7670, 330),
    },
    "Rattus norvegicus": {
        "posterior-anterior": (-25_500, 14_500),
        "left-right": (-10_000, 10_000),
        "inferior-superior": (-17_200, 2800),
    },
}
#: No point of any head is further from its landmarks, and no track in it is longer.
_ANY_HEAD = 150_000
#: What a point may lie outside of the box on each side, as a part of its length: animals are larger than those of the
#: atlas, and around the brain are bone and muscle.
_MARGINS = {"brain": 0.05, "head": 0.25}


def bounds(frame: CoordinateFrame, part: Part, species: str) -> Bounds | None:
    """Return the least and greatest that each coordinate can be, or None in a frame that may lie anywhere."""
    if frame.origin == "atlas-corner":
        margin = _MARGINS["head"] if part == "head" else 0
        size = volume(frame)
        return tuple((-margin * length, (1 + margin) * length) for length in size) if size else None
    if not lies_on_midline(frame):
        return None
    if part == "body" or species not in _BRAINS or frame.origin not in LANDMARKS:
        return ((-_ANY_HEAD, _ANY_HEAD),) * len(frame.axes)
    return tuple(_along(axis, _box(frame, species, _MARGINS[part])) for axis in frame.axes)


def longest_track(part: Part, species: str) -> float:
    """Return the longest that a track can be in an animal of a species, or of any."""
    if part == "body" or species not in _BRAINS:
        return _ANY_HEAD
    return (1 + _MARGINS["brain"]) * max(high - low for low, high in _BRAINS[species].values())


def volume(frame: CoordinateFrame) -> tuple[float, ...] | None:
    """Return the length of a frame's grid along each axis in the frame's unit; without a grid, that of its atlas."""
    grid, size = frame.grid, len(frame.axes)
    if grid is None or not grid.shape:
        return _of_atlas(frame)
    if len(grid.shape) != size:
        return None
    if frame.unit == "px":
        return tuple(map(float, grid.shape))
    if len(grid.spacing_um) != size:
        return None
    return tuple(count * spacing for count, spacing in zip(grid.shape, grid.spacing_um, strict=True))


def _of_atlas(frame: CoordinateFrame) -> tuple[float, ...] | None:
    """Return the length of each axis of a frame in micrometres whose atlas one of the usual frames has."""
    ours = lines(frame)
    if frame.unit == "px" or frame.atlas is None or ours is None:
        return None
    for each in map(usual, usual_names()):
        size = volume(each) if each.grid and each.unit != "px" and _atlas(each) == _atlas(frame) else None
        theirs = lines(each) or {}
        if size and ours.keys() <= theirs.keys():
            return tuple(size[theirs[name][0]] for name in ours)
    return None


def _atlas(frame: CoordinateFrame) -> str | None:
    stated = frame.atlas.name if frame.atlas else None
    known = load("atlas").find(stated) if stated else None
    return known.name if known else stated


def lies_on_midline(frame: CoordinateFrame) -> bool:
    """Tell whether the origin of a frame is a landmark of the skull, of the brain or of the spine."""
    return frame.origin in LANDMARKS or (frame.origin or "").startswith("between-")


def _box(frame: CoordinateFrame, species: str, margin: float) -> dict[str, tuple[float, float]]:
    """Return the box of a species with a margin, as it reaches from the origin of a frame."""
    box = {}
    for name, (low, high) in _BRAINS[species].items():
        length = high - low
        # Where exactly the other landmarks lie differs; but each lies in the head, and on the midline.
        least, most = (low, high) if frame.origin == "bregma" or name == "left-right" else (-length, length)
        box[name] = least - margin * length, most + margin * length
    return box


def _along(axis: Axis, box: dict[str, tuple[float, float]]) -> tuple[float, float]:
    """Return the bounds along an axis; where nobody knows its sign or line, those that hold for any."""
    name, sign = line(axis) or ("", 1)
    if name in box:
        low, high = box[name]
        return (low, high) if sign > 0 else (-high, -low)
    if name == "medial-lateral":
        return box["left-right"]
    furthest = max(abs(value) for pair in box.values() for value in pair)
    return -furthest, furthest
