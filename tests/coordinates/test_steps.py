"""Steps are taken in their order, in the unit and along the axes that the ones before have left."""

from __future__ import annotations

from typing import Any

import pytest

from aind_schema.coordinates import NoArithmetic, NoPath, transform
from samples.frames import STEREOTAXIC, frame, leading, moved, rotation

MIRROR = {"kind": "scale", "factors": [1, 1, -1]}
SWAP = {"kind": "affine", "matrix": [[0, 1, 0, 0], [1, 0, 0, 0], [0, 0, 1, 0]]}
STRETCH = {"kind": "affine", "matrix": [[2, 0, 0, 5], [0, 2, 0, 0], [0, 0, 2, 0]]}
PIXELS = {"kind": "translation", "offset_px": [10, 0, 0]}
MICROMETRES = {"kind": "translation", "offset_um": [10, 0, 0]}


def test_steps_are_taken_in_their_order() -> None:
    scale, shift = {"kind": "scale", "factors": [2, 2, -2]}, MICROMETRES
    assert moved([1, 1, 1], scale, shift) == (12, 2, -2)
    assert moved([1, 1, 1], shift, scale) == (22, 2, -2)


# ---- the unit ------------------------------------------------------------------------------------------------------


def test_a_scale_says_which_unit_comes_out() -> None:
    size = {"kind": "scale", "factors": [-25, -25, 25], "to_unit": "um"}
    declared = [leading("ccf_v3_voxel_25um", "bregma_ASR", PIXELS, size, MICROMETRES)]
    assert transform([0, 10, 10], "ccf_v3_voxel_25um", "bregma_ASR", STEREOTAXIC, declared) == (-240, -250, 250)
    assert transform([-240, -250, 250], "bregma_ASR", "ccf_v3_voxel_25um", STEREOTAXIC, declared) == (0, 10, 10)


@pytest.mark.parametrize(
    ("start", "steps", "told"),
    [
        ("bregma_RAS", [PIXELS], "step 1 .*: the offset is in px, and the coordinates are in um"),
        ("ccf_v3_voxel_25um", [MICROMETRES], "step 1 .*: the offset is in um, and the coordinates are in px"),
        ("ccf_v3_voxel_25um", [rotation("", [], pivot_um=[1, 2, 3])], "the pivot is in um"),
        ("ccf_v3_voxel_25um", [{"kind": "scale", "factors": [-1, -1, 1]}], "give px, and .* is in um; say .*`to_unit`"),
        ("bregma_RAS", [{**STRETCH, "to_unit": "px"}], "give px"),
    ],
)
def test_pixels_are_not_added_to_micrometres(start: str, steps: list[dict[str, Any]], told: str) -> None:
    frames = [*STEREOTAXIC, frame("RAS", "after", origin="lambda")]
    with pytest.raises(NoArithmetic, match=told):
        transform([0, 0, 0], start, "after", frames, [leading(start, "after", *steps)])


# ---- the hand ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("before", [MIRROR, SWAP, {"kind": "scale", "factors": [-1, -1, 1]}])
def test_axes_that_were_mirrored_or_mixed_have_no_known_hand(before: dict[str, Any]) -> None:
    with pytest.raises(NoArithmetic, match=r"step 2 .* a step before has mirrored or mixed the axes"):
        moved([1, 0, 0], before, rotation("A", [90]))


def test_numbers_can_still_be_turned_in_the_order_of_their_places() -> None:
    # As the textbooks turn about y: x goes to minus z.
    assert moved([1, 0, 0], MIRROR, rotation("A", [90], sense="axis-order")) == (0, 0, -1)
    assert moved([1, 0, 0], rotation("A", [90]), MIRROR) == (0, 0, 1)


def test_what_only_stretches_or_turns_leaves_the_hand() -> None:
    assert moved([1, 0, 0], STRETCH, rotation("S", [90]), rotation("S", [90])) == (-7, 0, 0)


# ---- what is no arithmetic -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "told"),
    [
        ({"kind": "scale", "factors": [1, 2]}, "step 1 .*: it takes 2 coordinates, and gets 3"),
        ({"kind": "translation"}, "either in micrometres or in pixels"),
        ({**PIXELS, **MICROMETRES}, "either in micrometres or in pixels"),
        ({"kind": "affine", "matrix": [[1, 0, 0, 0], [1]]}, "one length"),
        ({"kind": "affine", "matrix": []}, "one length"),
        ({"kind": "affine", "matrix": [[1, 0, 0, 0]]}, "give 1 coordinates"),
        ({**SWAP, "matrix": [*SWAP["matrix"], [0, 0, 0, 1]]}, "the last row of the matrix, 0 ... 0 1, .* leave it out"),
    ],
)
def test_a_step_that_says_too_little_is_refused(step: dict[str, Any], told: str) -> None:
    with pytest.raises(NoArithmetic, match=told):
        moved([1, 2, 3], step)


def test_a_projection_has_no_way_back() -> None:
    frames = [frame("RAS", "brain"), frame("RA", "picture", origin="lambda")]
    flat = [leading("brain", "picture", {"kind": "affine", "matrix": [[1, 0, 0, 0], [0, 1, 0, 0]]})]
    assert transform([1, 2, 3], "brain", "picture", frames, flat) == (1, 2)
    with pytest.raises(NoPath, match='the transform "brain" to "picture" can\'t be turned round'):
        transform([1, 2], "picture", "brain", frames, flat)
