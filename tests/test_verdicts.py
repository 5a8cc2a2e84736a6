"""What the verdicts on single metrics come to."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import pytest

from aind_schema import Quality, judge
from aind_schema.errors import UnknownTerm
from aind_schema.verdicts import as_of, groups, latest, outcomes, pick, suffices


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
        ([metric("pass"), metric("lab:reject")], "pending"),
        ([metric("lab:unsure")], "pending"),
        ([metric("fail"), metric("lab:fine")], "fail"),
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


def of_group(group: str, *statuses: str, name: str = "A") -> dict[str, Any]:
    return {**metric(*statuses), "tags": [{"name": name, "group": group}]}


def test_tags_of_one_name_in_two_groups_are_two() -> None:
    found = quality(of_group("probe", "fail"), of_group("camera", "pass"))
    assert [(each.name, each.status) for each in groups(found) if each.by == "tag"] == [
        ("probe:A", "fail"),
        ("camera:A", "pass"),
    ]
    assert [judge(found, tag=tag) for tag in ("A", "probe:A", "camera:A", "lens:A")] == ["fail", "fail", "pass", None]
    assert outcomes(found) == {("tag", "A"): "fail", ("tag", "probe:A"): "fail", ("tag", "camera:A"): "pass"}


@pytest.mark.parametrize(("may_fail", "comes_to"), [("A", "pass"), ("probe:A", "pass"), ("camera:A", "fail")])
def test_a_tag_that_may_fail_is_named_with_its_group_or_without(may_fail: str, comes_to: str) -> None:
    assert judge(quality(of_group("probe", "fail"), may_fail=[may_fail])) == comes_to


def test_evaluations_may_allow_failures() -> None:
    lenient = {"name": "Video", "failures_allowed": True}
    assert judge(quality(metric("fail", evaluation="Video"), evaluations=[lenient])) == "pass"
    assert judge(quality(metric("fail", evaluation="Drift"), evaluations=[lenient])) == "fail"


def test_groups_are_told_with_their_counts() -> None:
    found = quality(metric("pass", stage="raw"), metric("fail", stage="raw", tags=("x", "x")), metric())
    whole, raw, tag = groups(found)
    assert (whole.by, whole.name, whole.status, len(whole.metrics)) == ("all", "", "fail", 3)
    assert (raw.by, raw.name, raw.status) == ("stage", "raw", "fail")
    assert [raw.count(status) for status in ("pass", "fail", "pending")] == [1, 1, 0]
    assert (tag.by, tag.name, len(tag.metrics)) == ("tag", "x", 1)
    assert [latest(each) for each in found.metrics] == ["pass", "fail", "pending"]


def test_some_metrics_are_picked() -> None:
    found = quality(metric("fail", tags=("A",), stage="raw"), metric("pass", tags=("A",)), notes="by hand")
    assert [each.status for each in groups(pick(found, tag="A", stage="raw")) if each.by == "all"] == ["fail"]
    assert (pick(found, tag=None), pick(found, stage="raw").notes) == (found, "by hand")
    with pytest.raises(UnknownTerm, match='no "Probe" among the tags of these metrics; did you mean "Probes"'):
        pick(quality(metric("pass", tags=("Probes",))), tag="Probe")


def test_a_status_is_told_as_it_stood_at_a_moment() -> None:
    history = [
        {"status": "pending", "at": "2024-06-12T10:00:00Z"},
        {"status": "pending"},
        {"status": "fail", "at": "2024-06-13T10:00:00Z"},
        {"status": "pass", "at": "2024-06-14T10:00:00Z"},
    ]
    found = quality({"name": "drift", "status_history": history})
    at = [datetime(2024, 6, day, 10, tzinfo=timezone.utc) for day in (11, 12, 13, 14)]
    assert [judge(as_of(found, moment)) for moment in at] == ["pending", "pending", "fail", "pass"]
    assert judge(found) == "pass"


@pytest.mark.parametrize(
    ("status", "enough"),
    [("pass", {None, "pending", "pass"}), ("pending", {None, "pending"}), ("fail", set()), (None, {None})],
)
def test_a_pipeline_may_go_on(status: str | None, enough: set[str | None]) -> None:
    assert {required for required in (None, "pending", "pass") if suffices(status, required)} == enough
