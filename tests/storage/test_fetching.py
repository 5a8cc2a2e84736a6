"""What comes back is the asset, and nothing is ever written outside its folder."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aind_schema import fetch, upload, verify
from aind_schema.errors import Refused
from samples.assets import NAME, make_asset, noise
from samples.hostile import manifests, put
from samples.lakes import BucketLake, FolderLake, Lake, files_in

if TYPE_CHECKING:
    from samples.commands import Shell
    from samples.proxy import Proxy
    from samples.seaweed import Seaweed

A, B = noise(1000, 1), noise(2000, 2)
FILES = {"ecephys/a.bin": A, "ecephys/b.bin": B, "empty.txt": b""}


@pytest.fixture(scope="module")
def stamped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    parent = tmp_path_factory.mktemp("stamped")
    (parent / NAME / "behavior" / "deep").mkdir(parents=True)
    return make_asset(parent, FILES)


@pytest.fixture
def url(stamped: Path, lake: Lake) -> str:
    """The asset in a store."""
    return upload(stamped, lake.url).url


def state(folder: Path) -> dict[str, bytes | None]:
    """Return all that lies in a folder, folders and links too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() and not path.is_symlink() else None
        for path in folder.rglob("*")
    }


def refusal(url: str, folder: Path) -> list[tuple[str, str | None]]:
    with pytest.raises(Refused) as refused:
        fetch(url, folder)
    return [(problem.code, problem.file) for problem in refused.value.report]


# ---- what comes back -----------------------------------------------------------------------------------------------


def test_all_of_an_asset_comes_back(url: str, stamped: Path, tmp_path: Path) -> None:
    done = fetch(url, tmp_path / "back")

    assert done.report.ok
    assert (done.name, done.folder) == (NAME, tmp_path / "back" / NAME)
    assert (done.fetched_files, done.present_files) == (6, 0)
    assert state(done.folder) == state(stamped)
    assert verify(done.folder).report.ok


def test_a_second_time_nothing_is_fetched(url: str, tmp_path: Path) -> None:
    fetch(url, tmp_path)

    done = fetch(url, tmp_path)

    assert done.report.ok
    assert (done.fetched_files, done.fetched_bytes, done.present_files) == (0, 0, 6)


def test_what_is_missing_is_fetched(url: str, stamped: Path, tmp_path: Path) -> None:
    folder = fetch(url, tmp_path).folder
    for path in ("ecephys/a.bin", "empty.txt", "manifest.json"):
        (folder / path).unlink()
    (folder / "behavior" / "deep").rmdir()

    done = fetch(url, tmp_path)

    assert (done.fetched_files, done.fetched_bytes, done.present_files) == (2, len(A), 4)
    assert state(folder) == state(stamped)


@pytest.mark.parametrize("given", [NAME, f"deep/er/{NAME}", "deep/er", "."])
def test_the_folder_may_bear_the_name_or_hold_it(
    stamped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    folder = fetch(stamped.as_uri(), given).folder

    assert folder.name == NAME
    assert (folder.resolve().parent / NAME / "manifest.json").is_file()
    assert NAME not in folder.resolve().parent.parts


def test_the_folder_may_be_where_one_is(stamped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / NAME).mkdir()
    monkeypatch.chdir(tmp_path / NAME)

    assert fetch(stamped.as_uri(), ".").report.ok

    assert state(tmp_path / NAME) == state(stamped)


def test_two_fetches_at_once_make_one_asset(stamped: Path, bucket: str, proxy: Proxy, tmp_path: Path) -> None:
    there = upload(stamped, bucket).url
    held = proxy.hold(r"^GET .*/ecephys/a\.bin")
    process = start(there, tmp_path)
    assert held.reached.wait(30)
    done = fetch(there, tmp_path)
    held.release()
    output, _ = process.communicate(timeout=30)

    assert done.report.ok
    assert process.returncode == 0, output
    assert state(tmp_path / NAME) == state(stamped)


def start(url: str, folder: Path) -> subprocess.Popen[str]:
    arguments = [Path(sys.executable).with_name("aind-schema"), "fetch", url, folder]
    return subprocess.Popen(
        arguments, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=dict(os.environ)
    )


def test_a_fetch_that_was_killed_goes_on(stamped: Path, bucket: str, proxy: Proxy, tmp_path: Path) -> None:
    there = upload(stamped, bucket).url
    held = proxy.hold(r"^GET .*/subject\.json")
    process = start(there, tmp_path)
    assert held.reached.wait(30)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    held.release()
    assert not (tmp_path / NAME / "manifest.json").exists()

    done = fetch(there, tmp_path)

    assert done.report.ok
    assert done.fetched_files + done.present_files == 6
    assert state(tmp_path / NAME) == state(stamped)  # what was half there is gone too


# ---- what is wrong there -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (None, "file-missing"),
        (b"", "file-changed"),
        (A[:-1], "file-changed"),
        (A + b"x", "file-changed"),
        (A * 1_000, "file-changed"),
        (A[:500] + bytes([A[500] ^ 1]) + A[501:], "file-changed"),
        (noise(1000, 7), "file-changed"),
    ],
    ids=["missing", "empty", "shorter", "longer", "much longer", "one bit", "other"],
)
def test_an_object_that_is_not_what_the_manifest_lists_is_told(
    url: str, lake: Lake, stamped: Path, tmp_path: Path, data: bytes | None, code: str
) -> None:
    lake.remove(f"{NAME}/ecephys/a.bin")
    if data is not None:
        lake.write(f"{NAME}/ecephys/a.bin", data)

    done = fetch(url, tmp_path / "back")

    assert [(problem.code, problem.file) for problem in done.report] == [(code, "ecephys/a.bin")]
    assert files_in(done.folder).keys() == files_in(stamped).keys() - {"ecephys/a.bin", "manifest.json"}
    assert (done.fetched_files, done.present_files) == (5, 0)

    lake.write(f"{NAME}/ecephys/a.bin", A)
    assert fetch(url, tmp_path / "back").fetched_files == 1
    assert state(done.folder) == state(stamped)


def test_all_that_is_wrong_is_told_at_once(url: str, lake: Lake, tmp_path: Path) -> None:
    lake.remove(f"{NAME}/ecephys/a.bin")
    lake.write(f"{NAME}/ecephys/b.bin", A)

    report = fetch(url, tmp_path).report

    assert [(problem.code, problem.file) for problem in report] == [
        ("file-missing", "ecephys/a.bin"),
        ("file-changed", "ecephys/b.bin"),
    ]


def test_what_is_not_complete_is_not_fetched(url: str, lake: Lake, tmp_path: Path) -> None:
    lake.remove(f"{NAME}/manifest.json")

    assert refusal(url, tmp_path) == [("no-manifest", url)]
    assert refusal(lake.url, tmp_path) == [("no-manifest", lake.url)]


def test_a_store_that_goes_away_is_told_once(
    stamped: Path, bucket: str, proxy: Proxy, tmp_path: Path, impatient: None
) -> None:
    there = upload(stamped, bucket).url
    proxy.cut_answer(r"^GET .*/(ecephys/|subject|data_)", times=10_000)

    done = fetch(there, tmp_path)

    assert {problem.code for problem in done.report} == {"unreachable"}
    assert {problem.hint for problem in done.report} <= {"try again", "start again; what has arrived is kept"}
    assert not (tmp_path / NAME / "manifest.json").exists()


# ---- what is here already ------------------------------------------------------------------------------------------


def another_manifest(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps(manifest))


def another_file(folder: Path) -> None:
    (folder / "ecephys" / "a.bin").write_bytes(B[:1000])


def a_shorter_file(folder: Path) -> None:
    (folder / "ecephys" / "a.bin").write_bytes(b"x")


def a_file_more(folder: Path) -> None:
    (folder / "notes.txt").write_bytes(b"precious")


def a_folder_for_a_file(folder: Path) -> None:
    (folder / "ecephys" / "a.bin").unlink()
    (folder / "ecephys" / "a.bin").mkdir()
    (folder / "ecephys" / "a.bin" / "x").write_bytes(b"precious")


def a_file_for_a_folder(folder: Path) -> None:
    (folder / "behavior" / "deep").rmdir()
    (folder / "behavior" / "deep").write_bytes(b"precious")


@pytest.mark.parametrize(
    ("change", "file"),
    [
        (another_manifest, ""),
        (another_file, "ecephys/a.bin"),
        (a_shorter_file, "ecephys/a.bin"),
        (a_file_more, "notes.txt"),
        (a_folder_for_a_file, "ecephys/a.bin/x"),
        (a_file_for_a_folder, "behavior/deep"),
    ],
)
def test_nothing_that_is_here_is_overwritten(
    stamped: Path, tmp_path: Path, change: Callable[[Path], None], file: str
) -> None:
    folder = fetch(stamped.as_uri(), tmp_path).folder
    change(folder)
    before = state(folder)

    assert refusal(stamped.as_uri(), tmp_path) == [("asset-exists", file or folder.as_posix())]

    assert state(folder) == before


@pytest.mark.parametrize("place", ["ecephys", "ecephys/a.bin", "behavior", "manifest.json", ".upload", "subject.json"])
@pytest.mark.parametrize("leads", ["to a folder", "to a file", "nowhere"])
def test_no_link_is_followed(stamped: Path, tmp_path: Path, place: str, leads: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "file").write_bytes(b"precious")
    link = tmp_path / "lake" / NAME / place
    link.parent.mkdir(parents=True)
    link.symlink_to({"to a folder": outside, "to a file": outside / "file", "nowhere": outside / "nothing"}[leads])
    before = state(outside)

    try:
        told = fetch(stamped.as_uri(), tmp_path / "lake").report.text()
    except Refused as refused:
        told = str(refused)

    assert "link" in told
    assert "error[" in told
    assert state(outside) == before
    assert not (tmp_path / "lake" / NAME / "manifest.json").is_file() or place == "manifest.json"


# ---- what is hostile -----------------------------------------------------------------------------------------------


def test_a_hostile_manifest_gives_one_report_and_no_file(stamped: Path, tmp_path: Path, shell: Shell) -> None:
    """All kinds, served from a folder: exit code 1, one report, nothing written anywhere."""
    sound = (stamped / "manifest.json").read_bytes()
    place = FolderLake(tmp_path / "lake")
    for what, manifest in manifests(sound):
        put(place, NAME, manifest, {"x": b"evil", "evil": b"evil"})
        before = state(place.root)

        done = shell("fetch", f"{place.url}/{NAME}", tmp_path / "home" / "lab", "--format", "json")

        assert done.exit_code == 1, what
        assert done.err == "", what
        assert done.told["state"] == "refused", what
        assert done.told["problems"], what
        assert [path.name for path in tmp_path.iterdir()] == ["lake"], what
        assert state(place.root) == before, what


@pytest.mark.parametrize(
    "what",
    ["path '../x'", "path '/etc/x'", "path 'a\\\\b'", "path 'con'", "own path .upload/x", "name '../evil'", "UTF-16"],
)
def test_a_hostile_manifest_in_a_bucket_is_refused_too(
    stamped: Path, bucket: str, seaweed: Seaweed, tmp_path: Path, shell: Shell, what: str
) -> None:
    lake = BucketLake(bucket, seaweed.client())
    put(lake, NAME, dict(manifests((stamped / "manifest.json").read_bytes()))[what])

    done = shell("fetch", f"{lake.url}/{NAME}", tmp_path / "home" / "lab")

    assert (done.exit_code, done.err) == (1, "")
    assert "error[" in done.out
    assert list(tmp_path.iterdir()) == []


def test_what_a_huge_size_promises_is_not_believed(stamped: Path, tmp_path: Path) -> None:
    manifest = json.loads((stamped / "manifest.json").read_text())
    for entry in manifest["files"]:
        entry["size_bytes"] = 2**53 - 1
    place = FolderLake(tmp_path / "lake")
    put(place, NAME, json.dumps(manifest).encode(), {**FILES, "subject.json": b"{}"})

    done = fetch(f"{place.url}/{NAME}", tmp_path / "back")

    assert {problem.code for problem in done.report} == {"file-changed", "file-missing"}
    assert files_in(tmp_path / "back") == {}


def test_a_manifest_of_many_files_that_are_not_there_is_told(stamped: Path, tmp_path: Path) -> None:
    manifest = json.loads((stamped / "manifest.json").read_text())
    manifest["files"] = [{**manifest["files"][0], "path": f"{number:05}"} for number in range(2_000)]
    place = FolderLake(tmp_path / "lake")
    put(place, NAME, json.dumps(manifest).encode())

    done = fetch(f"{place.url}/{NAME}", tmp_path / "back")

    assert len(done.report.problems) == 2_000
    assert files_in(tmp_path / "back") == {}
