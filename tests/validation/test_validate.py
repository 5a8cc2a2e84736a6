"""One call checks files, folders, trees and documents in memory."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from aind_schema import Animal, DataDescription, Species, Subject, read, validate
from aind_schema.errors import InvalidRecord, UnknownTerm

SUBJECT = {"kind": "subject", "schema_version": "0.1.0", "subject_id": "625463"}
DESCRIPTION = {
    "kind": "data_description",
    "schema_version": "0.1.0",
    "name": "ecephys_625463_2022-10-06_10-14-25",
    "data_level": "raw",
    "modalities": ["ecephys"],
    "subject_ids": ["625463"],
    "created_at": "2022-10-06T10:14:25-07:00",
}


def codes(report: object) -> list[str]:
    return [problem.code for problem in report]  # type: ignore[attr-defined]


@pytest.fixture
def asset(tmp_path: Path) -> Path:
    folder = tmp_path / str(DESCRIPTION["name"])
    folder.mkdir()
    (folder / "subject.json").write_text(json.dumps(SUBJECT, indent=2))
    (folder / "data_description.json").write_text(json.dumps(DESCRIPTION, indent=2))
    return folder


def test_a_dict_a_record_and_a_file_get_the_same_verdict(tmp_path: Path) -> None:
    path = tmp_path / "subject.json"
    path.write_text(json.dumps(SUBJECT))
    assert validate(SUBJECT).ok
    assert validate(Subject(subject_id="625463")).ok
    assert validate(path).ok
    assert validate(str(path)).ok


def test_a_folder_is_checked_as_one_asset(asset: Path) -> None:
    report = validate(asset)
    assert report.ok
    assert report.files == 2
    assert report.checks > 2


def test_records_of_one_asset_must_name_the_same_subject(asset: Path) -> None:
    (asset / "subject.json").write_text(json.dumps({**SUBJECT, "subject_id": "625464"}, indent=2))
    (problem,) = validate(asset).errors
    assert problem.code == "subject-ids-differ"
    assert problem.origin == "rule"
    assert problem.line is not None


def test_a_tree_holds_many_assets_and_data_that_are_none(asset: Path) -> None:
    second = asset.parent / "deep" / "er"
    shutil.copytree(asset, second / asset.name)
    (asset / "ecephys").mkdir()
    (asset / "ecephys" / "subject.json").write_text("this lies among the data and is no record")
    (asset.parent / "settings.json").write_text("{}")
    report = validate(asset.parent)
    assert report.ok, report.text()
    assert report.files == 4


def test_files_side_by_side_are_one_asset(asset: Path) -> None:
    (asset / "subject.json").write_text(json.dumps({**SUBJECT, "subject_id": "625464"}))
    report = validate([asset / "subject.json", asset / "data_description.json"])
    assert "subject-ids-differ" in codes(report)


def test_a_folder_without_records_is_an_error(tmp_path: Path) -> None:
    assert codes(validate(tmp_path)) == ["no-records"]
    assert codes(validate(tmp_path / "nothing here")) == ["not-found"]


@pytest.mark.skipif(
    os.name == "nt" or os.geteuid() == 0, reason="a folder that cannot be listed needs POSIX and no root"
)
def test_a_folder_that_cannot_be_read_is_an_error(asset: Path) -> None:
    asset.chmod(0)
    try:
        assert codes(validate(asset)) == ["unreadable"]
    finally:
        asset.chmod(0o700)


def test_one_failure_hides_no_other(asset: Path) -> None:
    broken = {**SUBJECT, "subject_id": "625464", "detials": {}, "details": {"kind": "animal", "sex": "Mael"}}
    (asset / "subject.json").write_text(json.dumps(broken))
    (asset / "data_description.json").write_text(
        json.dumps({**DESCRIPTION, "modalities": ["ecefys"], "tags": [1, "x"]})
    )
    report = validate(asset)
    found = {(problem.code, problem.path) for problem in report.errors}
    assert found == {
        ("unknown-field", "/detials"),
        ("missing-field", "/details"),
        ("unknown-term", "/details/sex"),
        ("unknown-term", "/modalities/0"),
        ("wrong-type", "/tags/0"),
        ("subject-ids-differ", "/subject_ids"),
    }


def test_a_record_without_its_required_fields_is_still_looked_at_by_the_rules() -> None:
    description = {key: value for key, value in DESCRIPTION.items() if key != "name"}
    report = validate({**description, "created_at": "2022-10-06T10:14:25-07:00", "time_zone": "Europe/Zurich"})
    assert codes(report.errors) == ["missing-field", "offset-differs-from-zone"]


def test_a_rule_does_not_report_the_gap_that_a_faulty_value_left() -> None:
    derived = {
        **DESCRIPTION,
        "name": "ecephys_625463_2022-10-06_10-14-25_sorted_2022-10-07_10-00-00",
        "data_level": "derived",
        "created_at": "2022-10-07T10:00:00-07:00",
        "source_assets": "not a list",
    }
    assert codes(validate(derived)) == ["wrong-type"]


def test_a_bundle_is_checked_like_the_files_that_it_bundles(asset: Path) -> None:
    bundle = {
        "kind": "metadata",
        "schema_version": "0.1.0",
        "subject": {**SUBJECT, "subject_id": "1"},
        "data_description": DESCRIPTION,
    }
    (problem,) = validate(bundle).errors
    assert (problem.code, problem.path) == ("subject-ids-differ", "/data_description/subject_ids")


def test_the_line_and_column_are_those_of_the_value(tmp_path: Path) -> None:
    path = tmp_path / "subject.yaml"
    path.write_text('kind: subject\nschema_version: "0.1.0"\nsubject_id: "1"\ndetails:\n  kind: lazer\n')
    (problem,) = validate(path).errors
    assert (problem.code, problem.line, problem.column) == ("unknown-kind", 5, 9)
    assert problem.file == path.as_posix()


def test_profiles_ask_for_more() -> None:
    subject = Subject(subject_id="625463", details=Animal(species=Species(name="Mus musculus", id="NCBITaxon:10090")))
    assert validate(subject).problems == ()
    assert validate(subject, profiles=["dandi"]).errors


def test_a_broken_file_of_a_thousand_faults_stays_readable(tmp_path: Path) -> None:
    path = tmp_path / "data_description.json"
    path.write_text(json.dumps({**DESCRIPTION, "tags": list(range(5000))}))
    report = validate(path)
    assert len(report.problems) == 1001
    assert "too-many-problems" in codes(report)


def test_a_model_is_a_document_too() -> None:
    description = DataDescription(name="x", data_level="raw", modalities=[])
    assert "malformed-name" in codes(validate(description))


def test_records_in_memory_are_one_asset() -> None:
    assert "subject-ids-differ" in codes(validate([Subject(subject_id="625464"), DESCRIPTION]))


def test_an_unknown_profile_is_told() -> None:
    with pytest.raises(UnknownTerm, match="dandy"):
        validate(SUBJECT, profiles=["dandy"])


def test_a_missing_version_hides_no_mistake() -> None:
    document = {"kind": "subject", "subject_id": 625463}
    report = validate(document)
    assert codes(report) == ["missing-version", "wrong-type"]
    assert report.problems[1].hint == "put it in quotation marks"


@pytest.mark.parametrize(
    ("field", "value", "hint"),
    [
        ("subject_ids", "625463", "put it in square brackets, as a list of one"),
        ("institution", "AIND", "write it as an object: {name: ...}"),
        ("name", 7, "put it in quotation marks"),
    ],
)
def test_the_usual_slips_get_a_hint(field: str, value: object, hint: str) -> None:
    (problem,) = validate({**DESCRIPTION, field: value}).errors
    assert (problem.code, problem.hint) == ("wrong-type", hint)


def test_problems_come_in_the_order_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "data_description.json"
    path.write_text(json.dumps({**DESCRIPTION, "name": "no name", "tags": [1]}, indent=1))
    lines = [problem.line or 0 for problem in validate(path)]
    assert len(lines) > 1
    assert lines == sorted(lines)


def test_a_record_is_read_from_a_file_and_written_to_one(tmp_path: Path) -> None:
    path = Subject(subject_id="625463").write(tmp_path / "subject.json")
    assert read(path) == Subject(subject_id="625463")
    (tmp_path / "subject.yaml").write_text('kind: subject\nschema_version: "0.1.0"\nsubject_id: "625463"\n')
    assert read(tmp_path / "subject.yaml") == read(path)
    path.write_text("{}")
    with pytest.raises(InvalidRecord) as raised:
        read(path)
    assert "missing-kind" in codes(raised.value.report)


def test_a_stray_file_does_not_hide_a_tree(asset: Path) -> None:
    (asset.parent / "metadata_template.yaml").write_text('kind: metadata\nschema_version: "0.1.0"\n')
    (asset.parent / "subject_list.json").write_text("[]")
    assert validate(asset.parent).files == 2
    (asset.parent / "metadata.json").write_text('{"kind": "metadata", "schema_version": "0.1.0"}')
    assert validate(asset.parent).files == 4, "an asset may lie below another where its name says so"


def test_bundles_side_by_side_are_assets_of_their_own(tmp_path: Path) -> None:
    paths = []
    for subject_id in ("1", "2"):
        subject = {**SUBJECT, "subject_id": subject_id}
        paths.append(tmp_path / f"{subject_id}.json")
        paths[-1].write_text(json.dumps({"kind": "metadata", "schema_version": "0.1.0", "subject": subject}))
    report = validate(paths)
    assert report.problems == ()
    assert report.files == 2


def test_a_null_list_says_nothing_and_is_not_written_as_an_empty_one() -> None:
    subject = Subject(subject_id="1", identifiers=None, related_subjects=[])
    assert subject.to_dict() == {**SUBJECT, "subject_id": "1", "related_subjects": []}
    assert subject.identifiers == ()


def test_a_field_in_the_wrong_place_is_told_its_own(tmp_path: Path) -> None:
    (problem,) = validate({**SUBJECT, "genotype": "wt/wt"}).errors
    assert problem.hint == 'it belongs under "details"'


@pytest.mark.parametrize("path", ["x" * 300, "no\0file"])
def test_a_path_that_no_file_can_have_is_a_problem(path: str) -> None:
    assert not validate(path).ok


def test_every_subject_of_a_cohort_is_put_to_the_rules_whether_in_a_file_or_in_the_bundle(tmp_path: Path) -> None:
    cohort = [{**SUBJECT, "subject_id": each} for each in ("1", "3")]
    (tmp_path / "metadata.json").write_text(
        json.dumps({"kind": "metadata", "schema_version": "0.1.0", "cohort": cohort})
    )
    (tmp_path / "subject.json").write_text(json.dumps(cohort[0]))
    description = {**DESCRIPTION, "name": "behavior_1+3_2022-10-06_10-14-25", "subject_ids": ["1", "3"]}
    (tmp_path / "data_description.json").write_text(json.dumps(description))
    assert "subject-ids-differ" not in codes(validate(tmp_path))
    (tmp_path / "data_description.json").write_text(json.dumps({**description, "subject_ids": ["1", "2"]}))
    assert "subject-ids-differ" in codes(validate(tmp_path))


def test_the_procedures_of_each_subject_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "behavior_1+2_2022-10-06_10-14-25"
    folder.mkdir()
    done = {"kind": "procedures", "schema_version": "0.1.0"}
    for number in (1, 2):
        (folder / f"subject_{number}.json").write_text(json.dumps({**SUBJECT, "subject_id": f"{number}"}))
        (folder / f"procedures_{number}.json").write_text(json.dumps({**done, "subject_id": f"{number}"}))
    description = {**DESCRIPTION, "name": folder.name, "subject_ids": ["1", "2"]}
    (folder / "data_description.json").write_text(json.dumps(description))
    assert validate(folder).problems == ()
    (folder / "procedures_2.json").write_text(json.dumps({**done, "kind": "procedurez", "subject_id": "2"}))
    assert codes(validate(folder)) == ["unknown-kind"]


def test_a_file_that_is_called_after_another_record_is_told(tmp_path: Path) -> None:
    path = tmp_path / "data_description.json"
    path.write_text(json.dumps(SUBJECT))
    assert codes(validate(path)) == ["misnamed-file"]


@pytest.mark.parametrize("kind", ["mouse", "Mus musculus"])
def test_a_species_is_no_kind(kind: str) -> None:
    (problem,) = validate({**SUBJECT, "details": {"kind": kind}}).errors
    assert problem.hint == 'an animal is of kind "animal"; its species is "Mus musculus"'


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_linked_folder_is_not_followed_and_not_passed_over_in_silence(asset: Path, tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    tree.mkdir()
    (tree / "linked").symlink_to(asset)
    (tree / "circle").symlink_to(tree)
    assert sorted(codes(validate(tree))) == ["linked-folder", "linked-folder", "no-records"]
    shutil.copytree(asset, tree / asset.name)
    report = validate(tree)
    assert (report.ok, codes(report)) == (True, ["linked-folder", "linked-folder"])
