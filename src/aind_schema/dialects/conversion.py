"""What a conversion gives: the document, and a report that traces every value."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from aind_schema import schemas
from aind_schema.errors import InvalidRecord
from aind_schema.validation import validate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aind_schema.base import Record
    from aind_schema.problems import Problem

How = Literal["mapped", "normalised", "kept", "lost"]


@dataclass(frozen=True)
class Entry:
    """Trace one value from its place in the source to its place in the document.

    ``how`` is "mapped" (the very value), "normalised" (what the function named by ``by`` makes of ``original`` and of
    the other sources of the same target), "kept" (as it was, under ``extensions``) or "lost" (the other format has no
    place for it; ``target`` is empty). Places are JSON Pointers.
    """

    source: str
    target: str
    how: How
    by: str | None
    original: Any


@dataclass(frozen=True)
class ConversionReport:
    """Tell what became of every value of the source, and what could not be done."""

    problems: tuple[Problem, ...]
    trace: Callable[[], Iterator[Entry]] = field(repr=False)
    options: dict[str, Any] = field(default_factory=dict)
    ways: tuple[How, ...] = ("mapped", "normalised", "kept")

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """An entry for each value of the source and each of its targets, made when they are first asked for."""
        return tuple(self.trace())

    def counts(self) -> dict[str, int]:
        """Count the entries by what became of the value."""
        counted = Counter(entry.how for entry in self.entries)
        return {how: counted[how] for how in self.ways}

    def to_json(self) -> str:
        """Return the whole report as JSON text."""
        problems = [
            {"code": p.code, "severity": p.severity, "path": p.path, "message": p.message, "hint": p.hint}
            for p in self.problems
        ]
        entries = [
            {"source": e.source, "target": e.target, "how": e.how, "by": e.by, "original": e.original}
            for e in self.entries
        ]
        content = {"options": self.options, "counts": self.counts(), "problems": problems, "entries": entries}
        return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


@dataclass(frozen=True)
class Conversion:
    """A document in this library's format, and the report of how it came about."""

    document: dict[str, Any]
    report: ConversionReport

    def record(self) -> Record:
        """Return the model of the document; raise InvalidRecord, with a report, where it does not fit."""
        checked = validate(self.document)
        faults = tuple(problem for problem in checked.errors if problem.origin != "rule")
        if faults:
            raise InvalidRecord(replace(checked, problems=faults))
        return schemas.model(self.document["kind"]).model_validate(self.document)
