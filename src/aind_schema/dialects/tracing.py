"""Leaf accounting that can't be forgotten.

A mapping reads a source only through cursors, and builds its target out of the leaves that they hand out. What it did
not reach is kept, and a value that came from no leaf is an error of the mapping: so each value is traced by itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aind_schema import pointers
from aind_schema.dialects.conversion import Entry
from aind_schema.reading.faults import SAFE_INTEGERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: Fields that a mapping may set by itself: they say what the target is.
FRAME = ("kind", "schema_version")

#: A key under which a mapping puts leaves that only say what their object is; its place is their target.
TAG = "\0tag"

#: A list that the target must have and the source has nothing for.
EMPTY_LIST: tuple[()] = ()


class _Blank:
    """A text that the target must have and the source has nothing for; it is written empty."""


BLANK = _Blank()


@dataclass(frozen=True)
class Leaf:
    """A value on its way to the target, with the places that it came from and the call that made it."""

    value: Any
    sources: tuple[tuple[str, Any], ...]
    by: str | None = None
    arguments: tuple[Any, ...] = ()
    options: dict[str, Any] = field(default_factory=dict)
    item: int | None = None

    def is_unchanged(self) -> bool:
        """Tell whether the value is that of its only source."""
        return len(self.sources) == 1 and _is_same(self.value, self.sources[0][1])


@dataclass(frozen=True)
class Whole:
    """An object on its way to a field that is as free as its own, with all that it holds: nulls too."""

    value: Any
    path: tuple[str | int, ...]


class Cursor:
    """A place in the source; the place may be empty.

    All cursors of a source share what is known of values that could not be placed: ``left`` tells why, by place.
    """

    __slots__ = ("left", "path", "value")

    def __init__(
        self, value: Any, path: tuple[str | int, ...] = (), left: dict[str, tuple[Any, ...]] | None = None
    ) -> None:
        self.value = None if is_absent(value) else value
        self.path = path
        self.left = {} if left is None else left

    def __getitem__(self, key: str) -> Cursor:
        inner = self.value.get(key) if isinstance(self.value, dict) else None
        return Cursor(inner, (*self.path, key), self.left)

    def __bool__(self) -> bool:
        return self.value is not None

    def each(self) -> list[Cursor]:
        """Return cursors to the items of a list; a value that is no list counts as a list of one."""
        return [item for item in self.items() if item]

    def items(self) -> list[Cursor]:
        """Return cursors to all items of a list, those too that hold nothing."""
        if isinstance(self.value, list):
            return [Cursor(value, (*self.path, i), self.left) for i, value in enumerate(self.value)]
        return [self] if self else []

    def fields(self) -> list[Cursor]:
        """Return cursors to the fields of an object."""
        return [self[key] for key in self.value if self[key]] if isinstance(self.value, dict) else []

    def take(self) -> Leaf | None:
        """Hand out a scalar as it is."""
        if self.value is None or isinstance(self.value, dict | list):
            return None
        return Leaf(self.value, ((pointers.join(self.path), self.value),))

    def whole(self) -> Whole | None:
        """Hand out an object whose names and values are free in the target too."""
        return Whole(self.value, self.path) if isinstance(self.value, dict) else None

    def key(self, function: Callable[[str], str]) -> Leaf:
        """Hand out the key that the value stands under, as a function reads it from the place."""
        place = pointers.join(self.path)
        return Leaf(function(place), ((place, self.value),), _name_of(function), (place,))

    def via(self, function: Callable[..., Any], *others: Cursor, **options: Any) -> Any:
        """Hand out what a function makes of this value and of others, or nothing where it returns None."""
        if not self:
            return None
        arguments = (self.value, *(other.value for other in others))
        made = function(*arguments, **options)
        if made is None:
            self._leave(function.__name__, *arguments)
            return None
        sources = tuple(leaf for cursor in (self, *others) for leaf in leaves(cursor.value, cursor.path))
        name = _name_of(function)
        if isinstance(made, list):
            return [Leaf(value, sources, name, arguments, options, i) for i, value in enumerate(made)]
        return Leaf(made, sources, name, arguments, options)

    def leave(self, reason: str) -> None:
        """Say why the values here are not placed, where a function that can't read them does not say it."""
        self._leave(reason)

    def _leave(self, *why: Any) -> None:
        for place, _ in leaves(self.value, self.path):
            self.left.setdefault(place, why)


def _name_of(function: Callable[..., Any]) -> str:
    return f"{function.__module__}.{function.__qualname__}"


def is_absent(value: Any) -> bool:
    """Tell whether a value says nothing: null, the empty text, an empty object or list."""
    return value is None or value in ("", [], {})


def digits(number: int) -> str:
    """Write out a whole number that many programs can't read exactly."""
    return str(number)


def storable(value: Any) -> Any:
    """Return a copy of a value that a document can hold: whole numbers beyond 2^53 are written out."""
    if isinstance(value, dict):
        return {key: storable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [storable(item) for item in value]
    return digits(value) if type(value) is int and value not in SAFE_INTEGERS else value


def _is_same(one: Any, other: Any) -> bool:
    return type(one) is type(other) and bool(one == other)


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Yield the place and value of every scalar that says something."""
    return _leaves_below(value, pointers.join(path))


def _leaves_below(value: Any, place: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves_below(inner, f"{place}/{pointers.escape(key)}")
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from _leaves_below(inner, f"{place}/{i}")
    elif not is_absent(value):
        yield place, value


def _storable_leaf(value: Any, sources: tuple[tuple[str, Any], ...]) -> Leaf:
    written = storable(value)
    return Leaf(value, sources) if written is value else Leaf(written, sources, _name_of(digits), (value,))


@dataclass(frozen=True)
class Placed:
    """A leaf at its place in the target, or one that only says what the object at that place is."""

    target: str
    leaf: Leaf
    is_tag: bool = False

    def entries(self, above: str) -> Iterator[Entry]:
        """Yield an entry for each source of the leaf; ``above`` is where the target's document stands."""
        leaf, target = self.leaf, above + self.target
        if leaf.by is None or (leaf.is_unchanged() and not self.is_tag):
            for source, original in leaf.sources:
                yield Entry(source, target, "mapped", None, original)
        else:
            for source, original in leaf.sources:
                yield Entry(source, target, "normalised", leaf.by, original, leaf.arguments, leaf.options, leaf.item)


class Tree:
    """What a mapping built: objects and lists with leaves at their ends."""

    def __init__(self, root: dict[str, Any], frame: tuple[str, ...] = FRAME) -> None:
        self.root = root
        self._frame = frame
        self._addresses: dict[str, tuple[Any, Any]] = {}
        self.placed: list[Placed] = []
        self.document: dict[str, Any] = {}
        self.unwrap()

    def unwrap(self) -> None:
        """Turn the tree into plain values, without what is empty, and note where each leaf came to stand."""
        self._addresses.clear()
        self.placed.clear()
        self.document = self._unwrap(self.root, ()) or {}

    def drop(self, target: str) -> list[Leaf]:
        """Take out what stands at a place of the document, and return the leaves that it held."""
        holder, key = self._addresses[target]
        holder[key] = None
        return [placed.leaf for placed in self.placed if (placed.target + "/").startswith(target + "/")]

    def _unwrap(self, node: Any, path: tuple[str | int, ...]) -> Any:
        if isinstance(node, Leaf):
            leaf = _storable_leaf(node.value, node.sources) if node.is_unchanged() else node
            self.placed.append(Placed(pointers.join(path), leaf))
            return leaf.value
        if isinstance(node, Whole):
            return self._unwrap_whole(node, path)
        if isinstance(node, dict):
            return self._unwrap_object(node, path)
        if isinstance(node, list):
            return self._unwrap_list(node, path)
        if node is EMPTY_LIST:
            return []
        if node is BLANK:
            return ""
        if node is None or (path and path[-1] in self._frame):
            return node
        raise TypeError(f"the mapping put a value at {pointers.join(path)} that comes from no place of the source")

    def _unwrap_whole(self, node: Whole, path: tuple[str | int, ...]) -> Any:
        source, target = pointers.join(node.path), pointers.join(path)
        for place, value in _leaves_below(node.value, ""):
            self.placed.append(Placed(target + place, _storable_leaf(value, ((source + place, value),))))
        return storable(node.value)

    def _unwrap_object(self, node: dict[str, Any], path: tuple[str | int, ...]) -> dict[str, Any] | None:
        made = {}
        for key, inner in node.items():
            if key != TAG and (value := self._unwrap(inner, (*path, key))) is not None:
                made[key] = value
                self._addresses[pointers.join((*path, key))] = (node, key)
        if path and not any(key not in self._frame or isinstance(node[key], Leaf) for key in made):
            return None
        for leaf in node.get(TAG, ()):
            if leaf:
                at = (*path, "kind") if leaf.value == made.get("kind") else path
                self.placed.append(Placed(pointers.join(at), leaf, is_tag=True))
        return made

    def _unwrap_list(self, node: list[Any], path: tuple[str | int, ...]) -> list[Any] | None:
        made: list[Any] = []
        for i, inner in enumerate(node):
            place = (*path, len(made))
            if (value := self._unwrap(inner, place)) is not None:
                made.append(value)
                self._addresses[pointers.join(place)] = (node, i)
        return made or None
