"""Whether what is said about a subject's age holds together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aind_schema.parts.animal import Animal
from aind_schema.parts.organism import Organism
from aind_schema.problems import quote
from aind_schema.rules.registry import Finding, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aind_schema.parts.age import Age
    from aind_schema.records.subject import Subject

YEAR = 365.2425

_DURATION = re.compile(
    r"P(?:([0-9.]+)Y)?(?:([0-9.]+)M)?(?:([0-9.]+)W)?(?:([0-9.]+)D)?"
    r"(?:T(?:([0-9.]+)H)?(?:([0-9.]+)M)?(?:([0-9.]+)S)?)?"
)
#: Days in a year, month, week, day, hour, minute and second.
_UNITS = (YEAR, YEAR / 12, 7, 1, 1 / 24, 1 / 1440, 1 / 86400)
# A month may have 28 days, or 31; so a range from P31D to P1M is no mistake.
_SLACK = 1.1


def days(duration: str | None) -> float | None:
    """Return the length of an ISO 8601 duration in days, with months and years of average length."""
    counts = _counts(duration)
    return sum(count * unit for count, unit in counts) if counts else None


@rule("year-of-birth-differs")
def year_of_birth_differs(subject: Subject) -> Iterator[Finding]:
    """Check that the year of birth is the year of the date of birth.

    What it means: both fields are filled in, with different years.

    Why it matters: one of them is a slip, and every age that is computed from it is wrong by at least a year, much for
    a mouse. Where the day is known, the year alone adds nothing.

    Before:

        date_of_birth: 2022-07-18
        year_of_birth: 2023

    After:

        date_of_birth: 2022-07-18
    """
    animal = subject.details
    if isinstance(animal, Animal) and animal.date_of_birth and animal.year_of_birth:
        born = animal.date_of_birth
        if born.year != animal.year_of_birth:
            message = f"born in {quote(animal.year_of_birth)}, but the date of birth is {quote(str(born))}"
            yield Finding(subject, "/details/year_of_birth", message, "leave the year out where the day is known")


@rule("age-differs-from-birth")
def age_differs_from_birth(subject: Subject) -> Iterator[Finding]:
    """Check that an age on a certain day fits the date of birth.

    What it means: `age` counts from birth and says on which day the subject had it, but the time from the date of
    birth to that day is another. An age may be off by one of the smallest units that it is written in: P8W by a week.

    Why it matters: age is among the strongest influences on a brain, and half of the analyses use the one field, half
    the other.

    Before:

        date_of_birth: 2022-07-18
        age: {duration: P18W, reference: birth, on: 2022-10-06}

    After:

        date_of_birth: 2022-07-18
        age: {duration: P11W, reference: birth, on: 2022-10-06}
    """
    animal = subject.details
    if not isinstance(animal, Animal) or not animal.date_of_birth or not animal.age:
        return
    age, born = animal.age, animal.date_of_birth
    stated = days(age.duration)
    if age.reference != "birth" or age.on is None or stated is None:
        return
    passed = (age.on - born).days
    most = days(age.upper_duration) or stated
    if not stated - _tolerance(age) <= passed <= most + _tolerance(age):
        shown = f"{quote(age.duration)} on {quote(str(age.on))}"
        message = f"{shown}, but born on {quote(str(born))}, {quote(passed)} days before"
        yield Finding(
            subject, "/details/age/duration", message, "correct the one or the other; the date alone is enough"
        )


@rule("age-range-reversed")
def age_range_reversed(subject: Subject) -> Iterator[Finding]:
    """Check that a range of ages goes from the lower age to the upper.

    What it means: `upper_duration` is shorter than `duration`, the lower end of the range.

    Why it matters: no age lies in such a range, so that a search by age never finds the subject. NWB and DANDI refuse
    it.

    Before:

        age: {duration: P4Y, upper_duration: P2Y}

    After:

        age: {duration: P2Y, upper_duration: P4Y}
    """
    organism = subject.details
    if not isinstance(organism, Organism) or not organism.age:
        return
    lower, upper = days(organism.age.duration), days(organism.age.upper_duration)
    if lower is not None and upper is not None and lower > upper * _SLACK:
        message = f"the range ends at {quote(organism.age.upper_duration)}, before its start"
        yield Finding(subject, "/details/age/upper_duration", message, "put the lower age into duration")


def _counts(duration: str | None) -> list[tuple[float, float]]:
    """Return the numbers in a duration, each with the days of its unit."""
    found = _DURATION.fullmatch(duration or "")
    return [(float(count), unit) for count, unit in zip(found.groups(), _UNITS, strict=True) if count] if found else []


def _tolerance(age: Age) -> float:
    """Return the days by which an age may be off: one of the smallest unit that either end is written in."""
    ends = [min((unit for _, unit in _counts(each)), default=1.0) for each in (age.duration, age.upper_duration or "")]
    return max(1.0, *ends)
