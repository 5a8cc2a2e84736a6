"""Work that several threads share: nothing is done twice, nothing is lost, and errors come out."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from aind_schema.threads import Shared, merge


def test_each_item_goes_to_one_thread() -> None:
    items = Shared(range(10_000))
    assert sorted(merge([iter(items) for _ in range(8)])) == list(range(10_000))


def test_one_stream_keeps_its_order() -> None:
    assert list(merge([iter(range(100))])) == list(range(100))


def test_without_streams_there_is_nothing() -> None:
    assert list(merge([])) == []


def test_streams_run_at_once() -> None:
    together = threading.Barrier(4)

    def wait() -> Iterator[bool]:
        together.wait(10)
        yield True

    assert list(merge([wait() for _ in range(4)])) == [True] * 4


def test_what_a_stream_yields_comes_before_others_are_done() -> None:
    seen = threading.Event()

    def slow() -> Iterator[str]:
        assert seen.wait(10)
        yield "slow"

    found = []
    for each in merge([slow(), iter(["fast"])]):
        found.append(each)
        seen.set()

    assert found == ["fast", "slow"]


def test_an_error_stops_the_others_and_comes_out() -> None:
    done = []
    failed = threading.Event()

    def fail() -> Iterator[int]:
        yield 1
        failed.set()
        raise LookupError("the reason")

    def go_on() -> Iterator[int]:
        assert failed.wait(10)
        for number in range(1_000_000):
            done.append(number)
            yield number

    with pytest.raises(LookupError, match="the reason"):
        list(merge([fail(), go_on()]))

    assert len(done) < 1_000_000


def test_whoever_has_enough_stops_the_streams() -> None:
    items = Shared(range(1_000_000))
    stream = merge([iter(items) for _ in range(4)])

    assert next(stream) in range(8)
    stream.close()  # type: ignore[attr-defined]

    assert next(items) < 1_000_000


def test_an_error_in_the_list_itself_comes_out() -> None:
    def broken() -> Iterator[int]:
        yield from range(10)
        raise OSError("the disk")

    found = []
    with pytest.raises(OSError, match="the disk"):
        found.extend(merge([iter(Shared(broken())) for _ in range(3)]))
