"""What is said to be on the left has its coordinates on the left."""

from __future__ import annotations

from typing import Any

import pytest

from aind_schema import coordinates
from aind_schema.records.procedures import Procedures

CODE = "hemisphere-differs"
ANGLES = {
    "axes": ["AP", "ML", "DV"],
    "composition": "extrinsic",
    "sense": "right-hand",
    "rest": "superior-to-inferior",
}
AP, ML = {"name": "AP", "direction": "posterior-to-anterior"}, {"name": "ML", "direction": "left-to-right"}
FRAMES = [
    coordinates.usual("bregma_ARI", angles=ANGLES),
    *map(coordinates.usual, ("bregma_AR", "ccf_v3", "ccf_v3_voxel_25um")),
    {"name": "signless", "origin": "bregma", "axes": [{"name": "AP"}, {"name": "ML"}]},
    {"name": "half", "origin": "bregma", "axes": [{"name": "AP"}, ML]},
    {"name": "mirrored", "origin": "bregma", "axes": [AP, {"name": "ML", "direction": "right-to-left"}]},
    {"name": "lateral", "origin": "bregma", "axes": [AP, {"name": "ML", "direction": "medial-to-lateral"}]},
    {
        "name": "ccf_by_hand",
        "origin": "atlas-corner",
        "axes": [
            {"name": "AP", "direction": "anterior-to-posterior"},
            {"name": "ML", "direction": "left-to-right"},
            {"name": "DV", "direction": "superior-to-inferior"},
        ],
        "atlas": {"name": "Allen CCF"},
    },
    {"name": "spine", "origin": "between-C3-C4", "axes": [ML, {"name": "DV", "direction": "superior-to-inferior"}]},
]


def at(frame: str, *values: float) -> dict[str, Any]:
    return {"frame": frame, "coordinates_um": list(values)}


def surgery(*steps: dict[str, Any]) -> Procedures:
    surgeries = [{"kind": "surgery", "steps": list(steps)}]
    return Procedures(subject_id="625463", coordinate_frames=FRAMES, subject_procedures=surgeries)


def injection(*sites: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"kind": "brain_injection", "sites": [{"targets": [site]} for site in sites], **fields}


RIGHT = at("bregma_ARI", -2000, 1500, 800)


@pytest.mark.parametrize(
    ("said", "position", "found"),
    [
        ("left", RIGHT, True),
        ("right", RIGHT, False),
        ("both", RIGHT, False),
        ("midline", RIGHT, True),
        ("midline", at("bregma_ARI", -2000, 300, 800), False),
        ("left", at("ccf_v3", 7000, 2000, 5000), False),  # the midline is at 5700
        ("right", at("ccf_v3", 7000, 2000, 5000), True),
        ("right", at("ccf_by_hand", 7000, 5000, 2000), True),  # size and midline are those of the atlas
        ("right", at("ccf_by_hand", 7000, 7000, 2000), False),
        ("right", at("mirrored", -2000, 1500), True),
        ("left", at("half", -2000, 1500), True),
        ("left", at("spine", 500, 600), True),
        ("left", at("bregma_ARI", -2000, 1, 800), False),  # rounded
        ("left", at("lateral", -2000, 1500), False),
        ("left", at("signless", -2000, 1500), False),
        ("left", at("bregma_AR", -2000, 1500, 0), False),
    ],
)
def test_the_side_is_that_of_the_sign(said: str, position: dict[str, Any], found: bool, find: Any) -> None:
    findings = find(CODE, surgery(injection({"hemisphere": said, "position": position})))
    assert bool(findings) == found


@pytest.mark.parametrize(("uncertainty", "found"), [(100, True), (2000, False)])
def test_an_uncertain_point_may_lie_on_the_other_side(uncertainty: float, found: bool, find: Any) -> None:
    target = {"hemisphere": "left", "position": RIGHT, "uncertainty_um": uncertainty}
    assert bool(find(CODE, surgery(injection(target)))) == found


@pytest.mark.parametrize(
    ("step", "found"),
    [
        (injection({"position": RIGHT}, targets=[{"hemisphere": "left"}]), True),
        (injection({"position": RIGHT}, targets=[{"hemisphere": "right"}]), False),
        (injection({"position": RIGHT}, targets=[{"hemisphere": "left"}, {"hemisphere": "right"}]), False),
        (injection({"position": RIGHT, "hemisphere": "right"}, targets=[{"hemisphere": "left"}]), False),
        ({"kind": "craniotomy", "relative_position": ["left"], "targets": [{"position": RIGHT}]}, True),
        (
            {
                "kind": "craniotomy",
                "relative_position": ["left"],
                "targets": [{"hemisphere": "right", "position": RIGHT}],
            },
            True,
        ),
        ({"kind": "craniotomy", "relative_position": ["left", "right"], "targets": [{"position": RIGHT}]}, False),
        ({"kind": "craniotomy", "relative_position": ["anterior"], "targets": [{"position": RIGHT}]}, False),
    ],
)
def test_a_step_tells_the_side_of_its_places(step: dict[str, Any], found: bool, find: Any) -> None:
    assert bool(find(CODE, surgery(step))) == found


def entered(across: float, **target: Any) -> dict[str, Any]:
    return {"hemisphere": "right", "entry": at("bregma_ARI", -2000, across, 0), **target}


@pytest.mark.parametrize(
    ("target", "found"),
    [
        (entered(300), False),
        (entered(-300), True),
        (entered(-300, angles_deg=[0, 0, 0], depth_um=3000), True),
        (entered(-300, angles_deg=[-20, 0, 0], depth_um=3000), False),  # ends on the right
        (entered(300, angles_deg=[20, 0, 0], depth_um=3000), True),
        (entered(-300, angles_deg=[20, 0, 0]), False),
        (entered(-300, position=RIGHT), True),
        # Without a convention, no angle leads further than the track is long.
        ({"hemisphere": "left", "entry": at("bregma_AR", -2000, 300), "angles_deg": [20], "depth_um": 3000}, False),
        ({"hemisphere": "left", "entry": at("bregma_AR", -2000, 3000), "angles_deg": [20], "depth_um": 1000}, True),
    ],
)
def test_of_a_track_the_end_counts(target: dict[str, Any], found: bool, find: Any) -> None:
    assert bool(find(CODE, surgery(injection(target)))) == found


def test_where_the_sign_is_not_told_all_targets_of_a_frame_have_one(find: Any) -> None:
    sides = [("left", -1500), ("right", 1500), ("left", -30), ("left", 1500)]
    steps = [injection({"hemisphere": side, "position": at("signless", 0, value)}) for side, value in sides]
    (finding,) = find(CODE, surgery(*steps))
    assert finding.path == "/subject_procedures/0/steps/3/sites/0/targets/0/position/coordinates_um/1"


@pytest.mark.parametrize(("voxel", "found"), [(100, False), (226, False), (300, True)])
def test_a_voxel_lies_on_one_side_of_the_middle(voxel: int, found: bool, find: Any) -> None:
    position = {"frame": "ccf_v3_voxel_25um", "coordinates_px": [298, 163, voxel]}
    assert bool(find(CODE, surgery(injection({"hemisphere": "left", "image_position": position})))) == found
