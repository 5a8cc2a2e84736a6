"""Every example file, of every schema version, keeps its verdict forever."""

from __future__ import annotations

from pathlib import Path

import pytest

from aind_schema import validate

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
VALID = sorted(EXAMPLES.glob("*/*/valid/*"))
WARNED = sorted(EXAMPLES.glob("*/*/warned/*"))
INVALID = sorted(EXAMPLES.glob("*/*/invalid/*"))


@pytest.mark.parametrize("path", VALID, ids=lambda path: f"{path.parts[-3]}/{path.name}")
def test_a_valid_example_has_no_problem_at_all(path: Path) -> None:
    report = validate(path)
    assert report.problems == (), report.text()
    assert report.files == 1


@pytest.mark.parametrize("path", WARNED, ids=lambda path: f"{path.parts[-3]}/{path.name}")
def test_an_example_may_be_valid_and_raise_doubts(path: Path) -> None:
    report = validate(path)
    assert report.ok
    assert {problem.code for problem in report} == {path.stem.split("--")[0]}, report.text()


@pytest.mark.parametrize("path", INVALID, ids=lambda path: f"{path.parts[-3]}/{path.name}")
def test_an_invalid_example_has_the_problem_that_its_name_tells(path: Path) -> None:
    report = validate(path)
    assert not report.ok
    assert [problem.code for problem in report.errors] == [path.stem.split("--")[0]], report.text()
    assert all(problem.line for problem in report.errors)
