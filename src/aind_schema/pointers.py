"""JSON Pointers (RFC 6901): places in documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def join(parts: Iterable[str | int]) -> str:
    """Join keys and positions to a pointer."""
    return "".join(f"/{escape(part) if isinstance(part, str) else part}" for part in parts)


def escape(key: str) -> str:
    """Write a key as it stands in a pointer."""
    return key.replace("~", "~0").replace("/", "~1") if "~" in key or "/" in key else key


def split(pointer: str) -> list[str]:
    """Split a pointer into its keys and positions."""
    return [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]


def upwards(pointer: str) -> Iterator[str]:
    """Yield a pointer, and those of what holds it: the innermost first, the document last."""
    yield pointer
    while pointer:
        pointer = pointer.rpartition("/")[0]
        yield pointer
