"""Where things stand in a text: lines, columns, excerpts, and the tree of all values."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from aind_schema import pointers
from aind_schema.problems import Excerpt

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LINE_END = re.compile(r"\r\n?|\n")

# Of a longer line only a window is shown, with a little of what stands before the value.
_LONGEST_LINE = 120
_WINDOW = 100
_BEFORE = 40

# Escape sequences and reversed text could make a terminal show something else than the file holds.
_STEERING = [*range(0x20), *range(0x7F, 0xA0), *range(0x2028, 0x202F), *range(0x2066, 0x206A)]
_HARMLESS = {**dict.fromkeys(_STEERING, "\ufffd"), ord("\t"): " "}

_INDEX = re.compile(r"0|[1-9][0-9]*", re.ASCII)


class Location(NamedTuple):
    """Say where a value stands; lines and columns count from 1, columns in characters."""

    line: int
    column: int
    excerpt: Excerpt


class Node:
    """Hold where a value and its key start and end, and the nodes of what is inside it."""

    __slots__ = ("children", "end", "key", "start")

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end
        self.key: tuple[int, int] | None = None
        self.children: dict[str, Node] | list[Node] | None = None

    def find(self, tokens: Iterable[str]) -> Node | None:
        """Walk down to a node by the tokens of a JSON Pointer."""
        node: Node | None = self
        for token in tokens:
            if node is None:
                break
            children = node.children
            if isinstance(children, dict):
                node = children.get(token)
            elif isinstance(children, list):
                index = index_of(token)
                node = children[index] if index is not None and index < len(children) else None
            else:
                node = None
        return node


class Source:
    """Turn offsets into a text into lines, columns and excerpts."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in _LINE_END.finditer(self.text))]

    def line(self, offset: int) -> int:
        """Count the line in which an offset lies."""
        return bisect_right(self._starts, offset)

    def location(self, start: int, end: int) -> Location:
        """Describe the place from one offset up to another, of which only the first line is underlined."""
        line = self.line(start)
        first, last = self._bounds(line)
        # An empty value may stand on the line end itself.
        start = min(start, last)
        return Location(line, start - first + 1, self._excerpt(first, last, start, end))

    def place(self, offset: int) -> str:
        """Write a place as words for a message."""
        line = self.line(offset)
        return f"line {line}, column {offset - self._starts[line - 1] + 1}"

    def _bounds(self, line: int) -> tuple[int, int]:
        first = self._starts[line - 1]
        if line == len(self._starts):
            return first, len(self.text)
        last = self._starts[line] - 1
        if last > first and self.text[last - 1 : last + 1] == "\r\n":
            last -= 1
        return first, last

    def _excerpt(self, first: int, last: int, start: int, end: int) -> Excerpt:
        left, right = first, last
        if last - first > _LONGEST_LINE:
            left = max(first, min(start - _BEFORE, last - _WINDOW))
            right = min(last, left + _WINDOW)
        shown = self.text[left:right].translate(_HARMLESS)
        width = len(self.text[start : min(end, right)].rstrip())
        head = "..." if left > first else ""
        tail = "..." if right < last else ""
        return Excerpt(f"{head}{shown}{tail}", len(head) + start - left, max(width, 1))


class Places:
    """Know where every value of a text stands."""

    def __init__(self, source: Source, root: Node | None) -> None:
        self.source = source
        self._root = root

    def find(self, tokens: Sequence[str]) -> Node | None:
        """Find the node at the tokens of a JSON Pointer."""
        return self._root.find(tokens) if self._root else None


def split_pointer(pointer: str) -> list[str] | None:
    """Split a JSON Pointer (RFC 6901) into its tokens; None for a text that is none."""
    if not pointer:
        return []
    if pointer[0] != "/":
        return None
    return pointers.split(pointer)


def index_of(token: str) -> int | None:
    """Read a token of a JSON Pointer as the index of a list."""
    # No list has more items than 18 digits can count, and int() refuses very long numbers.
    return int(token) if len(token) < 19 and _INDEX.fullmatch(token) else None
