"""One document: read, identified, held against its schema, and made a record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from pydantic_core import to_json

from aind_schema import pointers, schemas
from aind_schema.problems import Problem
from aind_schema.validation.identification import identify
from aind_schema.versions import KINDS, LATEST

if TYPE_CHECKING:
    from aind_schema.base import Record
    from aind_schema.reading import Document, Reading

#: A report stays readable, and a run stays short, however broken a file is.
MOST_PROBLEMS = 1000


@dataclass(eq=False, repr=False)
class Checked:
    """A document after its own check: the problems, the record as far as it holds, and what was taken out of it."""

    problems: list[Problem]
    file: str | None = None
    document: Document | None = None
    record: Record | None = None
    removed: tuple[str, ...] = ()

    def has_gap(self, path: str) -> bool:
        """Tell whether something was taken out at a place, around it or in it."""
        return path in self._around_gaps or not self._gaps.isdisjoint(pointers.upwards(path))

    @cached_property
    def _gaps(self) -> frozenset[str]:
        return frozenset(self.removed)

    @cached_property
    def _around_gaps(self) -> frozenset[str]:
        return frozenset(each for gap in self.removed for each in pointers.upwards(gap))

    def placed(self, problem: Problem) -> Problem:
        """Add file, line and column to a problem of this document."""
        on_key = problem.code == "unknown-field"
        place = self.document.locate(problem.path, key=on_key) if self.document else None
        if place is None:
            return replace(problem, file=self.file)
        return replace(problem, file=self.file, line=place.line, column=place.column, excerpt=place.excerpt)


def check(reading: Reading, file: str | None = None) -> Checked:
    """Return what is wrong with a document by itself, and its record."""
    checked = Checked(list(reading.problems), file, reading.document)
    if reading.document is not None:
        faults = [*_faults(checked, reading.document), *_misnamed(reading.document.data, file)]
        checked.problems += [checked.placed(fault) for fault in faults]
    return checked


def _misnamed(data: Any, file: str | None) -> list[Problem]:
    """Return the problem of a file that is called after another kind of record than it holds."""
    stem = PurePath(file).stem if file else None
    kind = data.get("kind") if isinstance(data, dict) else None
    if stem not in KINDS or kind not in KINDS or stem == kind:
        return []
    message = f"the file is called {stem} and holds a {kind}"
    return [Problem("misnamed-file", "error", "file", "/kind", message, f'call it {kind}, or is the "kind" wrong?')]


def _faults(checked: Checked, document: Document) -> list[Problem]:
    data, text = document.data, document.json_bytes
    faults = list(identify(data))
    if [fault.code for fault in faults] == ["missing-version"] and data.get("kind") in KINDS:
        # Whoever forgets the version means the latest; the other mistakes are told along with this one.
        data = {**data, "schema_version": LATEST}
        text = to_json(data)
    elif faults:
        return faults
    try:
        checked.record = schemas.model(data["kind"]).model_validate_json(text)
    except ValidationError:
        faults += _mistakes(checked, data)
    return faults


def _mistakes(checked: Checked, data: dict[str, Any]) -> list[Problem]:
    """Return where a document breaks its schema, and make a record of the rest."""
    # Loaded here, since a valid document needs none of it.
    from aind_schema.validation.explaining import explain
    from aind_schema.validation.pruning import prune

    schema = schemas.load(data["kind"])
    faults = list(explain(data, schema)) or [_unexplained()]
    model = schemas.model(data["kind"])
    checked.record, checked.removed = prune(data, model, schema, (fault.path for fault in faults))
    if len(faults) <= MOST_PROBLEMS:
        return faults
    message = f"{len(faults) - MOST_PROBLEMS} more problems in this document are not shown"
    return [*faults[:MOST_PROBLEMS], Problem("too-many-problems", "error", "schema", "", message, "mend these first")]


def _unexplained() -> Problem:
    """Return the problem of a document that the model refuses and the schema takes, which the tests know none of."""
    return Problem("wrong-value", "error", "schema", "", "the document does not fit its model", "please report this")
