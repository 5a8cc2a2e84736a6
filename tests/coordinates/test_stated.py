"""Positions and targets of a record are computed with as they stand in it."""

from __future__ import annotations

from typing import Any

import pytest

from aind_schema import ImagePosition, Position, Procedures, Target
from aind_schema.coordinates import NoArithmetic, NoPath, restate, tip_of, usual
from aind_schema.errors import UnknownTerm
from samples.frames import BREGMA_IN_CCF, STEREOTAXIC, hanging

RECORD = Procedures(
    subject_id="625463",
    coordinate_frames=[
        *STEREOTAXIC,
        hanging("bregma_RAI"),
        usual("lambda_ARI", angles={"rest": "superior-to-inferior"}),
    ],
    transforms=[BREGMA_IN_CCF],
)
ENTRY = {"frame": "bregma_RAI", "coordinates_um": [1500, -2000, 0]}


def test_a_position_is_restated_in_the_unit_of_the_other_frame() -> None:
    at = Position(frame="bregma_ARI", coordinates_um=[0, 0, 0])
    assert restate(at, "ccf_v3", RECORD) == Position(frame="ccf_v3", coordinates_um=[5400, 332, 5739])
    voxel = restate(at, "ccf_v3_voxel_25um", RECORD)
    assert isinstance(voxel, ImagePosition)
    assert restate(voxel, "bregma_ARI", RECORD).coordinates_um == pytest.approx((0, 0, 0), abs=1e-9)


@pytest.mark.parametrize(
    ("position", "to", "error", "told"),
    [
        (Position(frame="bregma_AIR", coordinates_um=[0, 0, 0]), "ccf_v3", UnknownTerm, "did you mean"),
        (Position(frame="bregma_ARI", coordinates_um=[0, 0, 0]), "ccf_v2", UnknownTerm, 'did you mean "ccf_v3"'),
        (Position(frame="bregma_ARI", coordinates_um=[0, 0, 0]), "lambda_ARI", NoPath, "nothing leads"),
        (
            Position(frame="ccf_v3_voxel_25um", coordinates_um=[0, 0, 0]),
            "ccf_v3",
            NoArithmetic,
            "the position is in um",
        ),
        (ImagePosition(frame="ccf_v3", coordinates_px=[0, 0, 0]), "bregma_ARI", NoArithmetic, "the position is in px"),
    ],
)
def test_a_position_that_fits_no_frame_is_refused(position: Any, to: str, error: type[Exception], told: str) -> None:
    with pytest.raises(error, match=told):
        restate(position, to, RECORD)


def test_the_tip_of_a_target_is_in_the_frame_of_its_entry() -> None:
    target = Target(entry=ENTRY, angles_deg=[0, 0, 0], depth_um=800)
    assert tip_of(target, RECORD) == Position(frame="bregma_RAI", coordinates_um=[1500, -2000, 800])


def test_what_can_only_hang_needs_no_angles() -> None:
    target = Target(entry={**ENTRY, "frame": "lambda_ARI"}, depth_um=800)
    assert tip_of(target, RECORD).coordinates_um == (1500, -2000, 800)


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ({"entry": ENTRY, "depth_um": 800}, "does not state its `angles_deg`"),
        ({"entry": ENTRY, "angles_deg": [0, 0, 0]}, "needs an `entry` and a `depth_um`"),
        ({"position": ENTRY, "depth_um": 800}, "needs an `entry` and a `depth_um`"),
        ({"entry": {**ENTRY, "frame": "bregma_ARI"}, "depth_um": 800}, "does not say what angles mean"),
    ],
)
def test_a_target_that_says_too_little_has_no_tip(target: dict[str, Any], told: str) -> None:
    with pytest.raises(NoArithmetic, match=told):
        tip_of(Target(**target), RECORD)


def test_a_tip_further_out_than_positions_go_is_refused() -> None:
    target = Target(entry={**ENTRY, "coordinates_um": [0, 0, 9e8]}, angles_deg=[0, 0, 0], depth_um=9e8)
    with pytest.raises(NoArithmetic, match="further out"):
        tip_of(target, RECORD)
