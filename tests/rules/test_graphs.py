"""Graphs: each group of nodes that need one another is found once, in a time that grows with the graph."""

from __future__ import annotations

import pytest

from aind_schema.rules.graphs import cycles, way


@pytest.mark.parametrize(
    ("graph", "found"),
    [
        ({}, []),
        ({"a": ["b"], "b": ["c"]}, []),
        ({"a": ["a"]}, [["a"]]),
        ({"a": ["b"], "b": ["a"]}, [["a", "b"]]),
        ({"down": ["a"], "a": ["b"], "b": ["a"]}, [["a", "b"]]),
        ({"c": ["d"], "d": ["a", "c"], "a": ["b"], "b": ["a"]}, [["c", "d"], ["a", "b"]]),
        ({"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}, []),
        ({"a": ["b", "c"], "b": ["a"], "c": ["a"]}, [["a", "b"]]),
    ],
)
def test_each_group_shows_one_cycle(graph: dict[str, list[str]], found: list[list[str]]) -> None:
    assert [*cycles(graph)] == found


def test_a_long_chain_is_walked_without_recursion() -> None:
    last = 100_000
    chain = {str(i): [str(i + 1)] for i in range(last)}
    assert [*cycles(chain)] == []
    (cycle,) = cycles({**chain, str(last): ["0"]})
    assert len(cycle) == last + 1


def test_a_way_shows_its_begin() -> None:
    assert way(["a", "b"]) == '"a" -> "b" -> "a"'
    assert way([*"abcdef"]) == '"a" -> "b" -> "c" -> "d" -> ... -> "a"'
