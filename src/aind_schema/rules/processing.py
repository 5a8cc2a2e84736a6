"""Whether the steps of processing can have been run as they are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aind_schema.problems import quote
from aind_schema.rules.placeholders import is_placeholder
from aind_schema.rules.registry import Finding, rule
from aind_schema.spelling import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from aind_schema.parts.software import Code
    from aind_schema.records.processing import Processing


@rule("process-repeated")
def repeated_process(processing: Processing) -> Iterator[Finding]:
    """Check that no two steps of processing have the same name.

    What it means: a name stands at more than one step.

    Why it matters: steps are referred to by their names. Which of two steps another one depends on can't be told when
    both are called the same, and whoever looks for a step finds the wrong one.

    Before:

        processes: [{name: Compression}, {name: Compression}]

    After:

        processes: [{name: Compression of probes}, {name: Compression of videos}]
    """
    met: set[str] = set()
    for i, process in enumerate(processing.processes or ()):
        if process.name in met:
            message = f"another step is called {quote(process.name)} already"
            yield Finding(processing, f"/processes/{i}/name", message, "say in the name what sets it apart")
        met.add(process.name)


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
    for i, process in enumerate(processing.processes or ()):
        for k, needed in enumerate(process.depends_on):
            if needed not in names:
                message = f"no step is called {quote(needed)}"
                place = f"/processes/{i}/depends_on/{k}"
                yield Finding(processing, place, message, did_you_mean(needed, names))


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
    graph = {process.name: process.depends_on for process in processing.processes or () if process.name}
    places = {process.name: i for i, process in reversed([*enumerate(processing.processes or ())])}
    for cycle in _cycles(graph):
        way = " -> ".join(quote(name) for name in (*cycle[:4], *(["..."] if len(cycle) > 4 else []), cycle[0]))
        what = f"the step {quote(cycle[0])} depends on itself"
        message = what if len(cycle) == 1 else f"{what}: {way}"
        yield Finding(processing, f"/processes/{places[cycle[0]]}/depends_on", message, "leave out what came later")


@rule("unknown-pipeline")
def unknown_pipeline(processing: Processing) -> Iterator[Finding]:
    """Check that the pipeline that ran a step is described.

    What it means: `pipeline` of a step is the name of none under `pipelines`.

    Why it matters: a name alone does not lead to the code. Version and repository of a pipeline stand under
    `pipelines`, once for all of its steps.

    Before:

        processes: [{name: Sorting, pipeline: ephys pipeline}]

    After:

        processes: [{name: Sorting, pipeline: ephys pipeline}]
        pipelines: [{name: ephys pipeline, version: "1.4"}]
    """
    names = dict.fromkeys(pipeline.name for pipeline in processing.pipelines if pipeline.name)
    for i, process in enumerate(processing.processes or ()):
        if process.pipeline and process.pipeline not in names:
            message = f"no pipeline is called {quote(process.pipeline)}"
            hint = did_you_mean(process.pipeline, names) or "describe it under pipelines"
            yield Finding(processing, f"/processes/{i}/pipeline", message, hint)


@rule("process-ends-before-start")
def process_ends_before_start(processing: Processing) -> Iterator[Finding]:
    """Check that no step was over before it began.

    What it means: `ended_at` of a step is earlier than `started_at`.

    Why it matters: one of the two is wrong, mostly by the offset from UTC: one was taken from a clock of another zone.
    How long a step takes, and what ran beside it, can't be told then.

    Before:

        processes:
          - name: Sorting
            started_at: "2022-10-12T23:10:01-07:00"
            ended_at: "2022-10-12T23:40:00Z"

    After:

        processes:
          - name: Sorting
            started_at: "2022-10-12T23:10:01-07:00"
            ended_at: "2022-10-12T23:40:00-07:00"
    """
    for i, process in enumerate(processing.processes or ()):
        began, ended = process.started_at, process.ended_at
        if began and ended and ended < began:
            message = f"over at {quote(ended.isoformat())}, but begun at {quote(began.isoformat())}"
            yield Finding(processing, f"/processes/{i}/ended_at", message, "look at the offsets")


@rule("unversioned-code", "warning")
def unversioned_code(processing: Processing) -> Iterator[Finding]:
    """Check that the code that was run can be found again.

    What it means: the code of a step or a pipeline has neither a version nor a commit, nor the digest of a container;
    or its files had been changed since the commit that is named.

    Why it matters: a repository goes on. Without the version nobody can run the same code again, or tell which results
    a mistake that was mended since has spoilt.

    Before:

        processes:
          - name: Sorting
            code: {uri: "https://github.com/example/sorter"}

    After:

        processes:
          - name: Sorting
            code: {uri: "https://github.com/example/sorter", commit: 3f2a9c1}
    """
    steps = [(f"/processes/{i}/code", process.code) for i, process in enumerate(processing.processes or ())]
    pipelines = [(f"/pipelines/{i}", pipeline) for i, pipeline in enumerate(processing.pipelines)]
    for place, code in (*steps, *pipelines):
        if code is None or (code.container and code.container.digest) or _version(code):
            continue
        if not code.commit:
            hint = "state its version, its commit or the digest of its container"
            yield Finding(processing, place, "it is not said which version of the code was run", hint)
        elif code.uncommitted_changes:
            hint = "commit first, then run"
            yield Finding(processing, place, "the code differed from the commit that is named", hint)


def _version(code: Code) -> bool:
    return bool(code.version) and not is_placeholder(code.version) and not code.uncommitted_changes


def _cycles(graph: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Yield cycles, one for each group of steps that wait for each other, in the order of the steps in them."""
    stuck = _waiting_forever(graph)
    seen: set[str] = set()
    for start in stuck:
        way: dict[str, None] = {}
        name = start
        while name not in seen:
            seen.add(name)
            way[name] = None
            name = next(needed for needed in graph[name] if needed in stuck)
        if name in way:
            steps = [*way]
            yield steps[steps.index(name) :]


def _waiting_forever(graph: Mapping[str, Sequence[str]]) -> dict[str, None]:
    """Return the steps that can't begin, even when every step runs as soon as all that it needs is there."""
    missing = {name: {needed for needed in needs if needed in graph} for name, needs in graph.items()}
    waiting: dict[str, list[str]] = {}
    for name, needs in missing.items():
        for needed in needs:
            waiting.setdefault(needed, []).append(name)
    ready = [name for name, needs in missing.items() if not needs]
    for done in ready:
        for name in waiting.get(done, ()):
            missing[name].discard(done)
            if not missing[name]:
                ready.append(name)
    return {name: None for name, needs in missing.items() if needs}
