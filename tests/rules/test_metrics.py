"""Each metric is told from the others, has a verdict, and a value that fits it."""

from __future__ import annotations

from typing import Any

import pytest

from aind_schema import Quality

PASS = {"status": "pass", "at": "2024-06-12T18:04:07Z", "automated": True}


def quality(*metrics: dict[str, Any], **fields: Any) -> Quality:
    stated = [{"name": "drift", "status_history": [PASS], **each} for each in metrics]
    return Quality.model_validate({"kind": "quality", "schema_version": "0.1.0", "metrics": stated, **fields})


def paths(findings: list[Any]) -> list[str]:
    return [finding.path for finding in findings]


def test_metrics_are_told_apart(find: Any) -> None:
    code, tag = "metric-repeated", {"tags": [{"name": "ProbeA"}]}
    (finding,) = find(code, quality({"value": 1}, {"value": 2}))
    assert finding.message == 'the metric "drift" stands at /metrics/0 already'
    assert finding.path == "/metrics/1/name"
    assert find(code, quality({}, tag, {"stage": "raw"}, {"modality": "ecephys"}, {"evaluation": "x"})) == []
    assert paths(find(code, quality(tag, tag, tag))) == ["/metrics/1/name", "/metrics/2/name"]


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


def test_a_status_of_a_lab_counts_as_pending(find: Any) -> None:
    code, own = "status-of-lab", {"status": "lab:reject"}
    assert paths(find(code, quality({"status_history": [PASS, own]}))) == ["/metrics/0/status_history/1/status"]
    assert find(code, quality({"status_history": [own, PASS]}, {"status_history": []})) == []


CHOICES = [{"value": "good", "status": "pass"}, {"value": "bad", "status": "fail"}, {"value": "odd"}]


@pytest.mark.parametrize(
    ("value", "stranger", "differs"),
    [
        ("good", False, False),
        ("bad", False, True),
        ("odd", False, False),
        ("Good", True, False),
        (["good", "bad"], False, False),
        (["bad", "odd"], False, True),
        (["bad", {"x": 1}], True, True),
        (7, True, False),
        (None, False, False),
        ("", False, False),
        ([], False, False),
    ],
)
def test_the_value_is_one_of_the_choices_and_the_status_follows(
    find: Any, value: Any, stranger: bool, differs: bool
) -> None:
    found = quality({"value": value, "choices": CHOICES})
    assert bool(find("value-not-a-choice", found)) is stranger
    assert bool(find("choice-status-differs", found)) is differs
    assert find("value-not-a-choice", quality({"value": value})) == []
    assert find("choice-status-differs", quality({"value": value, "choices": CHOICES, "status_history": []})) == []


def test_a_curation_is_a_list(find: Any) -> None:
    code, curation = "curation-not-a-list", {"type": "spike sorting"}
    assert paths(find(code, quality({"value": "good", "curation": curation}))) == ["/metrics/0/value"]
    assert find(code, quality({"value": [], "curation": curation}, {"curation": curation}, {"value": "good"})) == []


@pytest.mark.parametrize(
    ("value", "caught"), [("12.5", True), (True, True), (12.5, False), ([1], False), (None, False)]
)
def test_what_has_a_unit_is_a_number(find: Any, value: Any, caught: bool) -> None:
    assert bool(find("unit-without-number", quality({"value": value, "unit": "um"}))) is caught
    assert find("unit-without-number", quality({"value": value})) == []
