"""What a conversion gives: the document, and a report that traces every value."""

from __future__ import annotations

import importlib
import json
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from aind_schema import schemas
from aind_schema.errors import InvalidRecord
from aind_schema.problems import Problem, Report
from aind_schema.validation import validate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aind_schema.base import Record

How = Literal["mapped", "normalised", "kept", "restored", "lost"]


@dataclass(frozen=True)
class Entry:
    """Trace one value from its place in the source to its place in the document.

    ``how`` is "mapped" (the very value), "normalised" (what the function named by ``by`` makes of ``arguments`` and
    ``options``; of a list that it returns, the ``item``), "kept" (as it was, under ``extensions``), "restored" (what
    the value was read from stands there again) or "lost" (the other format has no place for it; ``target`` is empty).
    Places are JSON Pointers.

    Arguments are values of the source, or the place of ``original`` where its keys tell something; one of them is
    ``original`` or holds it. Where ``target`` is an object, the value only says what that object is.
    """

    source: str
    target: str
    how: How
    by: str | None
    original: Any
    arguments: tuple[Any, ...] = ()
    options: dict[str, Any] = field(default_factory=dict)
    item: int | None = None

    def again(self) -> Any:
        """Make the value again out of its sources, by functions of this package alone."""
        if self.by is None:
            return self.original
        if not self.by.startswith(f"{__package__}."):
            raise LookupError(f"no function of a dialect: {self.by}")
        module, _, name = self.by.rpartition(".")
        made = getattr(importlib.import_module(module), name)(*self.arguments, **self.options)
        return made if self.item is None else made[self.item]


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

    def to_dict(self) -> dict[str, Any]:
        """Return the whole report as plain JSON."""
        problems = [
            {"code": p.code, "severity": p.severity, "path": p.path, "message": p.message, "hint": p.hint}
            for p in self.problems
        ]
        entries = [_shown(entry) for entry in self.entries]
        return {"options": self.options, "counts": self.counts(), "problems": problems, "entries": entries}


def _shown(entry: Entry) -> dict[str, Any]:
    shown = {"source": entry.source, "target": entry.target, "how": entry.how, "by": entry.by}
    call = {"arguments": entry.arguments, "options": entry.options, "item": entry.item} if entry.by else {}
    return {**shown, "original": entry.original, **call}


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

    def to_json(self) -> str:
        """Return report and document as JSON text, out of which ``from_json`` makes the conversion again."""
        return json.dumps({**self.report.to_dict(), "document": self.document}, indent=1, ensure_ascii=False) + "\n"

    @classmethod
    def from_json(cls, text: str | bytes) -> Conversion:
        """Return the conversion that ``to_json`` wrote, without its problems; raise InvalidRecord for other text."""
        try:
            stated = json.loads(text)
            entries = tuple(
                Entry(**{**each, "arguments": tuple(each.get("arguments", ()))}) for each in stated["entries"]
            )
            counts, options, document = dict(stated["counts"]), dict(stated["options"]), dict(stated["document"])
        except (ValueError, LookupError, TypeError) as error:
            fault = Problem(
                "foreign-format", "error", "file", "", "this is no report of a conversion", "see docs/aind.md"
            )
            raise InvalidRecord(Report((fault,), files=1)) from error
        return cls(document, ConversionReport((), lambda: iter(entries), options, tuple(counts)))
