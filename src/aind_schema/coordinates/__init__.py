"""Arithmetic on positions: from frame to frame along declared paths, and from an entry to the tip of a track.

>>> from aind_schema import coordinates
>>> frames = [coordinates.usual("bregma_ARI"), coordinates.usual("bregma_RAS")]
>>> coordinates.transform([-2000, 1500, 800], "bregma_ARI", "bregma_RAS", frames)
(1500.0, -2000.0, -800.0)

All is plain Python: lengths are floats in micrometres, or pixels in the frames of images.
"""

from __future__ import annotations

from aind_schema.coordinates.faults import NoArithmetic, NoPath
from aind_schema.coordinates.frames import handedness
from aind_schema.coordinates.library import usual, usual_names
from aind_schema.coordinates.routes import transform
from aind_schema.coordinates.tracks import tip

__all__ = ["NoArithmetic", "NoPath", "handedness", "tip", "transform", "usual", "usual_names"]
