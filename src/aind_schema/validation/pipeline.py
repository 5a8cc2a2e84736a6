"""From paths or data to a report."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from aind_schema import reading, rules, schemas
from aind_schema.base import Model, Record
from aind_schema.problems import Problem, Report
from aind_schema.validation.gathering import FileSet, gather
from aind_schema.validation.identification import identify

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aind_schema.reading import Document

Place = str | os.PathLike[str]
Source = Place | Iterable[Place] | Mapping[str, Any] | Record

#: A report stays readable, and a run stays short, however broken a file is.
MOST_PROBLEMS = 1000


def validate(source: Source, *, profiles: Sequence[str] = ("core",), limit: int = reading.DEFAULT_LIMIT) -> Report:
    """Check files, folders, trees of folders or a document in memory, and report every problem of all of them.

    Parameters
    ----------
    source
        A path or several, a dict, or a record.
    profiles
        Sets of rules to run beside "core": "dandi", "nwb", "bids".
    limit
        Largest file to read, in bytes.
    """
    report = Report()
    if isinstance(source, Mapping | Record):
        data = source.to_dict() if isinstance(source, Record) else source
        return _Asset([_check(reading.from_data(data))]).report(profiles)
    paths = [source] if isinstance(source, str | os.PathLike) else source
    for files in gather(paths):
        report += _check_files(files, profiles, limit)
    return report


def _check_files(files: FileSet, profiles: Sequence[str], limit: int) -> Report:
    checked = [_check(reading.read(path, limit=limit), path.as_posix()) for path in files.files]
    folder = files.folder.resolve().name if files.folder else None
    return replace(_Asset(checked, folder).report(profiles), files=len(checked)) + Report(files.problems)


@dataclass
class _Checked:
    """A document after its own check: the problems, the record as far as it holds, and what was taken out of it."""

    problems: list[Problem]
    file: str | None = None
    document: Document | None = None
    record: Record | None = None
    removed: tuple[str, ...] = ()


def _check(result: reading.Reading, file: str | None = None) -> _Checked:
    checked = _Checked(list(result.problems), file, result.document)
    if result.document is None:
        return checked
    data = result.document.data
    faults = list(identify(data))
    if not faults:
        model = schemas.model(data["kind"])
        try:
            checked.record = model.model_validate_json(result.document.json_bytes)
        except ValidationError:
            from aind_schema.validation.explaining import explain  # a valid document needs none of it
            from aind_schema.validation.pruning import prune

            schema = schemas.load(data["kind"])
            faults = _readable(list(explain(data, schema)))
            checked.record, checked.removed = prune(data, model, schema, (fault.path for fault in faults))
    checked.problems += [_placed(fault, checked) for fault in faults]
    return checked


def _readable(faults: list[Problem]) -> list[Problem]:
    if len(faults) <= MOST_PROBLEMS:
        return faults
    message = f"{len(faults) - MOST_PROBLEMS} more problems in this document are not shown"
    return [*faults[:MOST_PROBLEMS], Problem("too-many-problems", "error", "schema", "", message, "mend these first")]


def _placed(problem: Problem, checked: _Checked) -> Problem:
    """Add file, line and column to a problem."""
    on_key = problem.code == "unknown-field"
    place = checked.document.locate(problem.path, key=on_key) if checked.document else None
    if place is None:
        return replace(problem, file=checked.file)
    return replace(problem, file=checked.file, line=place.line, column=place.column, excerpt=place.excerpt)


@dataclass
class _Asset:
    """The checked documents of one asset, and the rules over all of them."""

    documents: list[_Checked]
    folder: str | None = None
    _places: dict[int, tuple[_Checked, str]] = field(default_factory=dict)

    def report(self, profiles: Sequence[str]) -> Report:
        problems = [problem for checked in self.documents for problem in checked.problems]
        checks = len(self.documents)
        for rule, findings in rules.run(list(self._records()), self.folder, profiles):
            checks += 1
            problems += [placed for finding in findings if (placed := self._problem(rule, finding))]
        return Report(tuple(problems), files=0, checks=checks)

    def _records(self) -> Iterator[Record]:
        """Yield the records, those of a bundle only where no file of the same kind stands beside it."""
        records = [(checked, checked.record) for checked in self.documents if checked.record]
        beside = {record.record_kind() for _, record in records}
        for checked, record in records:
            yield self._placed(record, checked, "")
            if record.record_kind() == "metadata":
                for path, part in _parts(record):
                    if part.record_kind() not in beside:
                        yield self._placed(part, checked, path)

    def _placed(self, record: Record, checked: _Checked, prefix: str) -> Record:
        self._places[id(record)] = (checked, prefix)
        return record

    def _problem(self, rule: rules.Rule, finding: rules.Finding) -> Problem | None:
        checked, prefix = self._places[id(finding.record)]
        path = prefix + finding.path
        if any(path == gone or path.startswith(gone + "/") for gone in checked.removed):
            return None  # the rule saw a gap that another problem tells of
        return _placed(Problem(rule.code, rule.severity, "rule", path, finding.message, finding.hint), checked)


def _parts(bundle: Model) -> Iterator[tuple[str, Record]]:
    """Yield the records in a bundle, with the place of each."""
    for name, value in bundle:
        if isinstance(value, Record):
            yield f"/{name}", value
        elif isinstance(value, tuple):
            for i, item in enumerate(value):
                if isinstance(item, Record):
                    yield f"/{name}/{i}", item
