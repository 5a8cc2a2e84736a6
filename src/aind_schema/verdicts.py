"""What the verdicts on single metrics come to.

The last status of each metric counts; a metric without one is pending. If any fails, all fail; else if any is pending,
all are pending; else they pass. Nothing comes of no metrics. A metric that fails counts as one that passes if one of
its tags may fail, or if its evaluation allows failures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aind_schema.parts.quality import Metric
    from aind_schema.records.quality import Quality

_WORST_FIRST = ("fail", "pending", "pass")


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
    """Return what all metrics come to, or those of a tag, modality, stage or evaluation: pass, fail or pending."""
    wanted = {"tag": tag, "modality": modality, "stage": stage, "evaluation": evaluation}
    asked = [(by, name) for by, name in wanted.items() if name is not None]
    return _worst(quality, [each for each in quality.metrics if all(name in _names(each, by) for by, name in asked)])


def groups(quality: Quality) -> Iterator[Group]:
    """Yield the stages, modalities, evaluations and tags of the metrics, each with what its metrics come to."""
    for by in ("stage", "modality", "evaluation", "tag"):
        found: dict[str, list[Metric]] = {}
        for metric in quality.metrics:
            for name in _names(metric, by):
                found.setdefault(name, []).append(metric)
        for name, metrics in found.items():
            yield Group(by, name, _worst(quality, metrics) or "pending", metrics)


def latest(metric: Metric) -> str:
    """Return the status of one metric: the last in its history, or pending."""
    return (metric.status_history[-1].status if metric.status_history else None) or "pending"


def _worst(quality: Quality, metrics: Iterable[Metric]) -> str | None:
    lenient = {each.name for each in quality.evaluations if each.failures_allowed}
    statuses = {_counted(each, quality.may_fail, lenient) for each in metrics}
    return next((status for status in _WORST_FIRST if status in statuses), None)


def _counted(metric: Metric, may_fail: Sequence[str], lenient: set[str]) -> str:
    allowed = metric.evaluation in lenient or any(tag.name in may_fail for tag in metric.tags)
    status = latest(metric)
    return "pass" if status == "fail" and allowed else status


def _names(metric: Metric, by: str) -> tuple[str, ...]:
    """Return the names of a metric's tags, or its modality, stage or evaluation."""
    if by == "tag":
        return tuple(dict.fromkeys(tag.name for tag in metric.tags if tag.name))
    name = getattr(metric, by)
    return (name,) if name else ()
