"""All that was found, and the forms in which it is told; each form is loaded when it is asked for."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from aind_schema.problems.printable import well_formed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from aind_schema.problems.problem import Problem, Severity


@dataclass(frozen=True)
class Report:
    """Hold the problems of some files, and how much was looked at to find them.

    ``files`` counts the files, ``checks`` the schema checks and rules that were run. Reports add up with ``+``, or
    with ``sum(reports, Report())``. A report is always true: ask :attr:`ok`.
    """

    problems: tuple[Problem, ...] = ()
    files: int = 0
    checks: int = 0

    @property
    def ok(self) -> bool:
        """Tell whether there is no error; warnings and infos are allowed."""
        return not self.errors

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Pick the problems that make a document invalid or wrong."""
        return self._of("error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """Pick the problems that someone should look at."""
        return self._of("warning")

    @property
    def infos(self) -> tuple[Problem, ...]:
        """Pick what may well be right, and is worth knowing."""
        return self._of("info")

    def __add__(self, other: Report) -> Report:
        if not isinstance(other, Report):
            return NotImplemented
        return Report(self.problems + other.problems, self.files + other.files, self.checks + other.checks)

    def __iter__(self) -> Iterator[Problem]:
        return iter(self.problems)

    def text(self, *, color: bool = False, width: int = 80) -> str:
        """Write the report for people, with the offending lines."""
        from aind_schema.problems.text import as_text

        return as_text(self.problems, files=self.files, checks=self.checks, color=color, width=width)

    def json(self) -> str:
        """Write the report as one JSON object, in ASCII so that it survives every pipe and terminal."""
        counts = {"errors": len(self.errors), "warnings": len(self.warnings), "infos": len(self.infos)}
        summary = {"ok": self.ok, "files": self.files, "checks": self.checks, **counts}
        return json.dumps({**summary, "problems": [_as_object(problem) for problem in self.problems]}, indent=2)

    def github(self) -> str:
        """Write one workflow command for each problem, which GitHub shows beside the line."""
        from aind_schema.problems.github import as_github

        return as_github(self.problems)

    def sarif(self, *, version: str | None = None) -> str:
        """Write the report as SARIF 2.1.0; the version is that of this package unless you give another."""
        from aind_schema.problems.sarif import as_sarif

        return as_sarif(self.problems, version=_installed_version() if version is None else version)

    def redacted(self, known_names: Collection[str] = (), list_names: Collection[str] = ()) -> Report:
        """Leave out every value, id and unknown name.

        ``known_names`` are those that the schemas use, ``list_names`` those of their lists: without them every path is
        left out too.
        """
        from aind_schema.problems.redaction import redact

        return replace(self, problems=redact(self.problems, known_names, list_names))

    def _of(self, severity: Severity) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.severity == severity)


def _as_object(problem: Problem) -> dict[str, Any]:
    # The excerpt repeats the file, for people only.
    values = {field.name: getattr(problem, field.name) for field in fields(problem) if field.name != "excerpt"}
    return {
        name: well_formed(value) if isinstance(value, str) else value
        for name, value in values.items()
        if value is not None
    }


def _installed_version() -> str | None:
    # Loading this costs more than the whole of this package does, and only SARIF asks for it.
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("aind-schema")
    except PackageNotFoundError:
        return None
