"""Rotations turn as their order, composition and sense say."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aind_schema.coordinates import NoArithmetic, transform, usual
from samples.frames import BODY, CLOSE, ORIENTATIONS, frame, leading, moved, rotation

orientations = st.sampled_from(ORIENTATIONS)
points = st.tuples(*[st.floats(-2e4, 2e4, allow_subnormal=False)] * 3)
angles = st.lists(st.floats(-180, 180), min_size=3, max_size=3)


@pytest.mark.parametrize(
    ("letters", "axes", "angles", "composition", "sense", "point", "expected"),
    [
        # A right hand whose thumb points up leads from the right to the front.
        ("RAS", "S", [90], "extrinsic", "right-hand", [1, 0, 0], (0, 1, 0)),
        ("RAS", "S", [90], "extrinsic", "left-hand", [1, 0, 0], (0, -1, 0)),
        # SciPy's own example of `Rotation.apply`: a quarter turn about z takes 1, 2, 3 to -2, 1, 3.
        ("RAS", "S", [90], "extrinsic", "axis-order", [1, 2, 3], (-2, 1, 3)),
        # The thumb points down: the right hand leads from the right to the back, though the numbers of a left-handed
        # frame, turned in the order of its axes, would go to the front.
        ("RAI", "I", [90], "extrinsic", "right-hand", [1, 0, 0], (0, -1, 0)),
        ("RAI", "I", [90], "extrinsic", "left-hand", [1, 0, 0], (0, 1, 0)),
        ("RAI", "I", [90], "extrinsic", "axis-order", [1, 0, 0], (0, 1, 0)),
        # About R first: front goes up; then about S, which leaves up alone.
        ("RAS", "RS", [90, 90], "extrinsic", "right-hand", [0, 1, 0], (0, 0, 1)),
        # About R, then about the axis that was up and now points back: as S then R about fixed axes, front goes left.
        ("RAS", "RS", [90, 90], "intrinsic", "right-hand", [0, 1, 0], (-1, 0, 0)),
        ("RAS", "SR", [90, 90], "extrinsic", "right-hand", [0, 1, 0], (-1, 0, 0)),
        ("RAS", "S", [30], "extrinsic", "right-hand", [2, 0, 0], (math.sqrt(3), 1, 0)),
    ],
)
def test_rotations_say_what_they_mean(
    letters: str,
    axes: str,
    angles: list[float],
    composition: str,
    sense: str,
    point: list[float],
    expected: tuple[float, ...],
) -> None:
    step = rotation(axes, angles, composition, sense=sense)
    assert moved(point, step, letters=letters) == pytest.approx(expected, abs=1e-12)


def test_a_rotation_has_a_pivot() -> None:
    # A quarter turn about a post at (10, 0): what lies 5 to the right of it comes to lie 5 in front of it.
    assert moved([15, 0, 7], rotation("S", [90], pivot_um=[10, 0, 0])) == (10, 5, 7)


def test_an_image_is_turned_in_its_plane() -> None:
    # About the pixel (100, 50): what lies 10 columns to the right of it comes to lie 10 rows below.
    image = usual("image_px")
    frames = [image, image.replace(name="turned", origin_of="turned")]
    there, back = ({"kind": "translation", "offset_px": [sign * 100, sign * 50]} for sign in (-1, 1))
    declared = [leading("image_px", "turned", there, rotation("", [90], sense="axis-order"), back)]
    assert transform([110, 50], "image_px", "turned", frames, declared) == (100, 60)


@pytest.mark.parametrize("step", [rotation("x", [90]), rotation("", [90]), rotation("", [1, 2], sense="axis-order")])
def test_a_plane_has_no_axis_and_no_hand(step: dict[str, object]) -> None:
    image = usual("image_px")
    frames = [image, image.replace(name="turned", origin_of="turned")]
    with pytest.raises(NoArithmetic, match='give one angle with the sense "axis-order"'):
        transform([0, 0], "image_px", "turned", frames, [leading("image_px", "turned", step)])


@given(
    points,
    orientations,
    angles,
    st.sampled_from(["extrinsic", "intrinsic"]),
    st.sampled_from(["right-hand", "left-hand"]),
)
def test_rigid_steps_can_be_turned_round(
    point: tuple[float, ...], letters: str, turns: list[float], composition: str, sense: str
) -> None:
    frames = [frame(letters, "a"), frame(letters, "b", origin="lambda")]
    shift = {"kind": "translation", "offset_um": [100, -200, 300]}
    declared = [leading("a", "b", rotation(letters, turns, composition, sense=sense), shift)]
    there = transform(point, "a", "b", frames, declared)
    assert transform(there, "b", "a", frames, declared) == pytest.approx(point, **CLOSE)
    assert math.dist(there, [100, -200, 300]) == pytest.approx(math.hypot(*point), **CLOSE)


@given(points, orientations, orientations, angles)
def test_a_turn_in_space_is_the_same_in_every_frame(
    point: tuple[float, ...], one: str, other: str, turns: list[float]
) -> None:
    """Turn by the hand in two frames, about the axes to the right, front and top, and compare in the first."""
    at = {"a": "bregma", "a2": "lambda"}
    frames = [frame(one, name, origin=origin) for name, origin in at.items()]
    frames += [frame(other, name.replace("a", "b"), origin=origin) for name, origin in at.items()]
    steps = []
    for letters in (one, other):
        by_line = {BODY[letter][0]: letter for letter in letters}
        signed = [BODY[by_line[line]][1] * turns[line] for line in range(3)]
        steps.append(rotation("".join(by_line[line] for line in range(3)), signed))
    straight = transform(point, "a", "a2", frames, [leading("a", "a2", steps[0])])
    assert transform(point, "a", "a2", frames, [leading("b", "b2", steps[1])]) == pytest.approx(straight, **CLOSE)


@given(points, angles)
def test_extrinsic_is_intrinsic_the_other_way_round(point: tuple[float, ...], turns: list[float]) -> None:
    there = moved([*point], rotation("RAS", turns, "extrinsic"))
    assert moved([*point], rotation("SAR", turns[::-1], "intrinsic")) == pytest.approx(there, **CLOSE)


@pytest.mark.parametrize(
    ("step", "told"),
    [
        (rotation("X", [10]), 'has no one axis "X"'),
        (rotation("RA", [10]), "1 angles are given"),
        (rotation("S", [10], pivot_um=[1]), "the pivot has 1"),
        (rotation("S", [10], sense="mylab:clockwise"), "which way a positive angle turns"),
        (rotation("RS", [10, 20], "mylab:mixed"), "extrinsic or intrinsic"),
    ],
)
def test_a_rotation_that_says_too_little_is_refused(step: dict[str, object], told: str) -> None:
    with pytest.raises(NoArithmetic, match=f'step 1 from "before" to "after": .*{told}'):
        moved([1, 2, 3], step)
