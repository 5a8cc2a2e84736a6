"""Models are strict, closed and frozen, and say the same of Python values as of files."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from pydantic import ValidationError

from aind_schema import Animal as Mouse
from aind_schema import (
    AssetReference,
    DataDescription,
    Metadata,
    Person,
    Species,
    Subject,
    schemas,
)
from aind_schema.base import Model
from aind_schema.versions import KINDS
from aind_schema.vocabulary import load


def description(**fields: Any) -> DataDescription:
    return DataDescription(name="625463_2022-10-06_10-14-25", data_level="raw", modalities=["ecephys"], **fields)


def test_python_fills_in_the_header_that_a_file_must_state() -> None:
    subject = Subject(subject_id="625463")
    assert subject.to_dict() == {"kind": "subject", "schema_version": "0.1.0", "subject_id": "625463"}
    with pytest.raises(ValidationError, match="schema_version"):
        Subject.model_validate_json('{"kind": "subject", "subject_id": "625463"}')


@pytest.mark.parametrize(
    "wrong",
    [
        {"subject_id": 625463},
        {"subject_id": ""},
        {"subject_id": " 625463"},
        {"subject_id": "625463\n"},
        {"subject_id": "625463", "no_such_field": 1},
        {"subject_id": "625463", "kind": "rat"},
        {"subject_id": "625463", "details": {"kind": "animal"}},
    ],
)
def test_python_and_json_refuse_the_same(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Subject(**wrong)
    with pytest.raises(ValidationError):
        Subject.model_validate({"kind": "subject", "schema_version": "0.1.0", **wrong})


def test_what_was_stated_is_what_is_stored() -> None:
    mouse = Mouse(species=Species(name="Mus musculus"), alleles=[], strain=None)
    subject = Subject(subject_id="625463", details=mouse, notes=None)
    assert subject.to_dict()["details"] == {"kind": "animal", "species": {"name": "Mus musculus"}, "alleles": []}
    assert Subject.model_validate_json(subject.to_json()) == subject


def test_what_others_added_stands_last() -> None:
    subject = Subject(subject_id="625463", extensions={"lab": {"x": 1}}, notes="n")
    assert list(subject.to_dict()) == ["kind", "schema_version", "subject_id", "notes", "extensions"]


def test_records_are_frozen_all_the_way_down() -> None:
    record = description(tags=["a"])
    with pytest.raises(ValidationError):
        record.name = "other"  # type: ignore[misc]
    assert record.tags == ("a",)
    assert record.source_assets == ()


def test_replace_gives_a_validated_copy() -> None:
    record = description()
    changed = record.replace(data_level="derived", source_assets=[AssetReference(name="a")])
    assert (record.data_level, changed.data_level) == ("raw", "derived")
    with pytest.raises(ValidationError):
        record.replace(data_level="half-baked")


def test_times_are_datetimes_and_a_naive_one_is_refused() -> None:
    pacific = timezone(timedelta(hours=-7))
    record = description(created_at=datetime(2022, 10, 6, 10, 14, 25, tzinfo=pacific))
    assert record.to_dict()["created_at"] == "2022-10-06T10:14:25-07:00"
    assert record.created_at == datetime(2022, 10, 6, 17, 14, 25, tzinfo=timezone.utc)
    with pytest.raises(ValidationError, match="offset from UTC"):
        description(created_at=datetime(2022, 10, 6, 10, 14, 25))


def test_dates_are_dates() -> None:
    mouse = Mouse(species=Species(name="Mus musculus"), date_of_birth=date(2022, 4, 26))
    assert Mouse.model_validate(mouse.to_dict()).date_of_birth == date(2022, 4, 26)


def test_a_term_of_a_vocabulary_stands_for_itself() -> None:
    mouse = Mouse(species=load("species").mus_musculus, sex=load("sex").female)
    assert mouse.species == Species(name="Mus musculus", id="NCBITaxon:10090")
    assert mouse.sex == "female"
    assert description().replace(modalities=[load("modality").ecephys]).modalities == ("ecephys",)


def test_a_lab_writes_its_own_closed_terms_with_a_namespace() -> None:
    assert description().replace(modalities=["mylab:opto-tagging"]).modalities == ("mylab:opto-tagging",)


@pytest.mark.parametrize("value", [object(), {1, object()}, b"\xff"])
def test_what_has_no_json_form_is_a_type_error(value: object) -> None:
    with pytest.raises((TypeError, ValidationError)):
        Subject(subject_id="1", extensions={"lab": {"x": value}})


def test_not_a_number_is_refused() -> None:
    with pytest.raises(ValidationError):
        Mouse(species=Species(name="Mus musculus"), weight_g=float("nan"))


def test_numbers_of_numeric_libraries_are_taken() -> None:
    class Scalar:
        def tolist(self) -> float:
            return 24.5

    assert Mouse(species=Species(name="Mus musculus"), weight_g=Scalar()).weight_g == 24.5


def test_an_editor_may_be_told_the_schema() -> None:
    document = {"$schema": "subject.json", "kind": "subject", "schema_version": "0.1.0", "subject_id": "1"}
    assert Subject.model_validate(document).to_dict() == document


@pytest.mark.parametrize("kind", KINDS)
def test_every_model_builds(kind: str) -> None:
    """Building is deferred, and so would be the news of a broken model."""
    assert schemas.model(kind).model_rebuild(force=True)


def all_models(cls: type[Model] = Model) -> list[type[Model]]:
    return [cls, *(found for inner in cls.__subclasses__() for found in all_models(inner))]


def test_every_field_has_a_description_that_says_more_than_its_name() -> None:
    for kind in KINDS:
        schemas.build(kind)
    for model in all_models():
        if model.__module__.startswith("aind_schema."):
            described = schemas.describe_fields(model)
            for name in model.model_fields:
                words = described.get(name, "").lower().strip(".").split()
                assert len(words) > len(name.split("_")), f"{model.__name__}.{name}"


def test_a_bundle_holds_records() -> None:
    bundle = Metadata(subject=Subject(subject_id="1"), data_description=description(investigators=[Person(name="Ada")]))
    assert json.loads(bundle.to_json())["data_description"]["investigators"] == [{"name": "Ada"}]


def test_a_copy_is_validated_too() -> None:
    record = description()
    assert record.model_copy() == record
    assert record.model_copy(update={"tags": ["a"]}).tags == ("a",)
    with pytest.raises(ValidationError):
        record.model_copy(update={"tags": [7]})


def test_errors_in_python_name_the_nearest_right_thing() -> None:
    with pytest.raises(ValidationError, match='did you mean "details"'):
        Subject(subject_id="1", detials=None)
    with pytest.raises(ValidationError, match='did you mean "male"'):
        Mouse(species=Species(name="Mus musculus"), sex="Mael")
    with pytest.raises(ValidationError) as raised:
        Subject(subject_id=7, detials=None)
    assert [(each["type"], each["loc"]) for each in raised.value.errors()] == [
        ("text_form", ("subject_id",)),
        ("extra_forbidden", ("detials",)),
    ]
