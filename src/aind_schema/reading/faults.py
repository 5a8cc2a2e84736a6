"""The faults of one file, as they are found."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from aind_schema.problems import Problem, quote

if TYPE_CHECKING:
    from collections.abc import Callable

    from aind_schema.reading.positions import Node, Source

#: Nobody reads more than this of one file.
MOST_FAULTS = 100

#: Levels of nesting: real records have about twenty, and some parsers give up at 128.
MOST_LEVELS = 100

#: Beyond these, other JSON parsers lose digits (RFC 7493, section 2.2).
SAFE_INTEGERS = range(-(2**53) + 1, 2**53)

#: What Python reads and writes of an integer, unless told otherwise.
MOST_DIGITS = 4300

_TOO_LARGE = 10**MOST_DIGITS

# Compiled at first use, as few files need it.
_SURROGATE = "[\ud800-\udfff]"

Span = tuple[int, int]


class Stop(Exception):
    """Leave the reading of a text that makes no sense from here on."""


class Faults:
    """Collect the problems of one file; ``fatal`` tells whether they leave no document."""

    def __init__(self, file: str | None = None, source: Source | None = None) -> None:
        self.file = file
        self.source = source
        self.fatal = False
        self._problems: list[Problem] = []
        self._unlisted = 0

    def add(
        self,
        code: str,
        message: str,
        hint: str | None = None,
        *,
        path: Callable[[], str] | str = "",
        span: Span | None = None,
        fatal: bool = False,
    ) -> None:
        """Add a problem, unless there are too many already; a path may be a function, since few are needed.

        Raises Stop once there are too many and no document would come of reading on.
        """
        self.fatal = self.fatal or fatal
        full = len(self._problems) >= MOST_FAULTS
        if full and not self.fatal:
            self._unlisted += 1
            return
        pointer = path if isinstance(path, str) else path()
        problem = Problem(code, "error", "file", pointer, message, hint, self.file)
        if self.source is not None and span is not None:
            place = self.source.location(*span)
            problem = Problem(
                *(code, "error", "file", pointer, message, hint, self.file),
                line=place.line,
                column=place.column,
                excerpt=place.excerpt,
            )
        self._problems.append(problem)
        if full:
            # No document comes of this, so there is nothing left to read for.
            raise Stop

    def duplicate_key(self, key: str, first: Node, path: Callable[[], str], span: Span) -> None:
        """Complain of a key that stands in its object twice."""
        line = self.source.line(first.key[0]) if self.source and first.key else 0
        message = f"the key {quote(key)} stands in this object already, on line {line}"
        self.add("duplicate-key", message, "keep one of them; the later one counts so far", path=path, span=span)

    def all(self) -> tuple[Problem, ...]:
        """Return the problems in the order in which they were found, and whether there are more."""
        if len(self._problems) <= MOST_FAULTS and not self._unlisted:
            return tuple(self._problems)
        message = "this file has more faults than are listed"
        if not self.fatal:
            message = f"{self._unlisted:,} more faults of this file are not listed"
        rest = Problem("too-many-problems", "error", "file", "", message, "mend those above first", self.file)
        return (*self._problems, rest)


class Values:
    """Check single values by the rules of RFC 7493, wherever they come from."""

    def __init__(self, faults: Faults, path: Callable[[], str]) -> None:
        self._faults = faults
        self._path = path

    def _add(self, code: str, message: str, hint: str, span: Span | None, *, fatal: bool = False) -> None:
        self._faults.add(code, message, hint, path=self._path, span=span, fatal=fatal)

    def integer(self, digits: str, base: int, span: Span | None) -> int | None:
        """Read an integer; None for one of so many digits that not even Python reads it."""
        number = _integer(digits, base)
        if number is None or abs(number) >= _TOO_LARGE:
            message = f"an integer of more than {MOST_DIGITS:,} digits"
            self._add("too-many-digits", message, "write an id as a text, in quotes", span, fatal=True)
            return None
        return self.safe(number, span)

    def safe(self, number: int, span: Span | None = None) -> int:
        """Complain of an integer that other parsers don't read exactly."""
        if number not in SAFE_INTEGERS:
            message = f"the integer {quote(str(number))} is beyond 2^53 - 1, and many programs lose its last digits"
            self._add("unsafe-integer", message, "write an id as a text, in quotes", span)
        return number

    def finite(self, number: float, written: str, span: Span | None = None) -> float | None:
        """Complain of a number that JSON can't hold, and take null for it."""
        if math.isfinite(number):
            return number
        message = f"{quote(written)} is no number that JSON can hold"
        self._add("non-finite-number", message, "write null, or leave the field out", span)
        return None

    def text(self, text: str, span: Span | None = None) -> str:
        """Complain of half a surrogate pair, which no UTF-8 can hold, and put U+FFFD in its place."""
        if text.isascii() or not re.search(_SURROGATE, text):
            return text
        message = "half of a character: a surrogate that lacks its other half"
        self._add("lone-surrogate", message, "write the character itself, in UTF-8", span)
        return re.sub(_SURROGATE, "\ufffd", text)

    def too_deep(self, span: Span | None = None) -> Stop:
        """Complain of nesting that other parsers refuse."""
        message = f"nested more than {MOST_LEVELS} levels deep"
        self._add("too-deep", message, "no record is that deep: look at what wrote this", span, fatal=True)
        return Stop()


def _integer(digits: str, base: int) -> int | None:
    # Decimal digits take quadratic time to read, so Python refuses many; a program may have set that limit lower.
    if base == 10 and len(digits.lstrip("+-")) > MOST_DIGITS:
        return None
    try:
        return int(digits, base)
    except ValueError:
        return None
