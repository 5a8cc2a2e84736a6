"""Tracks end where entry, angles and depth lead by the convention of their frame."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aind_schema.coordinates import NoArithmetic, tip, usual
from samples.frames import CLOSE, hanging

if TYPE_CHECKING:
    from aind_schema.parts.coordinates import CoordinateFrame

points = st.tuples(*[st.floats(-2e4, 2e4, allow_subnormal=False)] * 3)
turns = st.lists(st.floats(-180, 180), min_size=3, max_size=3)
UPRIGHT = {"rest": "superior-to-inferior"}


@pytest.mark.parametrize("name", ["bregma_ARI", "bregma_RAS", "bregma_ASR", "bregma_RAI", "lambda_ARI"])
@pytest.mark.parametrize("angles", [[], [0, 0, 0]])
def test_without_angles_a_track_goes_straight_down(name: str, angles: list[float]) -> None:
    chosen = hanging(name)
    down = [axis.direction for axis in chosen.axes]
    ended = tip([0, 0, 0], angles, 3000, chosen)
    place, sign = (
        (down.index("superior-to-inferior"), 1)
        if "superior-to-inferior" in down
        else (down.index("inferior-to-superior"), -1)
    )
    assert ended[place] == sign * 3000
    assert sum(map(abs, ended)) == 3000


def test_what_can_only_hang_needs_no_angles() -> None:
    assert tip([-2000, 1500, 0], [], 800, usual("bregma_ARI", angles=UPRIGHT)) == (-2000, 1500, 800)


@pytest.mark.parametrize(
    ("name", "angles", "expected"),
    [
        # Ten degrees about the axis to the front, by the right hand: what points down swings to the left.
        # 3000 sin 10 = 520.945; 3000 cos 10 = 2954.423.
        ("bregma_ARI", [10, 0, 0], (0, -520.945, 2954.423)),
        ("bregma_RAS", [0, 10, 0], (-520.945, 0, -2954.423)),
        ("bregma_RAI", [0, 10, 0], (-520.945, 0, 2954.423)),  # the same track in a left-handed frame
        # Ten degrees about the axis to the right: what points down swings to the front.
        ("bregma_ARI", [0, 10, 0], (520.945, 0, 2954.423)),
        # Both, the front axis first: down swings left, then its downward part to the front; 2954.423 sin 20, cos 20.
        ("bregma_ARI", [10, 20, 0], (1010.472, -520.945, 2776.250)),
    ],
)
def test_a_tip_follows_from_entry_angles_and_depth(name: str, angles: list[float], expected: tuple[float, ...]) -> None:
    assert tip([0, 0, 0], angles, 3000, hanging(name)) == pytest.approx(expected, abs=1e-3)


def test_a_published_track_in_azimuth_and_polar_angle() -> None:
    # The repeated site of the International Brain Laboratory: entry ML -2.243, AP -2.0 mm, 4 mm deep, polar angle 15,
    # azimuth 180 degrees. Their tip is the entry less depth * (sin 15 cos 180, sin 15 sin 180, cos 15).
    spherical = {"axes": ["AP", "DV"], "composition": "extrinsic", "sense": "right-hand", **UPRIGHT}
    expected = (-2243 + 4000 * math.sin(math.radians(15)), -2000, -4000 * math.cos(math.radians(15)))
    ibl = usual("bregma_RAS", angles=spherical)
    assert tip([-2243, -2000, 0], [15, 180], 4000, ibl) == pytest.approx(expected, abs=1e-9)


@given(points, turns, st.floats(0, 1e4))
def test_a_track_is_as_long_as_its_depth(entry: tuple[float, ...], angles: list[float], depth: float) -> None:
    assert math.dist(entry, tip(entry, angles, depth, hanging("bregma_ARI"))) == pytest.approx(depth, **CLOSE)


@pytest.mark.parametrize(
    ("angles", "chosen", "told"),
    [
        ([0], usual("bregma_ARI"), "does not say what angles mean"),
        ([0], usual("bregma_AR", angles=UPRIGHT), 'no axis along which "superior-to-inferior" lies'),
        ([0], hanging("bregma_ARI"), "1 angles are given"),
        ([10], usual("bregma_ARI", angles=UPRIGHT), "turns about no axis"),
        ([0, 0, 0], hanging("bregma_ARI").replace(unit="px"), "does not say what angles mean"),
    ],
)
def test_a_tip_needs_a_convention(angles: list[float], chosen: CoordinateFrame, told: str) -> None:
    with pytest.raises(NoArithmetic, match=told):
        tip([0.0] * len(chosen.axes), angles, 100, chosen)
