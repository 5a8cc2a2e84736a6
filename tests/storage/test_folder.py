"""Folders: links, full disks, killed processes."""

from __future__ import annotations

import errno
import itertools
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from aind_schema.storage.folder import FolderStore, open_store
from aind_schema.stores import Entry, NoSuchObject, ObjectExists, Requests, StoreError, WrongChecksum
from samples.objects import about, some_bytes

MIB = 2**20

STOP_WRITING = """
import sys
from aind_schema.stores import Sending, open_store
def pieces():
    yield b"half"
    print("ready", flush=True)
    sys.stdin.read()
open_store(sys.argv[1]).receive(Sending("one", 8, "", ""), pieces())
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    path = tmp_path / "store"
    path.mkdir()
    return path


@pytest.fixture
def store(root: Path) -> FolderStore:
    return open_store(root.as_uri())


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    path = tmp_path / "outside"
    path.mkdir()
    (path / "secret.txt").write_text("secret")
    return path


def test_folders_cost_nothing(store: FolderStore) -> None:
    assert store.requests(10**12) == Requests()
    assert not store.keeps_checksums


def test_only_objects_are_left_behind(store: FolderStore, root: Path) -> None:
    store.put(about("a/b", b"x"), b"x")
    with pytest.raises(ObjectExists):
        store.put(about("a/b", b"y"), b"y")
    with pytest.raises(WrongChecksum):
        store.put(about("a/c", b"x"), b"y")

    assert sorted(path.relative_to(root).as_posix() for path in root.rglob("*")) == ["a", "a/b"]


def test_pieces_that_come_from_elsewhere_are_stored_whole_or_not_at_all(store: FolderStore, root: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield b"half"
        raise StoreError("s3://elsewhere", "the connection to the server broke off")

    with pytest.raises(StoreError, match="s3://elsewhere"):
        store.receive(about("one", b"half of it"), broken())
    assert list(root.iterdir()) == []

    store.receive(about("one", b"half of it"), iter([b"half", b" of it"]))
    assert (root / "one").read_bytes() == b"half of it"


@pytest.mark.parametrize("path", ["link/new.txt", "link/secret.txt", "file.txt", "deep/link/new.txt"])
def test_links_that_lead_out_of_the_store_are_not_followed(
    store: FolderStore, root: Path, outside: Path, path: str
) -> None:
    (root / "link").symlink_to(outside)
    (root / "file.txt").symlink_to(outside / "secret.txt")
    (root / "deep").mkdir()
    (root / "deep" / "link").symlink_to("../../outside")

    for attempt in (
        lambda: store.put(about(path, b"x"), b"x"),
        lambda: store.put(about(path, b"x"), b"x", replace=True),
        lambda: store.stat(path),
        lambda: list(store.read(path)),
        lambda: store.delete(path),
        lambda: store.below(path),
        lambda: store.children(path),
    ):
        with pytest.raises(StoreError, match="a link on the way leads out of the store"):
            attempt()

    assert [item.name for item in outside.iterdir()] == ["secret.txt"]
    assert list(store.entries()) == []
    assert store.children() == (["deep"], [])


def test_links_within_the_store_are_followed_once(store: FolderStore, root: Path) -> None:
    store.put(about("data/one", b"one"), b"one")
    (root / "same").symlink_to("data/one")
    (root / "data" / "up").symlink_to("..")
    (root / "circle").symlink_to("circle")
    (root / "nowhere").symlink_to("missing")

    assert list(store.entries()) == [Entry("data/one", 3), Entry("same", 3)]
    assert b"".join(store.read("data/up/same")) == b"one"
    assert [each.path for each in store.below("data/up").entries()] == ["data/one", "same"]


def test_a_link_in_the_place_of_drafts_is_refused(store: FolderStore, root: Path, outside: Path) -> None:
    (root / ".upload").symlink_to(outside)

    with pytest.raises(StoreError, match=r"\.upload is a link"):
        store.put(about("one", b"x"), b"x")
    store.tidy(())

    assert [item.name for item in outside.iterdir()] == ["secret.txt"]


def test_drafts_are_no_objects(store: FolderStore, root: Path) -> None:
    (root / ".upload").mkdir()
    (root / ".upload" / "draft").write_bytes(b"half")

    assert list(store.entries()) == []
    assert store.children() == ([], [])
    with pytest.raises(StoreError, match="holds what is being written"):
        store.stat(".upload/draft")


def test_drafts_of_killed_processes_are_tidied_away_and_no_others(store: FolderStore, root: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", STOP_WRITING, store.url], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        store.tidy(())
        assert len(list((root / ".upload").iterdir())) == 1
        process.kill()
    assert len(list((root / ".upload").iterdir())) == 1

    store.tidy(())

    assert list(root.iterdir()) == []


def test_a_full_disk_is_told(store: FolderStore, root: Path) -> None:
    # To a process, the largest file that it may write is just as full as a disk.
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (MIB, limits[1]))
    try:
        with pytest.raises(StoreError, match=r"/large: file too large"):
            store.put(about("large", bytes(2 * MIB)), bytes(2 * MIB))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    assert list(root.iterdir()) == []


def test_a_file_in_the_place_of_a_folder_is_told(store: FolderStore, root: Path) -> None:
    store.put(about("one", b"x"), b"x")

    with pytest.raises(StoreError, match=r"/one/two: (not a directory|file exists)"):
        store.put(about("one/two", b"x"), b"x")

    assert store.stat("one/two") is None
    assert [item.name for item in root.iterdir()] == ["one"]


@pytest.mark.parametrize("replace", [False, True])
def test_file_systems_without_hard_links_serve_too(
    store: FolderStore, root: Path, monkeypatch: pytest.MonkeyPatch, replace: bool
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    store.put(about("one", b"first"), b"first", replace=replace)
    with pytest.raises(ObjectExists):
        store.put(about("one", b"second"), b"second")

    assert [(item.name, item.read_bytes()) for item in root.iterdir()] == [("one", b"first")]


def test_deep_folders_are_listed(store: FolderStore, root: Path) -> None:
    folders = [Path(f"{root}{'/d' * depth}") for depth in range(1, 1500)]
    for folder in folders:
        folder.mkdir()
    try:
        assert list(store.entries()) == []
    finally:
        for folder in reversed(folders):
            folder.rmdir()


def test_large_files_are_copied_in_pieces(store: FolderStore, tmp_path: Path) -> None:
    data = some_bytes(9 * MIB)
    (tmp_path / "source").write_bytes(data)
    steps: list[int] = []

    store.send(about("large", data), tmp_path / "source", advance=steps.append)

    assert steps == [4 * MIB, 4 * MIB, MIB]


def test_what_comes_and_goes_meanwhile_is_no_fault(store: FolderStore) -> None:
    end = time.monotonic() + 0.5
    numbers = itertools.count()

    def again_and_again(work: Callable[[], object]) -> None:
        while time.monotonic() < end:
            with suppress(ObjectExists, NoSuchObject):
                work()

    one = about("one", b"x")
    works: list[Callable[[], object]] = [
        lambda: store.put(one, b"x"),
        lambda: store.put(about(f"{next(numbers)}", b"x"), b"x"),
        lambda: store.delete("one"),
        lambda: list(store.read("one")),
        lambda: store.stat("one"),
        lambda: list(store.entries()),
        store.children,
        lambda: store.tidy([]),
    ]
    with ThreadPoolExecutor(len(works)) as pool:
        list(pool.map(again_and_again, works))
