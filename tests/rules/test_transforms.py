"""Transforms can be computed, and agree."""

from __future__ import annotations

from typing import Any

import pytest

from aind_schema import Report, validate
from aind_schema.records.procedures import Procedures

AXES = [
    {"name": "AP", "direction": "posterior-to-anterior"},
    {"name": "ML", "direction": "left-to-right"},
    {"name": "DV", "direction": "superior-to-inferior"},
]
FRAMES = [
    {"name": "bregma", "origin": "bregma", "axes": AXES},
    {"name": "lambda", "origin": "lambda", "axes": AXES},
    {"name": "ears", "origin": "ear-bars", "axes": AXES},
    {"name": "also bregma", "origin": "bregma", "axes": AXES},
]
TURN = {"kind": "rotation", "axes": ["AP"], "angles_deg": [10], "composition": "extrinsic", "sense": "right-hand"}
WARP = {"kind": "deformation_field", "location": "warp.nii.gz"}
FAULTY, DIFFER = "faulty-transform", "transforms-differ"


def procedures(*transforms: dict[str, Any]) -> Procedures:
    return Procedures(subject_id="625463", coordinate_frames=FRAMES, transforms=transforms)


def leading(start: str, end: str, *steps: dict[str, Any]) -> dict[str, Any]:
    return {"from_frame": start, "to_frame": end, "steps": list(steps)}


def shifted(*offset: float) -> dict[str, Any]:
    return {"kind": "translation", "offset_um": list(offset)}


@pytest.mark.parametrize(
    "transform",
    [
        leading("bregma", "lambda", shifted(4200, 0, 0)),
        leading("bregma", "lambda", TURN),
        leading("bregma", "lambda", WARP),
        leading("bregma", "also bregma"),
        leading("bregma", "nowhere"),
    ],
)
def test_a_sound_transform_is_left_alone(transform: dict[str, Any], find: Any) -> None:
    assert not find(FAULTY, procedures(transform))


@pytest.mark.parametrize(
    ("transform", "told"),
    [
        (leading("bregma", "lambda", shifted(4200)), "takes 1 coordinates"),
        (leading("bregma", "lambda", {"kind": "affine", "matrix": [[1, 0], [1]]}), "one length"),
        (leading("bregma", "lambda", {**TURN, "axes": ["Q"]}), "no one axis 'Q'"),
        (leading("bregma", "lambda", {**TURN, "angles_deg": [1, 2]}), "2 angles are given"),
        (
            leading("bregma", "lambda", {**shifted(1, 2, 3), "offset_px": [1, 2, 3]}),
            "either in micrometres or in pixels",
        ),
        (leading("bregma", "bregma", {"kind": "scale", "factors": [2, 2, 2]}), "from a frame to itself"),
        (leading("bregma", "lambda"), "no step"),
    ],
)
def test_a_transform_can_be_computed(transform: dict[str, Any], told: str, find: Any) -> None:
    (finding,) = find(FAULTY, procedures(transform))
    assert finding.path == "/transforms/0/steps"
    assert told in finding.message


FORTH, BACK = leading("bregma", "lambda", shifted(4200, 0, 0)), leading("lambda", "bregma", shifted(-4200, 0, 0))


@pytest.mark.parametrize(
    ("transforms", "found"),
    [
        ([FORTH], False),
        ([FORTH, FORTH], False),
        ([FORTH, BACK], False),
        ([FORTH, leading("bregma", "lambda", shifted(4100, 0, 0))], True),
        ([FORTH, leading("lambda", "bregma", shifted(4200, 0, 0))], True),
        ([FORTH, leading("bregma", "lambda", WARP)], False),
        ([FORTH, leading("bregma", "lambda", shifted(1))], False),
        ([FORTH, leading("lambda", "ears", shifted(0, 0, 9)), leading("bregma", "ears", shifted(4200, 0, 9))], False),
        ([FORTH, leading("lambda", "ears", shifted(0, 0, 9)), leading("bregma", "ears", shifted(0, 0, 9))], True),
    ],
)
def test_all_ways_lead_to_one_point(transforms: list[dict[str, Any]], found: bool, find: Any) -> None:
    findings = find(DIFFER, procedures(*transforms))
    assert len(findings) == found
    assert all(finding.path == "/transforms/0" for finding in findings)


def test_what_the_arithmetic_tells_can_be_redacted() -> None:
    transforms = [
        leading("bregma", "lambda", {**TURN, "axes": ["Q"]}),
        FORTH,
        leading("bregma", "lambda", shifted(1, 2, 3)),
    ]
    document = procedures(*transforms).model_dump(mode="json", exclude_none=True)
    report: Report = validate(document).redacted({"transforms", "steps"})
    told = [f"{each.message} {each.hint}" for each in report if each.code in (FAULTY, DIFFER)]
    assert len(told) == 2
    assert not any(word in text for word in ("AP", "bregma", "lambda", "step 1") for text in told)
