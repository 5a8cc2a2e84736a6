"""Points go from frame to frame along declared paths, and come out where a ruler would find them."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aind_schema.coordinates import ManyPaths, NoArithmetic, NoPath, route, transform, usual
from aind_schema.errors import UnknownTerm
from samples.frames import BREGMA_IN_CCF, CLOSE, STEREOTAXIC, frame, leading, levelled

if TYPE_CHECKING:
    from aind_schema.parts.coordinates import Transform

points = st.tuples(*[st.floats(-2e4, 2e4, allow_subnormal=False)] * 3)
LANDMARKS = [*STEREOTAXIC, *levelled("lambda_ARI")]
WARP = {"kind": "deformation_field", "location": "warp.nii.gz"}
BROKEN = {"kind": "affine", "matrix": [[1, 0, 0, 0], [0, 1, 0]]}


def shift(start: str, end: str, *offset: float) -> Transform:
    return leading(start, end, {"kind": "translation", "offset_um": offset})


def bregma_at(ap: float, start: str = "bregma_RAS") -> Transform:
    """Return a transform that puts bregma at some AP of CCFv3."""
    rows = {"bregma_RAS": [[0, -1, 0, ap], [0, 0, -1, 332], [1, 0, 0, 5739]]}
    rows["bregma_ASR"] = [[-1, 0, 0, ap], [0, -1, 0, 332], [0, 0, 1, 5739]]
    return leading(start, "ccf_v3", {"kind": "affine", "matrix": rows[start]})


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
    frames = [*levelled("bregma_RAI", "bregma_RAS"), frame("RAS", "ear_bars_RAS", origin="ear-bars")]
    declared = [shift("bregma_RAS", "ear_bars_RAS", 0, 9000, 10000)]
    # AP -5.8, ML 5, DV 7 mm from bregma is interaural 3.2 mm, and 3 mm above the ear bars.
    assert transform([5000, -5800, 7000], "bregma_RAI", "ear_bars_RAS", frames, declared) == (5000, 3200, 3000)


@given(points, st.lists(st.floats(0.1, 10), min_size=3, max_size=3))
def test_chains_are_their_parts(point: tuple[float, ...], factors: list[float]) -> None:
    frames = [frame("RAS", "a"), frame("RAS", "b", origin="lambda"), frame("RAS", "c", origin="ear-bars")]
    scale = {"kind": "scale", "factors": factors}
    matrix = {"kind": "affine", "matrix": [[1, 0.5, 0, 10], [0, 2, 0, -5], [0.25, 0, 1, 0]]}
    declared = [leading("a", "b", scale), leading("c", "b", matrix)]
    whole = transform(point, "a", "c", frames, declared)
    halfway = transform(point, "a", "b", frames, declared)
    assert whole == pytest.approx(transform(halfway, "b", "c", frames, declared), **CLOSE)
    assert transform(whole, "c", "a", frames, declared) == pytest.approx(point, **CLOSE)


def test_a_route_is_found_once_for_many_points() -> None:
    found = route("bregma_ARI", "ccf_v3_voxel_25um", STEREOTAXIC, [BREGMA_IN_CCF])
    for ap in range(384):
        point = [-10.0 * ap, 0, 0]
        assert found(point) == transform(point, "bregma_ARI", "ccf_v3_voxel_25um", STEREOTAXIC, [BREGMA_IN_CCF])
    assert (found.start.name, found.end.name, found.transforms) == ("bregma_ARI", "ccf_v3_voxel_25um", (BREGMA_IN_CCF,))


# ---- several ways --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("start", ["bregma_RAS", "bregma_ASR", "bregma_ARI"])
def test_two_ways_that_disagree_are_refused_from_wherever_one_asks(start: str) -> None:
    declared = [bregma_at(5400), bregma_at(5000, "bregma_ASR")]
    for both in (declared, declared[::-1]):
        for end in ("ccf_v3", "ccf_v3_voxel_25um"):
            with pytest.raises(ManyPaths, match=r"disagree, by up to 400 um.*hand over only the transforms") as refused:
                transform([0, 0, 0], start, end, STEREOTAXIC, both)
            assert '"bregma_RAS" to "ccf_v3"' in str(refused.value)
            assert '"bregma_ASR" to "ccf_v3"' in str(refused.value)
    assert transform([0, 0, 0], start, "ccf_v3", STEREOTAXIC, declared[:1]) == (5400, 332, 5739)


@pytest.mark.parametrize("start", ["bregma_RAS", "bregma_ASR", "bregma_ARI"])
def test_two_ways_that_agree_are_one(start: str) -> None:
    declared = [bregma_at(5400), bregma_at(5400), bregma_at(5400.01, "bregma_ASR")]
    assert transform([0, 0, 0], start, "ccf_v3", STEREOTAXIC, declared) == (5400, 332, 5739)


def test_a_long_way_counts_as_well() -> None:
    frames = [frame("RAS", name, origin="probe-tip", origin_of=name) for name in "abcd"]
    declared = [shift("a", "b", 1, 0, 0), shift("b", "c", 1, 0, 0), shift("a", "c", 2, 0, 0), shift("d", "c", 9, 9, 9)]
    assert transform([0, 0, 0], "a", "c", frames, declared) == (2, 0, 0)
    declared[2] = shift("a", "c", 3, 0, 0)
    with pytest.raises(ManyPaths, match='"a" to "c", and "a" to "b" then "b" to "c"'):
        transform([0, 0, 0], "a", "c", frames, declared)
    assert transform([0, 0, 0], "d", "c", frames, declared) == (9, 9, 9)


def test_there_and_back_are_each_other_s_inverse_or_neither_is_taken() -> None:
    there, back = bregma_at(5400), leading("ccf_v3", "bregma_RAS", {"kind": "scale", "factors": [1, 1, 1]})
    for start, end in (("bregma_RAS", "ccf_v3"), ("ccf_v3", "bregma_RAS")):
        with pytest.raises(ManyPaths, match="turned round"):
            transform([0, 0, 0], start, end, STEREOTAXIC, [there, back])
    right = {"kind": "affine", "matrix": [[0, 0, 1, -5739], [-1, 0, 0, 5400], [0, -1, 0, 332]]}
    back = leading("ccf_v3", "bregma_RAS", right)
    assert transform([5400, 332, 5739], "ccf_v3", "bregma_RAS", STEREOTAXIC, [there, back]) == (0, 0, 0)


def test_what_is_declared_between_frames_with_one_origin_agrees_with_their_axes() -> None:
    wrong, right = shift("bregma_ARI", "bregma_RAS", 1000, 0, 0), [[0, 1, 0, 0], [1, 0, 0, 0], [0, 0, -1, 0]]
    for end in ("bregma_RAS", "bregma_ASR", "ccf_v3"):
        with pytest.raises(ManyPaths, match='"bregma_ARI" to "bregma_RAS" differs from what the axes'):
            transform([0, 0, 0], "bregma_ARI", end, STEREOTAXIC, [wrong, BREGMA_IN_CCF])
    stated = leading("bregma_ARI", "bregma_RAS", {"kind": "affine", "matrix": right})
    assert transform([1, 2, 3], "bregma_ARI", "bregma_RAS", STEREOTAXIC, [stated]) == (2, 1, -3)


def test_nobody_can_tell_apart_thousands_of_ways() -> None:
    frames = [frame("RAS", f"f{i}", origin="probe-tip", origin_of=f"p{i}") for i in range(12)]
    declared = [shift(a.name, b.name, 1, 0, 0) for a, b in itertools.combinations(frames, 2)]
    with pytest.raises(ManyPaths, match="more than 10000 ways"):
        transform([0, 0, 0], "f0", "f11", frames, declared)


# ---- deformation fields --------------------------------------------------------------------------------------------


def test_a_deformation_field_is_told() -> None:
    with pytest.raises(NoPath, match="only a deformation field does"):
        transform([0, 0, 0], "bregma_ARI", "ccf_v3", STEREOTAXIC, [leading("bregma_ASR", "ccf_v3", WARP)])


@pytest.mark.parametrize("steps", [[WARP], [{"kind": "scale", "factors": [1, 1, 1]}, WARP]])
@pytest.mark.parametrize("start", ["bregma_ARI", "bregma_ASR", "bregma_RAS"])
def test_a_deformation_field_is_not_passed_over_in_silence(steps: list[dict[str, Any]], start: str) -> None:
    warp = leading("bregma_ARI", "ccf_v3", *steps)
    with pytest.raises(ManyPaths, match=r'deformation field leads as directly .*: "bregma_ARI" to "ccf_v3"; hand over'):
        transform([0, 0, 0], start, "ccf_v3", STEREOTAXIC, [warp, BREGMA_IN_CCF])


def test_a_detour_over_a_deformation_field_is_no_rival() -> None:
    declared = [BREGMA_IN_CCF, shift("bregma_ARI", "lambda_ARI", 4200, 0, 0), leading("lambda_ARI", "ccf_v3", WARP)]
    assert transform([0, 0, 0], "bregma_ARI", "ccf_v3", LANDMARKS, declared) == (5400, 332, 5739)


# ---- what is not declared is not computed --------------------------------------------------------------------------


def test_bregma_leads_to_no_atlas_unless_someone_says_how() -> None:
    with pytest.raises(NoPath, match=r'nothing leads from "bregma_ARI" to "ccf_v3"; declared: no transform$'):
        transform([0, 0, 0], "bregma_ARI", "ccf_v3", STEREOTAXIC)


def test_what_is_declared_is_listed() -> None:
    with pytest.raises(NoPath, match='declared: "bregma_ASR" to "ccf_v3"'):
        transform([0, 0, 0], "bregma_ARI", "lambda_ARI", LANDMARKS, [BREGMA_IN_CCF])


def test_a_transform_that_is_not_on_the_way_may_be_broken() -> None:
    broken = leading("lambda_ARI", "ccf_v3", BROKEN)
    elsewhere = leading("lambda_ARI", "nowhere", BROKEN)
    declared = [BREGMA_IN_CCF, broken, elsewhere]
    assert transform([1, 2, 3], "bregma_ARI", "bregma_RAS", LANDMARKS, declared) == (2, 1, -3)
    assert transform([0, 0, 0], "bregma_ARI", "ccf_v3", LANDMARKS, declared) == (5400, 332, 5739)
    with pytest.raises(NoArithmetic, match='step 1 from "lambda_ARI" to "ccf_v3": the rows'):
        transform([0, 0, 0], "lambda_ARI", "ccf_v3", LANDMARKS, declared)


def test_names_are_looked_at() -> None:
    with pytest.raises(UnknownTerm, match='did you mean "bregma_'):
        transform([0, 0, 0], "bregma_AIR", "ccf_v3", STEREOTAXIC)
    with pytest.raises(UnknownTerm):
        transform([0, 0, 0], "ccf_v3", "bregma_AIR", STEREOTAXIC)
    with pytest.raises(NoArithmetic, match='two frames are called "RAS"'):
        transform([0, 0, 0], "RAS", "RAS", [frame("RAS"), frame("RAS", origin="lambda")])


def test_a_frame_leads_to_itself() -> None:
    assert transform([1, 2], "image_px", "image_px", [usual("image_px")]) == (1, 2)
