"""Arithmetic on positions: from frame to frame along declared paths, and from an entry to the tip of a track.

>>> from aind_schema import coordinates
>>> level = "bregma-lambda-level"
>>> frames = [coordinates.usual(name, levelling=level) for name in ("bregma_ARI", "bregma_RAS")]
>>> coordinates.transform([-2000, 1500, 800], "bregma_ARI", "bregma_RAS", frames)
(1500.0, -2000.0, -800.0)

All is plain Python: lengths are floats in micrometres, or pixels in the frames of images. `restate` and `tip_of` do the
same with the positions and targets of a record.
"""

from __future__ import annotations

from aind_schema.coordinates.faults import ManyPaths, NoArithmetic, NoPath
from aind_schema.coordinates.frames import handedness
from aind_schema.coordinates.library import usual, usual_names
from aind_schema.coordinates.routes import Route, route, transform
from aind_schema.coordinates.stated import restate, tip_of
from aind_schema.coordinates.tracks import tip

__all__ = [
    "ManyPaths",
    "NoArithmetic",
    "NoPath",
    "Route",
    "handedness",
    "restate",
    "route",
    "tip",
    "tip_of",
    "transform",
    "usual",
    "usual_names",
]
