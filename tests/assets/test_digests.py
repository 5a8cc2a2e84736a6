"""Digests are those that other programs compute, and of one state of a file."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aind_schema.assets.digests import Digester, Digests, FileChanged, Stamp, as_base64, crc64nvme_of, digest_bytes
from aind_schema.assets.digests import digest_file as digest
from samples.assets import noise

MIB = 2**20
PAST = (1e9, 1e9)


def crc64nvme(data: bytes) -> int:
    """Compute the checksum bit by bit, from its definition: reflected, all ones before and after."""
    crc = 2**64 - 1
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x9A6C9329AC4BC9B5 if crc & 1 else 0)
    return crc ^ 2**64 - 1


# ---- bytes ---------------------------------------------------------------------------------------------------------


@given(st.binary(max_size=200))
def test_digests_are_those_of_their_definitions(data: bytes) -> None:
    crc = b64encode(crc64nvme(data).to_bytes(8, "big")).decode()
    assert digest_bytes(data) == Digests(len(data), hashlib.sha256(data).hexdigest(), crc)


def test_the_value_by_which_the_checksum_is_known() -> None:
    assert crc64nvme_of(b"123456789") == 0xAE8B14860A799888
    assert as_base64(0xAE8B14860A799888) == "rosUhgp5mIg="
    assert digest_bytes(b"").crc64nvme == "AAAAAAAAAAA="


@given(st.lists(st.binary(max_size=50), max_size=6))
def test_pieces_have_the_digests_of_the_whole(pieces: list[bytes]) -> None:
    digester = Digester()
    for piece in pieces:
        digester.update(memoryview(piece))
    assert digester.digests() == digest_bytes(b"".join(pieces))


# ---- files ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ap.bin"


@pytest.mark.parametrize("size", [0, 1, MIB - 1, MIB, MIB + 1, 3 * MIB + 17])
def test_a_file_has_the_digests_of_its_bytes(path: Path, size: int) -> None:
    path.write_bytes(noise(size))
    told: list[int] = []
    assert digest(path, advance=told.append) == digest_bytes(noise(size))
    assert sum(told) == size


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="needs coreutils")
def test_sha256_is_what_sha256sum_prints(path: Path) -> None:
    path.write_bytes(noise(2 * MIB))
    printed = subprocess.run(["sha256sum", path], capture_output=True, text=True, check=True).stdout
    assert printed.split() == [digest(path).sha256, str(path)]


def append(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"x")


def truncate(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def overwrite(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(-1, os.SEEK_END)
        file.write(b"x")


def change_back(path: Path) -> None:
    """Leave the bytes and the time as they were: that the file was written to is seen all the same."""
    data = path.read_bytes()
    path.write_bytes(data[::-1])
    path.write_bytes(data)
    os.utime(path, PAST)


def replace(path: Path) -> None:
    """Put another file of the same size and time in its place."""
    other = path.with_name("other")
    other.write_bytes(noise(path.stat().st_size, seed=1))
    os.utime(other, PAST)
    other.replace(path)


CHANGES = [append, truncate, overwrite, change_back, replace]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("size", [10, 3 * MIB], ids=["small", "large"])
def test_a_change_while_it_is_read_is_found(path: Path, change: Callable[[Path], None], size: int) -> None:
    path.write_bytes(noise(size))
    os.utime(path, PAST)
    done: list[int] = []

    def advance(count: int) -> None:
        if not done:
            change(path)
        done.append(count)

    with pytest.raises(FileChanged, match="it was changed while it was read"):
        digest(path, advance=advance)
    assert digest(path).size_bytes == path.stat().st_size


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_since_the_file_was_found_is_seen_before_it_is_read(
    path: Path, change: Callable[[Path], None]
) -> None:
    path.write_bytes(noise(100))
    os.utime(path, PAST)
    expected = Stamp.of(path.stat())
    assert digest(path, expected) == digest_bytes(noise(100))
    change(path)
    done: list[int] = []
    with pytest.raises(FileChanged):
        digest(path, expected, advance=done.append)
    assert done == []


# ---- what is no file -----------------------------------------------------------------------------------------------


def test_a_link_is_followed_only_if_asked(tmp_path: Path, path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"x")
    path.symlink_to("elsewhere")
    with pytest.raises(OSError, match="symbolic links"):
        digest(path)
    assert digest(path, follow_links=True) == digest_bytes(b"x")


def test_a_pipe_does_not_keep_anyone_waiting(path: Path) -> None:
    os.mkfifo(path)
    with pytest.raises(FileChanged):
        digest(path)


@pytest.mark.parametrize("place", ["/dev/zero", "/"])
def test_a_device_or_folder_is_not_read(place: str) -> None:
    with pytest.raises(FileChanged):
        digest(place)


def test_a_file_that_is_not_there_is_told(path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        digest(path)


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs Linux")
def test_no_file_stays_open(path: Path) -> None:
    path.write_bytes(noise(2 * MIB))
    before = len(list(Path("/proc/self/fd").iterdir()))
    digest(path)
    with pytest.raises(FileChanged):
        digest(path, Stamp(0, 0, 0, 0))
    assert len(list(Path("/proc/self/fd").iterdir())) == before
