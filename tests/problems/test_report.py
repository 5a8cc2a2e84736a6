"""What a report knows, and its form as JSON."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from aind_schema.problems import Excerpt, Problem, Report, Severity


def problem(severity: Severity = "error", **changes: object) -> Problem:
    fields = {"code": "unknown-kind", "origin": "rule", "path": "/kind", "message": "no such kind"}
    return Problem(severity=severity, **{**fields, **changes})  # type: ignore[arg-type]


def test_an_empty_report_is_ok() -> None:
    report = Report()
    assert report.ok
    assert list(report) == []
    assert (report.files, report.checks) == (0, 0)


def test_only_errors_make_a_report_not_ok() -> None:
    assert Report((problem("warning"), problem("info"))).ok
    assert not Report((problem("warning"), problem("error"))).ok


def test_problems_are_picked_by_severity_in_their_order() -> None:
    first, second, third = problem("info"), problem("error", line=2), problem("error", line=1)
    report = Report((first, second, third))
    assert report.errors == (second, third)
    assert report.warnings == ()
    assert report.infos == (first,)
    assert list(report) == [first, second, third]


def test_a_report_is_always_true_so_that_nobody_takes_that_for_ok() -> None:
    assert Report()
    assert Report((problem(),))


def test_reports_add_up() -> None:
    one, two = Report((problem("error"),), files=1, checks=3), Report((problem("info"),), files=2, checks=4)
    assert one + two == Report((problem("error"), problem("info")), files=3, checks=7)
    assert sum([one, two], Report()) == one + two


def test_a_report_adds_to_nothing_but_a_report() -> None:
    with pytest.raises(TypeError):
        Report() + 1  # type: ignore[operator]


def test_json_tells_all_but_what_is_missing_and_the_excerpt() -> None:
    found = problem(hint="try laser", file="rig.json", line=9, column=17, excerpt=Excerpt('"lazer"', 0, 7))
    assert json.loads(Report((found, problem("info")), files=2, checks=41).json()) == {
        "ok": False,
        "files": 2,
        "checks": 41,
        "errors": 1,
        "warnings": 0,
        "infos": 1,
        "problems": [
            {
                "code": "unknown-kind",
                "severity": "error",
                "origin": "rule",
                "path": "/kind",
                "message": "no such kind",
                "hint": "try laser",
                "file": "rig.json",
                "line": 9,
                "column": 17,
            },
            {
                "code": "unknown-kind",
                "severity": "info",
                "origin": "rule",
                "path": "/kind",
                "message": "no such kind",
            },
        ],
    }


def test_json_is_ascii_without_lone_surrogates() -> None:
    written = Report((problem(message="Zürich \udcff \x1b[31m"),)).json()
    assert written.isascii()
    assert "\x1b" not in written
    assert json.loads(written)["problems"][0]["message"] == "Zürich \\udcff \x1b[31m"


def test_problems_are_told_without_loading_anything_heavy() -> None:
    heavy = {"pydantic", "jsonschema", "yaml", "pathlib", "importlib.metadata"}
    # What the environment itself loads at the start is none of our business.
    code = "import sys; before = {*sys.modules}; import aind_schema.problems; print(*({*sys.modules} - before))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "aind_schema.problems.report" in done.stdout.split()
    assert not heavy & set(done.stdout.split())
