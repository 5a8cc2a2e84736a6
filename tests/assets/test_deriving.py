"""A derived asset begins as a folder with what stays true of its parent, ready for results and for the stamp."""

from __future__ import annotations

import json
import stat
import time
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from aind_schema import validate
from aind_schema.assets.deriving import INHERITED, TAKEN_OVER, derive
from aind_schema.assets.stamping import stamp
from aind_schema.errors import InvalidName, Refused
from aind_schema.records.data_description import DataDescription
from aind_schema.stores import StoreError
from aind_schema.versions import KINDS

RAW = "ecephys_625463_2022-10-06_10-14-25"
DESCRIPTION: dict[str, Any] = {
    "kind": "data_description",
    "schema_version": "0.1.0",
    "name": RAW,
    "data_level": "raw",
    "modalities": ["ecephys"],
    "subject_ids": ["625463"],
    "created_at": "2022-10-06T10:14:25-07:00",
}
SUBJECT = {"kind": "subject", "schema_version": "0.1.0", "subject_id": "625463"}
SEATTLE = timezone(timedelta(hours=-7))
BEGAN = datetime(2022, 10, 12, 23, 10, 1, tzinfo=SEATTLE)
SORTED = f"{RAW}_sorted_2022-10-12_23-10-01"


def make(folder: Path, **records: Mapping[str, Any]) -> Path:
    """Write an asset with these records."""
    folder.mkdir(parents=True)
    for kind, content in records.items():
        (folder / f"{kind}.json").write_text(json.dumps(content, indent=2))
    return folder


def described(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "data_description.json").read_text())
    return found


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def refused(parent: Path | str, folder: Path, process: str = "sorted", made_at: datetime = BEGAN) -> list[str]:
    """Return the codes for which nothing is derived; whatever they are, nothing is left behind."""
    before = sorted(folder.rglob("*"))
    with pytest.raises(Refused) as refusal:
        derive(parent, process, folder, made_at=made_at)
    assert sorted(folder.rglob("*")) == before
    return [problem.code for problem in refusal.value.report.errors]


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    return make(tmp_path / "lake" / RAW, data_description=DESCRIPTION, subject=SUBJECT)


# ---- what the folder holds -----------------------------------------------------------------------------------------


def test_the_folder_says_what_it_is_and_what_it_was_made_from(raw: Path) -> None:
    folder = derive(raw, "sorted", raw.parent, made_at=BEGAN)
    assert folder == raw.parent / SORTED
    assert names(folder) == ["data_description.json", "subject.json"]
    assert described(folder) == {
        "kind": "data_description",
        "schema_version": "0.1.0",
        "name": SORTED,
        "data_level": "derived",
        "modalities": ["ecephys"],
        "subject_ids": ["625463"],
        "created_at": "2022-10-12T23:10:01-07:00",
        "process": "sorted",
        "source_assets": [{"name": RAW}],
    }


@pytest.mark.parametrize("example", ["raw", "cohort", "embargoed", "minimal", "simulated", "derived"])
def test_it_can_be_validated_and_stamped_at_once(root: Path, tmp_path: Path, example: str) -> None:
    path = root / "tests/examples/0.1.0/data_description/valid" / f"{example}.json"
    description = json.loads(path.read_text(encoding="utf-8"))
    parent = make(tmp_path / description["name"], data_description=description)
    folder = derive(parent, "dlc_face", tmp_path / "results")
    assert validate(folder).problems == ()
    (folder / "results.csv").write_text("1,2\n")
    stamped = stamp(folder)
    assert stamped.manifest is not None, stamped.report
    assert stamped.manifest.name == folder.name


def test_what_is_derived_can_be_derived_from(raw: Path) -> None:
    folder = derive(raw, "sorted", raw.parent, made_at=BEGAN)
    again = derive(folder, "curated", raw.parent, made_at=BEGAN + timedelta(days=1))
    assert again.name == f"{SORTED}_curated_2022-10-13_23-10-01"
    assert described(again)["source_assets"] == [{"name": SORTED}]
    assert validate(raw.parent).problems == ()


def test_what_is_true_of_results_is_taken_over_and_nothing_else(root: Path, tmp_path: Path) -> None:
    path = root / "tests/examples/0.1.0/data_description/valid/raw.json"
    parent = json.loads(path.read_text(encoding="utf-8"))
    own = {"name", "data_level", "created_at", "process", "source_assets"}
    result = described(derive(make(tmp_path / RAW, data_description=parent), "sorted", tmp_path, made_at=BEGAN))
    taken = {field: value for field, value in result.items() if field in parent and field not in own}
    assert taken == {field: parent[field] for field in ("kind", "schema_version", *INHERITED) if field in parent}
    assert taken.keys().isdisjoint({"title", "summary", "contributors", "doi", "publications", "time_zone"})


def test_each_field_of_a_description_is_decided_upon() -> None:
    own = {"kind", "schema_version", "name", "data_level", "created_at", "process", "source_assets"}
    of_the_document = {"editor_schema", "converted_from", "extensions"}
    of_the_parent = {
        *("time_zone", "title", "summary", "contributors", "acknowledgements"),
        *("doi", "publications", "related_resources", "identifiers", "notes"),
    }
    decided = [*own, *of_the_document, *of_the_parent, *INHERITED]
    assert sorted(decided) == sorted(DataDescription.model_fields)
    assert set(TAKEN_OVER) <= set(KINDS)


def test_nothing_computed_from_simulated_data_was_measured(tmp_path: Path) -> None:
    name = "simulation_no-subject_2022-01-31_09-00-00"
    simulated = {**DESCRIPTION, "name": name, "data_level": "simulated", "created_at": "2022-01-31T09:00:00-07:00"}
    parent = make(tmp_path / name, data_description={**simulated, "subject_ids": []})
    folder = derive(parent, "sorted", tmp_path, made_at=BEGAN)
    assert described(folder)["data_level"] == "simulated"
    assert described(folder)["source_assets"] == [{"name": name}]
    assert described(folder)["subject_ids"] == []
    assert validate(folder).problems == ()


def test_subject_records_are_copied_byte_for_byte(tmp_path: Path) -> None:
    name = "behavior_1+2_2022-10-06_10-14-25"
    parent = make(tmp_path / name, data_description={**DESCRIPTION, "name": name, "subject_ids": ["1", "2"]})
    texts = {
        "subject_1.json": b'{"kind":"subject",  "schema_version":"0.1.0",\r\n"subject_id":"1"}',
        "subject_2.yaml": b"# the shy one\nkind: subject\nschema_version: 0.1.0\nsubject_id: '2'",
    }
    for file, text in texts.items():
        (parent / file).write_bytes(text)
    (parent / "subjects.csv").write_text("no record")
    folder = derive(parent, "tracked", tmp_path, made_at=BEGAN)
    assert {file: (folder / file).read_bytes() for file in texts} == texts
    assert names(folder) == ["data_description.json", *texts]


def cohort(*ids: str) -> dict[str, Any]:
    name = "behavior_no-subject_2022-10-06_10-14-25"
    description = {field: value for field, value in DESCRIPTION.items() if field != "subject_ids"} | {"name": name}
    subjects = [{**SUBJECT, "subject_id": each} for each in ids]
    part = {"subject": subjects[0]} if len(ids) == 1 else {"cohort": subjects}
    return {"kind": "metadata", "schema_version": "0.1.0", "name": name, "data_description": description, **part}


@pytest.mark.parametrize(
    ("ids", "files"),
    [
        (["1"], ["subject.json"]),
        (["1", "2"], ["subject_1.json", "subject_2.json"]),
        (["../../mouse", "a/b c"], ["subject_..-..-mouse.json", "subject_a-b-c.json"]),
        (["m 1", "M_1", "m-1"], ["subject_M-1-2.json", "subject_m-1-3.json", "subject_m-1.json"]),
        (["ü" * 255, "x"], [f"subject_{'ü' * 100}.json", "subject_x.json"]),
    ],
)
def test_from_a_bundle_alone_the_subjects_are_written(tmp_path: Path, ids: list[str], files: list[str]) -> None:
    parent = make(tmp_path / str(cohort(*ids)["name"]), metadata=cohort(*ids))
    folder = derive(parent, "tracked", tmp_path, made_at=BEGAN)
    assert sorted(names(folder)) == sorted(["data_description.json", *files])
    assert {json.loads((folder / file).read_text())["subject_id"] for file in files} == set(ids)
    assert stamp(folder).manifest is not None


def test_a_bundle_counts_where_there_is_no_file(raw: Path, tmp_path: Path) -> None:
    (raw / "subject.json").unlink()
    bundle = {"kind": "metadata", "schema_version": "0.1.0", "name": RAW, "subject": {**SUBJECT, "notes": "calm"}}
    (raw / "metadata.json").write_text(json.dumps(bundle))
    folder = derive(raw, "sorted", tmp_path, made_at=BEGAN)
    assert json.loads((folder / "subject.json").read_text()) == {**SUBJECT, "notes": "calm"}


def test_a_stamped_parent_stays_as_it_is(raw: Path, tmp_path: Path) -> None:
    assert stamp(raw).manifest is not None
    before = {path: path.read_bytes() for path in raw.iterdir()}
    assert names(derive(raw, "sorted", raw.parent, made_at=BEGAN)) == ["data_description.json", "subject.json"]
    assert {path: path.read_bytes() for path in raw.iterdir()} == before


# ---- when it was made ----------------------------------------------------------------------------------------------


@pytest.fixture
def kathmandu(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Asia/Kathmandu")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("kathmandu")
def test_it_is_made_now_by_the_local_clock(raw: Path) -> None:
    before = datetime.now(timezone.utc).replace(microsecond=0)
    folder = derive(raw, "sorted", raw.parent)
    after = datetime.now(timezone.utc)
    created = described(folder)["created_at"]
    assert created[19:] == "+05:45"
    assert before <= datetime.fromisoformat(created) <= after
    assert folder.name == f"{RAW}_sorted_{created[:10]}_{created[11:19].replace(':', '-')}"


def test_a_time_keeps_its_offset_and_loses_its_fraction(raw: Path) -> None:
    moment = datetime(2022, 10, 13, 8, 10, 1, 999_999, tzinfo=timezone(timedelta(hours=2)))
    folder = derive(raw, "sorted", raw.parent, made_at=moment)
    assert described(folder)["created_at"] == "2022-10-13T08:10:01+02:00"
    assert folder.name == f"{RAW}_sorted_2022-10-13_08-10-01"


def test_a_time_without_offset_is_refused(raw: Path) -> None:
    with pytest.raises(ValueError, match="no offset from UTC; give it a tzinfo"):
        derive(raw, "sorted", raw.parent, made_at=BEGAN.replace(tzinfo=None))


def test_nothing_is_made_before_what_it_is_made_from(raw: Path, tmp_path: Path) -> None:
    assert refused(raw, tmp_path, made_at=BEGAN.replace(year=2021)) == ["made-before-parent"]


# ---- where it is made ----------------------------------------------------------------------------------------------


def test_folders_above_it_are_made(raw: Path, tmp_path: Path) -> None:
    assert derive(raw, "sorted", tmp_path / "a" / "b", made_at=BEGAN) == tmp_path / "a" / "b" / SORTED


def test_a_folder_that_bears_the_name_is_the_folder(raw: Path, tmp_path: Path) -> None:
    (tmp_path / SORTED).mkdir()
    assert derive(raw, "sorted", tmp_path / SORTED, made_at=BEGAN) == tmp_path / SORTED
    assert names(tmp_path / SORTED) == ["data_description.json", "subject.json"]


def test_results_are_not_overwritten(raw: Path, tmp_path: Path) -> None:
    folder = derive(raw, "sorted", tmp_path, made_at=BEGAN)
    (folder / "results.csv").write_text("1,2\n")
    with pytest.raises(FileExistsError, match="something of this name already"):
        derive(raw, "sorted", tmp_path, made_at=BEGAN)
    assert names(folder) == ["data_description.json", "results.csv", "subject.json"]
    assert names(tmp_path) == [SORTED, "lake"]


@pytest.mark.parametrize("kind", ["file", "link", "dangling"])
def test_what_is_no_folder_is_not_replaced(raw: Path, tmp_path: Path, kind: str) -> None:
    target = tmp_path / SORTED
    if kind == "file":
        target.write_text("")
    else:
        (tmp_path / "empty").mkdir()
        target.symlink_to(tmp_path / ("empty" if kind == "link" else "nowhere"))
    with pytest.raises(FileExistsError):
        derive(raw, "sorted", tmp_path, made_at=BEGAN)


@pytest.mark.parametrize("place", [".", "results", "results/../more", SORTED])
def test_an_asset_is_not_changed_by_what_is_derived_from_it(raw: Path, place: str) -> None:
    assert refused(raw, raw / place) == ["inside-parent"]
    assert refused(raw.as_uri(), raw / place) == ["inside-parent"]
    assert names(raw) == ["data_description.json", "subject.json"]


def test_others_may_read_it_as_they_may_read_any_new_folder(raw: Path, tmp_path: Path) -> None:
    (tmp_path / "usual").mkdir()
    folder = derive(raw, "sorted", tmp_path, made_at=BEGAN)
    assert stat.S_IMODE(folder.stat().st_mode) == stat.S_IMODE((tmp_path / "usual").stat().st_mode)


def test_nothing_else_is_left_there(raw: Path, tmp_path: Path) -> None:
    derive(raw, "sorted", tmp_path / "results", made_at=BEGAN)
    assert names(tmp_path / "results") == [SORTED]


# ---- what nothing can be derived from ------------------------------------------------------------------------------


def test_without_description_nothing_is_derived(raw: Path, tmp_path: Path) -> None:
    (raw / "data_description.json").unlink()
    assert refused(raw, tmp_path) == ["no-description"]
    (raw / "metadata.json").write_text(json.dumps({"kind": "metadata", "schema_version": "0.1.0"}))
    assert refused(raw, tmp_path) == ["no-description"]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        derive(tmp_path / RAW, "sorted", tmp_path)


@pytest.mark.parametrize(
    ("file", "change", "code"),
    [
        ("data_description", {"modalities": ["ephys"]}, "unknown-term"),
        ("data_description", {"name": "mouse 625463"}, "malformed-name"),
        ("data_description", {"subject_ids": ["625464"]}, "subject-ids-differ"),
        ("subject", {"subjct_id": "1"}, "unknown-field"),
    ],
)
def test_mistakes_are_not_handed_on(raw: Path, tmp_path: Path, file: str, change: dict[str, Any], code: str) -> None:
    path = raw / f"{file}.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **change}))
    assert code in refused(raw, tmp_path)


def test_the_report_tells_file_and_line(raw: Path, tmp_path: Path) -> None:
    path = raw / "subject.json"
    path.write_text('{"kind": "subject",\n "schema_version": "0.1.0",\n "subject_id": 625463}')
    with pytest.raises(Refused, match=r"subject\.json:3:16: error\[wrong-type\]"):
        derive(raw, "sorted", tmp_path)


def test_after_an_undated_process_none_can_follow(tmp_path: Path) -> None:
    name = f"{RAW}_sorted"
    description = {**DESCRIPTION, "name": name, "data_level": "derived", "source_assets": [{"name": RAW}]}
    assert refused(make(tmp_path / name, data_description=description), tmp_path, "curated") == ["undated-parent"]


@pytest.mark.parametrize(
    ("process", "reason"),
    [
        ("so/rted", "separates folders"),
        ("kilosort 2", "is white space"),
        ("", "empty part"),
        ("sorted_", "empty part"),
        ("sorted_2022-10-12_23-10-01_curated", "holds the date and time"),
        ("x" * 255, "at most 255 fit"),
    ],
)
def test_a_process_has_to_fit_into_the_name(raw: Path, tmp_path: Path, process: str, reason: str) -> None:
    with pytest.raises(InvalidName, match=reason):
        derive(raw, process, tmp_path / "results", made_at=BEGAN)
    assert names(tmp_path) == ["lake"]


def test_a_file_that_other_systems_cannot_hold_is_not_taken_over(raw: Path, tmp_path: Path) -> None:
    (raw / "subject.json").rename(raw / "subject_a:b.json")
    assert refused(raw, tmp_path) == ["unportable-path"]


# ---- from a store --------------------------------------------------------------------------------------------------


def test_a_url_is_where_the_source_is(raw: Path, tmp_path: Path) -> None:
    spaced = raw.parent.rename(tmp_path / "the lake") / RAW
    folder = derive(spaced.as_uri(), "sorted", tmp_path, made_at=BEGAN)
    assert described(folder)["source_assets"] == [{"name": RAW, "uri": spaced.as_uri()}]
    assert "%20" in spaced.as_uri()
    assert (folder / "subject.json").read_bytes() == (spaced / "subject.json").read_bytes()
    assert stamp(folder).manifest is not None


def test_a_store_without_the_asset(tmp_path: Path) -> None:
    assert refused((tmp_path / RAW).as_uri(), tmp_path) == ["no-description"]
    with pytest.raises(StoreError, match="no store is opened by ftp://"):
        derive("ftp://lake/x", "sorted", tmp_path)
