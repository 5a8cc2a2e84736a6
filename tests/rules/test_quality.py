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


def test_evaluations_have_names_of_their_own(find: Any) -> None:
    twice = [{"name": "Drift"}, {"name": "Video"}, {"name": "Drift"}]
    assert paths(find("evaluation-repeated", quality(evaluations=twice))) == ["/evaluations/2/name"]
    assert find("evaluation-repeated", quality(evaluations=twice[:2])) == []


def test_the_evaluation_of_a_metric_is_listed(find: Any) -> None:
    code, listed = "unknown-evaluation", [{"name": "Drift"}]
    assert paths(find(code, quality({"evaluation": "drift"}, evaluations=listed))) == ["/metrics/0/evaluation"]
    assert find(code, quality({"evaluation": "Drift"}, {}, evaluations=listed)) == []
    (finding,) = find(code, quality({"evaluation": "drift"}))
    assert finding.hint == "list it under evaluations"


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


def test_references_may_be_empty_folders(find: Any) -> None:
    there = Manifest(name=ASSET, files=[], empty_folders=["quality/figures"])
    found = quality({"references": ["quality/figures", "./quality/"]})
    assert find("reference-not-listed", found, there) == []


def test_statuses_that_are_stated_follow_from_the_metrics(find: Any) -> None:
    code, fail = (
        "stated-status-differs",
        {"stage": "raw", "status_history": [{"status": "fail"}], "evaluation": "Drift"},
    )
    (finding,) = find(code, quality(fail, stated=[{"of": "raw", "status": "pass"}]))
    assert finding.message == '"raw" is stated to be "pass", and its metrics come to fail'
    assert find(code, quality(fail, stated=[{"of": "raw", "status": "fail"}, {"of": "other", "status": "pass"}])) == []
    evaluation = {"name": "Drift", "status": "pass"}
    assert paths(find(code, quality(fail, evaluations=[evaluation]))) == ["/evaluations/0/status"]
    assert find(code, quality(fail, evaluations=[{**evaluation, "failures_allowed": True}])) == []
    same = {"stage": "raw", "tags": [{"name": "A", "group": "probe"}], "status_history": [{"status": "fail"}]}
    stated = [{"of": of, "status": "pass"} for of in ("A", "probe:A", "Raw data")]
    assert paths(find(code, quality(same, stated=stated))) == [
        "/stated/0/status",
        "/stated/1/status",
        "/stated/2/status",
    ]


def test_what_is_said_of_groups_is_said_of_groups_that_there_are(find: Any) -> None:
    code = "unknown-metric-group"
    metric = {"stage": "raw", "modality": "ecephys", "tags": [{"name": "ProbeA", "group": "probe"}]}
    wrong = quality(
        metric, may_fail=["raw", "probe:Probe"], grouping=[["probes"]], stated=[{"of": "x", "status": "pass"}]
    )
    assert [(finding.path, finding.hint) for finding in find(code, wrong)] == [
        ("/may_fail/0", None),
        ("/may_fail/1", 'did you mean "probe:ProbeA"?'),
        ("/grouping/0/0", 'did you mean "probe"?'),
        ("/stated/0/of", None),
    ]
    stated = [{"of": of, "status": "pass"} for of in ("ProbeA", "probe:ProbeA", "Raw data", "ecephys")]
    right = {"may_fail": ["ProbeA", "probe:ProbeA"], "grouping": [["probe", "stage"], ["ProbeA"]], "stated": stated}
    assert find(code, quality(metric, **right)) == find(code, quality(may_fail=["x"])) == []
