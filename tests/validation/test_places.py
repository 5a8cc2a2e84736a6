"""Assets, trees of assets and single files are validated where they lie: in folders that URLs name, and in buckets."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aind_schema import validate
from aind_schema.validation import places
from samples.assets import DESCRIPTION, NAME, SUBJECT
from samples.lakes import BucketLake, FolderLake, Lake

if TYPE_CHECKING:
    from aind_schema.problems import Report
    from samples.commands import Shell
    from samples.proxy import Proxy
    from samples.seaweed import Seaweed

DERIVED = f"{NAME}_sorted_2022-10-12_23-10-01"


def put(lake: Lake, folder: str, **records: object) -> None:
    for name, record in records.items():
        lake.write(f"{folder}/{name}.json", record if isinstance(record, bytes) else json.dumps(record).encode())


@pytest.fixture
def full(lake: Lake) -> Lake:
    """A lake with an asset, one below it, and one deep down."""
    put(lake, NAME, subject=SUBJECT, data_description=DESCRIPTION)
    lake.write(f"{NAME}/ecephys/ap.bin", b"data")
    derived = {**DESCRIPTION, "name": DERIVED, "data_level": "derived", "process": "sorted"}
    derived |= {"created_at": "2022-10-12T23:10:01-07:00", "source_assets": [{"name": NAME}]}
    put(lake, f"{NAME}/{DERIVED}", data_description=derived)
    put(lake, "2022/10/project", subject=SUBJECT)
    return lake


def found(report: Report) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.file) for problem in report]


def test_an_asset(full: Lake) -> None:
    report = validate(f"{full.url}/{NAME}")

    assert found(report) == []
    assert report.files == 3


def test_a_tree_of_assets(full: Lake) -> None:
    for url in (full.url, f"{full.url}/"):
        report = validate(url)
        assert found(report) == []
        assert report.files == 4


def test_what_is_wrong_is_told_by_url_and_line(full: Lake) -> None:
    put(full, NAME, subject=b'{\n  "kind": "subject",\n  "schema_version": "0.1.0",\n  "subject_id": 7\n}')

    report = validate(full.url)

    assert [(each.code, each.file, each.line) for each in report] == [
        ("wrong-type", f"{full.url}/{NAME}/subject.json", 4)
    ]


def test_an_asset_has_to_lie_under_its_name(full: Lake) -> None:
    put(full, "elsewhere", data_description=DESCRIPTION)

    assert found(validate(f"{full.url}/elsewhere")) == [
        ("name-folder-differs", f"{full.url}/elsewhere/data_description.json")
    ]


def test_names_that_urls_write_otherwise_are_names(lake: Lake) -> None:
    name = "ecephys_1+2_2022-10-06_10-14-25"
    put(lake, name, data_description={**DESCRIPTION, "name": name, "subject_ids": ["1", "2"]})

    assert found(validate(lake.url)) == []
    assert found(validate(f"{lake.url}/{name}")) == []
    assert found(validate(f"{lake.url}/{name.replace('+', '%2B')}")) == [] or isinstance(lake, BucketLake)


# ---- single files --------------------------------------------------------------------------------------------------


def test_a_single_file(full: Lake) -> None:
    report = validate(f"{full.url}/{NAME}/subject.json")

    assert found(report) == []
    assert report.files == 1


def test_files_of_one_folder_belong_together(full: Lake) -> None:
    put(full, NAME, subject={**SUBJECT, "subject_id": "1"})
    one, other = (f"{full.url}/{NAME}/{name}.json" for name in ("subject", "data_description"))

    assert {code for code, _ in found(validate([one, other]))} == {"subject-ids-differ"}
    assert found(validate(one)) == []
    assert validate([one, one]).files == 1


def test_files_of_two_folders_do_not(full: Lake) -> None:
    put(full, "other", subject={**SUBJECT, "subject_id": "1"})

    assert found(validate([f"{full.url}/{NAME}/data_description.json", f"{full.url}/other/subject.json"])) == []


@pytest.mark.parametrize("name", ["notes.json", "subject_1.yaml", "a record", "what+is%this"])
def test_a_file_of_any_name(lake: Lake, name: str) -> None:
    lake.write(f"x/{name}", json.dumps(SUBJECT).encode())
    url = f"{lake.url}/x/{name}"
    if isinstance(lake, FolderLake):
        url = (lake.root / "x" / name).as_uri()
        if "." not in name:
            assert [code for code, _ in found(validate(url))] == ["unreachable"]  # a URL of a folder is meant
            return

    report = validate(url)

    assert found(report) == []
    assert report.files == 1


def test_a_folder_may_be_called_like_a_file(lake: Lake) -> None:
    put(lake, "project.json", subject=SUBJECT)

    assert validate(f"{lake.url}/project.json").files == 1
    assert found(validate(f"{lake.url}/project.json")) == []


def test_a_file_that_is_too_large_is_told(full: Lake) -> None:
    report = validate(f"{full.url}/{NAME}/subject.json", limit=10)

    assert found(report) == [("too-large", f"{full.url}/{NAME}/subject.json")]


# ---- what is not there ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["nowhere/subject.json", "nowhere", "nowhere/", f"{NAME}/metadata.json", f"{NAME}/x.yaml"]
)
def test_what_is_missing_is_told(full: Lake, path: str) -> None:
    assert found(validate(f"{full.url}/{path}")) == [("not-found", f"{full.url}/{path}".rstrip("/"))]


def test_a_folder_without_records_is_told(lake: Lake) -> None:
    lake.write("data/ap.bin", b"x")

    assert found(validate(lake.url)) == [("no-records", lake.url)]


def test_what_can_be_validated_is_not_hidden_by_what_cannot(full: Lake, tmp_path: Path) -> None:
    (tmp_path / "subject.json").write_text(json.dumps({**SUBJECT, "surprise": 1}))

    report = validate([f"{full.url}/{NAME}", "s4://lake/x", tmp_path / "subject.json", f"{full.url}/nowhere"])

    assert {code for code, _ in found(report)} == {"unreachable", "unknown-field", "not-found"}
    assert report.files == 5


def test_a_store_that_cannot_be_reached_is_told(bucket: str, monkeypatch: pytest.MonkeyPatch, shell: Shell) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")

    done = shell("validate", f"{bucket}/x", "--format", "json")

    assert (done.exit_code, done.codes) == (1, ["unreachable"])
    assert done.told["problems"][0]["message"] == "the server can't be reached"


def test_a_store_that_goes_away_is_told(bucket: str, seaweed: Seaweed, proxy: Proxy, impatient: None) -> None:
    lake = BucketLake(bucket, seaweed.client())
    put(lake, NAME, subject=SUBJECT)
    proxy.cut_answer("^GET .*subject.json", times=10_000)

    assert found(validate(f"{lake.url}/{NAME}")) == [("unreachable", f"{lake.url}/{NAME}/subject.json")]


def test_a_store_that_goes_away_while_a_tree_is_walked_is_told_once(
    bucket: str, seaweed: Seaweed, proxy: Proxy, impatient: None
) -> None:
    lake = BucketLake(bucket, seaweed.client())
    for number in range(10):
        put(lake, f"project_{number}/x", subject=SUBJECT)
    proxy.cut_answer("^GET .*prefix=.*project_", times=10_000)

    codes = [code for code, _ in found(validate(lake.url))]

    assert codes == ["unreachable"]


# ---- what is hostile -----------------------------------------------------------------------------------------------


def test_trees_that_are_too_deep_hide_no_asset(tmp_path: Path) -> None:
    (tmp_path / "/".join(["d" * 100] * 11)).mkdir(parents=True)  # more than fits into a key
    put(FolderLake(tmp_path), "x", subject={**SUBJECT, "surprise": 1})

    report = validate(tmp_path.as_uri())

    assert [code for code, _ in found(report)] == ["unknown-field", "unreachable"]


def test_odd_keys_of_others_hide_no_asset(bucket: str, seaweed: Seaweed) -> None:
    lake = BucketLake(bucket, seaweed.client())
    put(lake, "x", subject={**SUBJECT, "surprise": 1})
    for path in ("a//b", "a\tb/c", "mark/"):
        lake.write(path, b"")

    assert [code for code, _ in found(validate(lake.url))] == ["unknown-field", "unreachable"]


def test_what_was_read_is_not_read_again(tmp_path: Path) -> None:
    path = tmp_path / "subject.json"
    path.write_text(json.dumps(SUBJECT))
    held = places.hold(path, 1000)
    path.write_text("[]")

    assert isinstance(held, places.Held)
    assert (held.name, places.shown(held)) == ("subject.json", path.as_posix())
    document = places.load(held, 0).document
    assert document is not None
    assert document.data == SUBJECT
    assert places.hold(path, 1) == path
    assert places.hold(tmp_path, 1000) == tmp_path
