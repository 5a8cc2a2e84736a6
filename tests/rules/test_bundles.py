"""A bundle says what the files beside it say."""

from __future__ import annotations

from typing import Any

from aind_schema import Animal, DataDescription, Metadata, Procedures, Subject

ASSET = DataDescription(name="ecephys_625463_2022-10-06_10-14-25", data_level="raw", modalities=["ecephys"])
FEMALE = Subject(subject_id="625463", details=Animal(species={"name": "Mus musculus"}, sex="female"))
MALE = Subject(subject_id="625463", details=Animal(species={"name": "Mus musculus"}, sex="male"))


def test_a_bundle_repeats_its_files(find: Any) -> None:
    bundle = Metadata(subject=MALE, data_description=ASSET)
    (finding,) = find("bundle-differs", bundle, FEMALE, ASSET)
    assert (finding.record, finding.path) == (bundle, "/subject/details/sex")
    assert finding.message == 'the bundle says "male", the file beside it says "female"'
    assert find("bundle-differs", bundle, MALE, ASSET) == []


def test_a_field_that_only_one_of_them_has_is_a_difference(find: Any) -> None:
    bundle = Metadata(data_description=ASSET)
    (finding,) = find("bundle-differs", bundle, ASSET.replace(license="CC-BY-4.0"))
    assert finding.path == "/data_description/license"
    assert finding.message == 'the bundle says nothing, the file beside it says "CC-BY-4.0"'


def test_where_an_editor_finds_the_schema_is_no_difference(find: Any) -> None:
    file = Subject.model_validate({**FEMALE.to_dict(), "$schema": "https://example.org/subject.json"})
    assert find("bundle-differs", Metadata(subject=FEMALE), file) == []


def test_of_a_cohort_the_subject_of_the_same_id_is_compared(find: Any) -> None:
    other = FEMALE.replace(subject_id="625464")
    bundle = Metadata(cohort=[other, FEMALE])
    assert find("bundle-differs", bundle, FEMALE, other) == []
    assert [f.path for f in find("bundle-differs", bundle, MALE, other)] == ["/cohort/1/details/sex"]
    stranger = MALE.replace(subject_id="625465")
    assert [f.path for f in find("bundle-differs", bundle, stranger)] == ["/cohort/0/subject_id"]


def test_of_a_cohort_the_procedures_of_the_same_subject_are_compared(find: Any) -> None:
    seven, eight = Procedures(subject_id="7"), Procedures(subject_id="8")
    bundle = Metadata(cohort_procedures=[seven, eight])
    assert find("bundle-differs", bundle, seven, eight) == []
    (finding,) = find("bundle-differs", bundle, eight.replace(notes="calm"), seven)
    assert finding.path == "/cohort_procedures/1/notes"


def test_the_parts_of_a_bundle_alone_are_no_copies(find: Any) -> None:
    bundle = Metadata(subject=MALE, data_description=ASSET)
    assert bundle.subject is not None
    assert bundle.data_description is not None
    assert find("bundle-differs", bundle, bundle.subject, bundle.data_description) == []
    assert find("bundle-differs", Metadata(), MALE, ASSET) == []


def test_a_bundle_bears_the_name_of_its_asset(find: Any) -> None:
    code = "bundle-name-differs"
    assert [finding.path for finding in find(code, Metadata(name="SmartSPIM_1"), ASSET)] == ["/name"]
    assert find(code, Metadata(name=ASSET.name), ASSET) == find(code, Metadata(), ASSET) == []
