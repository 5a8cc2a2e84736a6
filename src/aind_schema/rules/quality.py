"""Whether what is said of the data's quality holds together."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from aind_schema.parts.quality import Evaluation
from aind_schema.problems import quote
from aind_schema.rules.listing import listed
from aind_schema.rules.registry import Finding, rule
from aind_schema.rules.walking import models, repeated
from aind_schema.spelling import corrections
from aind_schema.verdicts import outcomes
from aind_schema.vocabulary import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aind_schema.records.data_description import DataDescription
    from aind_schema.records.manifest import Manifest
    from aind_schema.records.quality import Quality

#: Levels that metrics may be shown by beside their tags.
_LEVELS = dict.fromkeys(("modality", "stage", "evaluation"))


@rule("evaluation-repeated")
def evaluation_repeated(quality: Quality) -> Iterator[Finding]:
    """Check that each evaluation is listed once.

    What it means: two evaluations of the document have the same name.

    Why it matters: metrics say by this name which evaluation they belong to.

    Before:

        evaluations: [{name: drift}, {name: drift}]

    After:

        evaluations: [{name: drift ProbeA}, {name: drift ProbeB}]
    """
    for place, each, _ in repeated(models(quality, Evaluation), lambda each: each.name):
        yield Finding(quality, f"{place}/name", f"the evaluation {quote(each.name)} is listed before")


@rule("unknown-evaluation")
def unknown_evaluation(quality: Quality) -> Iterator[Finding]:
    """Check that the evaluation that a metric belongs to is listed.

    What it means: none of the document's evaluations has the name that the metric gives.

    Why it matters: the description of the evaluation, and whether failures are allowed in it, do not reach the metric.

    Before:

        evaluations: [{name: Drift map}]
        metrics: [{name: drift, evaluation: drift map}]

    After:

        evaluations: [{name: Drift map}]
        metrics: [{name: drift, evaluation: Drift map}]
    """
    known = dict.fromkeys(each.name for each in quality.evaluations if each.name)
    meant = corrections(known)
    for i, metric in enumerate(quality.metrics):
        if metric.evaluation and metric.evaluation not in known:
            message = f"no evaluation is called {quote(metric.evaluation)}"
            hint = meant(metric.evaluation) or "list it under evaluations"
            yield Finding(quality, f"/metrics/{i}/evaluation", message, hint)


@rule("quality-of-other-modality", "warning")
def quality_of_other_modality(quality: Quality, data_description: DataDescription) -> Iterator[Finding]:
    """Check that metrics are about modalities that the asset has.

    What it means: the data description does not list the modality of a metric.

    Why it matters: either the data description is short, and the data are not found by this modality, or the metric is
    of another asset.

    Before:

        # data description
        modalities: [ecephys]
        # quality
        metrics: [{name: dropped frames, modality: behavior-videos}]

    After:

        # data description
        modalities: [ecephys, behavior-videos]
        # quality
        metrics: [{name: dropped frames, modality: behavior-videos}]
    """
    known = data_description.modalities
    seen: set[str] = set()
    for i, metric in enumerate(quality.metrics):
        if known and metric.modality and metric.modality not in (*known, *seen):
            seen.add(metric.modality)
            message = f"the asset has no data of the modality {quote(metric.modality)}"
            yield Finding(quality, f"/metrics/{i}/modality", message, "list it in the data description")


@rule("reference-not-listed", "warning")
def reference_not_listed(quality: Quality, manifest: Manifest) -> Iterator[Finding]:
    """Check that the files that metrics refer to are files of the asset.

    What it means: a reference is a path, and the manifest lists no file and no folder of this path.

    Why it matters: the figure that the verdict rests on can't be looked at. Paths are relative to the asset's folder;
    what lies elsewhere is named by its URI.

    Before:

        # manifest
        files: [{path: quality/probe_a/drift.png}]
        # quality
        metrics: [{name: drift, references: [drift.png]}]

    After:

        # manifest
        files: [{path: quality/probe_a/drift.png}]
        # quality
        metrics: [{name: drift, references: [quality/probe_a/drift.png]}]
    """
    present = listed(manifest)
    for i, metric in enumerate(quality.metrics):
        for j, reference in enumerate(metric.references):
            if _is_path(reference) and reference.removeprefix("./").rstrip("/") not in present:
                message = f"the manifest lists no file {quote(reference)}"
                yield Finding(quality, f"/metrics/{i}/references/{j}", message)


@rule("stated-status-differs", "warning")
def stated_status_differs(quality: Quality) -> Iterator[Finding]:
    """Check that the statuses that are stated of groups are those that the metrics come to.

    What it means: whoever wrote the record stated another status of a tag, modality, stage or evaluation than follows
    from its metrics. Of each metric the last status counts; one that fails makes the group fail, unless it may fail;
    else one that is pending, or has none, makes it pending.

    Why it matters: some programs read the one and some the other, and the data are good for one and bad for the other.

    Before:

        metrics: [{name: drift, stage: raw, status_history: [{status: fail}]}]
        stated: [{of: raw, status: pass}]

    After:

        metrics: [{name: drift, stage: raw, status_history: [{status: fail}]}]
        stated: [{of: raw, status: fail}]
    """
    found, by_name = outcomes(quality), defaultdict[str, set[str]](set)
    for (_, name), status in found.items():
        by_name[name].add(status)
    for i, stated in enumerate(quality.stated):
        follows = {status for name in _words(stated.of) if name in by_name for status in by_name[name]}
        if follows and stated.status not in follows:
            yield _differs(quality, f"/stated/{i}/status", stated.of, stated.status, min(follows))
    for i, evaluation in enumerate(quality.evaluations):
        comes_to = found.get(("evaluation", evaluation.name))
        if evaluation.status and comes_to and evaluation.status != comes_to:
            yield _differs(quality, f"/evaluations/{i}/status", evaluation.name, evaluation.status, comes_to)


@rule("unknown-metric-group", "warning")
def unknown_metric_group(quality: Quality) -> Iterator[Finding]:
    """Check that what is said of groups of metrics is said of groups that there are.

    What it means: a name under `may_fail`, `grouping` or `stated` is none that the metrics have: no tag, and where that
    makes sense no group of tags, modality, stage or evaluation.

    Why it matters: a misspelt name has no effect, and nobody is told: the tag that may fail makes the whole fail.

    Before:

        metrics: [{name: drift, tags: [{name: ProbeA, group: probe}]}]
        may_fail: [Probe A]

    After:

        metrics: [{name: drift, tags: [{name: ProbeA, group: probe}]}]
        may_fail: ["probe:ProbeA"]
    """
    if not quality.metrics:
        return
    found = outcomes(quality)
    tags = dict.fromkeys(name for by, name in found if by == "tag")
    kinds = dict.fromkeys(tag.group for metric in quality.metrics for tag in metric.tags if tag.group)
    anything = dict.fromkeys(name for _, name in found)
    levels = [(f"{i}/{k}", name) for i, level in enumerate(quality.grouping) for k, name in enumerate(level)]
    for known, stated in (
        (tags, [(f"/may_fail/{i}", name) for i, name in enumerate(quality.may_fail)]),
        ({**kinds, **tags, **_LEVELS}, [(f"/grouping/{place}", name) for place, name in levels]),
        (anything, [(f"/stated/{i}/of", each.of) for i, each in enumerate(quality.stated)]),
    ):
        meant = corrections(known)
        for place, name in stated:
            if name and known.keys().isdisjoint(_words(name)):
                yield Finding(quality, place, f"no metrics are of {quote(name)}", meant(name))


def _words(name: str) -> set[str]:
    """Return a name, and the stage or modality that it is another word for."""
    terms = [load(vocabulary).find(name) for vocabulary in ("quality_stage", "modality")] if name else []
    return {name, *(term.name for term in terms if term)}


def _differs(quality: Quality, place: str, name: str, stated: str, comes_to: str) -> Finding:
    message = f"{quote(name)} is stated to be {quote(stated)}, and its metrics come to {comes_to}"
    return Finding(quality, place, message)


def _is_path(reference: str) -> bool:
    """Tell whether a reference is a path in the asset: no URI, and no mere word for a kind of figure."""
    return ":" not in reference and "%3A//" not in reference and ("/" in reference or "." in reference)
