"""AIND's files become ours: everything is accounted for, nothing is invented, whatever the version."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aind_schema import Animal, Subject, validate
from aind_schema.dialects import aind
from aind_schema.errors import InvalidRecord, UnknownTerm
from samples.books import check_the_books

CORE = "https://raw.githubusercontent.com/AllenNeuralDynamics/aind-data-schema/main/src/aind_data_schema/core/"
NCBI = {"name": "National Center for Biotechnology Information", "abbreviation": "NCBI"}
ROR = {"name": "Research Organization Registry", "abbreviation": "ROR"}

SUBJECT_0 = {
    "describedBy": "https://github.com/AllenNeuralDynamics/data_schema/blob/main/schemas/subject.py",
    "schema_version": "0.2.2",
    "species": "Mus musculus",
    "subject_id": "607000",
    "sex": "Male",
    "date_of_birth": "2021-11-02",
    "genotype": "wt/wt",
    "mgi_allele_ids": [{"allele_name": "Gad2<tm2(cre)Zjh>", "mgi_id": "4418713"}],
    "background_strain": "C57BL/6J",
    "source": None,
    "rrid": "RRID:IMSR_JAX:000664",
    "breeding_group": "C57BL6J(NP)",
    "maternal_id": "580001",
    "maternal_genotype": "wt/wt",
    "paternal_id": None,
    "light_cycle": {"lights_on_time": "06:00:00", "lights_off_time": "18:00:00"},
    "home_cage_enrichment": "running wheel",
    "wellness_report": {"date": "2022-01-05", "report": "fine"},
    "notes": "",
}
SUBJECT_1 = {
    "describedBy": CORE + "subject.py",
    "schema_version": "1.0.3",
    "subject_id": "625463",
    "sex": "Female",
    "date_of_birth": "2022-04-26",
    "genotype": "Emx1-IRES-Cre/wt",
    "species": {"name": "Mus musculus", "abbreviation": None, "registry": NCBI, "registry_identifier": "10090"},
    "alleles": [
        {
            "name": "Tg(Adora2a-cre)2MDkde",
            "abbreviation": None,
            "registry": {"name": "Mouse Genome Informatics", "abbreviation": "MGI"},
            "registry_identifier": "3852493",
        }
    ],
    "background_strain": None,
    "breeding_info": {
        "breeding_group": "Exp-ND-01",
        "maternal_id": "1",
        "maternal_genotype": "wt/wt",
        "paternal_id": "2",
        "paternal_genotype": "Emx1-IRES-Cre/wt",
    },
    "source": {"name": "Allen Institute", "abbreviation": "AI", "registry": ROR, "registry_identifier": "03cpe7c52"},
    "rrid": None,
    "restrictions": None,
    "wellness_reports": [],
    "housing": {"cage_id": "8286491", "room_id": 217, "cohoused_subjects": ["625464"], "home_cage_enrichment": []},
    "notes": None,
}
DESCRIPTION_0 = {
    "describedBy": CORE + "data_description.py",
    "schema_version": "0.3.0",
    "license": "CC-BY-4.0",
    "creation_time": "15:17:45",
    "creation_date": "2023-02-28",
    "name": "SmartSPIM_658355_2023-02-28_15-17-45",
    "institution": "AIND",
    "funding_source": [{"funder": "NINDS", "grant_number": "1U19NS123714-01", "fundee": "Ada Lovelace, Grace Hopper"}],
    "data_level": "raw data",
    "group": "MSMA",
    "project_name": "MSMA Platform",
    "project_id": "122-01-001-10",
    "modality": "SmartSPIM",
    "subject_id": "658355",
    "input_data_name": None,
}
DESCRIPTION_2 = {
    "object_type": "Data description",
    "describedBy": CORE + "data_description.py",
    "schema_version": "2.4.2",
    "license": "CC-BY-4.0",
    "subject_id": "702131",
    "creation_time": "2024-06-12T09:30:12-07:00",
    "tags": ["pilot"],
    "name": "702131_2024-06-11_09-30-12_sorted_2024-06-12_09-30-12",
    "institution": {
        "name": "Allen Institute for Neural Dynamics",
        "abbreviation": "AIND",
        "registry": "Research Organization Registry (ROR)",
        "registry_identifier": "04szwah67",
    },
    "funding_source": [],
    "data_level": "derived",
    "investigators": [
        {
            "object_type": "Person",
            "name": "Ada Lovelace",
            "registry": "Open Researcher and Contributor ID (ORCID)",
            "registry_identifier": "https://orcid.org/0000-0002-1825-0097",
        },
        {"object_type": "Person", "name": "Grace Hopper", "registry": "Open Researcher and Contributor ID (ORCID)"},
    ],
    "project_name": "Visual change detection",
    "modalities": [{"name": "Extracellular electrophysiology", "abbreviation": "ecephys"}],
    "source_data": ["702131_2024-06-11_09-30-12"],
    "data_summary": "A pilot.",
}
RECORD = {
    "_id": "0b6751de-0000-4000-8000-000000000000",
    "name": "SmartSPIM_658355_2023-02-28_15-17-45",
    "location": "s3://lake/SmartSPIM_658355_2023-02-28_15-17-45",
    "created": "2023-03-01T00:00:00.5",
    "last_modified": "2024-04-14T04:10:39.724Z",
    "external_links": {"Code Ocean": ["bbccfa89"]},
    "schema_version": "1.1.1",
    "subject": {**SUBJECT_0, "subject_id": "658355"},
    "data_description": DESCRIPTION_0,
    "session": {"x": [1, {"y": None}], "": ""},
    "rig": None,
}
SOURCES = [SUBJECT_0, SUBJECT_1, DESCRIPTION_0, DESCRIPTION_2, RECORD]


@pytest.mark.parametrize(
    "source", SOURCES, ids=["subject 0.x", "subject 1.x", "description 0.x", "description 2.x", "record"]
)
def test_every_value_is_accounted_for_and_the_input_is_left_alone(source: dict[str, Any]) -> None:
    before = copy.deepcopy(source)
    conversion = aind.read(source, timezone="America/Los_Angeles")
    assert source == before
    check_the_books(source, conversion)
    faults = [problem for problem in validate(conversion.document).errors if problem.origin != "rule"]
    assert faults == []


def test_a_subject_of_the_first_version() -> None:
    conversion = aind.read(SUBJECT_0)
    assert conversion.document == {
        "kind": "subject",
        "schema_version": "0.1.0",
        "converted_from": {"version": "0.2.2", "described_by": SUBJECT_0["describedBy"]},
        "subject_id": "607000",
        "details": {
            "kind": "animal",
            "species": {"name": "Mus musculus", "id": "NCBITaxon:10090"},
            "sex": "male",
            "strain": {"name": "C57BL/6J", "id": "MGI:3028467"},
            "genotype": "wt/wt",
            "alleles": [{"name": "Gad2<tm2(cre)Zjh>", "id": "MGI:4418713"}],
            "rrid": "RRID:IMSR_JAX:000664",
            "date_of_birth": "2021-11-02",
            "breeding": {"group": "C57BL6J(NP)", "mother": {"subject_id": "580001", "genotype": "wt/wt"}},
            "housing": {
                "light_cycle": {"lights_on": "06:00:00Z", "lights_off": "18:00:00Z"},
                "enrichment": [{"name": "running wheel"}],
            },
            "wellness_reports": [{"date": "2022-01-05", "report": "fine"}],
        },
    }
    assert conversion.report.counts()["kept"] == 0


def test_a_subject_becomes_a_model() -> None:
    subject = aind.read(SUBJECT_1).record()
    assert isinstance(subject, Subject)
    assert isinstance(subject.details, Animal)
    assert subject.details.species.id == "NCBITaxon:10090"
    assert subject.details.alleles[0].id == "MGI:3852493"
    assert subject.details.housing is not None
    assert subject.details.housing.room_id == "217"


def test_people_keep_what_has_no_place() -> None:
    document = aind.read(DESCRIPTION_2).document
    assert document["investigators"] == [
        {"name": "Ada Lovelace", "id": "ORCID:0000-0002-1825-0097"},
        {"name": "Grace Hopper"},
    ]
    kept = {"investigators": {"1": {"registry": "Open Researcher and Contributor ID (ORCID)"}}}
    assert document["extensions"] == {"aind": kept}


def test_a_time_without_a_zone_is_placed_only_by_who_knows_the_zone() -> None:
    unknown = aind.read(DESCRIPTION_0)
    assert "created_at" not in unknown.document
    assert unknown.document["extensions"]["aind"]["creation_time"] == "15:17:45"
    assert "time-without-zone" in [problem.code for problem in unknown.report.problems]
    known = aind.read(DESCRIPTION_0, timezone="America/Los_Angeles")
    assert known.document["created_at"] == "2023-02-28T15:17:45-08:00"


def test_a_wall_time_that_the_clocks_showed_twice_is_kept() -> None:
    source = {**DESCRIPTION_2, "creation_time": "2024-11-03T01:30:00"}
    document = aind.read(source, timezone="America/Los_Angeles").document
    assert document["extensions"]["aind"]["creation_time"] == "2024-11-03T01:30:00"


def test_an_unknown_time_zone_is_told() -> None:
    with pytest.raises(UnknownTerm, match="Mars"):
        aind.read(SUBJECT_0, timezone="Mars/Olympus")


def test_a_whole_record_becomes_a_bundle_and_what_we_lack_is_kept_whole() -> None:
    document = aind.read(RECORD, timezone="America/Los_Angeles").document
    assert document["kind"] == "metadata"
    assert document["identifiers"] == [{"database": "Code Ocean", "id": "bbccfa89"}]
    assert document["created_at"] == "2023-03-01T00:00:00.5Z"
    assert document["subject"]["subject_id"] == "658355"
    assert document["data_description"]["modalities"] == ["SPIM"]
    assert document["extensions"]["aind"]["session"] == RECORD["session"]
    assert document["extensions"]["aind"]["_id"] == RECORD["_id"]


def test_a_contradiction_comes_through_and_the_rules_find_it() -> None:
    source = {**RECORD, "subject": SUBJECT_1}
    codes = [problem.code for problem in validate(aind.read(source).document).problems]
    assert "subject-ids-differ" in codes


def test_a_value_that_does_not_fit_is_kept_and_told() -> None:
    conversion = aind.read({**SUBJECT_1, "date_of_birth": "in spring", "sex": ["Male"], "genotype": "x" * 20_000})
    details = conversion.document["details"]
    assert not {"date_of_birth", "sex", "genotype"} & details.keys()
    assert conversion.document["extensions"]["aind"]["date_of_birth"] == "in spring"
    assert "does-not-fit" in [problem.code for problem in conversion.report.problems]
    check_the_books({**SUBJECT_1, "date_of_birth": "in spring", "sex": ["Male"], "genotype": "x" * 20_000}, conversion)


def test_a_modality_that_we_lack_becomes_a_term_of_theirs() -> None:
    source = {**DESCRIPTION_2, "modalities": [{"name": "Reading of minds", "abbreviation": "mindread"}]}
    conversion = aind.read(source)
    assert conversion.document["modalities"] == ["aind:mindread"]
    check_the_books(source, conversion)


def test_a_file_or_a_folder_of_core_files(tmp_path: Path) -> None:
    (tmp_path / "subject.json").write_text(json.dumps(SUBJECT_1))
    assert aind.read(tmp_path / "subject.json").document == aind.read(SUBJECT_1).document
    (tmp_path / "data_description.json").write_text(json.dumps(DESCRIPTION_2))
    (tmp_path / "rig.json").write_text("{}")
    bundle = aind.read(tmp_path).document
    assert bundle["kind"] == "metadata"
    assert bundle["data_description"]["name"] == DESCRIPTION_2["name"]


def test_what_can_not_be_read_is_an_error_with_a_report(tmp_path: Path) -> None:
    (tmp_path / "subject.json").write_text('{"subject_id": }')
    with pytest.raises(InvalidRecord) as raised:
        aind.read(tmp_path / "subject.json")
    assert raised.value.report.errors[0].code == "malformed-json"
    for source in (tmp_path / "nothing.json", tmp_path.parent / "no folder"):
        with pytest.raises(InvalidRecord):
            aind.read(source)


def test_a_record_that_lacks_what_it_must_have_is_kept_and_told() -> None:
    nameless = {key: value for key, value in SUBJECT_1.items() if key != "subject_id"}
    conversion = aind.read({"subject": nameless, "data_description": DESCRIPTION_2})
    assert "subject" not in conversion.document
    assert conversion.document["extensions"]["aind"]["subject"] == nameless
    (lacking,) = [problem for problem in conversion.report.problems if problem.code == "lacking"]
    assert (lacking.severity, lacking.path) == ("error", "/subject")


def test_the_report_is_json_too() -> None:
    report = json.loads(aind.read(SUBJECT_1).to_json())
    assert report["counts"]["mapped"] > 10
    assert report["entries"][0].keys() == {"source", "target", "how", "by", "original"}


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**6), 10**6)
    | st.floats(-1e6, 1e6)
    | st.text(max_size=12).map(lambda t: t.encode("utf-8", "replace").decode()),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "registry", "x/y", "~"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=300, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_however_a_source_is_damaged_the_books_are_right(data: st.DataObject) -> None:
    source = copy.deepcopy(data.draw(st.sampled_from(SOURCES)))
    for _ in range(data.draw(st.integers(1, 4))):
        holder: Any = source
        while True:
            key = data.draw(st.sampled_from(sorted(holder) if isinstance(holder, dict) else range(len(holder))))
            if isinstance(holder[key], dict | list) and holder[key] and data.draw(st.booleans()):
                holder = holder[key]
                continue
            holder[key] = data.draw(json_values)
            break
    conversion = aind.read(source, timezone="America/Los_Angeles")
    check_the_books(source, conversion)
    assert [problem for problem in validate(conversion.document).errors if problem.origin == "schema"] == []


def test_the_real_records(corpus: Path) -> None:
    kept = total = 0
    for path in sorted((corpus / "aind_records").glob("*.json")):
        source = json.loads(path.read_text(encoding="utf-8"))
        conversion = aind.read(source, timezone="America/Los_Angeles")
        check_the_books(source, conversion)
        conversion.record()
        for entry in conversion.report.entries:
            if entry.source.split("/")[1] in ("subject", "data_description"):
                total += 1
                kept += entry.how == "kept"
    assert kept < 0.05 * total


def test_the_real_files(corpus: Path) -> None:
    for path in sorted([*(corpus / "aind_files").glob("*.json"), *(corpus / "aind_v2_examples").glob("*.json")]):
        source = json.loads(path.read_text(encoding="utf-8"))
        conversion = aind.read(path, timezone="America/Los_Angeles")
        check_the_books(source, conversion)
        conversion.record()


def test_a_date_that_contradicts_the_time_is_kept() -> None:
    source = {**DESCRIPTION_2, "creation_date": "2021-01-01"}
    conversion = aind.read(source)
    assert conversion.document["extensions"]["aind"]["creation_date"] == "2021-01-01"
    assert conversion.document["created_at"] == source["creation_time"]


@pytest.mark.parametrize(
    ("stated", "names"),
    [
        ("Ada Lovelace, Grace Hopper", ["Ada Lovelace", "Grace Hopper"]),
        ("Lovelace, Ada", ["Lovelace, Ada"]),
        ("Van Der Berg, Jan Willem", ["Van Der Berg, Jan Willem"]),
        ("Allen Smith, MD PhD", ["Allen Smith, MD PhD"]),
    ],
)
def test_names_are_split_only_where_there_is_no_doubt(stated: str, names: list[str]) -> None:
    source = {**DESCRIPTION_2, "investigators": stated}
    assert [person["name"] for person in aind.read(source).document["investigators"]] == names


def test_an_object_of_another_type_than_expected_is_told() -> None:
    source = {**DESCRIPTION_2, "object_type": "Instrument data"}
    assert aind.read(source).document["extensions"]["aind"]["object_type"] == "Instrument data"


def test_a_person_and_a_calibration_object_of_2x() -> None:
    header = {"object_type": "Subject", "describedBy": CORE + "subject.py", "schema_version": "2.3.3"}
    species = {"name": "Homo sapiens", "common_name": "Human", "registry_identifier": "NCBI:txid9606"}
    human = {"object_type": "Human subject", "species": species, "sex": "Female", "year_of_birth": 1980}
    source = {**header, "subject_id": "H1", "subject_details": human}
    conversion = aind.read(source)
    check_the_books(source, conversion)
    assert conversion.document["details"]["kind"] == "human"
    assert conversion.document["details"]["year_of_birth"] == 1980
    target = {
        "object_type": "Calibration object",
        "description": "beads",
        "empty": False,
        "objects": [{"name": "slide"}],
    }
    source = {**header, "subject_id": "C1", "subject_details": target}
    conversion = aind.read(source)
    check_the_books(source, conversion)
    assert conversion.document["details"] == {"kind": "calibration_target", "description": "beads", "empty": False}
    assert conversion.document["extensions"]["aind"]["subject_details"] == {"objects": [{"name": "slide"}]}


def test_links_keep_the_name_of_their_database() -> None:
    document = aind.read({**RECORD, "external_links": {"2023": ["x"], "Code Ocean": ["y"]}}).document
    assert [each["database"] for each in document["identifiers"]] == ["2023", "Code Ocean"]


def test_faults_of_the_source_reach_the_report(tmp_path: Path) -> None:
    (tmp_path / "subject.json").write_text('{"object_type": "Subject", "subject_id": "1", "subject_id": "2", "x": NaN}')
    report = aind.read(tmp_path / "subject.json").report
    assert [problem.code for problem in report.problems if problem.severity == "error"] == [
        "duplicate-key",
        "non-finite-number",
    ]
    assert "non-finite-number" in [p.code for p in aind.read({**SUBJECT_1, "notes": float("nan")}).report.problems]


@pytest.mark.parametrize("source", [{"foo": 1}, {"kind": "subject"}, [], 7])
def test_what_is_nothing_of_theirs_is_an_error(source: Any) -> None:
    with pytest.raises(InvalidRecord):
        aind.read(source)


def test_the_identifier_of_the_institution_may_stand_beside_it() -> None:
    source = {"schema_version": "0.6.2", "data_level": "raw level", "name": "x", "institution": {"name": "A Lab"}}
    conversion = aind.read({**source, "ror_id": "03cpe7c52"})
    assert conversion.document["institution"] == {"name": "A Lab", "id": "ROR:03cpe7c52"}
    assert conversion.report.counts()["kept"] == 0
