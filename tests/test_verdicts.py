"""What the verdicts on single metrics come to."""

from __future__ import annotations

from typing import Any

import pytest

from aind_schema import Quality, judge
from aind_schema.verdicts import groups, latest


def metric(*statuses: str, tags: tuple[str, ...] = (), **fields: Any) -> dict[str, Any]:
    history = [{"status": status} for status in statuses]
    return {"name": "drift", "status_history": history, "tags": [{"name": tag} for tag in tags], **fields}


def quality(*metrics: dict[str, Any], **fields: Any) -> Quality:
    return Quality.model_validate({"kind": "quality", "schema_version": "0.1.0", "metrics": list(metrics), **fields})


@pytest.mark.parametrize(
    ("metrics", "comes_to"),
    [
        ([], None),
        ([metric("pass")], "pass"),
        ([metric("pass"), metric("pending")], "pending"),
        ([metric("pass"), metric("pending"), metric("fail")], "fail"),
        ([metric("fail", "pending", "pass")], "pass"),
        ([metric("pass", "fail")], "fail"),
        ([metric("pass"), metric()], "pending"),
    ],
)
def test_the_worst_of_the_last_statuses_counts(metrics: list[dict[str, Any]], comes_to: str | None) -> None:
    assert judge(quality(*metrics)) == comes_to


def test_it_is_told_by_tag_modality_stage_and_evaluation() -> None:
    found = quality(
        metric("pass", tags=("ProbeA",), modality="ecephys", stage="raw", evaluation="Drift"),
        metric("fail", tags=("ProbeB", "ProbeA"), modality="ecephys", stage="processing", evaluation="Drift"),
        metric("pending", modality="fib", stage="raw"),
    )
    assert judge(found) == "fail"
    assert judge(found, tag="ProbeA") == "fail"
    assert judge(found, tag="ProbeA", stage="raw") == "pass"
    assert judge(found, modality="fib") == "pending"
    assert judge(found, stage="raw") == "pending"
    assert judge(found, evaluation="Drift") == "fail"
    assert judge(found, tag="ProbeC") is None


def test_tags_that_may_fail_do_not_count() -> None:
    one, other = metric("fail", tags=("cameras",)), metric("pending", tags=("cameras",))
    assert judge(quality(one, metric("pass"), may_fail=["cameras"])) == "pass"
    assert judge(quality(one, metric("fail"), may_fail=["cameras"])) == "fail"
    assert judge(quality(one, other, may_fail=["cameras"])) == "pending"


def test_evaluations_may_allow_failures() -> None:
    lenient = {"name": "Video", "failures_allowed": True}
    assert judge(quality(metric("fail", evaluation="Video"), evaluations=[lenient])) == "pass"
    assert judge(quality(metric("fail", evaluation="Drift"), evaluations=[lenient])) == "fail"


def test_groups_are_told_with_their_counts() -> None:
    found = quality(metric("pass", stage="raw"), metric("fail", stage="raw", tags=("x", "x")), metric())
    raw, tag = groups(found)
    assert (raw.by, raw.name, raw.status) == ("stage", "raw", "fail")
    assert [raw.count(status) for status in ("pass", "fail", "pending")] == [1, 1, 0]
    assert (tag.by, tag.name, len(tag.metrics)) == ("tag", "x", 1)
    assert [latest(each) for each in found.metrics] == ["pass", "fail", "pending"]
