"""Whether what has a start and an end has them in order, and all dates are of our time."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from aind_schema.fields import Date, Timestamp
from aind_schema.problems import quote
from aind_schema.rules.registry import Finding, rule
from aind_schema.rules.walking import values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aind_schema.base import Record

#: How fields for a start and for an end are called; the ones that tell most come first.
_STARTS = ("started_at", "start_date", "valid_from")
_ENDS = ("ended_at", "end_date", "valid_until")
#: Years in which animals may have been recorded, and approvals and reagents may end.
_FIRST_YEAR, _LAST_YEAR = 1950, 2099
_NOT_TRUE = ("shifted", "removed")


@rule("ends-before-start")
def ends_before_start(record: Record) -> Iterator[Finding]:
    """Check that whatever ends does so after it began.

    What it means: the end of a procedure, a round of hybridisation, an approval or a process lies before its start.
    Where both have a time, the moments are compared, else the days.

    Why it matters: one of the two is wrong, and how long it took can't be told. Often day and month were swapped, the
    year was not changed in January, or one time was taken from a clock of another zone.

    Before:

        subject_procedures:
          - {kind: surgery, start_date: 2023-02-28, end_date: 2023-02-01}

    After:

        subject_procedures:
          - {kind: surgery, start_date: 2023-02-28, end_date: 2023-02-28}
    """
    dated: dict[str, dict[str, date]] = {}
    for place, _, value in values(record, Date, Timestamp):
        owner, _, field = place.rpartition("/")
        dated.setdefault(owner, {})[field] = value
    for owner, fields in dated.items():
        start = next((field for field in _STARTS if field in fields), None)
        end = next((field for field in _ENDS if field in fields), None)
        if start and end and precedes(fields[end], fields[start]):
            message = f"ended on {quote(fields[end].isoformat())}, but began on {quote(fields[start].isoformat())}"
            yield Finding(record, f"{owner}/{end}", message, _hint(fields[end], fields[start]))


@rule("date-implausible", "info")
def date_implausible(record: Record, records: tuple[Record, ...]) -> Iterator[Finding]:
    """Check that no date lies in another century than the work of a lab.

    What it means: the year is before 1950 or after 2099. Where the dates of a person were shifted on purpose, nothing
    is said.

    Why it matters: a slip in one digit of the year makes an animal a hundred years old, and sorts its data behind
    those of everybody else.

    Before:

        subject_procedures:
          - {kind: surgery, start_date: 2123-02-28}

    After:

        subject_procedures:
          - {kind: surgery, start_date: 2023-02-28}
    """
    if any(getattr(getattr(each, "details", None), "dates", None) in _NOT_TRUE for each in records):
        return
    for place, _, value in values(record, Date, Timestamp):
        if not _FIRST_YEAR <= value.year <= _LAST_YEAR:
            yield Finding(record, place, f"{quote(value.isoformat())} is in another century", "look at the year")


def precedes(one: date, other: date) -> bool:
    """Tell whether one moment lies before another: by their times where both have one, else by their days."""
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one < other
    return day(one) < day(other)


def day(moment: date) -> date:
    """Return the day of a moment, on the clock that its offset gives."""
    return moment.date() if isinstance(moment, datetime) else moment


def _hint(end: date, start: date) -> str | None:
    """Blame the offsets where the clocks alone are in order."""
    if isinstance(end, datetime) and isinstance(start, datetime) and end.utcoffset() != start.utcoffset():
        return "look at the offsets"
    return None
