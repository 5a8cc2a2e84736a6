"""From what a mapping built to a document that fits, with everything else kept.

A value that the mapping placed where the schema does not take it goes back to what is kept, and the report says so.
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from aind_schema import pointers, schemas
from aind_schema.dialects.conversion import Entry
from aind_schema.dialects.tracing import Cursor, Placed, Tree, is_absent, leaves
from aind_schema.problems import Problem, quote
from aind_schema.validation.explaining import explain

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROUNDS = 8
_TIME_WITHOUT_ZONE = re.compile(r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2}[T _])?[0-9]{2}[:-][0-9]{2}[:-][0-9]{2}(?:\.[0-9]+)?")


@dataclass
class Account:
    """Keep the books of one conversion."""

    dialect: str
    problems: list[Problem] = field(default_factory=list)
    _misfits: set[str] = field(default_factory=set)
    _placed: list[tuple[str, Placed]] = field(default_factory=list)
    _kept: list[tuple[Any, tuple[str | int, ...], str]] = field(default_factory=list)

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
            document["extensions"] = {self.dialect: rest}
            self._kept.append((rest, source.path, f"{target}/extensions/{self.dialect}"))
            kept = [(place, value) for place, value in leaves(rest, source.path) if place not in self._misfits]
            self.problems += [_kept_value(place, value) for place, value in kept]

    def keep_whole(self, source: Cursor, document: dict[str, Any], name: str) -> None:
        """Put a part that this library has no record for under the extensions of the bundle, as it is."""
        space = document.setdefault("extensions", {}).setdefault(self.dialect, {})
        space[name] = copy.deepcopy(source.value)
        self._kept.append((source.value, source.path, f"/extensions/{self.dialect}/{name}"))
        message = f"the {name} is kept whole, under extensions"
        self.problems.append(Problem("kept-part", "info", "file", pointers.join(source.path), message))

    def entries(self) -> Iterator[Entry]:
        """Yield an entry for each value of the source and each of its targets."""
        for target, placed in self._placed:
            how = "mapped" if placed.leaf.by is None else "normalised"
            for source, original in placed.leaf.sources:
                yield Entry(source, target + placed.target, how, placed.leaf.by, original)  # type: ignore[arg-type]
        for rest, path, target in self._kept:
            skip = len(pointers.join(path))
            for source, original in leaves(rest, path):
                yield Entry(source, target + source[skip:], "kept", None, original)

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
            for place, _ in leaf.sources:
                self._misfits.add(place)
                message = f"does not fit: {fault.message}"
                self.problems.append(Problem("does-not-fit", "warning", "schema", place, message, fault.hint))


def _rest(value: Any, path: tuple[str | int, ...], reached: set[str]) -> Any:
    """Return what of a value was not reached; a list of which a part was reached becomes an object by position."""
    if isinstance(value, dict):
        inner = {key: _rest(item, (*path, key), reached) for key, item in value.items()}
        return {key: item for key, item in inner.items() if not is_absent(item)}
    if isinstance(value, list):
        items = {str(i): _rest(item, (*path, i), reached) for i, item in enumerate(value)}
        rest = {key: item for key, item in items.items() if not is_absent(item)}
        untouched = not any(place in reached for place, _ in leaves(value, path))
        return copy.deepcopy(value) if rest and untouched else rest
    return None if pointers.join(path) in reached else value


def _kept_value(place: str, value: Any) -> Problem:
    if isinstance(value, str) and _TIME_WITHOUT_ZONE.fullmatch(value):
        message = f"{quote(value)} is a time without an offset; it is kept as it is"
        return Problem("time-without-zone", "warning", "file", place, message, "name the time zone it was written in")
    return Problem("kept-value", "info", "file", place, f"{quote(value)} has no field of its own; it is kept as it is")


def _lacking(kind: str, fault: Problem, source: Cursor) -> Problem:
    message = f"this can't become a {kind}: {fault.message}"
    return Problem("lacking", "error", "schema", pointers.join(source.path), message, fault.hint)
