"""Numbers in procedures are of a size that such things have."""

from __future__ import annotations

from typing import Any

import pytest

from aind_schema.rules.ranges import PAIRS, RANGES
from samples.animals import device, procedures, surgery

THIN = device("fiber_probe", "a", core_diameter_um=0.2)


@pytest.mark.parametrize(("titer", "found"), [(2.5, 1), (8e14, 1), (1.07e10, 0), (3.53e14, 0), (None, 0)])
def test_a_titer_is_one_that_viruses_have(titer: float | None, found: int, find: Any) -> None:
    given = procedures({"kind": "injection", "materials": [{"kind": "virus", "titer_gc_per_ml": titer}]})
    assert len(find("value-implausible", given)) == found


@pytest.mark.parametrize(
    ("step", "place"),
    [
        ({"kind": "craniotomy", "size_mm": 3000}, "size_mm"),
        (
            {"kind": "fiber_implant", "device": device("fiber_probe", "a", core_diameter_um=0.2)},
            "device/core_diameter_um",
        ),
        (
            {"kind": "brain_injection", "sites": [{"dynamics": {"kind": "iontophoresis", "current_ua": 5000}}]},
            "sites/0/dynamics/current_ua",
        ),
    ],
)
def test_a_size_that_nothing_has_is_told(step: dict[str, Any], place: str, find: Any) -> None:
    (finding,) = find("value-implausible", surgery(step))
    assert finding.path == f"/subject_procedures/0/steps/0/{place}"
    assert finding.hint


def test_the_tables_name_fields_that_there_are() -> None:
    for row in RANGES:
        assert row.field in row.model.model_fields
        assert row.lowest < row.highest
    assert all({lower, upper} <= model.model_fields.keys() for model, lower, upper in PAIRS)
    assert len({row[:2] for row in RANGES}) == len(RANGES)


@pytest.mark.parametrize(("least", "most", "found"), [(85, 80, 1), (80, 85, 0), (80, 80, 0), (None, 80, 0)])
def test_a_minimum_is_the_smaller_one(least: float | None, most: float, found: int, find: Any) -> None:
    step = {"kind": "food_restriction", "minimum_weight_percent": least, "target_weight_percent": most}
    assert len(find("minimum-exceeds-amount", procedures(step))) == found
