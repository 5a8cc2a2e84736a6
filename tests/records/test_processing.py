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
        ([{"name": "a"}, {"name": "b"}, {"name": "c", "depends_on": ["a"]}], {"a": (), "b": (), "c": ("a",)}),
    ],
)
def test_steps_follow_each_other_unless_one_says_what_it_needed(
    processes: list[dict[str, Any]], graph: dict[str, tuple[str, ...]]
) -> None:
    assert Processing(processes=processes).graph() == graph
