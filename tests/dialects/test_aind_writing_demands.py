"""What AIND's library will refuse is told before it does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from aind_schema.dialects import aind
from aind_schema.errors import InvalidRecord
from dialects.writing_of_aind import MOUSE, PROCESSING, QUALITY

DEFAULTS = Path(aind.__file__).parent / "defaults.yaml"


def test_the_table_of_defaults_is_short_and_says_why() -> None:
    table = yaml.safe_load(DEFAULTS.read_text(encoding="utf-8"))
    assert len(table) <= 40
    assert all(row["reason"] and {"adds", "says", "drops"} & row.keys() for row in table)
    assert all(row["says"] in (None, "", []) for row in table if "says" in row)


def faults(record: dict[str, Any]) -> dict[str, str]:
    """Return what the report says that will be refused, by place."""
    return {each.path: each.code for each in aind.write(record).report.problems if each.severity == "error"}


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("creation_time", "Other"),
        ("subject_id", True),
        ("subject_id", "a_b"),
        ("license", {"a": "b"}),
        ("restrictions", {"a": "b"}),
        ("tags", "x"),
        ("project_name", "a/b"),
        ("modalities", [{"name": "Behavior", "abbreviation": "ecephys"}]),
        ("mood", "good"),
    ],
)
def test_a_value_that_was_kept_and_goes_back_is_checked(place: str, value: Any) -> None:
    source = {"object_type": "Data description", "schema_version": "2.4.2", "data_level": "derived", "name": "x"}
    for conversion in (aind.write(aind.read({**source, place: value})),):
        told = [each.path for each in conversion.report.problems if each.code == "does-not-fit"]
        assert [path for path in told if path.startswith(f"/data_description/{place}")]


def test_an_amount_without_its_unit_is_told() -> None:
    point = {"at": "2024-06-11T09:30:12Z", "value": 31.2}
    usage = {"os": "Linux", "architecture": "x86_64", "memory_usage": {"unit": "%", "points": [point]}}
    record = {**PROCESSING, "processes": [{**PROCESSING["processes"][0], "resources": usage}]}  # type: ignore[dict-item]
    assert faults(record) == {"/processing/data_processes/0/resources/ram_unit": "lacking"}


def test_series_of_other_units_than_the_first_are_told_and_not_written() -> None:
    point = {"at": "2024-06-11T09:30:12Z", "value": 31.2}
    usage = {
        "cpu_usage": {"unit": "%", "points": [point]},
        "memory_gb": 64.0,
        "memory_usage": {"unit": "GBy", "points": [point]},
    }
    record = {"kind": "processing", "schema_version": "0.1.0", "processes": [{"name": "a", "resources": usage}]}
    conversion = aind.write(record)
    written = conversion.document["processing"]["data_processes"][0]["resources"]
    assert (written["usage_unit"], "cpu_usage" in written, "ram_usage" in written) == ("percent", True, False)
    lost = {each.path for each in conversion.report.problems if each.code == "lost-value"}
    assert "/processes/0/resources/memory_usage/points/0/value" in lost


def test_those_who_answer_for_all_steps_stand_at_those_that_name_nobody() -> None:
    steps = [{"name": "a"}, {"name": "b", "experimenters": [{"name": "Grace Hopper"}]}]
    record = {"kind": "processing", "processes": steps, "experimenters": [{"name": "Ada Lovelace"}]}
    written = aind.write(record).document["processing"]["data_processes"]
    assert [each["experimenters"] for each in written] == [["Ada Lovelace"], ["Grace Hopper"]]


def test_blanks_are_warned_of() -> None:
    record = {"kind": "quality", "metrics": [{"name": "drift"}], "grouping": [["a"]]}
    told = {each.path: each.severity for each in aind.write(record).report.problems if "blank" in each.message}
    assert told == {"/quality_control/metrics/0/value": "warning"}


def test_an_evaluation_is_a_tag_of_its_metrics() -> None:
    metric = {"name": "drift", "evaluation": "Drift map", "tags": [{"name": "motion"}]}
    evaluation = {"name": "Drift map", "description": "Does the brain hold still?"}
    record = {**QUALITY, "metrics": [metric], "evaluations": [evaluation]}
    written = aind.write(record).document["quality_control"]["metrics"][0]
    assert written["tags"] == {"tag_1": "motion", "evaluation": "Drift map"}
    assert written["description"] == "Does the brain hold still?"


def test_what_is_no_record_is_named() -> None:
    with pytest.raises(InvalidRecord, match="it is a method"):
        aind.write(aind.read({"schema_version": "0.2.2", "subject_id": "1", "species": "Mus musculus"}).record)  # type: ignore[arg-type]


def test_a_mouse_has_all_that_2x_demands() -> None:
    assert faults(MOUSE) == {}
