"""The bundle repeats the records of an asset."""

from __future__ import annotations

import json
from pathlib import Path

from aind_schema import DataDescription, Metadata, Procedures, Subject, read, validate
from aind_schema.assets.bundling import bundle, write_bundle
from samples.assets import DESCRIPTION, NAME, write_asset

ASSET = DataDescription.model_validate(DESCRIPTION)
ONE, OTHER = Subject(subject_id="625463"), Subject(subject_id="625464")


def test_records_are_put_together() -> None:
    assert bundle([ASSET, ONE]) == Metadata(name=NAME, data_description=ASSET, subject=ONE)


def test_several_subjects_are_a_cohort() -> None:
    assert bundle([ASSET, ONE, OTHER]) == Metadata(name=NAME, data_description=ASSET, cohort=[ONE, OTHER])


def test_each_subject_of_a_cohort_has_its_procedures() -> None:
    done = [Procedures(subject_id="625463", notes="calm"), Procedures(subject_id="625464")]
    both = bundle([ONE, OTHER, *done])
    assert both == Metadata(cohort=[ONE, OTHER], cohort_procedures=done)
    assert bundle([both, ONE, done[0]]) == Metadata(subject=ONE, procedures=done[0])


def test_nothing_makes_an_empty_bundle() -> None:
    assert bundle([]) == Metadata()


def test_what_an_older_bundle_alone_holds_stays() -> None:
    older = Metadata(name="old", location="s3://lake/x", data_description=ASSET, subject=OTHER, extensions={"lab": {}})
    newer = bundle([ASSET.replace(license="CC-BY-4.0"), older, ONE])
    assert newer.location == "s3://lake/x"
    assert newer.extensions == {"lab": {}}
    assert newer.name == NAME
    assert newer.subject == ONE
    assert newer.data_description == ASSET.replace(license="CC-BY-4.0")
    assert bundle([older]) == older.replace(name=NAME)


def test_an_older_bundle_of_one_subject_becomes_one_of_a_cohort_and_back() -> None:
    alone = bundle([ASSET, ONE])
    assert bundle([alone, ONE, OTHER]) == bundle([ASSET, ONE, OTHER])
    assert bundle([bundle([ASSET, ONE, OTHER]), ONE]) == alone


def test_the_bundle_is_written_once(tmp_path: Path) -> None:
    folder = write_asset(tmp_path)
    records = [read(folder / name) for name in ("data_description.json", "subject.json")]
    write_bundle(folder, records)
    text = (folder / "metadata.json").read_text(encoding="utf-8")
    assert json.loads(text)["subject"]["subject_id"] == "625463"
    assert text.endswith("}\n")
    before = (folder / "metadata.json").stat()
    write_bundle(folder, records)
    assert (folder / "metadata.json").stat() == before
    assert validate(folder).problems == ()
