"""A lock that jobs on several machines respect."""

from __future__ import annotations

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
