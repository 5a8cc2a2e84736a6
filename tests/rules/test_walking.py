"""Where things stand in a record."""

from __future__ import annotations

from aind_schema import DataDescription, Metadata, Organization, Subject
from aind_schema.fields import Identifier, Uri
from aind_schema.parts.terms import OpenTerm
from aind_schema.rules.walking import models, repeated, values

ASSET = DataDescription(
    name="a_2022-10-06_10-14-25",
    data_level="raw",
    modalities=[],
    subject_ids=["1", "2"],
    institution={"name": "Allen Institute"},
    funding=[{"funder": {"name": "NIH"}, "award": "R01"}],
)


def test_models_are_found_by_their_class() -> None:
    assert [place for place, _ in models(ASSET, Organization)] == ["/institution", "/funding/0/funder"]
    assert [place for place, _ in models(ASSET, OpenTerm)] == ["/institution", "/funding/0/funder"]
    assert list(models(ASSET, DataDescription)) == [("", ASSET)]


def test_values_are_found_by_their_type() -> None:
    found = [(place, value) for place, _, value in values(ASSET, Identifier)]
    assert found == [
        ("/name", "a_2022-10-06_10-14-25"),
        ("/subject_ids/0", "1"),
        ("/subject_ids/1", "2"),
        ("/funding/0/award", "R01"),
    ]


def test_a_place_has_the_keys_of_the_document() -> None:
    subject = Subject.model_validate({**Subject(subject_id="7").to_dict(), "$schema": "subject.json"})
    assert [(place, value) for place, _, value in values(subject, Uri)] == [("/$schema", "subject.json")]


def test_records_inside_a_bundle_are_not_entered() -> None:
    assert list(models(Metadata(data_description=ASSET), Organization)) == []


def test_what_stands_twice_is_told_with_the_place_of_the_first() -> None:
    named = [("/0", "a"), ("/1", "b"), ("/2", "A"), ("/3", ""), ("/4", "a"), ("/5", "")]
    assert list(repeated(named, str.lower)) == [("/2", "A", "/0"), ("/4", "a", "/0")]
