"""Frames with one origin differ in the order and signs of their axes, and none are taken for such by guess."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aind_schema.coordinates import NoPath, transform, usual
from samples.frames import BREGMA_IN_CCF, CCF, LEVEL, ORIENTATIONS, frame, levelled

if TYPE_CHECKING:
    from aind_schema.parts.coordinates import CoordinateFrame

orientations = st.sampled_from(ORIENTATIONS)
points = st.tuples(*[st.floats(-2e4, 2e4, allow_subnormal=False)] * 3)


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
    frames = levelled("bregma_ARI", "bregma_RAS", "bregma_ASR", "bregma_RAI")
    assert transform([-2000, 1500, 800], "bregma_ARI", to, frames) == expected


def test_dicom_and_nifti_differ_in_two_signs() -> None:
    # NiBabel, "Coordinate systems and affines": from LPS to RAS the first two coordinates change sign.
    frames = [usual(name, origin_of="scanner 1") for name in ("scanner_LPS", "scanner_RAS")]
    assert transform([10, 20, 30], "scanner_LPS", "scanner_RAS", frames) == (-10, -20, 30)


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


HALF = {"spacing_um": [0.5, 0.5]}
IMAGE = usual("image_px", origin_of="section 3", grid={**HALF, "zero": "centre"})


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"unit": "px", "grid": {**HALF, "zero": "corner"}}, (10.5, 20.5)),
        ({"unit": "um", "grid": {"zero": "corner"}}, (5.25, 10.25)),
        ({"unit": "um", "grid": {**HALF, "zero": "centre"}}, (5, 10)),
    ],
)
def test_pixels_become_micrometres_by_their_size(fields: dict[str, Any], expected: tuple[float, ...]) -> None:
    assert transform([10, 20], "image_px", "other", [IMAGE, IMAGE.replace(name="other", **fields)]) == expected


@given(points, orientations, orientations, orientations)
def test_another_order_of_axes_loses_nothing(point: tuple[float, ...], one: str, two: str, three: str) -> None:
    frames = [frame(letters, f"{letters}_{i}") for i, letters in enumerate((one, two, three))]
    a, b, c = (each.name for each in frames)
    there = transform(point, a, b, frames)
    assert transform(there, b, a, frames) == point
    assert transform(there, b, c, frames) == transform(point, a, c, frames)


LATERAL = {"axes": [{"name": "ML", "direction": "medial-to-lateral"}]}


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        (frame("RAS", "a", levelling=None), frame("RAS", "b"), "`levelling` of one"),
        (frame("RAS", "a", levelling=None), frame("RAS", "b", levelling=None), "how the head was held"),
        (frame("RAS", "a", levelling="not-levelled"), frame("RAS", "b", levelling="not-levelled"), "may be tilted"),
        (frame("RAS", "a"), frame("RAS", "b", origin="lambda"), "no transform$"),
        (frame("RAS", "a", origin=None), frame("RAS", "b", origin=None), "no transform$"),
        # Two probes have two tips, and two scanners two middles.
        (frame("RAS", "a", origin="probe-tip"), frame("RAS", "b", origin="probe-tip"), "whose probe-tip"),
        (usual("scanner_LPS"), usual("scanner_RAS"), "whose scanner-isocentre is meant, in `origin_of`"),
        # The first corner along another direction is another corner.
        (
            frame("RAS", "a", origin="image-corner", origin_of="i"),
            frame("LAS", "b", origin="image-corner", origin_of="i"),
            "another corner",
        ),
        (
            frame("RAS", "a", atlas={"name": "CCFv3"}),
            frame("RAS", "b", atlas={"name": "CCFv3", "release": "2017"}),
            "`atlas` of one",
        ),
        (frame("RAS", "a"), frame("RA", "b"), "same lines"),
        # Nobody said which side is positive.
        (frame("RAS", "a"), frame("RAS", "b", axes=[{"name": name} for name in "RAS"]), "to which side they lead"),
        (frame("R", "a", **LATERAL), frame("R", "b", **LATERAL), "to which side they lead"),
        # A pixel has no size, or nobody said what is at zero.
        (usual("image_px", origin_of="i"), usual("image_px", origin_of="i", name="b"), "the size of its pixels"),
        (IMAGE, IMAGE.replace(name="b", unit="um", grid=None), '"b" does not say the size'),
        (IMAGE, IMAGE.replace(name="b", unit="um", grid=HALF), "which point of the first is zero"),
    ],
)
def test_frames_are_not_akin_by_guess(one: CoordinateFrame, other: CoordinateFrame, told: str) -> None:
    with pytest.raises(NoPath, match=told):
        transform([0.0] * len(one.axes), one.name, other.name, [one, other])


def test_what_keeps_frames_apart_is_told_along_the_way() -> None:
    """Name the frame that a published transform starts from, though somebody asked for the atlas behind it."""
    frames = [usual("bregma_ARI"), *levelled("bregma_ASR"), *CCF]
    with pytest.raises(NoPath, match='"bregma_ARI" and "bregma_ASR" are both zero at bregma, but the `levelling`'):
        transform([0, 0, 0], "bregma_ARI", "ccf_v3", frames, [BREGMA_IN_CCF])
    stated = [frames[0].replace(levelling=LEVEL), *frames[1:]]
    assert transform([0, 0, 0], "bregma_ARI", "ccf_v3", stated, [BREGMA_IN_CCF]) == (5400, 332, 5739)
