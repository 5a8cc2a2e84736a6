"""Which nodes of a graph lead back to themselves; a graph tells of each name which names it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aind_schema.problems import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    Graph = Mapping[str, Iterable[str]]

_SHOWN = 4


def cycles(graph: Graph) -> Iterator[list[str]]:
    """Yield one cycle for each group of nodes that need one another, in the order in which the graph names them."""
    order = {name: i for i, name in enumerate(graph)}
    groups = sorted((sorted(group, key=order.__getitem__) for group in _groups(graph)), key=lambda each: order[each[0]])
    for group in groups:
        name, members = group[0], set(group)
        if len(group) > 1 or name in graph[name]:
            met: dict[str, None] = {}
            while name not in met:
                met[name] = None
                name = next(needed for needed in graph[name] if needed in members)
            names = [*met]
            yield names[names.index(name) :]


def way(cycle: Sequence[str]) -> str:
    """Write a cycle as arrows from name to name; of a long one its begin."""
    shown = [quote(name) for name in cycle[:_SHOWN]]
    return " -> ".join([*shown, *(["..."] if len(cycle) > _SHOWN else []), quote(cycle[0])])


def _groups(graph: Graph) -> Iterator[list[str]]:
    """Yield the strongly connected components (Kosaraju's algorithm), in a time that grows with the graph alone."""
    needing: dict[str, list[str]] = {}
    for name, needs in graph.items():
        for needed in needs:
            needing.setdefault(needed, []).append(name)
    seen: set[str] = set()
    for start in reversed(_after_needs(graph)):
        group, pending = [], [start]
        while pending:
            name = pending.pop()
            if name not in seen:
                seen.add(name)
                group.append(name)
                pending += needing.get(name, ())
        if group:
            yield group


def _after_needs(graph: Graph) -> list[str]:
    """Return the names, each behind all that it needs, but for what needs itself."""
    done: list[str] = []
    seen: set[str] = set()
    for start in graph:
        pending = [(start, False)]
        while pending:
            name, left = pending.pop()
            if left:
                done.append(name)
            elif name not in seen and name in graph:
                seen.add(name)
                pending.append((name, True))
                pending += [(needed, False) for needed in graph[name] if needed not in seen]
    return done
