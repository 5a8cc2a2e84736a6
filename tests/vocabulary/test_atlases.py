"""Which vocabulary holds the structures of an atlas."""

from __future__ import annotations

import pytest

from aind_schema.vocabulary import load
from aind_schema.vocabulary.atlases import structures


@pytest.mark.parametrize(
    ("atlas", "identifier"),
    [("CCFv3", None), ("Allen CCF", None), ("ARA", "X:1"), (None, "MBA:385")],
)
def test_an_atlas_or_an_id_leads_to_the_structures(atlas: str | None, identifier: str | None) -> None:
    assert structures(atlas, identifier) is load("brain_structure")


@pytest.mark.parametrize(
    ("atlas", "identifier"),
    [("Waxholm Space rat atlas", None), ("my atlas", "MBA:385"), (None, "HBA:1"), (None, None)],
)
def test_other_atlases_have_no_vocabulary(atlas: str | None, identifier: str | None) -> None:
    assert structures(atlas, identifier) is None


@pytest.mark.parametrize("text", ["VISp", "Primary visual area", "MBA:385", "primary-visual area"])
def test_a_structure_is_found_by_acronym_name_or_id(text: str) -> None:
    found = load("brain_structure").find(text)
    assert found is not None
    assert (found.name, found.id, found.broader) == ("Primary visual area", "MBA:385", "Visual areas")
