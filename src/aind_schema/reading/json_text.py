"""JSON (RFC 8259, as narrowed by RFC 7493): fast where a file is clean, exact where it is not."""

from __future__ import annotations

import json
import math
import re
from itertools import accumulate
from typing import Any

from aind_schema.reading.document import Document, Reading
from aind_schema.reading.faults import MOST_LEVELS, SAFE_INTEGERS, Faults
from aind_schema.reading.json_places import LazyPlaces
from aind_schema.reading.positions import Places, Source

_ESCAPED = re.compile(rb"\\.", re.DOTALL)
_QUOTED = re.compile(rb'"[^"]*"')
_NOT_STRUCTURE = bytes(set(range(256)) - set(b'"[]{}'))
_OPENING = bytes(char in b"[{" for char in range(256))
_CHUNK = 1 << 16

# Every digit becomes 0 and every exponent sign e, so that plain searches find which numbers may be too large.
_DIGITS = bytes(ord("0") if char in b"0123456789" else ord("e") if char in b"eE" else ord(" ") for char in range(256))
_HALF_PAIR = re.compile(
    rb"\\u[dD][89abAB]..(?!\\u[dD][c-fC-F])"
    rb"|(?<!\\u[dD][89abAB]..)\\u[dD][c-fC-F]"
    rb"|\\\\u[dD]",  # an escaped backslash would lead the two above astray
    re.DOTALL,
)


def parse_json(raw: bytes, text: str, file: str | None) -> Reading:
    """Read a JSON text, of which ``raw`` is the UTF-8."""
    try:
        data = _load(raw, text)
    except (ValueError, RecursionError):
        return _scan(raw, text, file)
    return Reading(Document(data, file, LazyPlaces(text), raw))


def _scan(raw: bytes, text: str, file: str | None) -> Reading:
    from aind_schema.reading.json_scan import Scanner  # most files are clean, and need none of it

    source = Source(text)
    faults = Faults(file, source)
    scanner = Scanner(text, faults)
    scanner.run()
    problems = faults.all()
    if faults.fatal:
        return Reading(None, problems)
    return Reading(Document(scanner.value, file, Places(source, scanner.root), None if problems else raw), problems)


class _UncleanError(ValueError):
    """Tell that the slow scanner has to look at a text."""


def _load(raw: bytes, text: str) -> Any:
    """Read a clean text with the C scanner; raise ValueError for any other."""
    if _may_be_deep(raw) or (b"\\u" in raw and _HALF_PAIR.search(raw)):
        raise _UncleanError
    if _may_be_large(raw):
        return _CAREFUL.decode(text)
    # Without hooks for numbers, since these cost a call each.
    return _QUICK.decode(text)


def _may_be_deep(raw: bytes) -> bool:
    """Tell whether brackets outside of strings are nested too deeply."""
    if raw.count(b"[") + raw.count(b"{") <= MOST_LEVELS:
        return False
    structure = (_ESCAPED.sub(b"", raw) if b"\\" in raw else raw).translate(None, _NOT_STRUCTURE)
    # Two quotes side by side are an empty string, or the end of one and the start of the next: the rest stays right.
    brackets = _QUOTED.sub(b"", structure.replace(b'""', b"")).translate(_OPENING)
    level = 0
    for start in range(0, len(brackets), _CHUNK):
        chunk = brackets[start : start + _CHUNK]
        if level + chunk.count(1) > MOST_LEVELS:
            levels = list(accumulate((2 * opening - 1 for opening in chunk), initial=level))
            if max(levels) > MOST_LEVELS:
                return True
            level = levels[-1]
        else:
            level += 2 * chunk.count(1) - len(chunk)
    return False


def _may_be_large(raw: bytes) -> bool:
    """Tell whether a number might be beyond 2^53 or 1e308; digits in texts give false alarms."""
    digits = raw.translate(_DIGITS, b"+")
    return b"0" * 16 in digits or b"0e000" in digits


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise _UncleanError
    return members


def _refuse(constant: str) -> Any:
    raise _UncleanError(constant)


def _safe_integer(digits: str) -> int:
    number = int(digits)
    if number not in SAFE_INTEGERS:
        raise _UncleanError(digits)
    return number


def _finite_float(written: str) -> float:
    number = float(written)
    if not math.isfinite(number):
        raise _UncleanError(written)
    return number


_QUICK = json.JSONDecoder(object_pairs_hook=_members, parse_constant=_refuse)
_CAREFUL = json.JSONDecoder(
    object_pairs_hook=_members, parse_constant=_refuse, parse_int=_safe_integer, parse_float=_finite_float
)
