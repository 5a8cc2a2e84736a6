"""Frames say what their numbers mean, and say it once."""

from __future__ import annotations

from typing import Any

import pytest

from aind_schema.records.procedures import Procedures

AP, ML = {"name": "AP", "direction": "posterior-to-anterior"}, {"name": "ML", "direction": "left-to-right"}
DV = {"name": "DV", "direction": "superior-to-inferior"}
FRAME = {"name": "f", "origin": "bregma", "axes": [AP, ML, DV]}
ANGLES = {"axes": ["AP", "ML"], "composition": "extrinsic", "sense": "right-hand", "rest": "superior-to-inferior"}


def procedures(*targets: dict[str, Any], **frame: Any) -> Procedures:
    steps = [{"kind": "brain_injection", "targets": list(targets)}]
    return Procedures(subject_id="625463", coordinate_frames=[{**FRAME, **frame}], subject_procedures=steps)


def at(*values: float, **fields: Any) -> dict[str, Any]:
    return {"entry": {"frame": "f", "coordinates_um": list(values)}, **fields}


TILTED, DEEP = at(-2000, 1500, 0, angles_deg=[10, 0]), at(-2000, 1500, 0, depth_um=800)


@pytest.mark.parametrize(
    ("targets", "frame", "places"),
    [
        ([at(-2000, 1500, 0)], {}, []),
        ([TILTED, TILTED], {}, ["angles"]),
        ([TILTED], {"angles": ANGLES}, []),
        ([TILTED], {"angles": {**ANGLES, "rest": None}}, ["angles"]),
        ([TILTED], {"angles": {**ANGLES, "axes": ["AP"], "composition": None}}, []),
        ([DEEP], {}, ["depth_reference"]),
        ([DEEP], {"depth_reference": "pia"}, []),
        ([TILTED, DEEP], {}, ["angles", "depth_reference"]),
        ([], {"unit": "px"}, ["grid/zero"]),
        ([], {"unit": "px", "grid": {"spacing_um": [1, 1, 1]}}, ["grid/zero"]),
        ([], {"unit": "px", "grid": {"zero": "centre"}}, []),
    ],
)
def test_conventions_are_stated(
    targets: list[dict[str, Any]], frame: dict[str, Any], places: list[str], find: Any
) -> None:
    found = find("convention-unstated", procedures(*targets, **frame))
    assert [finding.path for finding in found] == [f"/coordinate_frames/0/{place}" for place in places]


@pytest.mark.parametrize(
    ("frame", "place"),
    [
        ({}, None),
        ({"axes": []}, "axes"),
        ({"axes": [AP, ML, {**DV, "name": "ML"}]}, "axes/2/name"),
        ({"axes": [AP, ML, {"name": "x", "direction": "right-to-left"}]}, "axes/2/direction"),
        (
            {"axes": [{"name": "x", "direction": "increasing-index"}, {"name": "y", "direction": "increasing-index"}]},
            None,
        ),
        ({"axes": [{"name": "AP"}, {"name": "ML"}]}, None),
        ({"angles": ANGLES}, None),
        ({"angles": {**ANGLES, "axes": ["AP", "yaw"]}}, "angles/axes/1"),
        ({"grid": {"spacing_um": [10, 10, 10], "shape": [5, 5, 5], "zero": "corner"}}, None),
        ({"grid": {"spacing_um": [10, 10]}}, "grid/spacing_um"),
        ({"grid": {"shape": [10]}}, "grid/shape"),
        ({"name": "bregma_ARI"}, None),
        ({"name": "bregma_RAS"}, "name"),
        ({"name": "bregma_ARI", "axes": [ML, AP, DV]}, "name"),
        ({"name": "bregma_AR"}, None),
        ({"name": "RIGS_LAB"}, None),
        ({"name": "bregma_ARI", "axes": [{"name": "AP"}, {"name": "ML"}, {"name": "DV"}]}, None),
    ],
)
def test_a_frame_does_not_contradict_itself(frame: dict[str, Any], place: str | None, find: Any) -> None:
    found = find("inconsistent-frame", procedures(**frame))
    assert [finding.path for finding in found] == ([f"/coordinate_frames/0/{place}"] if place else [])


def test_it_is_told_how_the_axes_point() -> None:
    from aind_schema import validate

    document = procedures(name="bregma_RAS").model_dump(mode="json", exclude_none=True)
    (problem,) = [each for each in validate(document) if each.code == "inconsistent-frame"]
    assert problem.message == 'by the name the axes point "RAS", by their directions "ARI"'
