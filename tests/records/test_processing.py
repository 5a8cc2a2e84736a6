"""The order of steps, for a list and for a graph."""

from __future__ import annotations

from typing import Any

import pytest

from aind_schema import Processing


@pytest.mark.parametrize(
    ("processes", "graph"),
    [
        ([], {}),
        ([{"name": "a"}, {"name": "b"}, {"name": "c"}], {"a": (), "b": ("a",), "c": ("b",)}),
        ([{"name": "a"}, {"name": "b", "depends_on": []}], {"a": (), "b": ()}),
        ([{"name": "a"}, {"name": "b", "depends_on": None}], {"a": (), "b": ("a",)}),
        ([{"name": "a"}, {"name": "b"}, {"name": "c", "depends_on": ["a"]}], {"a": (), "b": ("a",), "c": ("a",)}),
        ([{"name": "a"}, {"name": "b"}, {"name": "c", "depends_on": ["b"]}], {"a": (), "b": ("a",), "c": ("b",)}),
        ([{"name": "a"}, {"name": "b"}, {"name": "a"}, {"name": "c"}], {"a": (), "b": ("a",), "c": ("a",)}),
    ],
)
def test_a_step_follows_the_one_before_unless_it_says_what_it_needed(
    processes: list[dict[str, Any]], graph: dict[str, tuple[str, ...]]
) -> None:
    assert Processing(processes=processes).graph() == graph


@pytest.mark.parametrize("needs", [{}, {"depends_on": None}, {"depends_on": []}, {"depends_on": ["a"]}])
def test_a_step_that_is_added_changes_nothing_for_the_others(needs: dict[str, Any]) -> None:
    before = Processing(processes=[{"name": "a"}, {"name": "b"}, {"name": "c", "depends_on": ["a"]}]).graph()
    after = Processing(
        processes=[{"name": "a"}, {"name": "b"}, {"name": "c", "depends_on": ["a"]}, {"name": "d", **needs}]
    )
    assert {name: needed for name, needed in after.graph().items() if name != "d"} == before
