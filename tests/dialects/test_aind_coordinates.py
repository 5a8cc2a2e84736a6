"""Coordinates of AIND's procedures become frames and targets."""

from __future__ import annotations

from typing import Any

import pytest

from aind_schema import validate
from aind_schema.dialects import aind
from samples.procedures_of_1 import VERSION_0_5, VERSION_1
from samples.procedures_of_2 import BREGMA_ARID, INJECTION_2, VERSION_2, converted, moved, reread, turned


def test_coordinates_before_2_go_into_frames_that_claim_no_more_than_the_source() -> None:
    record, _ = converted(VERSION_0_5)
    frames = {frame.name: frame for frame in record.coordinate_frames}
    assert frames.keys() == {"AP_ML", "bregma_AP_ML_depth"}
    assert frames["AP_ML"].origin is None
    assert [axis.direction for axis in frames["bregma_AP_ML_depth"].axes] == [None, None, None]
    site = record.subject_procedures[2].steps[0].sites[0]
    assert site.targets[0].position.coordinates_um == (250, 500, -2000)
    assert (site.targets[0].depth_um, site.targets[0].angles_deg) == (None, (10,))
    assert site.dynamics.volume_nl == 200


def test_coordinate_systems_of_2_are_declared_once_and_depth_stands_beside_the_entry() -> None:
    record, _ = converted(VERSION_2)
    frames = {frame.name: frame for frame in record.coordinate_frames}
    assert frames.keys() == {"CCF", "BREGMA_ARID", "FIBER_PROBE"}
    assert [axis.name for axis in frames["BREGMA_ARID"].axes] == ["AP", "ML", "SI"]
    assert (frames["CCF"].origin, frames["CCF"].atlas.name) == ("atlas-corner", "CCFv3")
    surgery = record.subject_procedures[0]
    assert surgery.landmarks[0].name == "lambda"
    assert surgery.landmarks[0].position.coordinates_um == (-4170, 0, 0)
    first, second = surgery.steps[0].sites
    assert first.targets[0].entry.coordinates_um == (-5200, -850, 0)
    assert (first.targets[0].depth_um, first.targets[0].angles_deg) == (3200, (10, 0, 0))
    assert (first.dynamics.profile, first.dynamics.volume_nl, second.dynamics.volume_nl) == ("bolus", 150, None)
    assert validate(record).errors == ()


def test_a_position_in_a_system_that_nobody_declares_is_kept() -> None:
    step, kept = reread({**INJECTION_2, "coordinate_system_name": "ELSEWHERE"})
    assert [site.keys() for site in step["sites"]] == [{"dynamics"}, {"dynamics"}]
    assert "coordinates/0/0/translation/0" in kept
    assert "coordinate_system_name" in kept


@pytest.mark.parametrize(
    "damage",
    [
        {"coordinates": [[moved(1, 2)], [moved(1, 2)]]},
        {"coordinates": [[moved(1, 2, 0, 3), moved(1, 2, 0, 3)]] * 2},
        {"coordinates": [[moved(1, 2, 1e9, 3)]] * 2},
        {"coordinates": [[{"translation": [1, None, 2]}]] * 2},
    ],
)
def test_a_point_is_placed_as_a_whole_or_not_at_all(damage: dict[str, Any]) -> None:
    step, kept = reread({**INJECTION_2, **damage})
    assert not any("targets" in site for site in step["sites"])
    assert "coordinates/0/0/translation/0" in kept


def test_a_depth_beside_ap_and_ml_makes_them_the_entry() -> None:
    record, _ = converted(VERSION_1)
    (target,) = record.subject_procedures[0].steps[2].sites[0].targets
    assert (target.entry.frame, target.entry.coordinates_um) == ("bregma_AP_ML", (2300, -1150))
    assert (target.depth_um, target.position) == (1100, None)


def test_what_every_rotation_says_of_its_angles_is_said_of_the_frame() -> None:
    said = {"axis_order": "zyx", "reference_coordinate_system": "local", "rotation_direction": "right_hand"}
    coordinates = [[moved(1, 2, 0, 3), {**turned(1, 2, 3), **said}], [moved(1, 2, 0, 3), {**turned(4, 5, 6), **said}]]
    step, kept, frames = reread_with_frames({**INJECTION_2, "coordinates": coordinates})
    assert frames["BREGMA_ARID"]["angles"] == {
        "axes": ["SI", "ML", "AP"],
        "composition": "intrinsic",
        "sense": "right-hand",
    }
    assert [site["targets"][0]["angles_deg"] for site in step["sites"]] == [[1, 2, 3], [4, 5, 6]]
    assert kept == {"dynamics/1/volume_unit"}


def test_landmarks_and_what_is_said_of_angles_come_back_from_the_record_alone() -> None:
    turn = {**turned(1, 2, 3), "axis_order": "zyx", "rotation_direction": "right_hand"}
    injection = {**INJECTION_2, "coordinates": [[moved(1, 2, 0, 3), turn]] * 2}
    landmark = {"measured_coordinates": {"Lambda": moved(-4.17, 0, 0)}}
    surgery = {"object_type": "Surgery", "coordinate_system": BREGMA_ARID, "procedures": [injection], **landmark}
    record = aind.read({**VERSION_2, "subject_procedures": [surgery], "specimen_procedures": []}).record()
    (written,) = aind.write(record).document["procedures"]["subject_procedures"]
    assert written["measured_coordinates"].keys() == {"Lambda"}
    assert written["procedures"][0]["coordinates"][0][1] == turn


def test_what_rotations_say_differently_is_said_of_no_frame() -> None:
    turns = [{**turned(1, 2, 3), "rotation_direction": way} for way in ("right_hand", "left_hand")]
    _, kept, frames = reread_with_frames({**INJECTION_2, "coordinates": [[moved(1, 2, 0, 3), each] for each in turns]})
    assert "angles" not in frames["BREGMA_ARID"]
    assert {"coordinates/0/1/rotation_direction", "coordinates/1/1/rotation_direction"} <= kept


def test_a_shift_along_local_axes_is_no_position() -> None:
    shifts = [[{**moved(1, 2, 0, 3), "reference_coordinate_system": along}] for along in ("global", "local")]
    step, kept = reread({**INJECTION_2, "coordinates": shifts})
    assert [len(site.get("targets", ())) for site in step["sites"]] == [1, 0]
    assert "coordinates/1/0/translation/0" in kept


@pytest.mark.parametrize(("depth", "placed"), [(0, True), (0.5, False), (None, False)])
def test_a_point_without_depth_may_say_so(depth: float | None, placed: bool) -> None:
    craniotomy = {"object_type": "Craniotomy", "coordinate_system_name": "BREGMA_ARID"}
    position = {"object_type": "Translation", "translation": [1, 2, 0, depth]}
    step, kept = reread({**craniotomy, "position": position})
    points = [target["position"]["coordinates_um"] for target in step.get("targets", ())]
    assert points == ([[1000, 2000, 0]] if placed else [])
    assert ("position/translation/0" in kept) is not placed


def test_a_device_may_state_its_coordinate_system_under_both_names() -> None:
    tip = {**BREGMA_ARID, "name": "TIP", "origin": "Tip"}
    config = {"device_name": "a", "local_coordinate_system": tip, "coordinate_system": tip}
    step = {"object_type": "Probe implant", "implanted_device": {"name": "a"}, "device_config": config}
    _, kept, frames = reread_with_frames(step)
    assert (kept, "TIP" in frames) == (set(), True)


def reread_with_frames(part: dict[str, Any]) -> tuple[dict[str, Any], set[str], dict[str, Any]]:
    """Read a surgery of one step, and return the frames too."""
    surgery = {"object_type": "Surgery", "coordinate_system": BREGMA_ARID, "procedures": [part]}
    document = aind.read({**VERSION_2, "subject_procedures": [surgery], "specimen_procedures": []}).document
    return *reread(part), {frame["name"]: frame for frame in document["coordinate_frames"]}
