"""What every store does, whichever it is."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from aind_schema.stores import Entry, NoSuchObject, ObjectExists, Store, StoreError, WrongChecksum, open_store
from samples.objects import about, some_bytes
from samples.seaweed import BUCKET, Seaweed

MIB = 2**20
ODD_PATHS = [
    "plain.txt",
    "a folder/with spaces.txt",
    "50% & more + less.txt",
    "what#is=this,then;[x]{y}.txt",
    "%41%2F.txt",
    "naïve/Größe_µm/神経.bin",
    "~tilde/'quotes'/(brackets)!.txt",
    "deep/" * 40 + "end",
]


@pytest.fixture(scope="module")
def whole_bucket(seaweed: Seaweed) -> Store:
    """The bucket, opened once for all tests."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in seaweed.environment.items():
            patch.setenv(name, value)
        return open_store(f"s3://{BUCKET}")


@pytest.fixture(params=["folder", "bucket"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    if request.param == "folder":
        return open_store((tmp_path / "a store").as_uri())
    url: str = request.getfixturevalue("bucket")
    whole: Store = request.getfixturevalue("whole_bucket")
    return whole.below(url.removeprefix(f"{whole.url}/"))


def read(store: Store, path: str) -> bytes:
    return b"".join(store.read(path))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return tmp_path / "source.bin"


@pytest.mark.parametrize("path", ODD_PATHS)
def test_what_is_put_comes_back(store: Store, path: str) -> None:
    data = some_bytes(1000)

    store.put(about(path, data), data)

    assert read(store, path) == data
    assert [(each.path, each.size_bytes) for each in store.entries()] == [(path, 1000)]
    entry = store.stat(path)
    assert entry == Entry(path, 1000, about(path, data).crc64nvme if store.keeps_checksums else None)

    store.delete(path)
    assert store.stat(path) is None
    assert list(store.entries()) == []


@pytest.mark.parametrize("path", ODD_PATHS)
def test_what_is_sent_comes_back(store: Store, path: str, source: Path) -> None:
    source.write_bytes(b"not large at all")

    assert store.send(about(path, b"not large at all"), source) == 16

    assert read(store, path) == b"not large at all"


def test_what_is_not_there_is_told(store: Store) -> None:
    assert store.stat("nothing") is None
    assert store.children() == ([], [])
    assert list(store.entries()) == []
    store.delete("nothing")
    with pytest.raises(NoSuchObject, match=r"/nothing: there is no such"):
        read(store, "nothing")


def test_empty_objects_are_objects(store: Store, source: Path) -> None:
    source.touch()

    store.put(about("put", b""), b"")
    assert store.send(about("sent", b""), source) == 0

    assert read(store, "put") == read(store, "sent") == b""
    assert [(each.path, each.size_bytes) for each in store.entries()] == [("put", 0), ("sent", 0)]


def test_a_large_file_is_read_in_pieces(store: Store, source: Path) -> None:
    data = some_bytes(40 * MIB)
    source.write_bytes(data)
    steps: list[int] = []

    assert store.send(about("large.bin", data), source, advance=steps.append) == len(data)

    pieces = list(store.read("large.bin"))
    assert b"".join(pieces) == data
    assert max(map(len, pieces)) < 8 * MIB
    assert sum(steps) == len(data)
    assert len(steps) > 2


def test_objects_are_listed_in_the_order_of_their_paths(store: Store) -> None:
    paths = sorted(["a/b", "a-b", "a.b", "a/b.c/d", "a/b-c", "B", "a0", "é", "\uffee", "\U0001f600"])
    for path in reversed(paths):
        store.put(about(path, b"x"), b"x")

    assert [each.path for each in store.entries()] == paths


def test_a_folder_is_listed_and_opened_by_itself(store: Store) -> None:
    for path in ["top.txt", "data/one", "data/two", "data/deep/three", "data-2/four"]:
        store.put(about(path, b"four"), b"four")

    assert store.children() == (["data", "data-2"], [Entry("top.txt", 4)])
    assert store.children("data") == (["deep"], [Entry("data/one", 4), Entry("data/two", 4)])
    assert store.children("nowhere") == ([], [])

    below = store.below("data")
    assert below.url == f"{store.url}/data"
    assert [each.path for each in below.entries()] == ["deep/three", "one", "two"]
    assert below.children("deep") == ([], [Entry("deep/three", 4)])
    assert read(below, "deep/three") == b"four"
    below.put(about("five", b"five!"), b"five!")
    assert read(store, "data/five") == b"five!"
    assert read(open_store(below.url), "five") == b"five!"


def test_nothing_is_overwritten_unless_it_may(store: Store, source: Path) -> None:
    source.write_bytes(b"second")
    store.put(about("one", b"first"), b"first")

    with pytest.raises(ObjectExists, match=r"/one: there is one of that name already"):
        store.put(about("one", b"second"), b"second")
    with pytest.raises(ObjectExists):
        store.send(about("one", b"second"), source)
    assert read(store, "one") == b"first"

    store.put(about("one", b"second"), b"second", replace=True)
    assert read(store, "one") == b"second"
    source.write_bytes(b"third")
    store.send(about("one", b"third"), source, replace=True)
    assert read(store, "one") == b"third"


def test_of_many_that_create_one_object_one_wins(store: Store) -> None:
    together = threading.Barrier(8)

    def put(number: int) -> bool:
        data = some_bytes(1000, number)
        together.wait()
        try:
            store.put(about("contested", data), data)
        except ObjectExists:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        won = list(pool.map(put, range(8)))

    assert sum(won) == 1
    assert read(store, "contested") == some_bytes(1000, won.index(True))


@pytest.mark.parametrize("given", [b"other bytes", b"short", b"what is far too long"])
def test_what_is_not_as_described_is_not_stored(store: Store, source: Path, given: bytes) -> None:
    source.write_bytes(given)
    what = about("wrong", b"these bytes")

    with pytest.raises(WrongChecksum, match="the file is no longer what its manifest says"):
        store.put(what, given)
    with pytest.raises(WrongChecksum):
        store.send(what, source)

    assert list(store.entries()) == []
    store.put(what, b"these bytes")


def test_a_source_that_is_not_there_is_no_fault_of_the_store(store: Store, source: Path) -> None:
    with pytest.raises(FileNotFoundError):
        store.send(about("one", b"x"), source)
    assert list(store.entries()) == []


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "/a",
        "a/",
        "a//b",
        ".",
        "..",
        "../a",
        "a/../b",
        "a/./b",
        "a\0b",
        "a\nb",
        "a\ud800b",
        "long/" * 250 + "end",
    ],
)
def test_paths_that_lead_elsewhere_are_refused(store: Store, source: Path, path: str) -> None:
    source.write_bytes(b"x")
    with pytest.raises(StoreError, match="the path "):
        store.put(about(path, b"x"), b"x")
    with pytest.raises(StoreError, match="the path "):
        store.send(about(path, b"x"), source)
    with pytest.raises(StoreError, match="the path "):
        store.stat(path)
    with pytest.raises(StoreError, match="the path "):
        read(store, path)
    with pytest.raises(StoreError, match="the path "):
        store.delete(path)
    with pytest.raises(StoreError, match="the path "):
        store.below(path)


def test_tidying_leaves_what_is_whole(store: Store) -> None:
    store.put(about("one", b"x"), b"x")

    store.tidy(())

    assert [each.path for each in store.entries()] == ["one"]
