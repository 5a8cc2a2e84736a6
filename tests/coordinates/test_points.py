"""Points are finite numbers, one for each axis."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from aind_schema.coordinates import NoArithmetic, tip, transform
from aind_schema.parts.coordinates import Position
from samples.frames import STEREOTAXIC, frame, hanging, leading


@pytest.mark.parametrize(
    ("point", "told"),
    [
        ([0, 0], 'the point has 2 coordinates, and "bregma_ARI" has 3 axes: AP, ML, DV'),
        (["a", 0, 0], "holds 'a'"),
        (["1", "2", "3"], "holds '1'"),
        ("123", "holds '1'"),
        ([True, 0, 0], "holds True"),
        ([None, 0, 0], "holds None"),
        ([float("nan"), 0, 0], "holds nan"),
        ([0, float("inf"), 0], "holds inf"),
        ([10**400, 0, 0], "give finite numbers"),
        ([Decimal(1), 0, 0], "Decimal"),
        (7, "the point is 7; give a list of numbers"),
        (Position(frame="bregma_ARI", coordinates_um=[1, 2, 3]), "give finite numbers"),
    ],
)
def test_whatever_is_no_point_is_refused(point: Any, told: str) -> None:
    with pytest.raises(NoArithmetic, match=told):
        transform(point, "bregma_ARI", "bregma_RAS", STEREOTAXIC)
    with pytest.raises(NoArithmetic):
        tip(point, [0, 0, 0], 800, hanging("bregma_ARI"))


def test_every_kind_of_real_number_is_one() -> None:
    assert transform([Fraction(1, 2), 2, 3.0], "bregma_ARI", "bregma_RAS", STEREOTAXIC) == (2, 0.5, -3)


@pytest.mark.parametrize("signs", [(1, 1, 1), (1, -1, 1)])
def test_numbers_beyond_all_floats_are_told(signs: tuple[int, ...]) -> None:
    frames = [frame("RAS"), frame("RAS", "after", origin="lambda")]
    matrix = {"kind": "affine", "matrix": [[sign * 1e12 for sign in signs] + [0]] * 3}
    with pytest.raises(NoArithmetic, match="too large"):
        transform([1e308] * 3, "RAS", "after", frames, [leading("RAS", "after", matrix)])


@pytest.mark.parametrize(("angles", "depth"), [(["a", 0, 0], 1), ([0, 0, 0], float("nan")), ([0, 0, 0], "800")])
def test_angles_and_depths_are_numbers_too(angles: Any, depth: Any) -> None:
    with pytest.raises(NoArithmetic, match="give finite numbers"):
        tip([0, 0, 0], angles, depth, hanging("bregma_ARI"))
