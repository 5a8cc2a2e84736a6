"""What reading gives: a document, and the problems of its file."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from aind_schema.reading.positions import Location, Places, split_pointer

if TYPE_CHECKING:
    from aind_schema.problems import Problem


@dataclass(frozen=True, eq=False)
class Document:
    """Hold a JSON value with the line and column of everything in it.

    ``file`` is the path as it was given, with forward slashes; None for a document from memory. Don't change ``data``:
    positions and bytes belong to the document as it was read.
    """

    data: Any
    file: str | None = None
    _places: Places | None = field(default=None, repr=False)
    _raw: bytes | None = field(default=None, repr=False)

    @cached_property
    def json_bytes(self) -> bytes:
        """Return the document as UTF-8 JSON: the bytes of the file itself where those are sound."""
        return self._raw if self._raw is not None else json.dumps(self.data, ensure_ascii=False).encode()

    def locate(self, pointer: str, *, key: bool = False) -> Location | None:
        """Find where the value at a JSON Pointer stands, or its key.

        Returns None where there is no such place: the value does not exist, or is no member of an object and has no
        key, or the document came from memory.
        """
        tokens = split_pointer(pointer)
        if self._places is None or tokens is None:
            return None
        node = self._places.find(tokens)
        if node is None:
            return None
        if not key:
            return self._places.source.location(node.start, node.end)
        return self._places.source.location(*node.key) if node.key else None


class Reading(NamedTuple):
    """Hold a document, None where a fault left nothing to check, and every fault of its file."""

    document: Document | None
    problems: tuple[Problem, ...] = ()
