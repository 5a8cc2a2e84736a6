"""Why a point can't be computed."""

from __future__ import annotations

from aind_schema.errors import AindSchemaError


class NoArithmetic(AindSchemaError, ValueError):
    """Tell that a frame or a transform does not say enough to compute with, or is no arithmetic."""


class NoPath(AindSchemaError, LookupError):
    """Tell that nothing declared leads from one frame to another, and what is declared."""

    def __init__(self, start: str, end: str, declared: tuple[str, ...], reason: str | None = None) -> None:
        super().__init__(start, end, declared, reason)
        self.start = start
        self.end = end
        self.declared = declared
        self.reason = reason

    def __str__(self) -> str:
        listed = ", ".join(self.declared) if self.declared else "no transform"
        reason = f" ({self.reason})" if self.reason else ""
        return f'nothing leads from "{self.start}" to "{self.end}"{reason}; declared: {listed}'
