"""Find single values in a clean JSON text, without an index of all."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from aind_schema.reading.faults import Faults
from aind_schema.reading.positions import Node, Places, Source, index_of

if TYPE_CHECKING:
    from collections.abc import Sequence

# So many single searches cost about as much as finding every position once.
_SEARCHES = 4

_DECODER = json.JSONDecoder()
_SPACE = re.compile(r"[ \t\n\r]*")
_GAP = re.compile(r"[ \t\n\r]*[:,]?[ \t\n\r]*")


class LazyPlaces(Places):
    """Search for the first few places, and index the text when more are asked for."""

    def __init__(self, text: str) -> None:
        super().__init__(Source(text), None)
        self._searches = 0

    def find(self, tokens: Sequence[str]) -> Node | None:
        """Find the node at the tokens of a JSON Pointer."""
        if self._root is None:
            self._searches += 1
            if self._searches <= _SEARCHES:
                return _search(self.source.text, tokens)
            from aind_schema.reading.json_scan import Scanner  # only where many places are asked for

            scanner = Scanner(self.source.text, Faults())
            scanner.run()
            self._root = scanner.root
        return self._root.find(tokens)


def _search(text: str, tokens: Sequence[str]) -> Node | None:
    """Walk down to a value, letting the C scanner skip what stands before it."""
    pos, key = _after(_SPACE, text, 0), None
    for token in tokens:
        if text[pos] == "{":
            found = _search_member(text, pos, token)
            if found is None:
                return None
            key, pos = found
        elif text[pos] == "[":
            item = _search_item(text, pos, token)
            if item is None:
                return None
            key, pos = None, item
        else:
            return None
    node = Node(pos, _DECODER.raw_decode(text, pos)[1])
    node.key = key
    return node


def _search_member(text: str, pos: int, token: str) -> tuple[tuple[int, int], int] | None:
    pos = _after(_SPACE, text, pos + 1)
    while text[pos] != "}":
        key, end = _DECODER.raw_decode(text, pos)
        value = _after(_GAP, text, end)
        if key == token:
            return (pos, end), value
        pos = _after(_GAP, text, _DECODER.raw_decode(text, value)[1])
    return None


def _search_item(text: str, pos: int, token: str) -> int | None:
    index = index_of(token)
    pos = _after(_SPACE, text, pos + 1)
    while index is not None and text[pos] != "]":
        if index == 0:
            return pos
        index -= 1
        pos = _after(_GAP, text, _DECODER.raw_decode(text, pos)[1])
    return None


def _after(pattern: re.Pattern[str], text: str, pos: int) -> int:
    found = pattern.match(text, pos)
    return found.end() if found else pos
