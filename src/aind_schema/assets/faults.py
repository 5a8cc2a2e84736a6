"""Problems of the files of an asset, each told by its path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aind_schema.problems import Problem

if TYPE_CHECKING:
    from aind_schema.problems import Severity


def fault(code: str, path: str, message: str, hint: str | None = None, severity: Severity = "error") -> Problem:
    """Tell of a file as a whole."""
    return Problem(code, severity, "file", "", message, hint, file=path)
