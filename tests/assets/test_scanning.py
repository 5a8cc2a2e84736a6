"""What lies in an asset's folder is listed whole, in one order."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from aind_schema.assets.digests import Stamp
from aind_schema.assets.scanning import Scan, scan


def fill(root: Path, *paths: str) -> Path:
    """Make files, and folders where a path ends with a slash."""
    for path in paths:
        target = root / path
        (target if path.endswith("/") else target.parent).mkdir(parents=True, exist_ok=True)
        if not path.endswith("/"):
            target.write_bytes(b"x")
    return root


def listed(found: Scan) -> list[str]:
    return [file.path for file in found.files]


def told(found: Scan) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.file) for problem in found.problems]


def test_all_files_and_empty_folders_are_listed(tmp_path: Path) -> None:
    fill(tmp_path, "b/c/d.bin", "a.txt", "b/.hidden", "b/e/", "f/g/h/", "b/c.txt")
    found = scan(tmp_path)
    assert listed(found) == ["a.txt", "b/.hidden", "b/c.txt", "b/c/d.bin"]
    assert found.empty_folders == ["b/e", "f/g/h"]
    assert found.problems == []


def test_an_empty_folder_has_nothing(tmp_path: Path) -> None:
    assert scan(tmp_path) == Scan([], [], [])


def test_the_order_is_that_of_the_bytes(tmp_path: Path) -> None:
    names = ["B", "a", "a-b", "a.b", "a/x", "a0", "z", "\u00e9", "\uffee", "\U0001f9e0"]
    fill(tmp_path, *(name for name in names if name != "a"))
    assert listed(scan(tmp_path)) == ["B", "a-b", "a.b", "a/x", "a0", "z", "\u00e9", "\uffee", "\U0001f9e0"]


def test_a_file_is_known_by_its_stamp(tmp_path: Path) -> None:
    fill(tmp_path, "a/b")
    ((_, stamp),) = scan(tmp_path).files
    assert stamp == Stamp.of((tmp_path / "a/b").stat())


def test_what_the_package_keeps_for_itself_is_no_part_of_the_asset(tmp_path: Path) -> None:
    fill(tmp_path, "manifest.json", ".manifest.json.journal", ".upload.json", ".upload/x/1", ".metadata.json.7.part")
    fill(tmp_path, "data/manifest.json", "data/.upload/", ".data_description.yaml.7.part", ".notes.json.7.part")
    found = scan(tmp_path)
    assert listed(found) == [".notes.json.7.part", "data/manifest.json"]
    assert found.empty_folders == ["data/.upload"]


def test_a_folder_may_be_given_as_a_link(tmp_path: Path) -> None:
    fill(tmp_path / "there", "a")
    (tmp_path / "here").symlink_to("there")
    assert listed(scan(tmp_path / "here")) == ["a"]


# ---- links ---------------------------------------------------------------------------------------------------------


def test_links_are_refused(tmp_path: Path) -> None:
    fill(tmp_path / "elsewhere", "a/b")
    asset = fill(tmp_path / "asset", "own")
    (asset / "file").symlink_to("../elsewhere/a/b")
    (asset / "folder").symlink_to("../elsewhere/a")
    (asset / "nowhere").symlink_to("nothing")
    found = scan(asset)
    assert told(found) == [("link-refused", "file"), ("link-refused", "folder"), ("link-refused", "nowhere")]
    assert listed(found) == ["own"]


def test_links_are_followed_if_asked(tmp_path: Path) -> None:
    fill(tmp_path / "elsewhere", "a/b", "a/c/d", "e/")
    asset = fill(tmp_path / "asset", "own")
    (asset / "file").symlink_to("../elsewhere/a/b")
    (asset / "folder").symlink_to("../elsewhere/a")
    (asset / "empty").symlink_to("../elsewhere/e")
    (asset / "nowhere").symlink_to("nothing")
    (asset / "self").symlink_to("self")
    found = scan(asset, follow_links=True)
    assert listed(found) == ["file", "folder/b", "folder/c/d", "own"]
    assert found.empty_folders == ["empty"]
    assert told(found) == [("unreadable", "nowhere"), ("unreadable", "self")]


@pytest.mark.parametrize("target", [".", "..", "../..", "../../asset"])
def test_links_that_lead_back_are_refused_even_then(tmp_path: Path, target: str) -> None:
    asset = fill(tmp_path / "asset", "data/a")
    (asset / "data" / "loop").symlink_to(target)
    (problem,) = scan(asset, follow_links=True).problems
    assert problem.code == "link-refused"
    assert "leads back" in problem.message


def test_two_links_to_one_folder_are_no_loop(tmp_path: Path) -> None:
    asset = fill(tmp_path / "asset", "run/a")
    (asset / "latest").symlink_to("run")
    found = scan(asset, follow_links=True)
    assert listed(found) == ["latest/a", "run/a"]
    assert found.problems == []


# ---- names ---------------------------------------------------------------------------------------------------------


def test_what_is_wrong_with_the_name_of_a_folder_is_told_once(tmp_path: Path) -> None:
    fill(tmp_path, "10:14:25/a", "10:14:25/b", "10:14:25/sub/c")
    found = scan(tmp_path)
    assert told(found) == [("unportable-path", "10:14:25")]
    assert len(found.files) == 3


def test_a_path_that_is_too_long_ends_the_search(tmp_path: Path) -> None:
    deep = "/".join(["x" * 200] * 4)
    fill(tmp_path, f"{deep}/y/z")
    found = scan(tmp_path)
    assert told(found) == [("unportable-path", deep)]
    assert found.files == []


@pytest.mark.skipif(sys.platform != "linux", reason="needs a system that tells capitals")
def test_paths_that_clash_are_told_beside_each_other(tmp_path: Path) -> None:
    fill(tmp_path, "a/x.bin", "a/X.bin", "B/", "b", "d/e\u0301", "d/\u00e9", "Manifest.json")
    found = scan(tmp_path)
    assert told(found) == [("paths-clash", path) for path in ("Manifest.json", "a/x.bin", "b", "d/\u00e9")]
    messages = [problem.message for problem in found.problems]
    assert messages[:3] == [
        'it cannot stand beside "manifest.json": they differ only in case',
        'it cannot stand beside "a/X.bin": they differ only in case',
        'it cannot stand beside "B": one is a file, the other a folder',
    ]
    assert "they differ only in Unicode form" in messages[3]


@pytest.mark.parametrize("name", ["manifest.yaml", "metadata.yml", "metadata.JSON"])
def test_what_stamping_writes_may_not_be_there_in_another_format(tmp_path: Path, name: str) -> None:
    fill(tmp_path, name, f"data/{name}")
    (problem,) = scan(tmp_path).problems
    assert (problem.code, problem.file) == ("record-repeated", name)
    assert "which stamping writes" in problem.message


@pytest.mark.parametrize("name", ["subject.json", "subject_7.yaml", "data_description.yml", "manifest.json"])
def test_a_folder_that_is_called_like_a_record_is_refused(tmp_path: Path, name: str) -> None:
    fill(tmp_path, f"{name}/x", f"data/{name}/x")
    assert told(scan(tmp_path)) == [("not-a-file", name)]


@contextmanager
def without_privileges() -> Iterator[None]:
    """Be nobody for a while, since root may read everything."""
    own = os.geteuid()
    if own == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(own)


def test_a_folder_that_cannot_be_listed_is_told_and_hides_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path, "closed/a", "open/b")
    tmp_path.chmod(0o755)
    (tmp_path / "closed").chmod(0)
    monkeypatch.chdir(tmp_path)  # the folders above may be closed to nobody
    with without_privileges():
        found = scan(Path())
    (tmp_path / "closed").chmod(0o700)
    assert told(found) == [("unreadable", "closed")]
    assert listed(found) == ["open/b"]
