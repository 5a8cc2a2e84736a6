"""Where the scanner of JSON stands in a text, and how it complains of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from aind_schema import pointers
from aind_schema.reading.faults import Stop, Values
from aind_schema.reading.positions import Node

if TYPE_CHECKING:
    from aind_schema.reading.faults import Faults, Span

# A file with so many faults on one line is no JSON at all.
_MOST_PASSED_OVER = 10_000

_CLOSING = {"{": "}", "[": "]"}


class Frame:
    """An object or a list that is not closed yet."""

    __slots__ = ("closing", "items", "key", "key_span", "members", "node", "nodes", "values")

    def __init__(self, char: str, node: Node) -> None:
        self.node = node
        self.closing = _CLOSING[char]
        self.key = ""
        self.key_span: Span | None = None
        self.members: dict[str, Any] | None = {} if char == "{" else None
        self.items: list[Any] = []
        self.values = self.items if self.members is None else self.members
        self.nodes: Any = [] if self.members is None else {}
        node.children = self.nodes


class State:
    """Hold the containers that are open; what was read stands in ``value`` and ``root``."""

    def __init__(self, text: str, faults: Faults) -> None:
        self.text = text
        self.faults = faults
        self.value: Any = None
        self.root = Node(0, 0)
        self._pos = 0
        self._frames: list[Frame] = []
        self._frame: Frame | None = None
        self._checks = Values(faults, self._pointer)
        self._faulty_line = 0
        self._passed_over = 0

    def _pointer(self) -> str:
        """Point to the value at hand."""
        return self._path(own=True)

    def _container(self) -> str:
        return self._path(own=False)

    def _path(self, *, own: bool) -> str:
        tokens = [frame.key if frame.members is not None else len(frame.items) - 1 for frame in self._frames]
        last = self._frame
        if last is not None and last.members is None:
            tokens[-1] = len(last.items)
        # A key that is being read points nowhere yet.
        at_key = last is not None and last.members is not None and last.key_span is None
        return pointers.join(tokens if own and not at_key else tokens[:-1])

    def _mend(self, span: Span, message: str, hint: str) -> None:
        """Complain of the value at hand, and go on."""
        self._malformed(span, message, hint, own=True)

    def _between(self, span: Span, message: str, hint: str) -> None:
        """Complain of something in the container at hand, and go on."""
        self._malformed(span, message, hint, own=False)

    def _fail(self, span: Span, message: str, hint: str) -> NoReturn:
        self._malformed(span, message, hint, own=False)
        raise Stop

    def _malformed(self, span: Span, message: str, hint: str, *, own: bool) -> None:
        self.faults.fatal = True
        line = self.faults.source.line(span[0]) if self.faults.source else 0
        # What follows a fault on its line is most often a misunderstanding.
        if line and line == self._faulty_line:
            self._passed_over += 1
            if self._passed_over > _MOST_PASSED_OVER:
                raise Stop
            return
        self._faulty_line = line
        path = self._pointer if own else self._container
        self.faults.add("malformed-json", message, hint, path=path, span=span, fatal=True)

    def _opened(self, frame: Frame) -> str:
        char = self.text[frame.node.start]
        return f"the {char} of {self.faults.source.place(frame.node.start)}" if self.faults.source else f"a {char}"

    def _cut_off(self) -> NoReturn:
        end = len(self.text.rstrip())
        if not self._frames:
            self._fail((end, end + 1), "the file holds no value", "write the document as an object in { }")
        frame = self._frames[-1]
        hint = f"add {frame.closing}, or fetch the file again if it was cut off"
        self._fail((end, end + 1), f"the file ends before {self._opened(frame)} is closed", hint)
