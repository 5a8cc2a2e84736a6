"""Work that several threads share, fed from one list."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

T = TypeVar("T")


class Shared(Generic[T]):
    """Give each item to one of the threads that ask."""

    def __init__(self, items: Iterable[T]) -> None:
        self._items = iter(items)
        self._lock = threading.Lock()

    def __iter__(self) -> Iterator[T]:
        return self

    def __next__(self) -> T:
        with self._lock:
            return next(self._items)


def merge(streams: Sequence[Iterator[T]]) -> Iterator[T]:
    """Go through iterators, each in a thread of its own, and yield what they yield as it comes.

    When one of them raises, the others stop after what they are at, and the error is raised here.
    """
    if not streams:
        return
    results: SimpleQueue[list[T]] = SimpleQueue()
    stop = threading.Event()
    with ThreadPoolExecutor(len(streams)) as pool:
        futures = [pool.submit(_drain, stream, results, stop) for stream in streams]
        try:
            for _ in streams:
                while result := results.get():
                    yield from result
        finally:
            stop.set()
    for future in futures:
        future.result()


def _drain(stream: Iterator[T], results: SimpleQueue[list[T]], stop: threading.Event) -> None:
    failed = True
    try:
        for each in stream:
            results.put([each])
            if stop.is_set():
                break
        failed = False
    finally:
        if failed:
            stop.set()
        results.put([])  # the end of this stream
