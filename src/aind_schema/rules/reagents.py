"""Whether reagents were there, and good, when they were used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aind_schema.parts.procedures.reagents import Reagent
from aind_schema.parts.procedures.step import Event
from aind_schema.problems import quote
from aind_schema.rules.registry import Finding, rule
from aind_schema.rules.spans import days_of
from aind_schema.rules.walking import models

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from aind_schema.records.procedures import Procedures


@rule("reagent-expired", "info")
def reagent_expired(procedures: Procedures) -> Iterator[Finding]:
    """Check that no reagent was used after its last day.

    What it means: a step or round began after the last day of something that was used in it. A round without a date
    has that of its step.

    Why it matters: it may explain a weak stain; or the lot is that of another bottle.

    Before:

        specimen_procedures:
          - kind: fixation
            start_date: 2023-05-12
            reagents: [{name: paraformaldehyde, expires_on: 2022-12-31}]

    After:

        specimen_procedures:
          - kind: fixation
            start_date: 2023-05-12
            reagents: [{name: paraformaldehyde, expires_on: 2023-12-31}]
    """
    for place, reagent, first, _ in _used(procedures):
        if reagent.expires_on and first > reagent.expires_on:
            message = f"used on {quote(str(first))}, after its last day"
            yield Finding(procedures, f"{place}/expires_on", message)


@rule("reagent-made-after-use")
def reagent_made_after_use(procedures: Procedures) -> Iterator[Finding]:
    """Check that no reagent, virus or drug was made after it was used.

    What it means: `prepared_on` is after the day on which the step or round ended, or after the day on which the lot
    expires.

    Why it matters: one of the days is wrong, or the lot is that of another bottle. Titers and activities are looked up
    by lot.

    Before:

        subject_procedures:
          - kind: injection
            start_date: 2023-05-12
            materials: [{kind: virus, prepared_on: 2024-01-10}]

    After:

        subject_procedures:
          - kind: injection
            start_date: 2023-05-12
            materials: [{kind: virus, prepared_on: 2023-01-10}]
    """
    for place, reagent, _, last in _used(procedures):
        if reagent.prepared_on and reagent.prepared_on > last:
            message = f"made on {quote(str(reagent.prepared_on))}, but used on {quote(str(last))}"
            yield Finding(procedures, f"{place}/prepared_on", message)
    for place, reagent in models(procedures, Reagent):
        if reagent.prepared_on and reagent.expires_on and reagent.prepared_on > reagent.expires_on:
            message = f"made on {quote(str(reagent.prepared_on))}, after its last day"
            yield Finding(procedures, f"{place}/expires_on", message)


def _used(procedures: Procedures) -> Iterator[tuple[str, Reagent, date, date]]:
    """Yield what was used, with the first and last day of the innermost step or round that has one."""
    days = {place: days_of(event) for place, event in models(procedures, Event)}
    for place, reagent in models(procedures, Reagent):
        inside = place
        while inside := inside.rpartition("/")[0]:
            span = days.get(inside)
            first, last = (span.first or span.last, span.last or span.first) if span else (None, None)
            if first and last:
                yield place, reagent, first, last
                break
