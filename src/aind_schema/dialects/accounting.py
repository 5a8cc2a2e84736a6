"""From what a mapping built to a document that fits, with everything else kept.

A value that the mapping placed where the schema does not take it goes back to what is kept, and the report says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from aind_schema import pointers, schemas
from aind_schema.dialects.conversion import Entry
from aind_schema.dialects.tracing import Cursor, Placed, Tree, is_absent, leaves, storable
from aind_schema.problems import Problem, quote
from aind_schema.validation.explaining import explain

if TYPE_CHECKING:
    from collections.abc import Iterator

#: What stands before the position of an item that was kept whole; the rest of one stands under its bare position.
WHOLE = "+"

_POSITION = re.compile(r"\+?(?:0|[1-9][0-9]{0,8})")
_ROUNDS = 8
_TIME_WITHOUT_ZONE = re.compile(r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2}[T _])?[0-9]{2}[:-][0-9]{2}[:-][0-9]{2}(?:\.[0-9]+)?")


@dataclass
class Account:
    """Keep the books of one conversion."""

    dialect: str
    problems: list[Problem] = field(default_factory=list)
    _misfits: set[str] = field(default_factory=set)
    _placed: list[tuple[str, Placed]] = field(default_factory=list)
    _kept: list[tuple[Any, Cursor, str]] = field(default_factory=list)

    def fit(self, tree: dict[str, Any], source: Cursor, target: str) -> dict[str, Any] | None:
        """Return the document of one record, or None where the source lacks what the record must have."""
        built = Tree(tree)
        lacking = self._drop_misfits(built, tree["kind"], source)
        if lacking:
            self.problems += lacking
            return None
        document = built.document
        self._placed += [(target, placed) for placed in built.placed]
        reached = {place for placed in built.placed for place, _ in placed.leaf.sources}
        self.keep_rest(source, reached, document, target)
        return document

    def keep_rest(self, source: Cursor, reached: set[str], document: dict[str, Any], target: str) -> None:
        """Put what a mapping did not reach under the extensions of the document."""
        rest = _rest(source.value, source.path, reached)
        if not is_absent(rest):
            document["extensions"] = {self.dialect: storable(rest)}
            self._kept.append((rest, source, f"{target}/extensions/{self.dialect}"))
            for place, _, value in _leaves_kept(rest, source.value, pointers.join(source.path), ""):
                if place not in self._misfits:
                    self.problems.append(_kept_value(place, value, source.left.get(place)))

    def keep_whole(self, source: Cursor, document: dict[str, Any], name: str) -> None:
        """Put a part that this library has no record for under the extensions of the bundle, as it is."""
        space = document.setdefault("extensions", {}).setdefault(self.dialect, {})
        space[name] = storable(source.value)
        self._kept.append((source.value, source, f"/extensions/{self.dialect}/{name}"))
        message = f"the {name} is kept whole, under extensions"
        self.problems.append(Problem("kept-part", "info", "file", pointers.join(source.path), message))

    def entries(self) -> Iterator[Entry]:
        """Yield an entry for each value of the source and each of its targets."""
        for target, placed in self._placed:
            yield from placed.entries(target)
        for rest, source, kept in self._kept:
            for place, target, original in _leaves_kept(rest, source.value, pointers.join(source.path), kept):
                yield Entry(place, target, "kept", None, original)

    def _drop_misfits(self, built: Tree, kind: str, source: Cursor) -> list[Problem]:
        """Take out of a tree what its schema refuses; return what the record lacks as a whole."""
        model = schemas.model(kind)
        for _ in range(_ROUNDS):
            try:
                model.model_validate(built.document)
            except ValidationError:
                faults = list(explain(built.document, schemas.load(kind)))
            else:
                return []
            if lacking := [fault for fault in faults if not fault.path]:
                return [_lacking(kind, fault, source) for fault in lacking]
            first: dict[str, Problem] = {}
            for fault in faults:
                first.setdefault(fault.path, fault)
            for fault in first.values():
                self._drop(built, fault)
            built.unwrap()
        return [_lacking(kind, faults[0], source)]

    def _drop(self, built: Tree, fault: Problem) -> None:
        for leaf in built.drop(fault.path):
            for place, original in leaf.sources:
                self._misfits.add(place)
                message = f"{quote(original)} does not fit: {fault.message}"
                self.problems.append(Problem("does-not-fit", "warning", "schema", place, message, fault.hint))


def positions_kept(kept: Any) -> list[tuple[int, str]]:
    """Return the positions, with their keys, under which items of a list were kept, or nothing for something else."""
    keys = list(kept) if isinstance(kept, dict) else []
    found = [(int(key.removeprefix(WHOLE)), key) for key in keys if isinstance(key, str) and _POSITION.fullmatch(key)]
    return sorted(found) if len(found) == len(keys) else []


def _rest(value: Any, path: tuple[str | int, ...], reached: set[str]) -> Any:
    """Return what of a value was not reached; a list of which a part was reached becomes an object by position."""
    if isinstance(value, dict):
        inner = {key: _rest(item, (*path, key), reached) for key, item in value.items()}
        return {key: item for key, item in inner.items() if not is_absent(item)}
    if isinstance(value, list):
        if _is_untouched(value, path, reached):
            return value if any(not is_absent(item) for item in value) else None
        items = ((i, item, _rest(item, (*path, i), reached)) for i, item in enumerate(value))
        return {
            f"{WHOLE if _is_untouched(item, (*path, i), reached) else ''}{i}": rest
            for i, item, rest in items
            if not is_absent(rest)
        }
    return None if pointers.join(path) in reached else value


def _is_untouched(value: Any, path: tuple[str | int, ...], reached: set[str]) -> bool:
    return not any(place in reached for place, _ in leaves(value, path))


def _leaves_kept(rest: Any, value: Any, source: str, target: str) -> Iterator[tuple[str, str, Any]]:
    """Yield the place in the source, the place where it is kept, and the value of each scalar that was kept."""
    if isinstance(rest, dict) and isinstance(value, list):
        for position, key in positions_kept(rest):
            yield from _leaves_kept(rest[key], value[position], f"{source}/{position}", f"{target}/{key}")
    elif isinstance(rest, dict):
        for key, inner in rest.items():
            name = pointers.escape(key)
            yield from _leaves_kept(inner, value[key], f"{source}/{name}", f"{target}/{name}")
    else:
        for place, leaf in leaves(rest):
            yield source + place, target + place, leaf


def _kept_value(place: str, value: Any, why: tuple[Any, ...] | None) -> Problem:
    if isinstance(value, str) and _TIME_WITHOUT_ZONE.fullmatch(value):
        message = f"{quote(value)} is a time without an offset; it is kept as it is"
        return Problem("time-without-zone", "warning", "file", place, message, "name the time zone it was written in")
    if why is None:
        message = f"{quote(value)} has no field of its own; it is kept as it is"
        return Problem("kept-value", "info", "file", place, message)
    reason, *arguments = why
    if arguments:
        given = ", ".join(quote(each) for each in arguments if each is not None)
        reason = f"{reason}({given}) gives nothing"
    return Problem("unplaced-value", "warning", "file", place, f"{quote(value)} is kept as it is: {reason}")


def _lacking(kind: str, fault: Problem, source: Cursor) -> Problem:
    message = f"this can't become a {kind}: {fault.message}"
    return Problem("lacking", "error", "schema", pointers.join(source.path), message, fault.hint)
