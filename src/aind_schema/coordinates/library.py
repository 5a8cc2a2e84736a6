"""Frames that many labs use, ready to be declared in a document."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from aind_schema.errors import UnknownTerm
from aind_schema.parts.coordinates import CoordinateFrame
from aind_schema.spelling import nearest

_FILE = Path(__file__).with_name("frames.yaml")


def usual(name: str, /, **stated: Any) -> CoordinateFrame:
    """Return a frame that many labs use, such as `bregma_ARI`, with further fields as they are stated.

    It says where zero is and where the axes lead, and no more: how the head was held, what depths are counted from and
    what angles mean differs from rig to rig, such as in ``usual("bregma_ARI", levelling="bregma-lambda-level")``.
    """
    known = _frames()
    if name not in known:
        raise UnknownTerm("usual frames", name, nearest(name, known))
    return known[name].replace(**stated) if stated else known[name]


def usual_names() -> tuple[str, ...]:
    """Return the names of the frames that `usual` knows."""
    return tuple(_frames())


@cache
def _frames() -> dict[str, CoordinateFrame]:
    import yaml  # most documents bring their own frames

    stated = yaml.safe_load(_FILE.read_text(encoding="utf-8"))["frames"]
    return {name: CoordinateFrame(name=name, **fields) for name, fields in stated.items()}
