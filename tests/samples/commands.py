"""The command line in this process, as the shell sees it."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from aind_schema.cli import main
from samples.seaweed import SECRET_KEY

if TYPE_CHECKING:
    import pytest


class Done(NamedTuple):
    """How a command ended, and what it printed."""

    exit_code: int
    out: str
    err: str

    @property
    def told(self) -> dict[str, Any]:
        """What it printed for a pipeline."""
        told: dict[str, Any] = json.loads(self.out)
        return told

    @property
    def codes(self) -> list[str]:
        """The codes of the problems that it printed for a pipeline."""
        return [problem["code"] for problem in self.told["problems"]]


class Shell:
    """Run commands; whatever happens, they end with an exit code and print no secret."""

    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self._capsys = capsys
        self._monkeypatch = monkeypatch

    def __call__(self, *arguments: object) -> Done:
        self._monkeypatch.setattr(sys, "argv", ["aind-schema", *map(str, arguments)])
        self._monkeypatch.setenv("COLUMNS", "120")
        self._capsys.readouterr()
        try:
            main()
        except SystemExit as end:
            exit_code = end.code
        else:
            exit_code = 0
        out, err = self._capsys.readouterr()
        assert SECRET_KEY not in out + err
        assert "Traceback" not in out + err
        return Done(exit_code if isinstance(exit_code, int) else 0 if exit_code is None else 1, out, err)
