"""Whether the code that was run can be found again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aind_schema.problems import quote
from aind_schema.rules.placeholders import is_placeholder
from aind_schema.rules.registry import Finding, rule
from aind_schema.rules.walking import repeated
from aind_schema.spelling import corrections

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aind_schema.parts.software import Code
    from aind_schema.records.processing import Processing

#: What stands for another version tomorrow.
_MOVING = frozenset({"main", "master", "trunk", "head", "latest", "dev", "develop", "nightly", "current", "stable"})


@rule("pipeline-repeated")
def pipeline_repeated(processing: Processing) -> Iterator[Finding]:
    """Check that no two pipelines have the same name.

    What it means: a name stands at more than one pipeline of the document.

    Why it matters: steps say by this name which pipeline ran them. Which of two versions that was can't be told when
    both are called the same.

    Before:

        pipelines: [{name: ephys, version: "1.4"}, {name: ephys, version: "1.5"}]

    After:

        pipelines:
          - {name: ephys 1.4, version: "1.4"}
          - {name: ephys 1.5, version: "1.5"}
    """
    pipelines = ((f"/pipelines/{i}", pipeline) for i, pipeline in enumerate(processing.pipelines))
    for place, pipeline, _ in repeated(pipelines, lambda pipeline: pipeline.name):
        message = f"another pipeline is called {quote(pipeline.name)} already"
        yield Finding(processing, f"{place}/name", message, "say in the name what sets it apart")


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
    meant = corrections(names)
    for i, process in enumerate(processing.processes or ()):
        if process.pipeline and process.pipeline not in names:
            message = f"no pipeline is called {quote(process.pipeline)}"
            hint = meant(process.pipeline) or "describe it under pipelines"
            yield Finding(processing, f"/processes/{i}/pipeline", message, hint)


@rule("unversioned-code", "warning")
def unversioned_code(processing: Processing) -> Iterator[Finding]:
    """Check that the code that was run can be found again.

    What it means: the code of a step or a pipeline has neither a version nor a commit, nor the digest of a container;
    or its version is a word such as "main" or "latest"; or its files had been changed since the commit that is named.

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
        if code and not (code.container and code.container.digest) and (flaw := _flaw(code)):
            yield Finding(processing, place, *flaw)


def _flaw(code: Code) -> tuple[str, str] | None:
    """Say why code can't be found again by its version or commit, and what would help."""
    commit = (code.commit or "").strip("0")
    version = None if is_placeholder(code.version) else code.version
    moves = version is not None and version.casefold() in _MOVING
    if code.uncommitted_changes and (commit or version):
        return "the code differed from the version or commit that is named", "commit first, then run"
    if commit or (version and not moves):
        return None
    why = f"{quote(version)} means another version tomorrow" if moves else "it is not said which version was run"
    return why, "state its version, its commit or the digest of its container"
