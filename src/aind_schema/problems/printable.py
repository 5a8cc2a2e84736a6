"""Text from a stranger's file, made safe to show."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aind_schema.problems.problem import Problem

# Controls, formats (bidi overrides and zero-width characters are among them), lone surrogates, line separators.
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_COMBINING = frozenset({"Mn", "Me"})


def sentence(problem: Problem) -> str:
    """Join the message and the hint of a problem."""
    return problem.message if problem.hint is None else f"{problem.message}; {problem.hint}"


def printable(text: str, keep: str = "") -> str:
    r"""Write the characters that a reader can't see, or that steer a terminal, as ``\xNN`` or ``\uNNNN``."""
    if text.isprintable():
        return text
    return "".join(c if c in keep or unicodedata.category(c) not in _HIDDEN else _escaped(c) for c in text)


def well_formed(text: str) -> str:
    """Write lone surrogates, which stand for broken bytes and which strict JSON parsers refuse, as escapes."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def cells(text: str) -> int:
    """Count the columns that a printable text takes in a terminal."""
    if text.isascii():
        return len(text)
    return sum(_cells_of(c) for c in text)


def _escaped(char: str) -> str:
    number = ord(char)
    if number <= 0xFF:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"


def _cells_of(char: str) -> int:
    if unicodedata.category(char) in _COMBINING:
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1
