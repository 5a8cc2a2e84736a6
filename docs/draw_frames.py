"""Draw the usual frames of coordinates as SVG files in docs/frames.

``--check`` writes nothing, names each picture that differs from what would be drawn, and exits with 1 if there is one.
"""

from __future__ import annotations

import argparse
import sys
from html import escape
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from aind_schema import coordinates
from aind_schema.coordinates.frames import CORNERS, line
from aind_schema.files import write_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aind_schema.parts.coordinates import Axis, CoordinateFrame

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "frames"

_WIDTH, _HEIGHT = 480, 320
_ORIGIN = (230.0, 160.0)
_LENGTH = 92.0
_COLOURS = ("#c0392b", "#1e8449", "#1f618d", "#7d3c98")
#: How far lambda lies behind bregma, as a share of half a head, and how wide a pixel is on the page.
_LAMBDA, _VOXEL = 0.6, 22
#: Where one step to the right, to the front and up leads on the page: seen from behind, from the right and from above.
_RIGHT, _FRONT, _UP = (0.88, 0.22), (0.5, -0.52), (0.0, -1.0)
_PAGE = {
    "left-right": _RIGHT,
    "medial-lateral": _RIGHT,
    "posterior-anterior": _FRONT,
    "back-front": _FRONT,
    "inferior-superior": _UP,
    "down-up": _UP,
}
#: Axes that only count pixels: columns to the right, rows down, planes away from the eye.
_INDEX = ((1.0, 0.0), (0.0, 1.0), (0.5, -0.52))


def main() -> None:
    """Draw the frames, or check that they are drawn."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if a picture differs")
    wanted = dict(pictures())
    differing = differences(wanted)
    if parser.parse_args().check:
        for path in differing:
            print(f"{path.relative_to(ROOT).as_posix()} differs from what docs/draw_frames.py draws")
        sys.exit(1 if differing else 0)
    for path in differing:
        if path.name in wanted:
            write_text(path, wanted[path.name])
        else:
            path.unlink()
        print(path.relative_to(ROOT).as_posix())


def differences(wanted: dict[str, str]) -> list[Path]:
    """Return the pictures that lack, differ, or should not be there."""
    present = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.svg")}
    return [FOLDER / name for name in sorted(present.keys() | wanted) if present.get(name) != wanted.get(name)]


def pictures() -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each picture."""
    for name in coordinates.usual_names():
        yield f"{name}.svg", "\n".join(picture(coordinates.usual(name))) + "\n"


def picture(frame: CoordinateFrame) -> Iterator[str]:
    """Yield the lines of the picture of one frame."""
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" '
        f'height="{_HEIGHT}" font-family="sans-serif" font-size="13">'
    )
    yield f"<title>{escape(frame.name)}: {escape(frame.description or '')}</title>"
    yield "<!-- Drawn by docs/draw_frames.py: edit the frame, then run it. -->"
    yield f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>'
    yield _text(16, 26, frame.name, "#000000", size=17)
    yield _text(16, 46, _caption(frame), "#555555")
    yield from _head(frame)
    for place, axis in enumerate(frame.axes):
        yield from _arrow(axis, place)
    yield from _zero(frame)
    for number, told in enumerate(reversed(_foot(frame))):
        yield _text(16, _HEIGHT - 14 - 18 * number, told, "#555555")
    yield "</svg>"


def _caption(frame: CoordinateFrame) -> str:
    hand = coordinates.handedness(frame)
    order = ", ".join(axis.name for axis in frame.axes)
    return f"{order} in {frame.unit or 'um'}" + (f"; {hand}-handed" if hand else "")


def _zero(frame: CoordinateFrame) -> Iterator[str]:
    """Draw the origin, with its name on the side where no arrow is."""
    x, y = _ORIGIN
    yield f'<circle cx="{x:g}" cy="{y:g}" r="4.5" fill="#000000"/>'
    if frame.origin in CORNERS:
        yield _text(x - 14, y - 14, str(frame.origin), "#000000", anchor="end")
    elif any(_way(axis, place)[0] < -0.8 for place, axis in enumerate(frame.axes)):
        yield _text(x + 12, y + 8, str(frame.origin), "#000000")
    else:
        yield _text(x - 12, y + 8, str(frame.origin), "#000000", anchor="end")


def _foot(frame: CoordinateFrame) -> list[str]:
    grid = frame.grid
    stated = (
        f"level: {frame.levelling}" if frame.levelling else None,
        f"zero at the {grid.zero} of the first pixel" if grid and grid.zero else None,
        f"atlas: {frame.atlas.name} {frame.atlas.release or ''}".rstrip() if frame.atlas else None,
    )
    return [part for part in stated if part]


def _head(frame: CoordinateFrame) -> Iterator[str]:
    """Draw what the frame is laid on: a head, the box of an atlas, the pixels of an image, a probe."""
    if frame.unit == "px" and frame.origin == "image-corner":
        yield from _pixels(frame)
    elif frame.origin == "atlas-corner":
        yield from _box(frame)
    elif frame.origin == "probe-tip":
        x, y = _ORIGIN
        yield f'<path d="M{x:g} {y:g} l-6 -14 v-86 h12 v86 z" fill="#eeeeee" stroke="#999999"/>'
    else:
        yield from _skull(frame)


def _skull(frame: CoordinateFrame) -> Iterator[str]:
    """Draw the plane on which the head lies, its midline and nose, and the landmarks of the skull where one is zero."""
    ahead = _LAMBDA if frame.origin == "lambda" else 0.0
    middle = [_page(0, along + ahead, 0) for along in (-1.15, 1.45)]
    outline = ((-0.75, -1), (0.75, -1), (0.75, 0.7), (0, 1.45), (-0.75, 0.7))
    corners = [_page(side, along + ahead, 0) for side, along in outline]
    yield f'<polygon points="{_points(corners)}" fill="#f4f1ea" stroke="#c9c2b2"/>'
    yield f'<polyline points="{_points(middle)}" stroke="#c9c2b2" stroke-dasharray="5 4" fill="none"/>'
    x, y = _page(0, 1.45 + ahead, 0)
    yield _text(x - 12, y - 2, "nose", "#998f77", anchor="end")
    if frame.origin in ("bregma", "lambda"):
        yield from _sutures(frame.origin, ahead)


def _sutures(origin: str, ahead: float) -> Iterator[str]:
    """Draw the two sutures across the head, and the landmark that is not zero."""
    coronal = [_page(side, ahead, 0) for side in (-0.7, 0.7)]
    lambdoid = [_page(side, ahead - _LAMBDA - 0.3 * abs(side), 0) for side in (-0.7, 0, 0.7)]
    for suture in (coronal, lambdoid):
        yield f'<polyline points="{_points(suture)}" stroke="#c9c2b2" stroke-dasharray="2 3" fill="none"/>'
    name, along = ("lambda", -_LAMBDA) if origin == "bregma" else ("bregma", _LAMBDA)
    x, y = _page(0, along, 0)
    yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="#998f77"/>'
    # Beside the arrows: down from bregma, and to the front from lambda.
    left = name == "lambda"
    yield _text(x + (-8 if left else 10), y + (4 if left else 10), name, "#998f77", anchor="end" if left else None)


def _box(frame: CoordinateFrame) -> Iterator[str]:
    """Draw the volume along its first edges and its first voxel, in whose corner or centre the origin lies."""
    ways = [_way(axis, place) for place, axis in enumerate(frame.axes)]
    half = _VOXEL / 2 if frame.grid and frame.grid.zero == "centre" else 0.0
    x, y = (_ORIGIN[i] - half * sum(way[i] for way in ways) for i in (0, 1))
    for size, fill in ((0.75 * _LENGTH, "#f4f1ea"), (_VOXEL, "#ded7c5")):
        for one, other in combinations(ways, 2):
            corners = [(0.0, 0.0), one, (one[0] + other[0], one[1] + other[1]), other]
            shown = [(x + size * right, y + size * down) for right, down in corners]
            yield f'<polygon points="{_points(shown)}" fill="{fill}" fill-opacity="0.6" stroke="#c9c2b2"/>'


def _pixels(frame: CoordinateFrame) -> Iterator[str]:
    """Draw some pixels whose first one has its centre or corner at zero."""
    half = _VOXEL / 2 if frame.grid and frame.grid.zero == "centre" else 0.0
    for row in range(3):
        for column in range(5):
            left, top = _ORIGIN[0] - half + _VOXEL * column, _ORIGIN[1] - half + _VOXEL * row
            yield f'<rect x="{left:g}" y="{top:g}" width="{_VOXEL}" height="{_VOXEL}" fill="#f4f1ea" stroke="#c9c2b2"/>'


def _arrow(axis: Axis, place: int) -> Iterator[str]:
    colour = _COLOURS[place % len(_COLOURS)]
    dx, dy = _way(axis, place)
    x, y = _ORIGIN[0] + _LENGTH * dx, _ORIGIN[1] + _LENGTH * dy
    yield f'<polyline points="{_points([_ORIGIN, (x, y)])}" stroke="{colour}" stroke-width="3"/>'
    left, right = (x - 11 * dx + 5 * dy, y - 11 * dy - 5 * dx), (x - 11 * dx - 5 * dy, y - 11 * dy + 5 * dx)
    tip = (x + 3 * dx, y + 3 * dy)
    yield f'<polygon points="{_points([tip, left, right])}" fill="{colour}"/>'
    label = f"{place + 1}. {axis.name}: {_towards(axis)}"
    anchor = "end" if dx < -0.1 else "start"
    yield _text(x + (8 if anchor == "start" else -8), y + (16 if dy > 0 else -6), label, colour, anchor=anchor)


def _way(axis: Axis, place: int) -> tuple[float, float]:
    """Return where one step along an axis leads on the page."""
    found = line(axis)
    if found is None or found.name not in _PAGE:
        return _INDEX[place % len(_INDEX)]
    x, y = _PAGE[found.name]
    return found.sign * x, found.sign * y


def _towards(axis: Axis) -> str:
    return axis.direction.rpartition("-to-")[-1].removesuffix("-index") if axis.direction else "not known"


def _page(right: float, front: float, up: float) -> tuple[float, float]:
    x, y = (_ORIGIN[i] + _LENGTH * 0.75 * (right * _RIGHT[i] + front * _FRONT[i] + up * _UP[i]) for i in (0, 1))
    return x, y


def _points(corners: list[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)


def _text(x: float, y: float, text: str, colour: str, *, size: int | None = None, anchor: str | None = None) -> str:
    more = (f' font-size="{size}"' if size else "") + (f' text-anchor="{anchor}"' if anchor == "end" else "")
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}"{more}>{escape(text)}</text>'


if __name__ == "__main__":
    main()
