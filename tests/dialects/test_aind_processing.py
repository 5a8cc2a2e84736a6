"""AIND's processing becomes ours, of all three formats."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from aind_schema import validate
from aind_schema.dialects import aind
from aind_schema.dialects.aind import processing
from samples.books import check_the_books

CORE = "https://raw.githubusercontent.com/AllenNeuralDynamics/aind-data-schema/main/src/aind_data_schema/core/"
PARAMETERS = {"size": 7, "empty": None, "labels": ["good", None, ""], "kind": {"kind": "x"}, "none": {}}

OLD = {
    "name": "Image destriping",
    "version": "0.2.0",
    "start_date_time": "2023-02-02T21:58:54.429361",
    "end_date_time": "2023-02-03T01:22:23.537827",
    "input_location": "/data/raw",
    "output_location": "/scratch/destriped",
    "code_url": "https://github.com/example/pystripe.git@feature/x",
    "parameters": PARAMETERS,
    "notes": "Channel 445",
}
V0 = {
    "describedBy": CORE + "processing.py",
    "schema_version": "0.1.0",
    "pipeline_version": "1.2.0",
    "pipeline_url": "https://github.com/example/terastitcher",
    "data_processes": [OLD, {**OLD, "notes": "Channel 488"}],
}
V1 = {
    "describedBy": CORE + "processing.py",
    "schema_version": "1.1.4",
    "processing_pipeline": {
        "data_processes": [
            {
                "name": "Spike sorting",
                "software_version": "0.1",
                "code_version": "0.1",
                "start_date_time": "2024-06-19T00:01:15.393786Z",
                "end_date_time": "2024-06-19T04:01:26.504919Z",
                "input_location": "/in",
                "output_location": "/out",
                "code_url": "https://github.com/example/sorter",
                "parameters": {},
                "outputs": {"units": 3},
                "resources": {
                    "os": "Ubuntu 20.04",
                    "architecture": "x86-64",
                    "cpu": "Intel Core i7",
                    "cpu_cores": 8,
                    "system_memory": 32.0,
                    "system_memory_unit": "Gigabyte",
                    "ram": 500.5,
                    "ram_unit": "Megabyte",
                    "cpu_usage": [{"timestamp": "2024-09-13T00:00:00Z", "usage": 75.5}],
                    "usage_unit": "percent",
                },
            },
            {"name": "Other", "software_version": "0.2", "code_version": "0.3", "notes": "Data was copied"},
        ],
        "processor_full_name": "Ada Lovelace",
        "pipeline_version": "7",
        "pipeline_url": "https://github.com/example/pipeline",
        "note": "by hand",
    },
}
V2 = {
    "object_type": "Processing",
    "describedBy": CORE + "processing.py",
    "schema_version": "2.2.3",
    "data_processes": [
        {
            "object_type": "Data process",
            "process_type": "Ephys preprocessing",
            "name": "Ephys preprocessing",
            "stage": "Processing",
            "code": {
                "object_type": "Code",
                "url": "https://github.com/example/filter",
                "name": "filter",
                "version": "1.0",
                "commit_hash": "3F2A9C1",
                "container": {"container_type": "Docker", "tag": "1", "uri": "ghcr.io/example/filter"},
                "run_script": "run.py",
                "language": "Python",
                "language_version": "3.11",
                "input_data": [{"object_type": "Data asset", "name": "a_1_2022-10-06_10-14-25", "url": "s3://x/a"}],
                "parameters": PARAMETERS,
                "core_dependency": {"name": "spikeinterface", "version": "0.101"},
            },
            "experimenters": ["Ada Lovelace"],
            "pipeline_name": "ephys",
            "start_date_time": "2024-06-19T00:01:15Z",
            "output_path": "../results",
            "output_parameters": {"units": 3},
        },
        {"process_type": "dF/F estimation", "name": "dF/F", "start_date_time": "2024-06-19 00:01:15"},
    ],
    "pipelines": [{"object_type": "Code", "name": "ephys", "url": "https://github.com/example/p", "version": "1"}],
    "dependency_graph": {"Ephys preprocessing": [], "dF/F": ["Ephys preprocessing"]},
    "notes": "Reordered",
}


def converted(source: dict[str, Any], timezone: str | None = "America/Los_Angeles") -> dict[str, Any]:
    conversion = aind.read(source, timezone=timezone)
    problems = [problem for problem in validate(conversion.document) if problem.origin != "rule"]
    assert problems == []
    return conversion.document


def test_a_list_of_the_first_format() -> None:
    document = converted(V0)
    first, second = document["processes"]
    assert first == {
        "name": "Image destriping",
        "type": "image-destriping",
        "code": {
            "uri": "https://github.com/example/pystripe.git@feature/x",
            "version": "0.2.0",
            "parameters": PARAMETERS,
        },
        "started_at": "2023-02-02T21:58:54.429361-08:00",
        "ended_at": "2023-02-03T01:22:23.537827-08:00",
        "inputs": [{"location": "/data/raw"}],
        "outputs": [{"location": "/scratch/destriped"}],
        "notes": "Channel 445",
    }
    assert second["name"] == "Image destriping 2"
    assert document["pipelines"] == [{"uri": "https://github.com/example/terastitcher", "version": "1.2.0"}]


def test_times_without_a_zone_are_kept_and_told() -> None:
    conversion = aind.read(V0)
    assert "started_at" not in conversion.document["processes"][0]
    kept = conversion.document["extensions"]["aind"]["data_processes"]["0"]
    assert kept == {"start_date_time": OLD["start_date_time"], "end_date_time": OLD["end_date_time"]}
    assert [problem.code for problem in conversion.report.problems] == ["time-without-zone"] * 4


def test_a_pipeline_of_the_second_format() -> None:
    document = converted(V1)
    sorting, other = document["processes"]
    assert sorting["code"] == {"uri": "https://github.com/example/sorter", "version": "0.1"}
    assert sorting["results"] == {"units": 3}
    assert sorting["resources"] == {
        "os": "Ubuntu 20.04",
        "architecture": "x86-64",
        "cpu_model": "Intel Core i7",
        "cpu_cores": 8,
        "memory_gb": 0.5005,
        "system_memory_gb": 32.0,
        "cpu_usage": {"unit": "%", "points": [{"at": "2024-09-13T00:00:00Z", "value": 75.5}]},
    }
    assert other["code"] == {"version": "0.3"}, "which software has the other version is not said"
    assert document["experimenters"] == [{"name": "Ada Lovelace"}]
    assert document["notes"] == "by hand"


def test_a_graph_of_the_third_format() -> None:
    document = converted(V2)
    first, second = document["processes"]
    assert first["code"] == {
        "name": "filter",
        "uri": "https://github.com/example/filter",
        "version": "1.0",
        "commit": "3f2a9c1",
        "container": {"image": "ghcr.io/example/filter", "tag": "1", "engine": "Docker"},
        "entry_point": "run.py",
        "language": "Python",
        "language_version": "3.11",
        "core_dependency": {"name": "spikeinterface", "version": "0.101"},
        "parameters": PARAMETERS,
    }
    assert first["inputs"] == [{"asset": {"name": "a_1_2022-10-06_10-14-25", "uri": "s3://x/a"}}]
    assert (first["stage"], first["pipeline"], first["depends_on"]) == ("processing", "ephys", [])
    assert (second["name"], second["type"], second["depends_on"]) == (
        "dF/F",
        "dff-estimation",
        ["Ephys preprocessing"],
    )
    assert "extensions" not in document


@pytest.mark.parametrize("source", [V0, V1, V2], ids=["0.x", "1.x", "2.x"])
def test_free_objects_are_traced_value_by_value(source: dict[str, Any]) -> None:
    conversion = aind.read(source, timezone="America/Los_Angeles")
    for entry in conversion.report.entries:
        if "/parameters/" in entry.target:
            assert (entry.how, entry.source.rpartition("/parameters/")[2]) == (
                "mapped",
                entry.target.rpartition("/parameters/")[2],
            )


@pytest.mark.parametrize("source", [{"data_processes": []}, {"data_processes": [{}]}, {"processing_pipeline": {}}])
def test_an_empty_record_has_no_steps(source: dict[str, Any]) -> None:
    whole = {"describedBy": CORE + "processing.py", "schema_version": "1.0.0", **source}
    assert converted(whole)["processes"] == []


def test_a_process_without_a_name_is_kept() -> None:
    source = {**V0, "data_processes": [{"notes": "x"}, OLD]}
    document = converted(source)
    assert [process["name"] for process in document["processes"]] == ["Image destriping"]
    assert document["extensions"]["aind"]["data_processes"]["+0"] == {"notes": "x"}


def test_functions_leave_alone_what_they_can_not_place() -> None:
    assert processing.gigabytes(3, "parsec") is processing.gigabytes("x", "Gigabyte") is None
    assert processing.gigabytes(1536, "Megabyte") == 1.536
    assert processing.usage_unit("furlong") is processing.process_type("Ironing") is None
    assert processing.same_version("1", "2") is None


def test_the_file_of_the_corpus(corpus: Path) -> None:
    document = converted(json.loads((corpus / "aind_files" / "processing.v1.json").read_text()))
    assert document["processes"][0]["resources"]["gpu_usage"]["points"][0]["value"] == 60.0


def test_the_pipeline_and_the_analyses_of_1_tell_the_stage() -> None:
    analysis = {**OLD, "name": "Analysis", "notes": None}
    told = {"analysis_name": "Tuning", "analyst_full_name": "Ada Lovelace", "description": "To direction."}
    source = {**V1, "analyses": [{**analysis, **told}, analysis]}
    *made, first, second = converted(source)["processes"]
    assert {process["stage"] for process in made} == {"processing"}
    assert (first["name"], first["type"], first["stage"]) == ("Tuning", "analysis", "analysis")
    assert (first["experimenters"], first["notes"]) == ([{"name": "Ada Lovelace"}], "To direction.")
    assert (second["name"], second["stage"]) == ("Analysis", "analysis")
    assert "stage" not in converted(V0)["processes"][0]


def test_a_whole_number_that_programs_can_not_read_exactly_is_written_out() -> None:
    nanoseconds = 1_700_000_000_000_000_000
    source = {**V0, "data_processes": [{**OLD, "parameters": {"t0": nanoseconds}, "seed": nanoseconds}]}
    conversion = aind.read(source, timezone="UTC")
    check_the_books(source, conversion)
    assert conversion.document["processes"][0]["code"]["parameters"] == {"t0": str(nanoseconds)}
    assert conversion.document["extensions"]["aind"]["data_processes"] == {"0": {"seed": str(nanoseconds)}}
    conversion.record()
