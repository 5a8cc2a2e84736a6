"""Why a point can't be computed."""

from __future__ import annotations

from aind_schema.errors import AindSchemaError


class NoArithmetic(AindSchemaError, ValueError):
    """Tell that a frame, a transform or a point does not say enough to compute with, or is no arithmetic."""


class NoPath(AindSchemaError, LookupError):
    """Tell that nothing declared leads from one frame to another, what is declared, and what may be missing."""

    def __init__(self, start: str, end: str, declared: tuple[str, ...], reason: str | None = None) -> None:
        super().__init__(start, end, declared, reason)
        self.start = start
        self.end = end
        self.declared = declared
        self.reason = reason

    def __str__(self) -> str:
        listed = ", ".join(self.declared) if self.declared else "no transform"
        reason = f"; {self.reason}" if self.reason else ""
        return f'nothing leads from "{self.start}" to "{self.end}"; declared: {listed}{reason}'


class ManyPaths(AindSchemaError, LookupError):
    """Tell that what is declared leads from one frame to another in several ways, and why none of them is taken."""

    def __init__(self, start: str, end: str, reason: str) -> None:
        super().__init__(start, end, reason)
        self.start = start
        self.end = end
        self.reason = reason

    def __str__(self) -> str:
        return f'from "{self.start}" to "{self.end}" {self.reason}; hand over only the transforms that are meant'
