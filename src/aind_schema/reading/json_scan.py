"""Read JSON step by step: slower than the C scanner, but it knows every position and what is wrong.

Needed for files with faults, and for clean ones once many positions are asked for. It goes on after a fault where the
writer's intention is plain, such as a trailing comma, to tell of all faults at once.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from aind_schema.problems import quote
from aind_schema.reading.faults import MOST_LEVELS, Stop
from aind_schema.reading.json_habits import about_character, about_key, about_word
from aind_schema.reading.json_state import Frame, State
from aind_schema.reading.positions import Node

if TYPE_CHECKING:
    from aind_schema.reading.faults import Span

_SPACE = re.compile(r"[ \t\n\r]*").match
_KEY = re.compile(r'"([^"\\\x00-\x1f]*)"[ \t\n\r]*:[ \t\n\r]*').match
_NEXT = re.compile(r"[ \t\n\r]*([,\]}])[ \t\n\r]*").match
_INTEGER = r"-?(?:0|[1-9][0-9]*)"
_SCALAR = re.compile(
    r'"([^"\\\x00-\x1f]*)"'
    r"|(true|false|null)(?![\w.+-])"
    rf"|({_INTEGER})(?![\w.:+-])"
    rf"|({_INTEGER}(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)(?![\w.:+-])"
).match
_CONSTANTS = {"true": True, "false": False, "null": None}
_NON_FINITE = {"NaN": float("nan"), "Infinity": float("inf"), "-Infinity": float("-inf")}

# What goes on after a fault: sound pieces of a string, unquoted words, comments, single-quoted strings.
_SOUND = re.compile(r'[^"\\\x00-\x1f]+|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})').match
_WORD = re.compile(r'[^\s,\[\]{}"\x00-\x1f]+').match
_KEY_WORD = re.compile(r"""[^\s,:=\[\]{}"'\x00-\x1f]+""").match
_COMMENT = re.compile(r"(?:#|//)[^\r\n]*|/\*.*?\*/", re.DOTALL).match
_SINGLE_QUOTED = re.compile(r"'[^'\r\n]*'").match
_BREAK = re.compile("[\n\r]").search
_ODD_SPACE = re.compile("[\\s\ufeff\u200b]+").match

_DECODER = json.JSONDecoder()


class Scanner(State):
    """Read one text; ``value`` and ``root`` hold the document and its positions when :meth:`run` is done."""

    def run(self) -> None:
        """Read the whole text, as far as it makes sense."""
        try:
            self._skip()
            more = True
            while more:
                opened = self._value()
                more = (opened and self._item(None)) or self._advance()
        except Stop:
            pass

    # Values

    def _value(self) -> bool:
        """Read a scalar or open a container; tell whether it was a container."""
        start = self._pos
        found = _SCALAR(self.text, start)
        if found is None:
            char = self.text[start : start + 1]
            if char in ("{", "["):
                self._open(char)
                return True
            self._skip()
            if self._pos > start:
                return self._value()
            value: Any = self._string() if char == '"' else self._odd_value(char)
            self._store(value, Node(start, self._pos))
            return False
        self._pos = end = found.end()
        kind, written = found.lastindex, found[found.lastindex or 0]
        value = written
        if kind == 2:
            value = _CONSTANTS[written]
        elif kind == 3:
            value = int(written) if end - start < 16 else self._checks.integer(written, 10, (start, end))
        elif kind == 4:
            value = self._checks.finite(float(written), written, (start, end))
        self._store(value, Node(start, end))
        return False

    def _store(self, value: Any, node: Node) -> None:
        frame = self._frame
        if frame is None:
            self.value, self.root = value, node
        elif frame.members is None:
            frame.items.append(value)
            frame.nodes.append(node)
        else:
            node.key = frame.key_span
            frame.members[frame.key] = value
            frame.nodes[frame.key] = node

    def _open(self, char: str) -> None:
        start = self._pos
        if len(self._frames) >= MOST_LEVELS:
            raise self._checks.too_deep((start, start + 1))
        frame = Frame(char, Node(start, start + 1))
        self._store(frame.values, frame.node)
        self._frames.append(frame)
        self._frame = frame
        self._pos = start + 1
        self._skip()

    def _string(self) -> str:
        start = self._pos
        try:
            value, self._pos = _DECODER.raw_decode(self.text, start)
        except json.JSONDecodeError:
            return self._faulty_string(start)
        return self._checks.text(value, (start, self._pos))

    def _faulty_string(self, start: int) -> str:
        pos = start + 1
        while True:
            while found := _SOUND(self.text, pos):
                pos = found.end()
            char = self.text[pos : pos + 1]
            if char == '"':
                self._pos = pos + 1
                return self.text[start + 1 : pos]
            if char in ("", "\n", "\r"):
                where = "in its line" if char else "before the file ends"
                self._fail((start, pos), f"this text is not closed {where}", "add the closing double quote")
            if char == "\\":
                message = f"{quote(self.text[pos : pos + 2])} means nothing in a JSON text"
                self._mend((pos, pos + 2), message, "write a backslash as two of them, or a path with /")
            else:
                message = f"the control character U+{ord(char):04X} stands in a text"
                self._mend((pos, pos + 1), message, f"write it as \\u{ord(char):04x}")
            pos += 1

    def _odd_value(self, char: str) -> Any:
        """Read what stands where a value should, and is none."""
        start = self._pos
        if char == "":
            self._cut_off()
        if char in ",]}" and not self._frames:
            self._fail((start, start + 1), f"{char} has no place here", "begin the document with {")
        if char in ",]}":
            self._mend((start, start + 1), "a value is missing here", "write null, or leave the field out")
            return None
        if char == "'" and (found := _SINGLE_QUOTED(self.text, start)):
            self._pos = found.end()
            self._mend(found.span(), "single quotes around a text", "JSON takes double quotes only")
            return found[0][1:-1]
        found = _WORD(self.text, start)
        if found is None or char in "':":
            self._fail((start, start + 1), *about_character(char))
        self._pos = found.end()
        if found[0] in _NON_FINITE:
            return self._checks.finite(_NON_FINITE[found[0]], found[0], found.span())
        self._mend(found.span(), *about_word(found[0]))
        return None

    # What stands between values

    def _item(self, comma: int | None) -> bool:
        """Go to the next item of a container, after a comma or its opening; tell whether there is one."""
        frame = self._frames[-1]
        if frame.members is not None and (found := _KEY(self.text, self._pos)):
            self._member(found[1], (found.start(), found.end(1) + 1))
            self._pos = found.end()
            return True
        self._skip()
        while self.text.startswith(",", self._pos):
            self._between((self._pos, self._pos + 1), "a comma without a value before it", "take it out")
            self._pos += 1
            self._skip()
        if self.text.startswith(frame.closing, self._pos):
            if comma is not None:
                self._between((comma, comma + 1), "a comma after the last item", "take it out")
            return False
        if frame.members is not None:
            self._odd_key()
        return True

    def _member(self, key: str, span: Span) -> None:
        frame = self._frames[-1]
        frame.key, frame.key_span = key, span
        if frame.members is not None and key in frame.members:
            self.faults.duplicate_key(key, frame.nodes[key], self._pointer, span)

    def _odd_key(self) -> None:
        """Read a key that has an escape, a comment or a fault, and the colon after it."""
        self._frames[-1].key_span = None
        start = self._pos
        char = self.text[start : start + 1]
        if char == "":
            self._cut_off()
        if char == '"':
            key = self._string()
        elif char == "'" and (found := _SINGLE_QUOTED(self.text, start)):
            key, self._pos = found[0][1:-1], found.end()
            self._between(found.span(), "single quotes around a key", "JSON takes double quotes only")
        elif found := _KEY_WORD(self.text, start):
            key, self._pos = found[0], found.end()
            self._between(found.span(), *about_key(key))
        else:
            self._fail((start, start + 1), "a key should stand here", "a key is a text in double quotes")
        after = self._pos
        self._member(key, (start, after))
        self._colon(key, start, after)

    def _colon(self, key: str, start: int, after: int) -> None:
        """Go over the colon behind a key, or what stands in its place."""
        self._skip()
        if self.text.startswith((":", "="), self._pos):
            if self.text[self._pos] == "=":
                self._mend((self._pos, self._pos + 1), "= stands where a colon should", "write a colon")
            self._pos += 1
            self._skip()
        elif key.rstrip().endswith(":"):
            self._mend((start, after), f"the key {quote(key)} is not closed before its colon", "add the closing quote")
        elif not self.text.startswith((",", "}"), self._pos):
            self._mend((after, after + 1), f"a colon is missing after the key {quote(key)}", "write a colon")

    def _advance(self) -> bool:
        """Go over what follows a value, closing what ends; tell whether another value comes."""
        while self._frames:
            found = _NEXT(self.text, self._pos)
            if found is None:
                if self._odd_next():
                    return True
            elif found[1] == ",":
                self._pos = found.end()
                if self._item(found.start(1)):
                    return True
            else:
                self._close(found[1], found.start(1))
        self._finish()
        return False

    def _close(self, char: str, start: int) -> None:
        frame = self._frames[-1]
        if char != frame.closing:
            opened = self._opened(frame)
            self._fail((start, start + 1), f"{char} stands here, but {opened} is still open", f"write {frame.closing}")
        frame.node.end = self._pos = start + 1
        self._frames.pop()
        self._frame = self._frames[-1] if self._frames else None

    def _odd_next(self) -> bool:
        """Find out what follows a value, if not a comma or the end of its container; tell whether it is another one."""
        after = self._pos
        self._skip()
        start = self._pos
        char = self.text[start : start + 1]
        if char == "":
            self._cut_off()
        if char in ",]}":
            return False
        in_object = self._frames[-1].members is not None
        if char == ":":
            hint = "a list has no keys: did you mean {?" if not in_object else "is a comma or a quote missing before?"
            self._fail((start, start + 1), "a colon has no place here", hint)
        if start == after and self.text[after - 1] == '"' and char not in '"{[':
            hint = "close it where it ends, and put a backslash before a quote that belongs to it"
            self._fail((start, start + 1), "the text goes on behind its closing quote", hint)
        if char == ";":
            self._between((start, start + 1), "; stands where a comma should", "write a comma")
            self._pos += 1
            return self._item(start)
        if char.isalpha() and self.text[after:start].isspace() and not _BREAK(self.text, after, start):
            word = _WORD(self.text, start)
            self._pos = word.end() if word else start + 1
            self._between((start, self._pos), "a value goes on without quotes", "put all of it in double quotes")
            return False
        if in_object and char in "{[":
            self._fail((start, start + 1), f"{char} has no place here", "is a key missing before it?")
        self._between((after, after + 1), "a comma is missing after this value", "write a comma")
        return self._item(None)

    def _finish(self) -> None:
        self._skip()
        start = self._pos
        char = self.text[start : start + 1]
        if char in ("]", "}"):
            self._fail((start, start + 1), f"{char} closes nothing: all is closed already", "take it out")
        if char:
            hint = "a file holds one document; JSON Lines are not read"
            self._fail((start, start + 1), "more text stands after the end of the document", hint)

    def _skip(self) -> None:
        """Go over white space, and complain of comments and of other characters that look like it."""
        while True:
            self._pos = pos = _SPACE(self.text, self._pos).end()  # type: ignore[union-attr]  # matches everywhere
            char = self.text[pos : pos + 1]
            if char in ("/", "#") and (found := _COMMENT(self.text, pos)):
                self._between(found.span(), "JSON has no comments", "take it out, or put it in a field for notes")
            elif self.text.startswith("/*", pos):
                self._fail((pos, pos + 2), "this comment is not closed, and JSON has none", "take it out")
            elif char and char > " " and (found := _ODD_SPACE(self.text, pos)):
                message = f"the character U+{ord(char):04X} looks like a space, and is none for JSON"
                self._between(found.span(), message, "write a plain space")
            else:
                return
            self._pos = found.end()
