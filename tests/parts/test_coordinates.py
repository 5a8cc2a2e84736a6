"""Frames, positions and transforms say what they mean in the document."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from aind_schema.parts.coordinates import (
    Affine,
    CoordinateFrame,
    DeformationField,
    ImagePosition,
    Position,
    Rotation,
    Scale,
    Target,
    Transform,
    Translation,
)

BREGMA = {
    "name": "bregma_AR",
    "origin": "bregma",
    "axes": [{"name": "AP", "direction": "posterior-to-anterior"}, {"name": "ML", "direction": "left-to-right"}],
    "levelling": "bregma-lambda-level",
    "depth_reference": "dura",
}


def test_a_frame_is_written_as_it_was_stated() -> None:
    assert CoordinateFrame(**BREGMA).to_dict() == BREGMA


def test_an_axis_need_not_know_its_sign() -> None:
    assert CoordinateFrame(name="old", axes=[{"name": "DV"}]).axes[0].direction is None


@pytest.mark.parametrize(
    ("field", "value", "hint"),
    [
        ("origin", "Bregma", 'did you mean "bregma"?'),
        ("unit", "mm", "'um' or 'px'"),
        ("axes", [{"name": "AP", "direction": "anterior"}], "axis_direction"),
        ("levelling", "flat", "head_levelling"),
    ],
)
def test_words_that_nobody_defined_are_refused(field: str, value: object, hint: str) -> None:
    with pytest.raises(ValidationError) as refused:
        CoordinateFrame(**{**BREGMA, field: value})
    assert hint in str(refused.value)


def test_a_lab_may_have_an_origin_of_its_own() -> None:
    assert CoordinateFrame(**{**BREGMA, "origin": "mylab:crown"}).origin == "mylab:crown"


def test_a_target_tells_planned_from_achieved() -> None:
    aimed = {"frame": "bregma_AR", "coordinates_um": [-2000.0, 1500.0]}
    planned = Target(status="planned", structure={"acronym": "VISp"}, entry=aimed, depth_um=800, uncertainty_um=100)
    achieved = planned.replace(status="achieved", entry=Position(frame="bregma_AR", coordinates_um=[-1950, 1510]))
    assert (planned.entry.coordinates_um, achieved.entry.coordinates_um) == ((-2000, 1500), (-1950, 1510))
    assert achieved.structure == planned.structure


def test_a_target_has_room_for_a_point_in_an_image() -> None:
    seen = ImagePosition(frame="section_12", coordinates_px=[412.5, 96])
    assert Target(status="histology-confirmed", image_position=seen).image_position.coordinates_px == (412.5, 96)


def test_pixels_and_micrometres_are_not_mixed_up() -> None:
    with pytest.raises(ValidationError):
        ImagePosition(frame="section", coordinates_um=[1, 2])


def test_the_steps_of_a_transform_are_told_by_their_kind() -> None:
    steps = [
        Scale(factors=[25, 25, 25]),
        {"kind": "translation", "offset_um": [1, 2, 3]},
        {
            "kind": "rotation",
            "axes": ["AP", "ML"],
            "angles_deg": [10, 5],
            "composition": "intrinsic",
            "sense": "left-hand",
        },
        {"kind": "affine", "matrix": [[1, 0, 0, 5], [0, 1, 0, 6], [0, 0, 1, 7]]},
        {"kind": "deformation_field", "location": "registration/warp.nii.gz"},
    ]
    read = Transform.model_validate_json(Transform(from_frame="a", to_frame="b", steps=steps).to_json())
    assert [type(step) for step in read.steps[:4]] == [Scale, Translation, Rotation, Affine]
    assert read.steps[3].matrix[1] == (0, 1, 0, 6)


def test_a_step_may_say_which_unit_comes_out() -> None:
    assert Scale(factors=[25, 25, 25], to_unit="um").to_unit == "um"
    with pytest.raises(ValidationError):
        Affine(matrix=[[1, 0, 0], [0, 1, 0]], to_unit="mm")


def test_a_deformation_field_is_found_by_path_or_uri() -> None:
    assert DeformationField(location="s3://atlas/warp.nii.gz").location == "s3://atlas/warp.nii.gz"
    with pytest.raises(ValidationError):
        DeformationField(location="warp\n.nii.gz")


def test_a_rotation_says_its_convention() -> None:
    with pytest.raises(ValidationError) as refused:
        Rotation(axes=["AP"], angles_deg=[10])
    assert {error["loc"] for error in refused.value.errors()} == {("composition",), ("sense",)}
