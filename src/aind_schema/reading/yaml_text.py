"""YAML 1.2, as far as it says what JSON can say.

The composer goes through the events of the parser with a stack of its own, since that of PyYAML recurses and resolves
plain text by the rules of YAML 1.1.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from aind_schema import pointers
from aind_schema.problems import quote
from aind_schema.reading.document import Document, Reading
from aind_schema.reading.faults import MOST_LEVELS, Faults, Stop, Values
from aind_schema.reading.positions import Node, Places, Source
from aind_schema.reading.yaml_habits import about_error
from aind_schema.reading.yaml_scalars import CORE_TAGS, Kind, fits, kind_of, short_tag, value_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from yaml import AliasEvent, Event, MappingStartEvent, MarkedYAMLError, NodeEvent, ScalarEvent, SequenceStartEvent

    from aind_schema.reading.faults import Span

#: What all aliases of a file may add, in values; 64 characters of text weigh as much as a value.
MOST_COPIES = 1_000_000
_TEXT_WEIGHT = 64

# What the parser refuses to read at all; compiled at first use, since that takes longer than importing all of reading.
_UNPRINTABLE = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
_COLLECTIONS = {"tag:yaml.org,2002:map": dict, "tag:yaml.org,2002:seq": list}


def parse_yaml(text: str, file: str | None) -> Reading:
    """Read a YAML text."""
    source = Source(text)
    faults = Faults(file, source)
    composer = Composer(source, faults)
    composer.run(text)
    problems = faults.all()
    if faults.fatal:
        return Reading(None, problems)
    return Reading(Document(composer.value, file, Places(source, composer.root)), problems)


class _Built:
    """A value that stands in the document, with what it would cost to copy it."""

    __slots__ = ("done", "height", "node", "value", "weight")

    def __init__(self, value: Any, node: Node, weight: int, *, height: int = 0, done: bool = True) -> None:
        self.value = value
        self.node = node
        self.weight = weight
        self.height = height
        self.done = done

    def grow(self, part: _Built) -> None:
        """Count what a part of this value costs."""
        self.weight += part.weight
        self.height = max(self.height, part.height + 1)


class _Frame:
    """A mapping or a sequence that is not closed yet."""

    __slots__ = ("awaits_key", "built", "items", "key", "key_span", "members", "nodes")

    def __init__(self, built: _Built) -> None:
        self.built = built
        self.members: dict[str, Any] | None = built.value if isinstance(built.value, dict) else None
        self.items: list[Any] = built.value if self.members is None else []
        self.nodes: Any = built.node.children
        self.key = ""
        self.key_span: Span | None = None
        self.awaits_key = self.members is not None


class Composer:
    """Build a document from events; ``value`` and ``root`` hold it and its positions when :meth:`run` is done."""

    def __init__(self, source: Source, faults: Faults) -> None:
        self.value: Any = None
        self.root = Node(0, 0)
        self._source = source
        self._faults = faults
        self._checks = Values(faults, self._pointer)
        self._frames: list[_Frame] = []
        self._anchors: dict[str, _Built] = {}
        self._documents = 0
        self._copies = 0

    def run(self, text: str) -> None:
        """Read the whole text, as far as it makes sense."""
        found = re.search(_UNPRINTABLE, text)
        if found:
            message = f"the character U+{ord(found[0]):04X} can't stand in YAML"
            self._malformed(found.span(), message, "take it out, or write it as an escape in double quotes")
            return
        try:
            self._compose(text)
        except Stop:
            return
        if not self._documents and not self._faults.fatal:
            self._faults.add("empty-file", "the file holds nothing but comments", "write a document", fatal=True)

    def _compose(self, text: str) -> None:
        handlers: dict[str, Callable[[Any], None]] = {
            "ScalarEvent": self._scalar,
            "AliasEvent": self._alias,
            "SequenceStartEvent": self._open,
            "MappingStartEvent": self._open,
            "SequenceEndEvent": self._close,
            "MappingEndEvent": self._close,
            "DocumentStartEvent": self._document,
        }
        for event in self._events(text):
            handle = handlers.get(type(event).__name__)
            if handle:
                handle(event)

    def _events(self, text: str) -> Iterator[Event]:
        # Reading JSON, which is most of the work, goes without loading the YAML parser.
        import yaml

        try:
            yield from yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        except yaml.MarkedYAMLError as error:
            self._refused(error)
        except (yaml.YAMLError, ValueError, OverflowError):
            # Broken escapes in tags and numbers escape the parsers' own handling, without a position.
            self._malformed((0, 1), *about_error(""))

    # Events

    def _document(self, event: Event) -> None:
        self._documents += 1
        if self._documents > 1:
            start = _span(event)[0]
            hint = "write each document to a file of its own"
            self._faults.add(
                "yaml-documents", "a second document begins here", hint, span=(start, start + 3), fatal=True
            )
            raise Stop

    def _scalar(self, event: ScalarEvent) -> None:
        span = _span(event)
        text: str = event.value
        kind = kind_of(text) if not event.style and event.tag != "!" else "str"
        if event.tag and event.tag != "!":
            kind = self._tagged(event.tag, text, kind, span)
        value = value_of(text, kind, self._checks, span) if not self._at_key() else self._key(text, kind, span)
        built = _Built(value, Node(*span), 1 + len(text) // _TEXT_WEIGHT)
        self._anchor(event, built)
        self._place(built)

    def _open(self, event: SequenceStartEvent | MappingStartEvent) -> None:
        start = _span(event)[0]
        span = (start, start + 1)
        if len(self._frames) >= MOST_LEVELS:
            raise self._checks.too_deep(span)
        if self._at_key():
            message = "a list or mapping stands where a key should"
            self._add("yaml-key", message, "put a text with brackets in quotes", span, self._container)
            raise Stop
        value: Any = [] if type(event).__name__ == "SequenceStartEvent" else {}
        tag: str | None = event.tag
        if tag and tag != "!" and _COLLECTIONS.get(tag) is not type(value):
            self._odd_tag(tag, span)
        built = _Built(value, Node(*span), 1, height=1, done=False)
        built.node.children = [] if isinstance(value, list) else {}
        self._anchor(event, built)
        self._place(built)
        self._frames.append(_Frame(built))

    def _close(self, event: Event) -> None:
        built = self._frames.pop().built
        built.node.end = _span(event)[1]
        built.done = True
        if self._frames:
            self._frames[-1].built.grow(built)

    def _alias(self, event: AliasEvent) -> None:
        span = _span(event)
        built = self._anchors.get(event.anchor or "")
        if built is None:
            message = f"nothing above has the anchor {quote(event.anchor)}"
            self._malformed(span, message, "put a text that begins with * in quotes")
            raise Stop
        self._copies += built.weight
        if not built.done or self._copies > MOST_COPIES:
            what = "stands for itself" if not built.done else f"grows the document past {MOST_COPIES:,} values"
            self._add("yaml-alias-bomb", f"the alias {quote(event.anchor)} {what}", "write the values out", span)
            raise Stop
        if len(self._frames) + built.height > MOST_LEVELS:
            raise self._checks.too_deep(span)
        if self._at_key() and not isinstance(built.value, str):
            message = f"the alias {quote(event.anchor)} stands for no text"
            self._add("yaml-key", message, "write the key out", span, self._container)
        node = Node(*span)
        node.children = built.node.children
        self._place(_Built(_copied(built.value), node, built.weight, height=built.height))

    # Values

    def _anchor(self, event: NodeEvent, built: _Built) -> None:
        if event.anchor:
            self._anchors[event.anchor] = built

    def _at_key(self) -> bool:
        return bool(self._frames) and self._frames[-1].awaits_key

    def _place(self, built: _Built) -> None:
        """Put a value, whole or just opened, where it belongs."""
        frame = self._frames[-1] if self._frames else None
        if frame is None:
            self.value, self.root = built.value, built.node
            return
        if built.done:
            frame.built.grow(built)
        if frame.members is None:
            frame.items.append(built.value)
            frame.nodes.append(built.node)
        elif frame.awaits_key:
            self._member(frame, str(built.value), (built.node.start, built.node.end))
        else:
            built.node.key = frame.key_span
            frame.members[frame.key] = built.value
            frame.nodes[frame.key] = built.node
            frame.awaits_key = True

    def _member(self, frame: _Frame, key: str, span: Span) -> None:
        frame.key, frame.key_span, frame.awaits_key = key, span, False
        if frame.members is not None and key in frame.members:
            self._faults.duplicate_key(key, frame.nodes[key], self._pointer, span)

    def _key(self, text: str, kind: Kind, span: Span) -> str:
        """Read a scalar as a key, and complain of one that is no text."""
        # From here on the path points to this member.
        self._frames[-1].key = key = self._checks.text(text, span)
        if kind != "str":
            what = f"the key {quote(text)} is no text but of type {kind}" if text else "a key is missing"
            self._add("yaml-key", what, "put it in quotes", span)
        return key

    def _tagged(self, tag: str, text: str, kind: Kind, span: Span) -> Kind:
        """Take what a tag says a text stands for, if it can."""
        wanted = CORE_TAGS.get(tag)
        if wanted is None:
            self._odd_tag(tag, span)
            return kind
        if not fits(text, wanted):
            message = f"{quote(text)} is nothing that the tag {quote(short_tag(tag))} can stand before"
            self._add("yaml-tag", message, "take the tag out", span)
            return "str"
        return wanted

    # Faults

    def _add(self, code: str, message: str, hint: str, span: Span, path: Callable[[], str] | None = None) -> None:
        self._faults.add(code, message, hint, path=path or self._pointer, span=span, fatal=True)

    def _odd_tag(self, tag: str, span: Span) -> None:
        message = f"the tag {quote(short_tag(tag))} has no meaning here"
        self._add("yaml-tag", message, "take it out; dates and the like are plain texts", span)

    def _refused(self, error: MarkedYAMLError) -> None:
        message, hint = about_error(error.problem or "")
        mark = error.problem_mark or error.context_mark
        start = mark.index if mark else 0
        if error.context_mark and error.context_mark.line < self._source.line(start) - 1:
            message = f"{message}; what is open here begins on line {self._source.line(error.context_mark.index)}"
        self._malformed((start, start + 1), message, hint)

    def _malformed(self, span: Span, message: str, hint: str) -> None:
        self._add("malformed-yaml", message, hint, span, self._container)

    def _pointer(self) -> str:
        """Point to the value at hand."""
        return pointers.join(self._tokens(own=True))

    def _container(self) -> str:
        return pointers.join(self._tokens(own=False))

    def _tokens(self, *, own: bool) -> list[str | int]:
        tokens = [frame.key if frame.members is not None else len(frame.items) - 1 for frame in self._frames]
        if tokens and self._frames[-1].members is None:
            tokens[-1] = len(self._frames[-1].items)
        return tokens if own else tokens[:-1]


def _span(event: Event) -> Span:
    # Only events that a program makes have no marks.
    first, last = event.start_mark, event.end_mark
    return (first.index, last.index) if first and last else (0, 0)


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(item) for key, item in value.items()}
    return [_copied(item) for item in value] if isinstance(value, list) else value
