"""What is said of the data's quality holds together."""

from __future__ import annotations

from typing import Any

import pytest

from aind_schema import DataDescription, FileEntry, Manifest, Quality

ASSET = "ecephys_625463_2022-10-06_10-14-25"
PASS = {"status": "pass", "at": "2024-06-12T18:04:07Z", "automated": True}


def quality(*metrics: dict[str, Any], **fields: Any) -> Quality:
    stated = [{"name": "drift", "status_history": [PASS], **each} for each in metrics]
    return Quality.model_validate({"kind": "quality", "schema_version": "0.1.0", "metrics": stated, **fields})


def describe(*modalities: str) -> DataDescription:
    return DataDescription(name=ASSET, data_level="raw", modalities=modalities)


def paths(findings: list[Any]) -> list[str]:
    return [finding.path for finding in findings]


def test_metrics_are_told_apart(find: Any) -> None:
    code, tag = "metric-repeated", {"tags": [{"name": "ProbeA"}]}
    (finding,) = find(code, quality({"value": 1}, {"value": 2}))
    assert finding.message == 'the metric "drift" stands at /metrics/0 already'
    assert finding.path == "/metrics/1/name"
    assert find(code, quality({}, tag, {"stage": "raw"}, {"modality": "ecephys"}, {"evaluation": "x"})) == []
    assert paths(find(code, quality(tag, tag, tag))) == ["/metrics/1/name", "/metrics/2/name"]


def test_evaluations_have_names_of_their_own(find: Any) -> None:
    twice = [{"name": "Drift"}, {"name": "Video"}, {"name": "Drift"}]
    assert paths(find("evaluation-repeated", quality(evaluations=twice))) == ["/evaluations/2/name"]
    assert find("evaluation-repeated", quality(evaluations=twice[:2])) == []


def test_the_evaluation_of_a_metric_is_listed(find: Any) -> None:
    code, listed = "unknown-evaluation", [{"name": "Drift"}]
    assert paths(find(code, quality({"evaluation": "drift"}, evaluations=listed))) == ["/metrics/0/evaluation"]
    assert find(code, quality({"evaluation": "Drift"}, {}, evaluations=listed)) == []
    assert find(code, quality({"evaluation": "drift"})) == []


@pytest.mark.parametrize(
    ("times", "wrong"),
    [
        (["2024-06-12T10:00:00Z", "2024-06-13T10:00:00Z"], []),
        (["2024-06-12T10:00:00Z", "2024-06-12T10:00:00Z", None], []),
        (["2024-06-12T10:00:00Z", "2024-06-12T11:00:00+02:00"], [1]),
        (["2024-06-12T10:00:00Z", None, "2024-06-11T10:00:00Z"], [2]),
    ],
)
def test_verdicts_stand_in_the_order_of_time(find: Any, times: list[str | None], wrong: list[int]) -> None:
    history = [{"status": "pass", "at": time} for time in times]
    found = find("status-order", quality({"status_history": history}))
    assert paths(found) == [f"/metrics/0/status_history/{i}/at" for i in wrong]


@pytest.mark.parametrize(
    ("change", "caught"),
    [
        ({"status": "pass"}, True),
        ({"status": "fail", "evaluator": {"name": "Pending review"}}, True),
        ({"status": "fail", "evaluator": {"name": "unknown"}}, True),
        ({"status": "pending"}, False),
        ({"status": "pass", "automated": True}, False),
        ({"status": "pass", "evaluator": {"name": "Ada Lovelace"}}, False),
    ],
)
def test_verdicts_tell_whose_they_are(find: Any, change: dict[str, Any], caught: bool) -> None:
    assert bool(find("status-without-evaluator", quality({"status_history": [change]}))) is caught


def test_metrics_have_a_status(find: Any) -> None:
    assert paths(find("metric-without-status", quality({"status_history": []}, {}))) == ["/metrics/0"]


def test_metrics_are_of_modalities_of_the_asset(find: Any) -> None:
    code = "quality-of-other-modality"
    found = quality({"modality": "fib"}, {"modality": "ecephys"}, {}, {"modality": "fib"})
    assert paths(find(code, found, describe("ecephys"))) == ["/metrics/0/modality"]
    assert find(code, found, describe("ecephys", "fib")) == []
    assert find(code, found, describe()) == []
    assert find(code, found) == []


@pytest.mark.parametrize(
    ("reference", "caught"),
    [
        ("drift.png", True),
        ("quality/probe_b/drift.png", True),
        ("quality/probe_a/drift.png", False),
        ("./quality/probe_a/drift.png", False),
        ("quality/probe_a/", False),
        ("quality", False),
        ("ecephys-drift-map", False),
        ("https://example.org/drift.png", False),
        ("https%3A//example.org/drift.png", False),
    ],
)
def test_references_are_files_of_the_asset(find: Any, reference: str, caught: bool) -> None:
    digests = {"sha256": "0" * 64, "crc64nvme": "AAAAAAAAAAA="}
    entry = FileEntry(path="quality/probe_a/drift.png", size_bytes=1, media_type="image/png", role="data", **digests)
    found = find("reference-not-listed", quality({"references": [reference]}), Manifest(name=ASSET, files=(entry,)))
    assert bool(found) is caught
    assert find("reference-not-listed", quality({"references": [reference]})) == []


def test_statuses_that_are_stated_follow_from_the_metrics(find: Any) -> None:
    code, fail = (
        "stated-status-differs",
        {"stage": "raw", "status_history": [{"status": "fail"}], "evaluation": "Drift"},
    )
    (finding,) = find(code, quality(fail, stated=[{"of": "raw", "status": "pass"}]))
    assert finding.message == '"raw" is stated to be pass, and its metrics come to fail'
    assert find(code, quality(fail, stated=[{"of": "raw", "status": "fail"}, {"of": "other", "status": "pass"}])) == []
    evaluation = {"name": "Drift", "status": "pass"}
    assert paths(find(code, quality(fail, evaluations=[evaluation]))) == ["/evaluations/0/status"]
    assert find(code, quality(fail, evaluations=[{**evaluation, "failures_allowed": True}])) == []
