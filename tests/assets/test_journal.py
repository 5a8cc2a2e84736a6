"""What was done before stamping was stopped is remembered, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aind_schema.assets.digests import Stamp, digest_bytes
from aind_schema.assets.hashing import Hashed
from aind_schema.assets.journal import Journal

STAMP = Stamp(3, 17, 18, 4711)
OTHER = Stamp(3, 17, 19, 4711)
DIGESTS = digest_bytes(b"abc")


def hashed(path: str) -> Hashed:
    return Hashed(path, DIGESTS.sha256, DIGESTS.crc64nvme)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / ".manifest.json.journal"


def note(path: Path, *names: str) -> None:
    journal = Journal(path)
    journal.note(map(hashed, names), dict.fromkeys(names, STAMP))
    journal.close()


def test_what_is_noted_is_recalled(path: Path) -> None:
    names = ("a", "ecephys/ap.bin", "\u00e9\U0001f9e0 \u2028'\"")
    note(path, *names)
    assert Journal(path).recall(dict.fromkeys(names, STAMP)) == {name: hashed(name) for name in names}


def test_there_need_not_be_a_journal(path: Path) -> None:
    journal = Journal(path)
    assert journal.recall({"a": STAMP}) == {}
    journal.close()
    journal.remove()
    assert not path.exists()


def test_a_file_that_has_changed_or_is_gone_is_not_recalled(path: Path) -> None:
    note(path, "a", "b", "c")
    assert Journal(path).recall({"a": STAMP, "b": OTHER}) == {"a": hashed("a")}


def test_what_is_noted_is_there_at_once(path: Path) -> None:
    journal = Journal(path)
    journal.note([hashed("a")], {"a": STAMP})
    assert Journal(path).recall({"a": STAMP}) == {"a": hashed("a")}  # though the first was never closed
    journal.remove()


def test_another_attempt_goes_on_with_it_and_the_last_note_counts(path: Path) -> None:
    note(path, "a")
    journal = Journal(path)
    journal.note([hashed("b"), Hashed("a", "0" * 64, DIGESTS.crc64nvme)], {"a": STAMP, "b": STAMP})
    journal.close()
    known = Journal(path).recall({"a": STAMP, "b": STAMP})
    assert known == {"a": Hashed("a", "0" * 64, DIGESTS.crc64nvme), "b": hashed("b")}


@pytest.mark.parametrize("left", range(1, 60, 7))
def test_a_note_that_was_broken_off_spoils_no_other(path: Path, left: int) -> None:
    note(path, "a")
    note(path, "b")
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2 + left])
    note(path, "c")
    assert Journal(path).recall(dict.fromkeys("abc", STAMP)).keys() == {"a", "c"}


GOOD = ["a", [*STAMP], DIGESTS.sha256, DIGESTS.crc64nvme]
STRANGE = [
    b"",
    b"\0" * 500,
    b"\xff\xfe",
    b"7",
    b"null",
    b"{}",
    b'{"a": 1, "b": 2, "c": 3, "d": 4}',
    b'"abcd"',
    b"[" * 100_000,
    b"9" * 10_000,
    *(
        json.dumps([[*GOOD[:i], wrong, *GOOD[i + 1 :]]]).encode()
        for i in range(4)
        for wrong in (None, 7, "x", [], {}, [1, 2, 3, 4, 5], DIGESTS.sha256.upper())
    ),
    json.dumps([GOOD[:3]]).encode(),
    json.dumps([[*GOOD, 1]]).encode(),
]


@pytest.mark.parametrize("line", STRANGE, ids=lambda line: repr(line[:40]))
def test_what_is_no_note_is_passed_over(path: Path, line: bytes) -> None:
    path.write_bytes(line + b"\n")
    note(path, "b")
    assert Journal(path).recall({"a": STAMP, "b": STAMP, "x": STAMP}).keys() - {"x"} == {"b"}
