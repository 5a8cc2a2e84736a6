"""From paths or documents to a report."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aind_schema import reading, rules
from aind_schema.base import Model, Record, as_stated
from aind_schema.errors import InvalidRecord, UnknownTerm
from aind_schema.problems import Problem, Report
from aind_schema.spelling import nearest
from aind_schema.validation import places
from aind_schema.validation.checking import Checked, check
from aind_schema.validation.gathering import FileSet, gather

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Place = str | os.PathLike[str]
InMemory = Mapping[str, Any] | Record
Source = Place | InMemory | Iterable[Place | InMemory]


def validate(source: Source, *, profiles: Sequence[str] = ("core",), limit: int = reading.DEFAULT_LIMIT) -> Report:
    """Check files, folders, trees of folders or documents in memory, and report every problem of all of them.

    Parameters
    ----------
    source
        A path, a URL (`s3://`, `file://`), a dict or a record, or several of them; dicts and records together are
        taken for one asset.
    profiles
        Sets of rules to run beside "core": "dandi", "nwb", "bids".
    limit
        Largest file to read, in bytes.

    Raises
    ------
    UnknownTerm
        If there is no such profile.
    """
    profiles = [profiles] if isinstance(profiles, str) else profiles
    for name in profiles:
        if name not in rules.PROFILES:
            raise UnknownTerm("profiles", name, nearest(name, rules.PROFILES))
    several = [source] if isinstance(source, str | os.PathLike | Mapping | Record) else list(source)
    report = Report()
    if memory := [check(reading.from_data(as_stated(each))) for each in several if isinstance(each, Mapping | Record)]:
        report += _Asset(memory).report(profiles)
    for files in gather(each for each in several if not isinstance(each, Mapping | Record)):
        report += check_files(files, profiles=profiles, limit=limit)
    return report


def read(place: Place | places.Place, *, limit: int = reading.DEFAULT_LIMIT) -> Record:
    """Read a record from a JSON or YAML file; raise InvalidRecord, with a report, where it does not fit its schema."""
    located = place if isinstance(place, places.Remote) else places.locate(place)
    checked = check(places.load(located, limit), places.shown(located))
    if checked.problems or checked.record is None:
        raise InvalidRecord(Report(tuple(checked.problems), files=1, checks=1))
    return checked.record


def check_files(files: FileSet, *, profiles: Sequence[str] = (), limit: int = reading.DEFAULT_LIMIT) -> Report:
    """Check the record files of one asset."""
    asset = _Asset.of(files, limit)
    return replace(asset.report(profiles), files=len(asset.documents)) + Report(files.problems)


def check_planned(files: FileSet, record: Record, file: str) -> Report:
    """Run the rules that need a record which is to be written beside the record files of an asset."""
    asset = _Asset.of(files, reading.DEFAULT_LIMIT)
    asset.documents.append(Checked([], file, record=record))
    return asset.report((), needing=record.kind)


@dataclass(eq=False, repr=False)
class _Asset:
    """The checked documents of one asset, and the rules over all of them."""

    documents: list[Checked]
    folder: str | None = None
    _places: dict[int, tuple[Checked, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, files: FileSet, limit: int) -> _Asset:
        """Check each file by itself."""
        checked = [check(places.load(place, limit), places.shown(place)) for place in files.files]
        folder = files.folder.resolve().name if isinstance(files.folder, Path) else files.folder and files.folder.name
        return cls(checked, folder)

    def report(self, profiles: Sequence[str], needing: str | None = None) -> Report:
        """Run the rules, and report by file and line."""
        problems = [problem for checked in self.documents for problem in checked.problems]
        checks = len(self.documents)
        for rule, findings in rules.run(list(self._records()), self.folder, profiles, needing):
            checks += 1
            problems += [placed for finding in findings if (placed := self._problem(rule, finding))]
        files = [checked.file for checked in self.documents]
        problems.sort(key=lambda problem: (files.index(problem.file), problem.line or 0, problem.column or 0))
        return Report(tuple(problems), checks=checks)

    def _records(self) -> Iterator[Record]:
        """Yield the records, those of a bundle only where no file beside it describes the same thing."""
        records = [(checked, checked.record) for checked in self.documents if checked.record]
        beside = {_identity(record) for _, record in records}
        for checked, record in records:
            yield self._known(record, checked, "")
            if record.kind == "metadata":
                for path, part in _parts(record):
                    if _identity(part) not in beside:
                        yield self._known(part, checked, path)

    def _known(self, record: Record, checked: Checked, prefix: str) -> Record:
        """Remember where a record stands."""
        self._places[id(record)] = (checked, prefix)
        return record

    def _problem(self, rule: rules.Rule, finding: rules.Finding) -> Problem | None:
        checked, prefix = self._places[id(finding.record)]
        path = prefix + finding.path
        if checked.has_gap(path):
            return None  # another problem tells of it
        return checked.placed(Problem(rule.code, rule.severity, "rule", path, finding.message, finding.hint))


def _identity(record: Record) -> tuple[str, Any]:
    """Tell what a record describes: of one kind, an asset can have a record for each of its subjects."""
    return record.kind, getattr(record, "subject_id", None)


def _parts(bundle: Model) -> Iterator[tuple[str, Record]]:
    """Yield the records in a bundle, with the place of each."""
    for name, value in bundle:
        if isinstance(value, Record):
            yield f"/{name}", value
        elif isinstance(value, tuple):
            for i, item in enumerate(value):
                if isinstance(item, Record):
                    yield f"/{name}/{i}", item
