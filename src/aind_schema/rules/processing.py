"""Whether the steps of processing can have been run as they are told."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from aind_schema.parts.processing import Process
from aind_schema.problems import quote
from aind_schema.rules.graphs import cycles, way
from aind_schema.rules.registry import Finding, rule
from aind_schema.rules.walking import models, repeated
from aind_schema.spelling import corrections

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aind_schema.records.processing import Processing


@rule("process-repeated")
def process_repeated(processing: Processing) -> Iterator[Finding]:
    """Check that no two steps of processing have the same name.

    What it means: a name stands at more than one step.

    Why it matters: steps are referred to by their names. Which of two steps another one depends on can't be told when
    both are called the same, and whoever looks for a step finds the wrong one.

    Before:

        processes: [{name: Compression}, {name: Compression}]

    After:

        processes: [{name: Compression of probes}, {name: Compression of videos}]
    """
    for place, process, _ in repeated(models(processing, Process), lambda process: process.name):
        message = f"another step is called {quote(process.name)} already"
        yield Finding(processing, f"{place}/name", message, "say in the name what sets it apart")


@rule("unknown-process")
def unknown_process(processing: Processing) -> Iterator[Finding]:
    """Check that the steps that others depend on are among the steps.

    What it means: a name under `depends_on` is the name of no step in this document.

    Why it matters: the graph has a gap there, so that a result can't be followed back to the recording. Mostly a step
    was renamed or left out, and what refers to it was not changed.

    Before:

        processes:
          - {name: Filtering}
          - {name: Sorting, depends_on: [Filtring]}

    After:

        processes:
          - {name: Filtering}
          - {name: Sorting, depends_on: [Filtering]}
    """
    names = dict.fromkeys(process.name for process in processing.processes or () if process.name)
    meant = corrections(names)
    for i, process in enumerate(processing.processes or ()):
        for k, needed in enumerate(process.depends_on):
            if needed not in names:
                message = f"no step is called {quote(needed)}"
                yield Finding(processing, f"/processes/{i}/depends_on/{k}", message, meant(needed))


@rule("process-cycle")
def process_cycle(processing: Processing) -> Iterator[Finding]:
    """Check that no step depends on itself, be it by way of others.

    What it means: followed from step to step, `depends_on` leads back to where it began.

    Why it matters: none of these steps could have been run first. Programs that walk the graph, to run it again or to
    find what a mistake spoilt, never come to an end or refuse it.

    Before:

        processes:
          - {name: Filtering, depends_on: [Sorting]}
          - {name: Sorting, depends_on: [Filtering]}

    After:

        processes:
          - {name: Filtering}
          - {name: Sorting, depends_on: [Filtering]}
    """
    steps = _steps(processing)
    for cycle in cycles(processing.graph()):
        what = f"the step {quote(cycle[0])} depends on itself"
        message = what if len(cycle) == 1 else f"{what}: {way(cycle)}"
        silent = any(not steps[name].process.states_needs for name in cycle)
        hint = "a step without depends_on comes after the one before it" if silent else "leave out what came later"
        yield Finding(processing, steps[cycle[0]].needs, message, hint)


@rule("process-order-unstated", "warning")
def process_order_unstated(processing: Processing) -> Iterator[Finding]:
    """Check that a step says what it needed where the order of the list does not tell.

    What it means: a step has no `depends_on`, so that it is taken to have needed the one before it. But other steps
    say what they needed; or it began before the one before it was over. The first such step is told, with the number of
    the others.

    Why it matters: steps that ran side by side stand in a list by chance, in the order in which they were added.
    Whoever follows a mistake through the graph then finds results that it never touched, or misses some.

    Before:

        processes:
          - {name: Filtering A}
          - {name: Filtering B}
          - {name: Sorting, depends_on: [Filtering A, Filtering B]}

    After:

        processes:
          - {name: Filtering A}
          - {name: Filtering B, depends_on: []}
          - {name: Sorting, depends_on: [Filtering A, Filtering B]}
    """
    processes = processing.processes or ()
    pairs = [(i, *pair) for i, pair in enumerate(pairwise(processes), 1) if not pair[1].states_needs]
    if any(process.states_needs for process in processes):
        why, unclear = "while others say what they needed", pairs
    else:
        why, unclear = "but began before that was over", [pair for pair in pairs if _overlap(*pair[1:])]
    if unclear:
        i, before, process = unclear[0]
        more = f"; nor is it clear for {len(unclear) - 1:,} more" if len(unclear) > 1 else ""
        message = f"{quote(process.name)} is taken to have needed {quote(before.name)}, {why}{more}"
        yield Finding(processing, f"/processes/{i}", message, "state depends_on; an empty list if it needed no other")


@rule("process-before-needed")
def process_before_needed(processing: Processing) -> Iterator[Finding]:
    """Check that no step was over before a step that it depends on began.

    What it means: `ended_at` of a step is earlier than `started_at` of one under its `depends_on`.

    Why it matters: a step can't use results that were not begun to be made. One of the times is wrong, mostly by its
    offset from UTC, or the step was run again later and what depends on it was not.

    Before:

        processes:
          - {name: Filtering, started_at: "2022-10-12T23:10:01-07:00"}
          - name: Sorting
            depends_on: [Filtering]
            ended_at: "2022-10-12T22:00:00-07:00"

    After:

        processes:
          - {name: Filtering, started_at: "2022-10-12T20:10:01-07:00"}
          - name: Sorting
            depends_on: [Filtering]
            ended_at: "2022-10-12T22:00:00-07:00"
    """
    steps = _steps(processing)
    for i, process in enumerate(processing.processes or ()):
        for needed in process.depends_on:
            began = steps[needed].process.started_at if needed in steps else None
            if began and process.ended_at and process.ended_at < began:
                message = f"over before {quote(needed)} began, at {quote(began.isoformat())}"
                hint = "look at the offsets, or was one of the two run again?"
                yield Finding(processing, f"/processes/{i}/ended_at", message, hint)


class _Step(NamedTuple):
    process: Process
    needs: str
    """Where it says what it needed, or where it should."""


def _overlap(before: Process, process: Process) -> bool:
    return bool(process.started_at and before.ended_at and process.started_at < before.ended_at)


def _steps(processing: Processing) -> dict[str, _Step]:
    """Return the steps by their names, of several of one name the first, as the graph has them."""
    steps: dict[str, _Step] = {}
    for i, process in enumerate(processing.processes or ()):
        place = f"/processes/{i}/depends_on" if process.states_needs else f"/processes/{i}"
        steps.setdefault(process.name, _Step(process, place))
    return steps
