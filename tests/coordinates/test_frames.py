"""The axes of a frame make a right or a left hand."""

from __future__ import annotations

import pytest

from aind_schema.coordinates import handedness, usual
from samples.frames import BODY, ORIENTATIONS, frame


def determinant(letters: str) -> int:
    """Return the determinant of the axes, written as columns of right, front, top."""
    (a, b, c), (d, e, f), (g, h, i) = (
        [BODY[letter][1] if BODY[letter][0] == line else 0 for letter in letters] for line in range(3)
    )
    return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)


@pytest.mark.parametrize("letters", ORIENTATIONS)
def test_the_hand_is_the_parity_of_order_and_signs(letters: str) -> None:
    assert handedness(frame(letters)) == ("right" if determinant(letters) > 0 else "left")


@pytest.mark.parametrize(("name", "hand"), [("probe_tip", "right"), ("bregma_AR", None), ("image_volume_px", None)])
def test_devices_have_a_hand_and_planes_and_pixels_none(name: str, hand: str | None) -> None:
    assert handedness(usual(name)) == hand
