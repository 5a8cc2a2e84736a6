"""What was read from AIND's files is written as it was, as far as nobody changed it since."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from aind_schema.dialects import Conversion, aind
from aind_schema.errors import InvalidRecord
from dialects.writing_of_aind import SURGERY, check_the_books, parts_of_2x, surgery_of
from samples.books import leaves


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


def test_nothing_is_left_where_a_coordinate_system_stood_that_goes_back_elsewhere() -> None:
    axes = [{"object_type": "Axis", "name": name} for name in ("AP", "ML")]
    system = {"object_type": "Coordinate system", "name": "unused", "axes": axes, "axis_unit": "millimeter"}
    surgery = {"object_type": "Surgery", "coordinate_system": system, "start_date": "2024-05-13"}
    part = {"object_type": "Procedures", "schema_version": "2.0.34", "subject_id": "1", "subject_procedures": [surgery]}
    assert "coordinate_system" in aind.write(aind.read(part).document).document["procedures"]
    written = aind.write(aind.read(part)).document["procedures"]
    assert (written["subject_procedures"], "coordinate_system" in written) == ([surgery], False)


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


DESCRIPTION: dict[str, Any] = {
    "object_type": "Data description",
    "schema_version": "2.4.2",
    "name": "x",
    "data_level": "raw",
    "modalities": [{"name": "Behavior", "abbreviation": "behavior"}, {"name": "Bogus", "abbreviation": "ecephys"}],
    "funding_source": [
        {
            "object_type": "Funding",
            "funder": {"name": "Allen Institute", "registry": "Research Organization Registry (ROR)"},
        },
        {"object_type": "Funding", "funder": {"name": "Allen Institute"}, "grant_number": "7"},
    ],
}


def test_what_was_kept_of_an_item_never_becomes_an_item() -> None:
    read = aind.read(DESCRIPTION)
    assert leaves(aind.write(read).document["data_description"]) == {**leaves(DESCRIPTION), **frame_of(read)}
    alone = aind.write(read.document)
    check_the_books(read.document, alone)
    written = alone.document["data_description"]
    assert [len(written[name]) for name in ("modalities", "funding_source")] == [2, 2]
    assert [each.get("grant_number") for each in written["funding_source"]] == [None, "7"]
    told = {problem.message for problem in alone.report.problems if problem.code == "lost-value"}
    assert '"Bogus" is not written: another value stands in its place' in told


def frame_of(read: Conversion) -> dict[str, Any]:
    """Return what is written of a core file that does not say where its format is described."""
    return {"/describedBy": aind.write(read).document["data_description"]["describedBy"]}


def test_one_value_that_became_several_is_accounted_for_when_it_comes_back() -> None:
    part = {
        "object_type": "Processing",
        "schema_version": "2.3.3",
        "data_processes": [{"object_type": "Data process", "name": "Compression", "stage": "Processing"}],
    }
    read = aind.read(part)
    conversion = aind.write(read)
    check_the_books(read.document, conversion)
    assert "process_type" not in conversion.document["processing"]["data_processes"][0]


def test_a_list_that_was_a_text_comes_back_as_one() -> None:
    read = aind.read({**DESCRIPTION, "source_data": "None"})
    conversion = aind.write(read)
    check_the_books(read.document, conversion)
    assert conversion.document["data_description"]["source_data"] == "None"


def test_the_report_as_a_file_serves_as_well_as_the_conversion() -> None:
    read = aind.read(SURGERY)
    again = Conversion.from_json(read.to_json())
    assert (again.document, again.report.entries) == (read.document, read.report.entries)
    assert aind.write(read.document, again).document == aind.write(read).document


@pytest.mark.parametrize("text", ["", "[1]", "{}", '{"entries": [{"a": 1}], "problems": []}'])
def test_another_file_is_no_report(text: str) -> None:
    with pytest.raises(InvalidRecord):
        Conversion.from_json(text)


def test_what_was_read_must_be_what_the_record_came_from() -> None:
    read, described = aind.read(SURGERY), aind.read(DESCRIPTION)
    another = {**read.document, "subject_id": "2"}
    metrics = [{"name": name, "value": 1} for name in ("drift", "noise")]
    checked = aind.read({"object_type": "Quality control", "schema_version": "2.4.2", "metrics": metrics})
    others = {"kind": "quality", "metrics": [{"name": "yield", "value": 2}]}
    for record, report, message in (
        (read.document, described, 'what was read is a "data_description" document, and this is a "procedures"'),
        (another, read, 'the report is of the reading of "1", and the record is of "2"'),
        (others, checked, "less than half of the values are the same"),
        (read.document, aind.write(read), "this is the report of a writing"),
    ):
        with pytest.raises(InvalidRecord) as refused:
            aind.write(record, report)
        assert message in refused.value.report.problems[0].message


@pytest.mark.parametrize("value", [["x"], {"a": "b"}, "x", 7])
def test_a_value_that_did_not_fit_comes_back_whatever_is_written_there(value: Any) -> None:
    part: dict[str, Any] = {**DESCRIPTION, "describedBy": "https://example.org"}
    part["funding_source"] = [
        {"object_type": "Funding", "funder": {"name": "Allen Institute", "registry_identifier": value}}
    ]
    read = aind.read({"data_description": part})
    conversion = aind.write(read)
    check_the_books(read.document, conversion)
    assert leaves(conversion.document["data_description"]) == leaves(part)
