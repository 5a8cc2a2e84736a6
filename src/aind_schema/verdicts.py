"""What the verdicts on single metrics come to.

The last status of each metric counts; a metric without one is pending, and so is one with a status of a lab's own. If
any fails, all fail; else if any is pending, all are pending; else they pass. Nothing comes of no metrics. A metric that
fails counts as one that passes if one of its tags may fail, or if its evaluation allows failures.

A tag is named by its word, or with its group before it where that matters: `ProbeA`, `probe:ProbeA`.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from aind_schema.errors import UnknownTerm
from aind_schema.spelling import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime

    from aind_schema.parts.quality import Metric, Tag
    from aind_schema.records.quality import Quality

STATUSES = ("pass", "fail", "pending")
_WORST_FIRST = ("fail", "pending", "pass")
_PLURALS = {"stage": "stages", "modality": "modalities", "evaluation": "evaluations", "tag": "tags"}


class Group(NamedTuple):
    """Metrics that have something in common, and what they come to."""

    by: str
    name: str
    status: str
    metrics: Sequence[Metric]

    def count(self, status: str) -> int:
        """Count the metrics whose own status is this."""
        return sum(latest(each) == status for each in self.metrics)


def judge(
    quality: Quality,
    *,
    tag: str | None = None,
    modality: str | None = None,
    stage: str | None = None,
    evaluation: str | None = None,
) -> str | None:
    """Return what all metrics come to, or those of a tag, modality, stage and evaluation: pass, fail or pending.

    Nothing comes of no metrics: None.
    """
    picked = _picked(quality, tag=tag, modality=modality, stage=stage, evaluation=evaluation)
    return _verdict(quality)(picked)


def pick(quality: Quality, **wanted: str | None) -> Quality:
    """Return the record with the metrics of a tag, modality, stage and evaluation alone, as far as they are given.

    Raises
    ------
    UnknownTerm
        If no metric has such a tag, modality, stage or evaluation.
    """
    for by, name in wanted.items():
        known = dict.fromkeys(each for metric in quality.metrics for each in names(metric, by))
        if name is not None and name not in known:
            raise UnknownTerm(f"{_PLURALS[by]} of these metrics", name, nearest(name, known))
    return _with(quality, _picked(quality, **wanted))


def as_of(quality: Quality, moment: datetime) -> Quality:
    """Return the record as it stood at a moment: each history ends before the first status that was set later."""
    metrics = []
    for each in quality.metrics:
        history = takewhile(lambda change: change.at is None or change.at <= moment, each.status_history)
        fields = {**dict(each), "status_history": tuple(history)}
        metrics.append(each.model_construct(_fields_set=each.model_fields_set, **fields))
    return _with(quality, metrics)


def suffices(status: str | None, required: str | None = None) -> bool:
    """Tell whether a pipeline may go on: nothing fails, and if pass or pending is required, it is reached."""
    wanted = {None: (None, "pending", "pass"), "pending": ("pending", "pass"), "pass": ("pass",)}
    return status in wanted[required]


def groups(quality: Quality) -> Iterator[Group]:
    """Yield all metrics, then those of each stage, modality, evaluation and tag, with what they come to."""
    found = {("all", ""): [*quality.metrics]} if quality.metrics else {}
    verdict = _verdict(quality)
    for (by, name), metrics in {**found, **_gathered(quality, _titles)}.items():
        yield Group(by, name, verdict(metrics) or "pending", metrics)


def outcomes(quality: Quality) -> dict[tuple[str, str], str]:
    """Return what the metrics of each stage, modality, evaluation and tag come to, whatever a tag may be called."""
    verdict = _verdict(quality)
    return {key: verdict(metrics) or "pending" for key, metrics in _gathered(quality, names).items()}


def latest(metric: Metric) -> str:
    """Return the status that counts for one metric: the last in its history, or pending."""
    status = metric.status_history[-1].status if metric.status_history else None
    return status if status in STATUSES else "pending"


def names(metric: Metric, by: str) -> tuple[str, ...]:
    """Return what a metric's tags may be called, or the name of its modality, stage or evaluation."""
    if by == "tag":
        return tuple(dict.fromkeys(name for tag in metric.tags for name in tag_names(tag)))
    return _titles(metric, by)


def tag_names(tag: Tag) -> tuple[str, ...]:
    """Return what a tag may be called: its word, and where it has a group its word with the group before it."""
    if not tag.name:
        return ()
    return (tag.name, f"{tag.group}:{tag.name}") if tag.group else (tag.name,)


def _titles(metric: Metric, by: str) -> tuple[str, ...]:
    """Return the names that tell a metric's tags apart, or the name of its modality, stage or evaluation."""
    if by == "tag":
        return tuple(dict.fromkeys(tag_names(tag)[-1] for tag in metric.tags if tag.name))
    name = getattr(metric, by)
    return (name,) if name else ()


def _picked(quality: Quality, **wanted: str | None) -> list[Metric]:
    asked = [(by, name) for by, name in wanted.items() if name is not None]
    return [each for each in quality.metrics if all(name in names(each, by) for by, name in asked)]


def _gathered(
    quality: Quality, called: Callable[[Metric, str], tuple[str, ...]]
) -> dict[tuple[str, str], list[Metric]]:
    """Put the metrics together that have something in common, by what it is called."""
    found: dict[tuple[str, str], list[Metric]] = {}
    for by in _PLURALS:
        for metric in quality.metrics:
            for name in called(metric, by):
                found.setdefault((by, name), []).append(metric)
    return found


def _with(quality: Quality, metrics: Sequence[Metric]) -> Quality:
    """Return the record with some of its metrics, without checking them once more."""
    fields = {**dict(quality), "metrics": tuple(metrics)}
    return quality.model_construct(_fields_set=quality.model_fields_set, **fields)


def _verdict(quality: Quality) -> Callable[[Iterable[Metric]], str | None]:
    """Return what tells the worst status of metrics, where some may fail by what the record says."""
    lenient = {each.name for each in quality.evaluations if each.failures_allowed}
    may_fail = {*quality.may_fail}

    def counted(metric: Metric) -> str:
        allowed = metric.evaluation in lenient or not may_fail.isdisjoint(names(metric, "tag"))
        status = latest(metric)
        return "pass" if status == "fail" and allowed else status

    def worst(metrics: Iterable[Metric]) -> str | None:
        statuses = set(map(counted, metrics))
        return next((status for status in _WORST_FIRST if status in statuses), None)

    return worst
