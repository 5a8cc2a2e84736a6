"""Leaf accounting that can't be forgotten.

A mapping reads a source only through cursors, and builds its target out of the leaves that they hand out. What it did
not reach is kept, and a value that came from no leaf is an error of the mapping: so each value is traced by itself.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aind_schema import pointers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: Fields that a mapping may set by itself: they say what the target is.
FRAME = ("kind", "schema_version")

#: A key under which a mapping puts leaves that only say what their object is; its place is their target.
TAG = "\0tag"

#: A list that the target must have and the source has nothing for.
EMPTY_LIST: tuple[()] = ()

#: A text that the target must have and the source has nothing for.
BLANK = ""


@dataclass(frozen=True)
class Leaf:
    """A value on its way to the target, with the places that it came from."""

    value: Any
    sources: tuple[tuple[str, Any], ...]
    by: str | None = None


@dataclass(frozen=True)
class Whole:
    """An object on its way to a field that is as free as its own, with all that it holds: nulls too."""

    value: Any
    path: tuple[str | int, ...]


class Cursor:
    """A place in the source; the place may be empty."""

    __slots__ = ("path", "value")

    def __init__(self, value: Any, path: tuple[str | int, ...] = ()) -> None:
        self.value = None if is_absent(value) else value
        self.path = path

    def __getitem__(self, key: str) -> Cursor:
        inner = self.value.get(key) if isinstance(self.value, dict) else None
        return Cursor(inner, (*self.path, key))

    def __bool__(self) -> bool:
        return self.value is not None

    def each(self) -> list[Cursor]:
        """Return cursors to the items of a list; a value that is no list counts as a list of one."""
        if isinstance(self.value, list):
            return [item for i, value in enumerate(self.value) if (item := Cursor(value, (*self.path, i)))]
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
        return Leaf(function(place), ((place, self.value),), _name_of(function))

    def via(self, function: Callable[..., Any], *others: Cursor, **options: Any) -> Any:
        """Hand out what a function makes of this value and of others, or nothing where it returns None."""
        if not self:
            return None
        made = function(self.value, *(other.value for other in others), **options)
        sources = tuple(leaf for cursor in (self, *others) for leaf in leaves(cursor.value, cursor.path))
        if isinstance(made, list):
            return [_leaf(value, sources, function) for value in made]
        return None if made is None else _leaf(made, sources, function)


def _leaf(value: Any, sources: tuple[tuple[str, Any], ...], function: Callable[..., Any]) -> Leaf:
    unchanged = len(sources) == 1 and sources[0][1] == value and type(sources[0][1]) is type(value)
    return Leaf(value, sources, None if unchanged else _name_of(function))


def _name_of(function: Callable[..., Any]) -> str:
    return f"{function.__module__}.{function.__qualname__}"


def is_absent(value: Any) -> bool:
    """Tell whether a value says nothing: null, the empty text, an empty object or list."""
    return value is None or value in ("", [], {})


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


@dataclass(frozen=True)
class Placed:
    """A leaf at its place in the target."""

    target: str
    leaf: Leaf


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
            self.placed.append(Placed(pointers.join(path), node))
            return node.value
        if isinstance(node, Whole):
            return self._unwrap_whole(node, path)
        if isinstance(node, dict):
            return self._unwrap_object(node, path)
        if isinstance(node, list):
            return self._unwrap_list(node, path)
        if node is EMPTY_LIST:
            return []
        if node is None or node is BLANK or (path and path[-1] in self._frame):
            return node
        raise TypeError(f"the mapping put a value at {pointers.join(path)} that comes from no place of the source")

    def _unwrap_whole(self, node: Whole, path: tuple[str | int, ...]) -> Any:
        source, target = pointers.join(node.path), pointers.join(path)
        for place, value in _leaves_below(node.value, ""):
            self.placed.append(Placed(target + place, Leaf(value, ((source + place, value),))))
        return copy.deepcopy(node.value)

    def _unwrap_object(self, node: dict[str, Any], path: tuple[str | int, ...]) -> dict[str, Any] | None:
        made = {}
        for key, inner in node.items():
            if key != TAG and (value := self._unwrap(inner, (*path, key))) is not None:
                made[key] = value
                self._addresses[pointers.join((*path, key))] = (node, key)
        if path and not any(key not in self._frame or isinstance(node[key], Leaf) for key in made):
            return None
        self.placed += [Placed(pointers.join(path), leaf) for leaf in node.get(TAG, ()) if leaf]
        return made

    def _unwrap_list(self, node: list[Any], path: tuple[str | int, ...]) -> list[Any] | None:
        made: list[Any] = []
        for i, inner in enumerate(node):
            place = (*path, len(made))
            if (value := self._unwrap(inner, place)) is not None:
                made.append(value)
                self._addresses[pointers.join(place)] = (node, i)
        return made or None
