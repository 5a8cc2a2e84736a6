"""AIND's quality control becomes a record of quality, whatever the version."""

from __future__ import annotations

from typing import Any

import pytest

from aind_schema import Quality, judge
from aind_schema.dialects import aind
from aind_schema.dialects.aind import quality

CORE = "https://raw.githubusercontent.com/AllenNeuralDynamics/aind-data-schema/main/src/aind_data_schema/core/"
AT = "2024-06-12T18:04:07Z"
ECEPHYS = {"name": "Extracellular electrophysiology", "abbreviation": "ecephys"}


def status(word: str, evaluator: str = "Automated") -> dict[str, str]:
    return {"evaluator": evaluator, "status": word, "timestamp": AT}


VERSION_1 = {
    "describedBy": CORE + "quality_control.py",
    "schema_version": "1.2.2",
    "evaluations": [
        {
            "modality": ECEPHYS,
            "stage": "Raw data",
            "name": "Drift map",
            "description": "Probes that keep still.",
            "metrics": [
                {
                    "name": "Probe A drift",
                    "value": {"value": "", "options": ["Low", "High"], "status": ["Pass", "Fail"], "type": "dropdown"},
                    "status_history": [status("Pending", "Pending review"), status("Pass", "Ada Lovelace")],
                    "description": None,
                    "reference": "quality_control/drift_a.png",
                    "evaluated_assets": None,
                },
                {"name": "Frames", "value": [662, 663], "status_history": [status("Fail")], "reference": None},
            ],
            "tags": ["probes"],
            "notes": "",
            "allow_failed_metrics": False,
            "latest_status": "Fail",
            "created": AT,
        }
    ],
    "notes": None,
}
VERSION_2 = {
    "object_type": "Quality control",
    "describedBy": CORE + "quality_control.py",
    "schema_version": "2.4.2",
    "metrics": [
        {
            "object_type": "QC metric",
            "name": "Drift",
            "modality": ECEPHYS,
            "stage": "Multi-asset",
            "value": {"z_um": 1.5, "kept": None},
            "status_history": [{"object_type": "QC status", **status("Pass")}],
            "description": "A drift.",
            "reference": "https://example.org/7",
            "tags": {"probe": "ProbeA"},
            "evaluated_assets": ["625463_2022-10-06_10-14-25"],
        },
        {
            "object_type": "Curation metric",
            "name": "Units",
            "modality": ECEPHYS,
            "stage": "Processing",
            "value": [{"unit": 7, "label": "good"}],
            "type": "spike sorting",
            "curation_history": [{"object_type": "Curation history", "curator": "Ada Lovelace", "timestamp": AT}],
            "status_history": [{"object_type": "QC status", **status("Pending", "Pending review")}],
            "tags": ["sorted"],
        },
    ],
    "key_experimenters": ["Ada Lovelace"],
    "notes": "Fine.",
    "default_grouping": ["probe", ["stage", "modality"]],
    "allow_tag_failures": ["sorted"],
    "status": {"probe:ProbeA": "Pass", "Processing": "Pending"},
}


def converted(source: dict[str, Any]) -> Quality:
    conversion = aind.read(source)
    assert conversion.report.counts()["kept"] == 0, [e for e in conversion.report.entries if e.how == "kept"]
    record = conversion.record()
    assert isinstance(record, Quality)
    return record


def test_evaluations_become_metrics_that_name_them() -> None:
    record = converted(VERSION_1)
    (evaluation,) = record.evaluations
    assert (evaluation.name, evaluation.status, evaluation.failures_allowed) == ("Drift map", "fail", False)
    drift, frames = record.metrics
    assert {(each.modality, each.stage, each.evaluation) for each in record.metrics} == {
        ("ecephys", "raw", "Drift map")
    }
    assert [tag.name for tag in drift.tags] == ["probes"]
    assert drift.references == ("quality_control/drift_a.png",)
    assert frames.value == [662, 663]
    assert judge(record, evaluation="Drift map") == "fail"


def test_what_a_reviewer_picks_from_is_told_apart_from_the_value() -> None:
    drift = converted(VERSION_1).metrics[0]
    assert drift.value is None
    assert [(choice.value, choice.status) for choice in drift.choices] == [("Low", "pass"), ("High", "fail")]
    assert drift.widget == "dropdown"


def test_evaluators_are_people_programs_or_nobody_yet() -> None:
    drift, frames = converted(VERSION_1).metrics
    pending, passed = drift.status_history
    assert (pending.evaluator, pending.automated) == (None, None)
    assert passed.evaluator is not None
    assert passed.evaluator.name == "Ada Lovelace"
    assert (frames.status_history[0].evaluator, frames.status_history[0].automated) == (None, True)


def test_flat_metrics_are_mapped_as_they_are() -> None:
    record = converted(VERSION_2)
    drift, units = record.metrics
    assert drift.value == {"z_um": 1.5, "kept": None}
    assert [(tag.group, tag.name) for tag in drift.tags] == [("probe", "ProbeA")]
    assert (drift.stage, [each.name for each in drift.assets]) == ("multi-asset", ["625463_2022-10-06_10-14-25"])
    assert units.curation is not None
    assert (units.curation.type, units.curation.history[0].by.name) == ("spike sorting", "Ada Lovelace")  # type: ignore[union-attr]
    assert record.grouping == (("probe",), ("stage", "modality"))
    assert record.may_fail == ("sorted",)
    assert [(each.of, each.status) for each in record.stated] == [("probe:ProbeA", "pass"), ("Processing", "pending")]


def test_curations_of_2_0_stand_in_the_value() -> None:
    value = {"curations": ['{"0": "good"}'], "curation_history": [], "type": "curation"}
    metric = {**VERSION_2["metrics"][0], "value": value}  # type: ignore[index]
    record = converted({**VERSION_2, "metrics": [metric]})
    assert record.metrics[0].value == ['{"0": "good"}']
    assert record.metrics[0].curation is not None


@pytest.mark.parametrize(
    "value", [{"value": 1, "options": ["a"], "status": [], "type": "dropdown"}, {"value": 1, "options": "a"}, {"x": {}}]
)
def test_a_value_of_another_form_stays_as_it_is(value: dict[str, Any]) -> None:
    metric = {**VERSION_2["metrics"][0], "value": value}  # type: ignore[index]
    record = converted({**VERSION_2, "metrics": [metric]})
    assert record.metrics[0].value == value
    assert record.metrics[0].choices == ()


def test_what_no_vocabulary_knows_is_kept() -> None:
    metric = {**VERSION_2["metrics"][0], "status_history": [status("Perhaps")], "stage": "Elsewhere"}  # type: ignore[index]
    conversion = aind.read({**VERSION_2, "metrics": [metric]})
    conversion.record()
    kept = {entry.source for entry in conversion.report.entries if entry.how == "kept"}
    assert {"/metrics/0/stage", "/metrics/0/status_history/0/status"} <= kept


def test_quality_stands_in_the_bundle_of_a_whole_record() -> None:
    document = aind.read({"name": "625463_2022-10-06_10-14-25", "quality_control": VERSION_1}).document
    assert document["quality"]["kind"] == "quality"
    assert "extensions" not in document


def test_single_values_can_be_normalised_again() -> None:
    assert quality.evaluation_name("Drift", number=2) == "Drift 2"
    assert quality.quality_status("Pass") == "pass"
    assert quality.quality_stage("Raw data") == "raw"
    assert quality.automated("Automatic") is True
    assert quality.automated("Ada") is None
    assert quality.awaited("Pending review", "Pending") == "pending"
    assert quality.awaited("Pending review", "Pass") is None
    assert quality.last_key("/status/a~1b") == "a/b"
