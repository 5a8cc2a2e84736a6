"""The usual frames say what their names say, and no more."""

from __future__ import annotations

import pytest

from aind_schema import coordinates
from aind_schema.coordinates import usual
from aind_schema.errors import UnknownTerm
from samples.frames import BODY


@pytest.mark.parametrize("name", coordinates.usual_names())
def test_the_letters_in_a_name_are_its_axes(name: str) -> None:
    chosen = usual(name)
    letters = name.rpartition("_")[-1]
    if letters.isupper():
        assert [axis.direction for axis in chosen.axes] == [BODY[letter][2] for letter in letters]
    assert chosen.description


@pytest.mark.parametrize("name", coordinates.usual_names())
def test_what_differs_from_rig_to_rig_is_left_to_who_declares_the_frame(name: str) -> None:
    chosen = usual(name)
    assert chosen.angles is None
    assert chosen.depth_reference is None
    assert chosen.levelling is None or chosen.atlas


def test_further_fields_are_stated_with_the_name() -> None:
    assert usual("bregma_ARI", depth_reference="dura") == usual("bregma_ARI").replace(depth_reference="dura")
    assert usual("bregma_ARI").depth_reference is None


def test_a_frame_that_nobody_knows() -> None:
    with pytest.raises(UnknownTerm, match='did you mean "bregma_RAS"'):
        usual("bregma_RSA")
