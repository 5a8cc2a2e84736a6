"""Whether each metric is told from the others, has a verdict, and a value that fits it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aind_schema.parts.quality import Metric
from aind_schema.problems import quote
from aind_schema.rules.placeholders import is_placeholder
from aind_schema.rules.registry import Finding, rule
from aind_schema.rules.walking import models, repeated
from aind_schema.verdicts import STATUSES, latest

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    for place, metric, before in repeated(models(quality, Metric), _identity):
        message = f"the metric {quote(metric.name)} stands at {before} already"
        yield Finding(quality, f"{place}/name", message, "tell them apart by a tag")


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


@rule("status-of-lab", "warning")
def status_of_lab(quality: Quality) -> Iterator[Finding]:
    """Check that the status that counts is one that everybody knows.

    What it means: the last status of a metric is a lab's own, such as `lab:reject`. It counts as pending.

    Why it matters: whether the data are good can't be told from a word that only one lab knows. What the lab rejects
    does not fail, and a pipeline goes on.

    Before:

        metrics: [{name: drift, status_history: [{status: "lab:reject"}]}]

    After:

        metrics:
        - name: drift
          notes: rejected by the lab's board
          status_history: [{status: fail}]
    """
    for i, metric in enumerate(quality.metrics):
        last = len(metric.status_history) - 1
        status = metric.status_history[last].status if last >= 0 else None
        if status and status not in STATUSES:
            message = f"{quote(status)} counts as pending"
            yield Finding(quality, f"/metrics/{i}/status_history/{last}/status", message, "give pass or fail behind it")


@rule("value-not-a-choice", "warning")
def value_not_a_choice(quality: Quality) -> Iterator[Finding]:
    """Check that a value that is picked is one of the choices.

    What it means: a metric lists the answers that there are, and its value is none of them, nor a list of them.

    Why it matters: a program that shows the choices shows none as picked, and the next who saves changes the value.

    Before:

        metrics:
        - {name: drift, value: Good, choices: [{value: good}, {value: bad}]}

    After:

        metrics:
        - {name: drift, value: good, choices: [{value: good}, {value: bad}]}
    """
    for i, metric in enumerate(quality.metrics):
        known = {choice.value for choice in metric.choices}
        other = [value for value in _picked(metric) if not isinstance(value, str) or value not in known]
        if known and other:
            yield Finding(quality, f"/metrics/{i}/value", f"{quote(other[0])} is not among the choices")


@rule("choice-status-differs", "warning")
def choice_status_differs(quality: Quality) -> Iterator[Finding]:
    """Check that a metric has the status of the answer that was picked.

    What it means: the metric passes, and the value is an answer by which it fails, or the other way round.

    Why it matters: either the answer was changed and the status forgotten, or somebody overruled it and said nothing.

    Before:

        metrics:
        - name: drift
          value: bad
          choices: [{value: good, status: pass}, {value: bad, status: fail}]
          status_history: [{status: pass}]

    After:

        metrics:
        - name: drift
          value: bad
          choices: [{value: good, status: pass}, {value: bad, status: fail}]
          status_history: [{status: pass}, {status: fail}]
    """
    for i, metric in enumerate(quality.metrics):
        picked = _picked(metric)
        follow = {choice.status for choice in metric.choices if choice.status and choice.value in picked}
        status = latest(metric)
        if follow and status != "pending" and status not in follow:
            message = f"the status is {status}, and by the value it is {quote(min(follow))}"
            last = len(metric.status_history) - 1
            yield Finding(quality, f"/metrics/{i}/status_history/{last}/status", message, "add the newest status")


@rule("curation-not-a-list", "warning")
def curation_not_a_list(quality: Quality) -> Iterator[Finding]:
    """Check that the value of a curation is a list of decisions.

    What it means: a metric has `curation`, and its value is no list.

    Why it matters: the program that reads the decisions goes through a list, and stops here.

    Before:

        metrics:
        - {name: units, value: good, curation: {type: spike sorting}}

    After:

        metrics:
        - {name: units, value: [{"7": good}], curation: {type: spike sorting}}
    """
    for i, metric in enumerate(quality.metrics):
        if metric.curation and metric.value is not None and not isinstance(metric.value, list | tuple):
            yield Finding(quality, f"/metrics/{i}/value", "the value of a curation is no list", "list the decisions")


@rule("unit-without-number", "warning")
def unit_without_number(quality: Quality) -> Iterator[Finding]:
    """Check that what has a unit is a number.

    What it means: a metric has a unit, and its value is a text or a truth value.

    Why it matters: a number that stands as a text is found by no search, and sorted as 1, 10, 2.

    Before:

        metrics: [{name: drift, value: "12.5", unit: um}]

    After:

        metrics: [{name: drift, value: 12.5, unit: um}]
    """
    for i, metric in enumerate(quality.metrics):
        if metric.unit and isinstance(metric.value, str | bool):
            message = f"{quote(metric.value)} is no number, and has the unit {quote(metric.unit)}"
            yield Finding(quality, f"/metrics/{i}/value", message, "write the number without quotes")


def _identity(metric: Metric) -> tuple[object, ...] | None:
    tags = tuple(sorted((tag.group or "", tag.name or "") for tag in metric.tags))
    return (metric.name, metric.evaluation, metric.modality, metric.stage, tags) if metric.name else None


def _picked(metric: Metric) -> list[object]:
    """Return the answers that were picked: one, several or none yet."""
    if metric.value in (None, ""):
        return []
    return [*metric.value] if isinstance(metric.value, list | tuple) else [metric.value]
