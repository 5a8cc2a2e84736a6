"""What is wrong with a vocabulary file."""

from __future__ import annotations

from aind_schema.errors import AindSchemaError


class InvalidVocabulary(AindSchemaError):
    """Tell which vocabulary file is wrong, at which line, and how.

    It is no ValueError: pydantic would take it for a verdict on the value that was looked up.
    """

    def __init__(self, file: str, reason: str, line: int | None = None) -> None:
        super().__init__(file, reason, line)
        self.file = file
        self.reason = reason
        self.line = line

    def __str__(self) -> str:
        where = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{where}: {self.reason}"
