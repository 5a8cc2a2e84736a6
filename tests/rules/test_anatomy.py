"""Brain structures are in their atlas, and are called by names that belong together."""

from __future__ import annotations

from typing import Any

import pytest

from aind_schema.records.procedures import Procedures

CCF = {"name": "CCFv3"}


def structure(**fields: Any) -> Procedures:
    """Return a record that names one structure."""
    specimen = {"specimen_id": "625463-brain", "structures": [fields]}
    header = {"kind": "procedures", "schema_version": "0.1.0", "subject_id": "625463"}
    return Procedures.model_validate({**header, "specimens": [specimen]})


@pytest.mark.parametrize(
    ("fields", "path", "hint"),
    [
        (
            {"name": "Primary visul area", "atlas": CCF},
            "/specimens/0/structures/0/name",
            'did you mean "Primary visual area"?',
        ),
        ({"acronym": "VISpp", "atlas": CCF}, "/specimens/0/structures/0/acronym", 'did you mean "VISp"?'),
        ({"id": "MBA:3850000"}, "/specimens/0/structures/0/id", None),
    ],
)
def test_an_unknown_structure_has_a_nearest(find: Any, fields: dict[str, Any], path: str, hint: str | None) -> None:
    (finding,) = find("unknown-structure", structure(**fields))
    assert finding.path == path
    assert finding.hint == hint


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "Primary visual area", "acronym": "VISp", "id": "MBA:385", "atlas": CCF},
        {"name": "Globus pallidus external segment", "acronym": "GPe", "atlas": {"name": "CCF"}},
        {"name": "Thing", "atlas": {"name": "Julich-Brain"}},
        {"name": "Thing", "id": "HBA:1"},
        {"acronym": "cm", "name": "cranial nerves", "atlas": CCF},
        {},
    ],
)
def test_structures_that_are_right_or_of_other_atlases_are_no_problem(find: Any, fields: dict[str, Any]) -> None:
    assert find("unknown-structure", structure(**fields)) == []
    assert find("structure-differs", structure(**fields)) == []


def test_name_acronym_and_id_mean_the_same(find: Any) -> None:
    (finding,) = find("structure-differs", structure(name="Primary visual area", acronym="VISp", id="MBA:382"))
    assert finding.path == "/specimens/0/structures/0/id"
    assert finding.message == '"MBA:382" is "Field CA1", not "Primary visual area"'
    assert finding.hint == "Primary visual area has the acronym VISp and the id MBA:385"


def test_capitals_tell_structures_apart(find: Any) -> None:
    assert find("structure-differs", structure(name="cranial nerves", acronym="CM", atlas=CCF))


def test_an_unknown_atlas_is_an_unknown_term(find: Any) -> None:
    (finding,) = find("unknown-term", structure(acronym="VISp", atlas={"name": "CCFv33"}))
    assert (finding.path, finding.hint) == ("/specimens/0/structures/0/atlas/name", 'did you mean "CCFv3"?')


def test_a_structure_tells_its_atlas(find: Any) -> None:
    assert [each.path for each in find("structure-without-atlas", structure(acronym="VISp"))] == [
        "/specimens/0/structures/0"
    ]
    assert find("structure-without-atlas", structure(acronym="VISp", atlas=CCF)) == []
    assert find("structure-without-atlas", structure(id="MBA:385")) == []
