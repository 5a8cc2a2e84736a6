"""Our records become AIND's files: everything is accounted for, nothing is invented, and what they lack is told."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from aind_schema import Subject, coordinates
from aind_schema.dialects import aind
from aind_schema.dialects.aind.writing import words
from aind_schema.errors import InvalidRecord
from aind_schema.versions import LATEST
from dialects.writing_of_aind import MOUSE, PATHS, PROCEDURES, PROCESSING, QUALITY, check_the_books, example, surgery_of


@pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.parent.parent.name} {path.stem}")
def test_every_value_of_our_examples_is_accounted_for_and_left_alone(path: Path) -> None:
    source = example(path)
    before = copy.deepcopy(source)
    conversion = aind.write(source)
    assert source == before
    check_the_books(source, conversion)


@pytest.mark.parametrize("source", [MOUSE, PROCESSING, QUALITY], ids=lambda source: source["kind"])
def test_records_as_people_write_them(source: dict[str, Any]) -> None:
    conversion = aind.write(source)
    check_the_books(source, conversion)
    assert [problem for problem in conversion.report.problems if problem.severity == "error"] == []


def test_a_mouse_becomes_a_subject_of_2x() -> None:
    document = aind.write(MOUSE).document
    assert document == {
        "subject": {
            "object_type": "Subject",
            "describedBy": "https://raw.githubusercontent.com/AllenNeuralDynamics/aind-data-schema/main/src/"
            "aind_data_schema/core/subject.py",
            "schema_version": "2.3.3",
            "subject_id": "702131",
            "subject_details": {
                "object_type": "Mouse subject",
                "sex": "Female",
                "date_of_birth": "2024-01-31",
                "strain": {
                    "name": "C57BL/6J",
                    "registry": "Mouse Genome Informatics (MGI)",
                    "registry_identifier": "MGI:3028467",
                },
                "species": {
                    "name": "Mus musculus",
                    "common_name": "House mouse",
                    "registry": "National Center for Biotechnology Information (NCBI)",
                    "registry_identifier": "NCBI:txid10090",
                },
                "genotype": "wt/wt",
                "housing": {"object_type": "Housing", "home_cage_enrichment": ["Running wheel"]},
                "source": {
                    "name": "Jackson Laboratory",
                    "registry": "Research Organization Registry (ROR)",
                    "registry_identifier": "021sy4w91",
                },
            },
        }
    }
    assert aind.write(Subject.model_validate(MOUSE)).document == document


def test_processing_becomes_steps_and_their_graph() -> None:
    document = aind.write(PROCESSING).document["processing"]
    assert document["dependency_graph"] == {"compress": [], "sort": ["compress"]}
    compress, sort = document["data_processes"]
    assert compress["process_type"] == "Compression"
    assert compress["code"]["parameters"] == {"level": 5, "seed": None}
    assert (compress["resources"]["ram"], compress["resources"]["ram_unit"]) == (64.0, "Gigabyte")
    assert sort["code"]["container"]["container_type"] == "docker"
    assert sort["code"]["input_data"][0]["name"] == "702131_2024-06-11_09-30-12"


def test_a_step_that_says_nothing_of_its_needs_is_written_behind_the_one_before_it() -> None:
    steps = [{"name": "a"}, {"name": "b"}, {"name": "c", "depends_on": ["b"]}, {"name": "d", "depends_on": []}]
    record = {"kind": "processing", "schema_version": "0.1.0", "processes": steps}
    document = aind.write(record).document["processing"]
    assert document["dependency_graph"] == {"a": [], "b": ["a"], "c": ["b"], "d": []}
    record["processes"] = [{"name": "a"}, {"name": "b", "depends_on": None}]
    assert "dependency_graph" not in aind.write(record).document["processing"]


def test_quality_becomes_metrics_with_what_can_be_picked() -> None:
    document = aind.write(QUALITY).document["quality_control"]
    drift, noise = document["metrics"]
    assert drift["tags"] == {"probe": "ProbeA", "tag_2": "motion"}
    assert [status["evaluator"] for status in drift["status_history"]] == ["Automated", "Ada Lovelace"]
    assert noise["value"] == {"value": "", "options": ["none", "some"], "status": ["Pass", "Fail"], "type": "dropdown"}
    assert noise["tags"] == ["ProbeA"]
    assert document["default_grouping"] == ["probe", ["tag_1", "stage"]]
    assert document["status"] == {"ProbeA": "Pending"}


def test_what_2x_asks_for_and_the_record_lacks_is_told_and_not_made_up() -> None:
    record = {
        "kind": "subject",
        "schema_version": LATEST,
        "subject_id": "1",
        "details": {"kind": "human", "sex": "male"},
    }
    conversion = aind.write(record)
    assert conversion.document["subject"]["subject_details"] == {"object_type": "Human subject", "sex": "Male"}
    told = {problem.path: problem.severity for problem in conversion.report.problems if problem.code == "lacking"}
    assert told == dict.fromkeys(["/subject/subject_details/year_of_birth", "/subject/subject_details/source"], "error")


def test_an_animal_that_2x_has_no_type_for_is_told() -> None:
    fly = {**MOUSE, "details": {"kind": "animal", "species": {"name": "Drosophila melanogaster"}}}
    problems = [problem for problem in aind.write(fly).report.problems if problem.severity == "error"]
    assert [(problem.code, problem.path) for problem in problems] == [("does-not-fit", "/subject/subject_details")]


def test_several_subjects_are_told_and_none_is_chosen() -> None:
    record = {
        "kind": "data_description",
        "schema_version": LATEST,
        "name": "cohort",
        "data_level": "raw",
        "modalities": ["behavior"],
        "subject_ids": ["1", "2"],
    }
    conversion = aind.write(record)
    assert "subject_id" not in conversion.document["data_description"]
    lost = {problem.path for problem in conversion.report.problems if problem.code == "lost-value"}
    assert {"/subject_ids/0", "/subject_ids/1"} <= lost


def test_what_was_kept_of_an_older_file_has_no_place_in_2x() -> None:
    old = {"schema_version": "0.2.2", "subject_id": "1", "species": "Mus musculus", "cage": "blue", "sex": "Male"}
    conversion = aind.write(aind.read(old))
    assert "cage" not in conversion.document["subject"]
    assert "/extensions/aind/cage" in {problem.path for problem in conversion.report.problems}


@pytest.mark.parametrize("record", [{}, {"kind": "rig"}, {"kind": ["subject"]}, [], 7, None])
def test_what_is_no_record_is_an_error(record: Any) -> None:
    with pytest.raises(InvalidRecord):
        aind.write(record)


def test_procedures_with_every_step_that_has_a_type() -> None:
    source = example(PROCEDURES)
    conversion = aind.write(source)
    check_the_books(source, conversion)
    assert [problem for problem in conversion.report.problems if problem.severity == "error"] == []
    written = conversion.document["procedures"]
    surgery = written["subject_procedures"][0]
    assert written["global_coordinate_system"]["name"] == "CCF"
    assert [axis["name"] for axis in surgery["global_coordinate_system"]["axes"]] == ["AP", "ML", "SI", "Depth"]
    assert surgery["measured_coordinates"]["Lambda"]["translation"] == [-4200, 0, 0]
    injection = surgery["procedures"][2]
    assert injection["coordinates"][0][0]["translation"] == [-2000, 1500, 0, 600]
    assert injection["dynamics"][1]["alternating_current"] == "7 s on 7 s off"
    assert injection["targeted_structure"]["name"] == "Primary visual area"
    assert [each["procedure_type"] for each in written["specimen_procedures"]] == [
        "Fixation and permeabilization",
        "Sectioning",
        "Immunolabeling",
        "BARSeq",
        "Hybridization Chain Reaction",
    ]


def test_a_frame_without_directions_is_told_and_none_are_made_up() -> None:
    frames = [{"name": "f", "origin": "bregma", "axes": [{"name": "AP"}]}]
    mark = {"name": "Lambda", "position": {"frame": "f", "coordinates_um": [1]}}
    step = {"kind": "surgery", "start_date": "2025-01-31", "landmarks": [mark]}
    record = {"kind": "procedures", "subject_id": "1", "coordinate_frames": frames, "subject_procedures": [step]}
    conversion = aind.write(record)
    place = "/procedures/subject_procedures/0/global_coordinate_system/axes/0/direction"
    assert ("lacking", place) in {(problem.code, problem.path) for problem in conversion.report.problems}
    assert "direction" not in surgery_of(conversion)["global_coordinate_system"]["axes"][0]


@pytest.mark.parametrize("kind", ["food_restriction", "handling", "mri_scan", "diet"])
def test_a_step_that_2x_has_no_type_for_is_told(kind: str) -> None:
    record = {"kind": "procedures", "subject_id": "1", "subject_procedures": [{"kind": kind, "notes": "x"}]}
    conversion = aind.write(record)
    check_the_books(record, conversion)
    assert "subject_procedures" not in conversion.document["procedures"]
    lost = {problem.path for problem in conversion.report.problems if problem.code == "lost-value"}
    assert "/subject_procedures/0/notes" in lost


def test_a_frame_and_a_structure_as_we_call_them_are_named_as_in_2x() -> None:
    frame = coordinates.usual("bregma_ARI").to_dict()
    structures = [{"atlas": {"name": "CCFv3"}, "acronym": "VISp"}, {"atlas": {"name": "CCFv3"}, "acronym": "visp"}]
    site = {"targets": [{"entry": {"frame": frame["name"], "coordinates_um": [0, 0, 0]}}]}
    steps = [{"kind": "brain_injection", "targets": [{"structure": each}], "sites": [site]} for each in structures]
    surgery = {"kind": "surgery", "start_date": "2025-01-31", "steps": steps}
    record = {"kind": "procedures", "subject_id": "1", "coordinate_frames": [frame], "subject_procedures": [surgery]}
    conversion = aind.write(record)
    check_the_books(record, conversion)
    surgery = surgery_of(conversion)
    assert [axis["name"] for axis in surgery["global_coordinate_system"]["axes"]] == ["AP", "ML", "SI"]
    known, unknown = (each["targeted_structure"] for each in surgery["procedures"])
    assert (known["name"], known["acronym"], known["id"]) == ("Primary visual area", "VISp", "385")
    assert unknown == {"atlas": "CCFv3", "acronym": "visp"}


def test_an_organisation_is_called_as_in_2x() -> None:
    assert words.organization_name("IMEC") == "Interuniversity Microelectronics Center"
    assert words.organization_name("Ada's workshop") == "Ada's workshop"


def test_cycles_of_another_chemistry_are_told_and_not_written_as_those_of_one() -> None:
    rounds = {"round_count": 2, "rounds": [{"number": 1, "started_at": "2024-08-07T09:00:00Z"}]}
    step = {"kind": "hybridization", "method": "barseq", "specimen_ids": ["1_1"], **rounds}
    conversion = aind.write({"kind": "procedures", "subject_id": "1", "specimen_procedures": [step]})
    written = conversion.document["procedures"]["specimen_procedures"][0]
    assert (written["procedure_type"], written.get("procedure_details")) == ("BARSeq", None)
    told = {each.path: each.message for each in conversion.report.problems if each.code == "lost-value"}
    assert "hybridization chain reaction alone" in told["/specimen_procedures/0/rounds/0/started_at"]


def test_the_animals_of_a_cohort_are_told_with_the_reason() -> None:
    bundle = {"kind": "metadata", "cohort": [{"subject_id": "1"}], "cohort_procedures": [{"subject_id": "1"}]}
    told = {each.path: each.message for each in aind.write(bundle).report.problems}
    assert told["/cohort"] == "2.x knows one subject of an asset; the cohort of several is not written"
    assert told["/cohort_procedures"].startswith("2.x knows one subject of an asset")
