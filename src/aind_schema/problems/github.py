"""A report as the workflow commands that GitHub turns into annotations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aind_schema.problems.printable import printable, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aind_schema.problems.problem import Problem

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def as_github(problems: Sequence[Problem]) -> str:
    """Write one command a line for each problem."""
    return "\n".join(_command(problem) for problem in problems)


def _command(problem: Problem) -> str:
    position = {"file": problem.file, "line": problem.line, "col": problem.column}
    if problem.file is None:
        position = {}
    properties = {**position, "title": problem.code}
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items() if value is not None)
    return f"::{_COMMANDS[problem.severity]} {listed}::{_data(_message(problem))}"


def _message(problem: Problem) -> str:
    text = sentence(problem)
    # An annotation without a line has only its message to say where.
    return f"{problem.path}: {text}" if problem.path and (problem.file is None or problem.line is None) else text


def _data(text: str) -> str:
    # A raw line break would end the command, and let a document start one of its own.
    return printable(text, keep="\r\n").replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
