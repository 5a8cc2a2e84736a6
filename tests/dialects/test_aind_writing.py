"""Our records become AIND's files: everything is accounted for, nothing is invented, and what they lack is told."""

from __future__ import annotations

import copy
import importlib
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aind_schema import Subject, reading
from aind_schema.dialects import Conversion, aind
from aind_schema.errors import InvalidRecord
from aind_schema.versions import LATEST

EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / LATEST
KINDS = ("subject", "data_description", "procedures", "processing", "quality", "metadata")
WRITTEN = ("subject", "data_description", "procedures", "processing", "quality_control")
PATHS = [path for kind in KINDS for path in sorted((EXAMPLES / kind / "valid").glob("*"))]
PROCEDURES = Path(__file__).parent / "procedures_for_aind.yaml"
DEFAULTS = Path(aind.__file__).parent / "defaults.yaml"

MOUSE = {
    "kind": "subject",
    "schema_version": LATEST,
    "subject_id": "702131",
    "details": {
        "kind": "animal",
        "species": {"name": "Mus musculus", "id": "NCBITaxon:10090", "common_name": "house mouse"},
        "sex": "female",
        "strain": {"name": "C57BL/6J", "id": "MGI:3028467"},
        "genotype": "wt/wt",
        "date_of_birth": "2024-01-31",
        "source": {"name": "Jackson Laboratory", "id": "ROR:021sy4w91"},
        "housing": {"enrichment": [{"name": "running wheel"}]},
    },
}
PROCESSING = {
    "kind": "processing",
    "schema_version": LATEST,
    "processes": [
        {
            "name": "compress",
            "type": "compression",
            "stage": "processing",
            "code": {"uri": "https://example.org/compress", "version": "1.0", "parameters": {"level": 5, "seed": None}},
            "experimenters": [{"name": "Ada Lovelace"}],
            "started_at": "2024-06-11T09:30:12-07:00",
            "depends_on": [],
            "resources": {"os": "Linux", "architecture": "x86_64", "memory_gb": 64.0},
        },
        {
            "name": "sort",
            "type": "spike-sorting",
            "stage": "processing",
            "code": {
                "uri": "https://example.org/sort",
                "container": {"image": "sorter", "tag": "2", "engine": "docker"},
            },
            "experimenters": [{"name": "Ada Lovelace"}],
            "started_at": "2024-06-11T10:30:12-07:00",
            "inputs": [
                {"asset": {"name": "702131_2024-06-11_09-30-12", "uri": "s3://lake/702131_2024-06-11_09-30-12"}}
            ],
            "outputs": [{"location": "/results"}],
            "depends_on": ["compress"],
        },
    ],
}
QUALITY = {
    "kind": "quality",
    "schema_version": LATEST,
    "metrics": [
        {
            "name": "drift",
            "value": 12.5,
            "modality": "ecephys",
            "stage": "raw",
            "tags": [{"name": "ProbeA", "group": "probe"}, {"name": "motion"}],
            "status_history": [
                {"status": "pending", "automated": True, "at": "2024-06-11T09:30:12Z"},
                {"status": "pass", "evaluator": {"name": "Ada Lovelace"}, "at": "2024-06-12T09:30:12Z"},
            ],
        },
        {
            "name": "noise",
            "choices": [{"value": "none", "status": "pass"}, {"value": "some", "status": "fail"}],
            "widget": "dropdown",
            "modality": "ecephys",
            "stage": "raw",
            "tags": [{"name": "ProbeA"}],
            "status_history": [{"status": "pending", "at": "2024-06-11T09:30:12Z"}],
        },
    ],
    "grouping": [["probe"], ["tag_1", "stage"]],
    "stated": [{"of": "ProbeA", "status": "pending"}],
}


SURGERY: dict[str, Any] = {
    "object_type": "Procedures",
    "describedBy": "https://example.org/procedures.py",
    "schema_version": "2.2.3",
    "subject_id": "1",
    "subject_procedures": [
        {
            "object_type": "Surgery",
            "start_date": "2025-01-31",
            "animal_weight_prior": 0.02,
            "weight_unit": "kilogram",
            "global_coordinate_system": {
                "object_type": "Coordinate system",
                "name": "BREGMA_ARI",
                "origin": "Bregma",
                "axes": [
                    {"object_type": "Axis", "name": "AP", "direction": "Posterior_to_anterior"},
                    {"object_type": "Axis", "name": "ML", "direction": "Left_to_right"},
                ],
                "axis_unit": "millimeter",
            },
            "measured_coordinates": {"Lambda": {"object_type": "Translation", "translation": [-4.2, 0]}},
            "procedures": [
                {
                    "object_type": "Craniotomy",
                    "craniotomy_type": "Circle",
                    "coordinate_system_name": "BREGMA_ARI",
                    "position": {"object_type": "Translation", "translation": [1.5, -2]},
                    "size": 3,
                    "size_unit": "millimeter",
                },
            ],
        }
    ],
}


def example(path: Path) -> Any:
    """Return the document of an example, as the command line would read it."""
    found = reading.read(path).document
    assert found is not None
    return found.data


def leaves(value: Any, path: str = "") -> dict[str, Any]:
    """Return the scalars of a document by their JSON Pointers."""
    if isinstance(value, dict):
        items = [(key.replace("~", "~0").replace("/", "~1"), item) for key, item in value.items()]
    elif isinstance(value, list):
        items = [(str(i), item) for i, item in enumerate(value)]
    else:
        return {} if value is None or value == "" else {path: value}
    return {place: leaf for key, item in items for place, leaf in leaves(item, f"{path}/{key}").items()}


def check_the_books(source: Any, conversion: Conversion, *, again: bool = True) -> None:
    """Every value of the record goes somewhere or is told, and every value of the files comes from somewhere."""
    given, made = leaves(source), leaves(conversion.document)
    went, normalised = defaultdict(set), defaultdict(list)
    for entry in conversion.report.entries:
        went[entry.source].add(entry.how)
        assert given[entry.source] == entry.original
        if entry.how == "mapped":
            assert made[entry.target] == entry.original
        elif entry.how == "normalised":
            normalised[entry.target, str(entry.by)].append(entry.original)
    for (target, by), originals in normalised.items() if again else ():
        module, _, name = by.rpartition(".")
        function = getattr(importlib.import_module(module), name)
        assert name == "as_read" or function(*originals) == made[target], (target, by, originals)
    assert given.keys() == went.keys()
    assert all(hows == {"lost"} or "lost" not in hows for hows in went.values())
    targets = {entry.target for entry in conversion.report.entries}
    untraced = {place for place in made if place not in targets}
    assert {place.split("/")[-1] for place in untraced} <= {"object_type", "describedBy", "schema_version"}
    told = {problem.path for problem in conversion.report.problems}
    lost = {place for place, hows in went.items() if hows == {"lost"}}
    assert all(any((place + "/").startswith(path + "/") for path in told) for place in lost)


def parts_of_2x(corpus: Path) -> list[tuple[str, str, Any]]:
    """Return the core files of 2.x that real records hold, and that we have records for."""
    found: list[tuple[str, str, Any]] = []
    for path in sorted([*corpus.glob("aind_records/*.json"), *corpus.glob("aind_v2_examples/subject*.json")]):
        data = json.loads(path.read_text(encoding="utf-8"))
        parts = {"subject": data} if "subject_details" in data else data
        found += [
            (path.stem, name, parts[name])
            for name in WRITTEN
            if str((parts.get(name) or {}).get("schema_version", "")).startswith("2.")
        ]
    return found


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


def test_the_real_files_of_2x_come_back_as_they_were(corpus: Path) -> None:
    for stem, name, part in parts_of_2x(corpus):
        read = aind.read(part)
        conversion = aind.write(read)
        check_the_books(read.document, conversion)
        assert leaves(conversion.document[name]) == leaves(part), (stem, name)


def test_the_record_alone_holds_all_but_a_few_spellings(corpus: Path) -> None:
    total, differing = 0, []
    for stem, name, part in parts_of_2x(corpus):
        if name == "procedures":
            continue  # amounts and positions are written in our units
        conversion = aind.write(aind.read(part).record())
        source, written = leaves(part), leaves(conversion.document[name])
        total += len(source)
        differing += [(stem, place) for place in {**source, **written} if source.get(place) != written.get(place)]
    # A step that had another's name, and evaluators that say that nobody looked yet.
    assert {place.rpartition("/")[2] for _, place in differing} <= {"name", "evaluator"}
    assert len(differing) < 0.002 * total


def test_reading_what_was_written_gives_the_record_again(corpus: Path) -> None:
    for stem, name, part in parts_of_2x(corpus):
        record = aind.read(part).document
        assert aind.read(aind.write(record).document[name]).document == record, (stem, name)


def test_whole_real_records_are_accounted_for(corpus: Path) -> None:
    for path in sorted((corpus / "aind_records").glob("*.json")):
        read = aind.read(path, timezone="America/Los_Angeles")
        source = json.loads(path.read_text(encoding="utf-8"))
        for conversion in (aind.write(read), aind.write(read.document)):
            check_the_books(read.document, conversion)
        for name in ("acquisition", "instrument"):
            if str((source.get(name) or {}).get("schema_version", "")).startswith("2."):
                assert conversion.document[name] == source[name]


def test_what_was_changed_since_reading_is_written_as_it_is_now() -> None:
    part: dict[str, Any] = {
        "object_type": "Subject",
        "schema_version": "2.3.3",
        "subject_id": "1",
        "subject_details": {
            "object_type": "Mouse subject",
            "sex": "Male",
            "alleles": [{"name": "a", "registry": "Mouse Genome Informatics (MGI)", "registry_identifier": "MGI:1"}],
        },
    }
    read = aind.read({**part, "subject_details": {**part["subject_details"], "species": {"name": "Mus musculus"}}})
    assert aind.write(read).document["subject"]["subject_details"]["alleles"][0]["registry_identifier"] == "MGI:1"
    changed = copy.deepcopy(read.document)
    changed["details"]["alleles"][0]["id"] = "MGI:2"
    written = aind.write(changed, read).document["subject"]["subject_details"]
    assert written["alleles"][0]["registry_identifier"] == "2"
    assert "registry" not in written["species"]  # looked up by reading, and not what the file said


def test_what_was_kept_goes_back_to_its_place() -> None:
    part = {
        "object_type": "Data description",
        "schema_version": "2.4.2",
        "name": "x",
        "data_level": "raw",
        "modalities": [{"name": "Behavior", "abbreviation": "behavior"}],
        "investigators": [
            {"object_type": "Person", "name": "Ada Lovelace", "registry": "ORCID"},
            {"object_type": "Person", "registry": "ORCID"},
            {"object_type": "Person", "name": "Grace Hopper", "mood": {"today": ["fine", None]}},
        ],
    }
    written = aind.write(aind.read(part).document).document["data_description"]
    assert written["investigators"] == part["investigators"]


def surgery_of(conversion: Conversion) -> dict[str, Any]:
    """Return the surgery that was written."""
    written: dict[str, Any] = conversion.document["procedures"]["subject_procedures"][0]
    return written


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


def test_amounts_come_back_with_their_units_or_not_at_all() -> None:
    read = aind.read(SURGERY)
    assert leaves(aind.write(read).document["procedures"]) == leaves(SURGERY)
    changed = copy.deepcopy(read.document)
    changed["subject_procedures"][0]["steps"][0]["targets"][0]["position"]["coordinates_um"][0] = 1600.0
    surgery = surgery_of(aind.write(changed, read))
    assert surgery["global_coordinate_system"]["axis_unit"] == "micrometer"
    assert surgery["measured_coordinates"]["Lambda"]["translation"] == [-4200.0, 0.0]
    assert surgery["procedures"][0]["position"]["translation"] == [1600.0, -2000.0]
    assert (surgery["animal_weight_prior"], surgery["weight_unit"]) == (0.02, "kilogram")


def test_what_was_added_since_reading_is_not_taken_for_the_units_of_the_source() -> None:
    read = aind.read(SURGERY)
    changed = copy.deepcopy(read.document)
    changed["subject_procedures"][0]["animal_weight_after_g"] = 19.5
    mark = {"name": "Bregma", "position": {"frame": "BREGMA_ARI", "coordinates_um": [10.0, 0.0]}}
    changed["subject_procedures"][0]["landmarks"].append(mark)
    conversion = aind.write(changed, read)
    check_the_books(changed, conversion)
    surgery = surgery_of(conversion)
    assert (surgery["animal_weight_prior"], surgery["animal_weight_post"]) == (20.0, 19.5)
    assert surgery["weight_unit"] == "gram"
    assert surgery["global_coordinate_system"]["axis_unit"] == "micrometer"
    assert surgery["procedures"][0]["position"]["translation"] == [1500.0, -2000.0]


def test_the_field_of_a_frame_is_that_of_the_source() -> None:
    older = copy.deepcopy(SURGERY)
    surgery = older["subject_procedures"][0]
    surgery["coordinate_system"] = surgery.pop("global_coordinate_system")
    assert leaves(aind.write(aind.read(older)).document["procedures"]) == leaves(older)


def test_the_table_of_defaults_is_short_and_says_why() -> None:
    table = yaml.safe_load(DEFAULTS.read_text(encoding="utf-8"))
    assert len(table) <= 40
    assert all(row["reason"] and ("says" in row or "drops" in row) for row in table)
    assert all(row["says"] in (None, "", []) for row in table if "says" in row)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**6), 10**6) | st.sampled_from(["", "x", "MGI:1", "2.0", "animal"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "0", "a/b"]), inner, max_size=3)
    ),
    max_leaves=6,
)
KEPT = {
    **MOUSE,
    "converted_from": {"version": "2.0.13"},
    "extensions": {"aind": {"subject_details": {"alleles": {"0": {"x": 1}}, "source": {"y": [1]}}}, "lab": {"a": 1}},
}
BUNDLE = {
    "kind": "metadata",
    "schema_version": LATEST,
    "name": "x",
    "identifiers": [{"database": "LIMS", "id": "7"}],
    "subject": KEPT,
    "processing": PROCESSING,
    "quality": QUALITY,
    "converted_from": {"version": "2.2.2"},
    "extensions": {"aind": {"acquisition": {"schema_version": "2.0.1", "a": [None, 1]}, "_id": "1"}},
}
DAMAGED = [KEPT, PROCESSING, QUALITY, BUNDLE, example(PROCEDURES), *(example(path) for path in PATHS)]


def damage(data: st.DataObject, source: Any) -> None:
    """Put other values in some places of a record."""
    for _ in range(data.draw(st.integers(1, 4))):
        holder: Any = source
        while True:
            keys = [
                key for key in (sorted(holder) if isinstance(holder, dict) else range(len(holder))) if key != "kind"
            ]
            if not keys:
                break
            key = data.draw(st.sampled_from(keys))
            if isinstance(holder[key], dict | list) and holder[key] and data.draw(st.booleans()):
                holder = holder[key]
                continue
            holder[key] = data.draw(json_values)
            break


@settings(max_examples=300, suppress_health_check=list(HealthCheck), deadline=None)
@given(st.data())
def test_however_a_record_is_damaged_the_books_are_right(data: st.DataObject) -> None:
    source = copy.deepcopy(data.draw(st.sampled_from(DAMAGED)))
    damage(data, source)
    # What a whole object stands for is given as its leaves: the functions of damaged values are not called again.
    check_the_books(source, aind.write(source), again=False)


@settings(max_examples=100, suppress_health_check=list(HealthCheck), deadline=None)
@given(st.data())
def test_however_a_record_is_damaged_since_it_was_read_the_books_are_right(data: st.DataObject) -> None:
    read = aind.read(SURGERY)
    source = copy.deepcopy(read.document)
    damage(data, source)
    check_the_books(source, aind.write(source, read), again=False)
