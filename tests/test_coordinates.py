"""Points go from frame to frame along declared paths, and come out where a ruler would find them."""

from __future__ import annotations

import itertools
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aind_schema import coordinates
from aind_schema.coordinates import NoArithmetic, NoPath, handedness, tip, transform, usual
from aind_schema.errors import UnknownTerm
from aind_schema.parts.coordinates import CoordinateFrame, Transform

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


def frame(letters: str, name: str | None = None, **fields: Any) -> CoordinateFrame:
    axes = [{"name": letter, "direction": BODY[letter][2]} for letter in letters]
    return CoordinateFrame(name=name or letters, axes=axes, **{"origin": "bregma", **fields})


def leading(start: str, end: str, *steps: dict[str, Any]) -> Transform:
    return Transform(from_frame=start, to_frame=end, steps=steps)


def rotation(axes: str, angles: list[float], composition: str = "extrinsic", **fields: Any) -> dict[str, Any]:
    stated = {"axes": list(axes), "angles_deg": angles, "composition": composition, "sense": "right-hand"}
    return {"kind": "rotation", **stated, **fields}


def moved(point: list[float], *steps: dict[str, Any], letters: str = "RAS") -> tuple[float, ...]:
    """Return a point after some steps in a frame."""
    frames = [frame(letters, "before"), frame(letters, "after", origin="lambda")]
    return transform(point, "before", "after", frames, [leading("before", "after", *steps)])


# ---- points that were published, or worked by hand -----------------------------------------------------------------


# 2 mm behind bregma, 1.5 mm to the right, 0.8 mm down.
@pytest.mark.parametrize(
    ("to", "expected"),
    [
        ("bregma_RAS", (1500, -2000, -800)),
        ("bregma_ASR", (-2000, -800, 1500)),
        ("bregma_RAI", (1500, -2000, 800)),  # a left-handed frame: only the order of two axes differs
        ("bregma_ARI", (-2000, 1500, 800)),
    ],
)
def test_axes_change_order_and_sign(to: str, expected: tuple[float, ...]) -> None:
    frames = [usual(name) for name in ("bregma_ARI", "bregma_RAS", "bregma_ASR", "bregma_RAI")]
    assert transform([-2000, 1500, 800], "bregma_ARI", to, frames) == expected


def test_dicom_and_nifti_differ_in_two_signs() -> None:
    # NiBabel, "Coordinate systems and affines": from LPS to RAS the first two coordinates change sign.
    frames = [usual(name).replace(origin_of="scanner 1") for name in ("scanner_LPS", "scanner_RAS")]
    assert transform([10, 20, 30], "scanner_LPS", "scanner_RAS", frames) == (-10, -20, 30)


CCF = [usual(name) for name in ("ccf_v3", "ccf_v3_voxel_25um", "ccf_v3_voxel_10um")]


@pytest.mark.parametrize(
    ("start", "point", "end", "expected"),
    [
        # A whole number is the centre of a voxel, half a voxel from the corner of the volume.
        ("ccf_v3_voxel_25um", (0, 0, 0), "ccf_v3", (12.5, 12.5, 12.5)),
        ("ccf_v3_voxel_10um", (0, 0, 0), "ccf_v3", (5, 5, 5)),
        # 12.5 um from the corner is 1.25 voxels of 10 um, whose first centre is at 0.5.
        ("ccf_v3_voxel_25um", (0, 0, 0), "ccf_v3_voxel_10um", (0.75, 0.75, 0.75)),
        # The last of 528 x 320 x 456 voxels ends where the volume does, at 13.2 x 8.0 x 11.4 mm (Wang et al. 2020).
        ("ccf_v3_voxel_25um", (527.5, 319.5, 455.5), "ccf_v3", (13200, 8000, 11400)),
        ("ccf_v3", (6600, 4000, 5700), "ccf_v3_voxel_25um", (263.5, 159.5, 227.5)),
    ],
)
def test_voxels_have_a_centre_and_a_corner(
    start: str, point: tuple[float, ...], end: str, expected: tuple[float, ...]
) -> None:
    assert transform(point, start, end, CCF) == pytest.approx(expected, abs=1e-9)


def test_pixels_become_micrometres_by_their_size() -> None:
    image = usual("image_px").replace(origin_of="section 3", grid={"spacing_um": [0.5, 0.5], "zero": "centre"})
    cornered = image.replace(name="corner", grid={"spacing_um": [0.5, 0.5], "zero": "corner"})
    in_um = image.replace(name="um", unit="um", grid=None)
    frames = [image, cornered, in_um]
    assert transform([10, 20], "image_px", "um", frames) == (5.25, 10.25)
    assert transform([10, 20], "corner", "um", frames) == (5, 10)
    assert transform([10, 20], "image_px", "corner", frames) == (10.5, 20.5)


# The landmark "bregma" of the International Brain Laboratory's iblatlas: ML 5739, AP 5400, DV 332 um in CCFv3.
BREGMA_IN_CCF = leading(
    "bregma_ASR",
    "ccf_v3",
    {"kind": "affine", "matrix": [[-1, 0, 0, 5400], [0, -1, 0, 332], [0, 0, 1, 5739]]},
)
STEREOTAXIC = [*CCF, *(usual(name) for name in ("bregma_ARI", "bregma_ASR", "bregma_RAS"))]


@pytest.mark.parametrize(
    ("start", "point", "end", "expected"),
    [
        ("bregma_RAS", (0, 0, 0), "ccf_v3", (5400, 332, 5739)),
        ("bregma_RAS", (1500, -2000, -800), "ccf_v3", (7400, 1132, 7239)),
        ("bregma_ARI", (-2000, 1500, 800), "ccf_v3", (7400, 1132, 7239)),
        ("ccf_v3", (5400, 332, 5700), "bregma_RAS", (-39, 0, 0)),  # the midline of the volume, 39 um to the left
        ("ccf_v3_voxel_10um", (539.5, 32.7, 573.4), "bregma_ARI", (0, 0, 0)),
    ],
)
def test_a_published_landmark_ties_bregma_to_an_atlas(
    start: str, point: tuple[float, ...], end: str, expected: tuple[float, ...]
) -> None:
    assert transform(point, start, end, STEREOTAXIC, [BREGMA_IN_CCF]) == pytest.approx(expected, abs=1e-9)


def test_the_ear_bars_of_a_rat_lie_nine_millimetres_behind_bregma() -> None:
    # Paxinos and Watson, flat skull: the interaural point is 9.0 mm behind bregma and 10.0 mm below it.
    frames = [usual("bregma_RAI"), frame("RAS", "ear_bars_RAS", origin="ear-bars"), frame("RAS", "bregma_RAS")]
    frames = [frames[0], frames[1], frames[2].replace(levelling="bregma-lambda-level")]
    shift = leading("bregma_RAS", "ear_bars_RAS", {"kind": "translation", "offset_um": [0, 9000, 10000]})
    # AP -5.8, ML 5, DV 7 mm from bregma is interaural 3.2 mm, and 3 mm above the ear bars.
    assert transform([5000, -5800, 7000], "bregma_RAI", "ear_bars_RAS", frames, [shift]) == (5000, 3200, 3000)


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


def test_steps_are_taken_in_their_order() -> None:
    scale, shift = {"kind": "scale", "factors": [2, 2, -2]}, {"kind": "translation", "offset_um": [10, 0, 0]}
    assert moved([1, 1, 1], scale, shift) == (12, 2, -2)
    assert moved([1, 1, 1], shift, scale) == (22, 2, -2)


@pytest.mark.parametrize("name", ["bregma_ARI", "bregma_RAS", "bregma_ASR", "bregma_RAI", "lambda_ARI"])
def test_without_angles_a_track_goes_straight_down(name: str) -> None:
    chosen = usual(name)
    down = [axis.direction for axis in chosen.axes]
    ended = tip([0, 0, 0], [0, 0, 0], 3000, chosen)
    place, sign = (
        (down.index("superior-to-inferior"), 1)
        if "superior-to-inferior" in down
        else (down.index("inferior-to-superior"), -1)
    )
    assert ended[place] == sign * 3000
    assert sum(map(abs, ended)) == 3000


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
    assert tip([0, 0, 0], angles, 3000, usual(name)) == pytest.approx(expected, abs=1e-3)


def test_a_published_track_in_azimuth_and_polar_angle() -> None:
    # The repeated site of the International Brain Laboratory: entry ML -2.243, AP -2.0 mm, 4 mm deep, polar angle 15,
    # azimuth 180 degrees. Their tip is the entry less depth * (sin 15 cos 180, sin 15 sin 180, cos 15).
    spherical = {
        "axes": ["AP", "DV"],
        "composition": "extrinsic",
        "sense": "right-hand",
        "rest": "superior-to-inferior",
    }
    ibl = usual("bregma_RAS").replace(angles=spherical)
    expected = (-2243 + 4000 * math.sin(math.radians(15)), -2000, -4000 * math.cos(math.radians(15)))
    assert tip([-2243, -2000, 0], [15, 180], 4000, ibl) == pytest.approx(expected, abs=1e-9)


# ---- what holds for all --------------------------------------------------------------------------------------------


def determinant(letters: str) -> int:
    """Return the determinant of the axes, written as columns of right, front, top."""
    (a, b, c), (d, e, f), (g, h, i) = (
        [BODY[letter][1] if BODY[letter][0] == line else 0 for letter in letters] for line in range(3)
    )
    return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)


@pytest.mark.parametrize("letters", ORIENTATIONS)
def test_the_hand_is_the_parity_of_order_and_signs(letters: str) -> None:
    assert handedness(frame(letters)) == ("right" if determinant(letters) > 0 else "left")


orientations = st.sampled_from(ORIENTATIONS)
points = st.tuples(*[st.floats(-2e4, 2e4, allow_subnormal=False)] * 3)
angles = st.lists(st.floats(-180, 180), min_size=3, max_size=3)
close = {"rel": 1e-9, "abs": 1e-6}


@given(points, orientations, orientations, orientations)
def test_another_order_of_axes_loses_nothing(point: tuple[float, ...], one: str, two: str, three: str) -> None:
    frames = [frame(letters, f"{letters}_{i}") for i, letters in enumerate((one, two, three))]
    a, b, c = (each.name for each in frames)
    there = transform(point, a, b, frames)
    assert transform(there, b, a, frames) == point
    assert transform(there, b, c, frames) == transform(point, a, c, frames)


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
    assert transform(there, "b", "a", frames, declared) == pytest.approx(point, **close)
    assert math.dist(there, [100, -200, 300]) == pytest.approx(math.hypot(*point), **close)


@given(points, orientations, orientations, angles)
def test_a_turn_in_space_is_the_same_in_every_frame(
    point: tuple[float, ...], one: str, other: str, turns: list[float]
) -> None:
    """Turn by the hand in two frames, about the axes to the right, front and top, and compare in the first."""
    frames = [
        frame(one, "a"),
        frame(other, "b"),
        frame(one, "a2", origin="lambda"),
        frame(other, "b2", origin="lambda"),
    ]
    steps = []
    for letters in (one, other):
        by_line = {BODY[letter][0]: letter for letter in letters}
        signed = [BODY[by_line[line]][1] * turns[line] for line in range(3)]
        steps.append(rotation("".join(by_line[line] for line in range(3)), signed))
    declared = [leading("a", "a2", steps[0])], [leading("b", "b2", steps[1])]
    straight = transform(point, "a", "a2", frames, declared[0])
    around = transform(
        transform(transform(point, "a", "b", frames), "b", "b2", frames, declared[1]), "b2", "a2", frames
    )
    assert around == pytest.approx(straight, **close)


@given(points, angles)
def test_extrinsic_is_intrinsic_the_other_way_round(point: tuple[float, ...], turns: list[float]) -> None:
    there = moved([*point], rotation("RAS", turns, "extrinsic"))
    assert moved([*point], rotation("SAR", turns[::-1], "intrinsic")) == pytest.approx(there, **close)


@given(points, st.lists(st.floats(0.1, 10), min_size=3, max_size=3))
def test_chains_are_their_parts(point: tuple[float, ...], factors: list[float]) -> None:
    frames = [frame("RAS", "a"), frame("RAS", "b", origin="lambda"), frame("RAS", "c", origin="ear-bars")]
    scale = {"kind": "scale", "factors": factors}
    matrix = {"kind": "affine", "matrix": [[1, 0.5, 0, 10], [0, 2, 0, -5], [0.25, 0, 1, 0]]}
    declared = [leading("a", "b", scale), leading("c", "b", matrix)]
    whole = transform(point, "a", "c", frames, declared)
    halfway = transform(point, "a", "b", frames, declared)
    assert whole == pytest.approx(transform(halfway, "b", "c", frames, declared), **close)
    assert transform(whole, "c", "a", frames, declared) == pytest.approx(point, **close)


@given(points, angles, st.floats(0, 1e4))
def test_a_track_is_as_long_as_its_depth(entry: tuple[float, ...], turns: list[float], depth: float) -> None:
    assert math.dist(entry, tip(entry, turns, depth, usual("bregma_ARI"))) == pytest.approx(depth, **close)


# ---- what is not declared is not computed --------------------------------------------------------------------------


def test_bregma_leads_to_no_atlas_unless_someone_says_how() -> None:
    with pytest.raises(NoPath, match='nothing leads from "bregma_ARI" to "ccf_v3"; declared: no transform'):
        transform([0, 0, 0], "bregma_ARI", "ccf_v3", STEREOTAXIC)


def test_what_is_declared_is_listed() -> None:
    with pytest.raises(NoPath, match='declared: "bregma_ASR" to "ccf_v3"'):
        transform([0, 0, 0], "bregma_ARI", "lambda_ARI", [*STEREOTAXIC, usual("lambda_ARI")], [BREGMA_IN_CCF])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (frame("RAS", "a"), frame("RAS", "b", levelling="bregma-lambda-level")),
        (frame("RAS", "a"), frame("RAS", "b", origin="lambda")),
        (frame("RAS", "a", origin=None), frame("RAS", "b", origin=None)),
        # Two probes have two tips.
        (frame("RAS", "a", origin="probe-tip"), frame("RAS", "b", origin="probe-tip")),
        # The first corner along another direction is another corner.
        (
            frame("RAS", "a", origin="image-corner", origin_of="i"),
            frame("LAS", "b", origin="image-corner", origin_of="i"),
        ),
        (frame("RAS", "a", atlas={"name": "CCFv3"}), frame("RAS", "b", atlas={"name": "CCFv3", "release": "2017"})),
        (frame("RAS", "a"), frame("RA", "b")),
        # Nobody said which side is positive.
        (frame("RAS", "a"), CoordinateFrame(name="b", origin="bregma", axes=[{"name": name} for name in "RAS"])),
        # A pixel has no size, or nobody said what is at zero.
        (usual("image_px").replace(origin_of="i"), usual("image_px").replace(origin_of="i", name="b", unit="um")),
    ],
)
def test_frames_are_not_akin_by_guess(one: CoordinateFrame, other: CoordinateFrame) -> None:
    with pytest.raises(NoPath):
        transform([0.0] * len(one.axes), one.name, other.name, [one, other])


def test_a_deformation_field_is_told() -> None:
    warp = leading("bregma_ASR", "ccf_v3", {"kind": "deformation_field", "location": "warp.nii.gz"})
    with pytest.raises(NoPath, match="only a deformation field does"):
        transform([0, 0, 0], "bregma_ARI", "ccf_v3", STEREOTAXIC, [warp])
    assert transform([0, 0, 0], "bregma_ARI", "ccf_v3", STEREOTAXIC, [warp, BREGMA_IN_CCF]) == (5400, 332, 5739)


def test_two_ways_are_not_chosen_between() -> None:
    other = BREGMA_IN_CCF.replace(from_frame="bregma_RAS")
    with pytest.raises(NoPath, match="several ways are equally short"):
        transform([0, 0, 0], "bregma_ARI", "ccf_v3", STEREOTAXIC, [BREGMA_IN_CCF, other])
    with pytest.raises(NoArithmetic, match='2 transforms are declared from "bregma_ASR" to "ccf_v3"'):
        transform([0, 0, 0], "bregma_ASR", "ccf_v3", STEREOTAXIC, [BREGMA_IN_CCF, BREGMA_IN_CCF])


def test_a_projection_has_no_way_back() -> None:
    frames = [frame("RAS", "brain"), frame("RA", "picture", origin="lambda")]
    flat = [leading("brain", "picture", {"kind": "affine", "matrix": [[1, 0, 0, 0], [0, 1, 0, 0]]})]
    assert transform([1, 2, 3], "brain", "picture", frames, flat) == (1, 2)
    with pytest.raises(NoPath):
        transform([1, 2], "picture", "brain", frames, flat)


@pytest.mark.parametrize(
    ("step", "told"),
    [
        (rotation("X", [10]), 'has no one axis "X"'),
        (rotation("RA", [10]), "1 angles are given"),
        (rotation("S", [10], pivot_um=[1]), "pivot of a rotation has 1"),
        (rotation("S", [10], sense="mylab:clockwise"), "which way a positive angle turns"),
        (rotation("RS", [10, 20], "mylab:mixed"), "extrinsic or intrinsic"),
        ({"kind": "scale", "factors": [1, 2]}, "step 1"),
        ({"kind": "translation"}, "either in micrometres or in pixels"),
        ({"kind": "affine", "matrix": [[1, 0, 0, 0], [1]]}, "one length"),
        ({"kind": "affine", "matrix": [[1, 0, 0, 0]]}, "give 1 coordinates"),
    ],
)
def test_a_step_that_says_too_little_is_refused(step: dict[str, Any], told: str) -> None:
    with pytest.raises(NoArithmetic, match=told):
        moved([1, 2, 3], step)


@pytest.mark.parametrize(
    ("angles", "chosen", "told"),
    [
        ([0], usual("bregma_AR"), "does not say what angles mean"),
        ([0], usual("bregma_ARI"), "1 angles are given"),
        ([0, 0, 0], usual("bregma_ARI").replace(unit="px"), "does not say what angles mean"),
    ],
)
def test_a_tip_needs_a_convention(angles: list[float], chosen: CoordinateFrame, told: str) -> None:
    with pytest.raises(NoArithmetic, match=told):
        tip([0.0] * len(chosen.axes), angles, 100, chosen)


def test_names_and_numbers_are_looked_at() -> None:
    with pytest.raises(UnknownTerm, match='did you mean "bregma_'):
        transform([0, 0, 0], "bregma_AIR", "ccf_v3", STEREOTAXIC)
    with pytest.raises(NoArithmetic, match="the point has 2 coordinates"):
        transform([0, 0], "bregma_ARI", "bregma_RAS", STEREOTAXIC)
    with pytest.raises(NoArithmetic, match='two frames are called "RAS"'):
        transform([0, 0, 0], "RAS", "RAS", [frame("RAS"), frame("RAS", origin="lambda")])


# ---- the library ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", coordinates.usual_names())
def test_the_letters_in_a_name_are_its_axes(name: str) -> None:
    chosen = usual(name)
    letters = name.rpartition("_")[-1]
    if letters.isupper():
        assert [axis.direction for axis in chosen.axes] == [BODY[letter][2] for letter in letters]
    assert chosen.description
    assert chosen.angles is None or {*chosen.angles.axes} <= {axis.name for axis in chosen.axes}


def test_a_frame_that_nobody_knows() -> None:
    with pytest.raises(UnknownTerm, match='did you mean "bregma_RAS"'):
        usual("bregma_RSA")
