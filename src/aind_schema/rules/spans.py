"""When the steps of procedures and their rounds began and ended, as far as that is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aind_schema.rules.dates import day

if TYPE_CHECKING:
    from datetime import date

    from aind_schema.parts.procedures.step import Event


class Span(NamedTuple):
    """Hold the days or times at which something began and ended, each with the field that tells it."""

    first: date | None
    last: date | None
    first_field: str
    last_field: str

    @property
    def end(self) -> tuple[date | None, str]:
        """When it ended, or began where only that is known, and the field that tells it."""
        return (self.last, self.last_field) if self.last else (self.first, self.first_field)


def span_of(step: Event) -> Span:
    """Return when a step began and ended, by its times or else by its days."""
    return Span(
        step.started_at or step.start_date,
        step.ended_at or step.end_date,
        "started_at" if step.started_at else "start_date",
        "ended_at" if step.ended_at else "end_date",
    )


def days_of(step: Event) -> Span:
    """Return the days on which a step began and ended, by its times or else by its dates."""
    span = span_of(step)
    return span._replace(first=span.first and day(span.first), last=span.last and day(span.last))
