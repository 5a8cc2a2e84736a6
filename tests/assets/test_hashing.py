"""Several processes compute the digests of many files."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path

import pytest

from aind_schema.assets.digests import digest_bytes
from aind_schema.assets.hashing import Hashed, WorkerEnded, hash_files
from aind_schema.assets.scanning import Found, scan
from aind_schema.progress import Progress
from samples.assets import noise

MIB = 2**20
needs_linux = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="needs Linux")


def write(folder: Path, files: dict[str, bytes]) -> list[Found]:
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return scan(folder).files


def write_holes(folder: Path, count: int, size: int) -> list[Found]:
    """Write files that take time to read and no room on the disk."""
    for i in range(count):
        with (folder / f"{i}.bin").open("wb") as file:
            file.truncate(size)
    return scan(folder).files


def hashed(path: str, data: bytes) -> Hashed:
    digests = digest_bytes(data)
    return Hashed(path, digests.sha256, digests.crc64nvme)


def children() -> list[int]:
    """Return the processes that this one has started and that still run."""
    lists = [path.read_text() for path in Path("/proc/self/task").glob("*/children")]
    return [int(word) for text in lists for word in text.split()]


class Count(Progress):
    def __init__(self) -> None:
        self.bytes = 0
        self.threads: set[int] = set()

    def advance(self, count: int) -> None:
        self.bytes += count
        self.threads.add(threading.get_ident())


@pytest.mark.parametrize("processes", [1, 3, None])
def test_the_number_of_processes_changes_nothing_but_the_order(tmp_path: Path, processes: int | None) -> None:
    small = {f"{i % 7}/{i}": str(i).encode() for i in range(1400)}
    content = {**small, "0/large": noise(3 * MIB), "empty": b"", "with space/\u00e9\U0001f9e0'": b"x"}
    files = write(tmp_path, content)
    progress = Count()
    batches = list(hash_files(tmp_path, files, processes=processes, progress=progress))
    assert len(batches) == 3
    assert sorted(each for batch in batches for each in batch) == sorted(hashed(*item) for item in content.items())
    assert progress.bytes == sum(map(len, content.values()))


def test_large_files_are_shared_out(tmp_path: Path) -> None:
    files = write_holes(tmp_path, 4, 33 * MIB)
    progress = Count()
    assert [len(batch) for batch in hash_files(tmp_path, files, processes=2, progress=progress)] == [1] * 4
    assert len(progress.threads) == 2


def test_nothing_to_do_is_done(tmp_path: Path) -> None:
    assert list(hash_files(tmp_path, [])) == []


def test_a_file_that_is_not_what_was_found_is_told_and_stops_no_other(tmp_path: Path) -> None:
    files = write(tmp_path, {"a": b"a", "b": b"b", "c": b"c", "d": b"d"})
    (tmp_path / "a").write_bytes(b"longer")
    (tmp_path / "b").unlink()
    (tmp_path / "c").rename(tmp_path / "elsewhere")
    (tmp_path / "c").symlink_to("elsewhere")
    (batch,) = hash_files(tmp_path, files)
    assert batch == [
        Hashed("a", fault="it was changed while it was read", changed=True),
        Hashed("b", fault="No such file or directory"),
        Hashed("c", fault="Too many levels of symbolic links"),
        hashed("d", b"d"),
    ]


def test_links_are_followed_if_asked(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"x")
    (tmp_path / "asset").mkdir()
    (tmp_path / "asset" / "link").symlink_to(tmp_path / "elsewhere")
    files = scan(tmp_path / "asset", follow_links=True).files
    assert list(hash_files(tmp_path / "asset", files, follow_links=True)) == [[hashed("link", b"x")]]


def test_a_folder_may_be_given_relative_and_have_any_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / os.fsdecode(b"-\xff \n'\"$x")
    folder.mkdir()
    files = write(folder, {"a": b"a"})
    monkeypatch.chdir(tmp_path)
    assert list(hash_files(folder.relative_to(tmp_path), files)) == [[hashed("a", b"a")]]


def test_no_program_in_the_folder_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    modules = ("json", "hashlib", "os", "signal", "typing", "aind_schema", "sitecustomize", "digests")
    files = write(tmp_path, {f"{name}.py": b"raise SystemExit('taken over')" for name in modules})
    monkeypatch.chdir(tmp_path)
    (batch,) = hash_files(tmp_path, files)
    assert [each.fault for each in batch] == [None] * len(modules)


@needs_linux
def test_a_process_that_is_ended_from_outside_is_told(tmp_path: Path) -> None:
    batches = hash_files(tmp_path, write_holes(tmp_path, 6, 200 * MIB), processes=1)
    next(batches)
    for process in children():
        os.kill(process, signal.SIGKILL)
    with pytest.raises(WorkerEnded, match="ended from outside; start again"):
        list(batches)
    assert children() == []


@needs_linux
def test_processes_end_with_whoever_asked(tmp_path: Path) -> None:
    batches = hash_files(tmp_path, write_holes(tmp_path, 6, 100 * MIB), processes=2)
    next(batches)
    assert children()
    batches.close()  # type: ignore[attr-defined]
    assert children() == []
