"""Start quickly: load what is asked for when it is asked for, and look for no garbage meanwhile."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


@contextmanager
def uncollected() -> Iterator[None]:
    """Pause the garbage collector, if it is on: looking for garbage would take a tenth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def load_lazily(package: str, rooms: Mapping[str, str]) -> Callable[[str], Any]:
    """Make the `__getattr__` of a package: its public names are imported from their rooms when they are first used."""

    def load(name: str) -> Any:
        if name not in rooms:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        with uncollected():
            return getattr(import_module(rooms[name]), name)

    return load
