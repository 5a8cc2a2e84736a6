"""Whether what is said of the data's quality holds together."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from aind_schema.problems import quote
from aind_schema.rules.placeholders import is_placeholder
from aind_schema.rules.registry import Finding, rule
from aind_schema.verdicts import groups, judge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aind_schema.records.data_description import DataDescription
    from aind_schema.records.manifest import Manifest
    from aind_schema.records.quality import Quality

_WAITING = ("pending review", "pending")


@rule("metric-repeated", "warning")
def metric_repeated(quality: Quality) -> Iterator[Finding]:
    """Check that no two metrics have the same name, evaluation, modality, stage and tags.

    What it means: nothing tells the two apart.

    Why it matters: whoever asks for the metric gets one of them by chance. If they differ, one of them is probably an
    older version of the other, whose status belongs into its history, or they are of two probes or cameras that a tag
    would tell apart.

    Before:

        metrics:
        - {name: drift, value: 2.5}
        - {name: drift, value: 31.0}

    After:

        metrics:
        - {name: drift, value: 2.5, tags: [{name: ProbeA, group: probe}]}
        - {name: drift, value: 31.0, tags: [{name: ProbeB, group: probe}]}
    """
    first: dict[tuple[object, ...], int] = {}
    for i, metric in enumerate(quality.metrics):
        tags = tuple(sorted((tag.group or "", tag.name or "") for tag in metric.tags))
        before = first.setdefault((metric.name, metric.evaluation, metric.modality, metric.stage, tags), i)
        if before != i and metric.name:
            message = f"the metric {quote(metric.name)} stands at /metrics/{before} already"
            yield Finding(quality, f"/metrics/{i}/name", message, "tell them apart by a tag")


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
    names = Counter(each.name for each in quality.evaluations)
    for i, each in enumerate(quality.evaluations):
        if each.name and names[each.name] > 1 and each.name in [other.name for other in quality.evaluations[:i]]:
            yield Finding(quality, f"/evaluations/{i}/name", f"the evaluation {quote(each.name)} is listed before")


@rule("unknown-evaluation")
def unknown_evaluation(quality: Quality) -> Iterator[Finding]:
    """Check that the evaluation that a metric belongs to is listed.

    What it means: the document lists evaluations, and none of them has the name that the metric gives.

    Why it matters: the description of the evaluation, and whether failures are allowed in it, do not reach the metric.

    Before:

        evaluations: [{name: Drift map}]
        metrics: [{name: drift, evaluation: drift map}]

    After:

        evaluations: [{name: Drift map}]
        metrics: [{name: drift, evaluation: Drift map}]
    """
    known = {each.name for each in quality.evaluations}
    for i, metric in enumerate(quality.metrics):
        if known and metric.evaluation and metric.evaluation not in known:
            message = f"no evaluation is called {quote(metric.evaluation)}"
            yield Finding(quality, f"/metrics/{i}/evaluation", message)


@rule("status-order")
def status_order(quality: Quality) -> Iterator[Finding]:
    """Check that the verdicts on a metric stand in the order of time.

    What it means: a verdict is older than the one before it.

    Why it matters: the last one counts. In a history out of order that is one that somebody has overruled.

    Before:

        metrics:
        - name: drift
          status_history:
          - {status: pass, at: "2024-06-14T10:00:00Z"}
          - {status: pending, at: "2024-06-12T10:00:00Z"}

    After:

        metrics:
        - name: drift
          status_history:
          - {status: pending, at: "2024-06-12T10:00:00Z"}
          - {status: pass, at: "2024-06-14T10:00:00Z"}
    """
    for i, metric in enumerate(quality.metrics):
        last = None
        for j, change in enumerate(metric.status_history):
            if last and change.at and change.at < last:
                place = f"/metrics/{i}/status_history/{j}/at"
                yield Finding(quality, place, "the status is older than the one before it", "the newest stands last")
            last = change.at or last


@rule("status-without-evaluator", "info")
def status_without_evaluator(quality: Quality) -> Iterator[Finding]:
    """Check that a verdict says who or what gave it.

    What it means: a metric passes or fails, with neither an evaluator nor the word that a program decided. Pending ones
    wait for somebody and need none.

    Why it matters: whoever doubts a verdict has to know whether a person looked at the data, and whom to ask.

    Before:

        metrics:
        - name: drift
          status_history: [{status: pass, at: "2024-06-14T10:00:00Z"}]

    After:

        metrics:
        - name: drift
          status_history: [{status: pass, evaluator: {name: Ada Lovelace}}]
    """
    for i, metric in enumerate(quality.metrics):
        for j, change in enumerate(metric.status_history):
            name = change.evaluator.name if change.evaluator else None
            told = name and not is_placeholder(name) and name.casefold() not in _WAITING
            if change.status in ("pass", "fail") and not told and not change.automated:
                yield Finding(quality, f"/metrics/{i}/status_history/{j}", "the status says not who or what set it")


@rule("metric-without-status", "warning")
def metric_without_status(quality: Quality) -> Iterator[Finding]:
    """Check that a metric has a status.

    What it means: something was measured, and nothing says whether it is good.

    Why it matters: such a metric counts as pending, and so does the whole, for as long as nobody decides.

    Before:

        metrics: [{name: drift, value: 2.5}]

    After:

        metrics:
        - name: drift
          value: 2.5
          status_history: [{status: pass, automated: true}]
    """
    for i, metric in enumerate(quality.metrics):
        if not metric.status_history:
            yield Finding(quality, f"/metrics/{i}", f"the metric {quote(metric.name)} has no status")


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
    listed = data_description.modalities
    seen: set[str] = set()
    for i, metric in enumerate(quality.metrics):
        if listed and metric.modality and metric.modality not in (*listed, *seen):
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
    listed = {entry.path for entry in manifest.files}
    folders = {path[:end] for path in listed for end, letter in enumerate(path) if letter == "/"}
    for i, metric in enumerate(quality.metrics):
        for j, reference in enumerate(metric.references):
            if _is_path(reference) and reference.removeprefix("./").rstrip("/") not in listed | folders:
                message = f"the manifest lists no file {quote(reference)}"
                yield Finding(quality, f"/metrics/{i}/references/{j}", message)


@rule("stated-status-differs", "warning")
def stated_status_differs(quality: Quality) -> Iterator[Finding]:
    """Check that the statuses that are stated of groups are those that the metrics come to.

    What it means: whoever wrote the record stated another status of a tag, modality, stage or evaluation than follows
    from its metrics. The reference says how it follows.

    Why it matters: some programs read the one and some the other, and the data are good for one and bad for the other.

    Before:

        metrics: [{name: drift, stage: raw, status_history: [{status: fail}]}]
        stated: [{of: raw, status: pass}]

    After:

        metrics: [{name: drift, stage: raw, status_history: [{status: fail}]}]
        stated: [{of: raw, status: fail}]
    """
    found: dict[str, set[str]] = {}
    for group in groups(quality):
        found.setdefault(group.name, set()).add(group.status)
    for i, stated in enumerate(quality.stated):
        follows = found.get(stated.of)
        if follows and stated.status not in follows:
            message = f"{quote(stated.of)} is stated to be {stated.status}, and its metrics come to {min(follows)}"
            yield Finding(quality, f"/stated/{i}/status", message)
    for i, evaluation in enumerate(quality.evaluations):
        computed = judge(quality, evaluation=evaluation.name)
        if evaluation.status and computed and evaluation.status != computed:
            message = (
                f"{quote(evaluation.name)} is stated to be {evaluation.status}, and its metrics come to {computed}"
            )
            yield Finding(quality, f"/evaluations/{i}/status", message)


def _is_path(reference: str) -> bool:
    """Tell whether a reference is a path in the asset: no URI, and no mere word for a kind of figure."""
    return ":" not in reference and "%3A//" not in reference and ("/" in reference or "." in reference)
