"""A lock that jobs on several machines respect."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from aind_schema.assets import locking
from aind_schema.assets.locking import Lock, locked
from aind_schema.paths import is_own


def test_one_holds_the_lock(tmp_path: Path) -> None:
    one, other = Lock(tmp_path / "processing.json"), Lock(tmp_path / "processing.json")
    assert one.acquire()
    assert not other.acquire()
    other.release()
    assert one.is_held(), "only its holder gives a lock back"
    one.release()
    assert other.acquire()


def test_nothing_is_left_and_stamping_passes_over_what_is_there(tmp_path: Path) -> None:
    with locked(tmp_path / "processing.json"):
        assert [is_own(path.name) for path in tmp_path.iterdir()] == [True]
    assert list(tmp_path.iterdir()) == []


def test_a_lock_that_was_left_behind_is_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locking, "ABANDONED_AFTER_S", 0.2)
    file = tmp_path / "processing.json"
    assert Lock(file).acquire()
    with locked(file) as lock:
        assert lock.is_held()
    assert list(tmp_path.iterdir()) == []


def test_a_lock_that_changes_hands_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locking, "ABANDONED_AFTER_S", 0.3)
    monkeypatch.setattr(locking, "GIVE_UP_AFTER_S", 0.9)
    file = tmp_path / "processing.json"
    holder, stop = Lock(file), threading.Event()
    assert holder.acquire()

    def hand_on() -> None:
        current = holder
        while not stop.wait(0.1):
            fresh = Lock(file)
            Path(file.with_name(f".{file.name}.0.part")).write_text(fresh._token)
            current = fresh
        current.release()

    thread = threading.Thread(target=hand_on)
    thread.start()
    try:
        with pytest.raises(TimeoutError, match="other jobs hold the lock"), locked(file):
            pass
    finally:
        stop.set()
        thread.join()


def test_a_live_lock_that_was_taken_away_by_mistake_is_put_back(tmp_path: Path) -> None:
    file = tmp_path / "processing.json"
    gone, fresh, breaker = Lock(file), Lock(file), Lock(file)
    assert gone.acquire()
    seen = gone.holder
    gone.release()
    assert seen is not None
    assert fresh.acquire()
    breaker.break_abandoned(seen)
    assert fresh.is_held()
    assert len(list(tmp_path.iterdir())) == 1
    fresh.release()
    breaker.break_abandoned(seen)
    assert list(tmp_path.iterdir()) == []


def test_who_was_held_up_while_writing_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "processing.json"
    slow, quick = Lock(file), Lock(file)
    assert slow.acquire()
    held = slow.is_held

    def suspended() -> bool:
        was_held = held()
        quick.break_abandoned(str(slow.holder))
        assert quick.acquire()
        assert quick.write(file, "quick")
        return was_held

    monkeypatch.setattr(slow, "is_held", suspended)
    assert not slow.write(file, "slow")
    assert file.read_text() == "quick"
    quick.release()
    assert [path.name for path in tmp_path.iterdir()] == ["processing.json"]


def test_what_a_killed_writer_left_is_taken_away(tmp_path: Path) -> None:
    (tmp_path / ".processing.json.4242.part").write_text("{")
    (tmp_path / ".subject.json.4242.part").write_text("{")
    with locked(tmp_path / "processing.json"):
        pass
    assert [path.name for path in tmp_path.iterdir()] == [".subject.json.4242.part"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is full")
def test_a_full_disk_leaves_no_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = os.open
    full = lambda path, flags, mode: (os.close(opened(path, flags, mode)), opened("/dev/full", os.O_WRONLY))[1]  # noqa: E731
    monkeypatch.setattr(os, "open", full)
    with pytest.raises(OSError, match="No space left") as raised:
        Lock(tmp_path / "processing.json").acquire()
    assert str(raised.value.filename).endswith(".part")
    assert list(tmp_path.iterdir()) == []
