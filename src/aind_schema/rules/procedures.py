"""Whether procedures are those of the subject, and happened in an order and at times that can be true."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aind_schema.parts.animal import Animal
from aind_schema.parts.procedures.ethics import EthicsApproval
from aind_schema.parts.procedures.staining import HybridizationRound
from aind_schema.parts.procedures.step import Step
from aind_schema.parts.procedures.surgery import Surgery
from aind_schema.problems import quote
from aind_schema.rules.registry import Finding, rule
from aind_schema.rules.walking import models

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from aind_schema.base import Record
    from aind_schema.records.data_description import DataDescription
    from aind_schema.records.procedures import Procedures
    from aind_schema.records.subject import Subject


class Days(NamedTuple):
    """The days on which a step began and ended, as far as they are known, each with the field that tells it."""

    first: date | None
    last: date | None
    first_field: str
    last_field: str


@rule("procedures-of-other-subject")
def procedures_of_other_subject(procedures: Procedures, records: tuple[Record, ...]) -> Iterator[Finding]:
    """Check that the procedures are those of a subject of the asset.

    What it means: the subject records of the asset, or its description where there are none, have other ids.

    Why it matters: the surgery of another animal puts the probes of this one in the wrong place. Often a file was
    copied from the last session and the id not changed.

    Before:

        # subject
        subject_id: "625463"
        # procedures
        subject_id: "625464"

    After:

        # subject
        subject_id: "625463"
        # procedures
        subject_id: "625463"
    """
    known = _subject_ids(records)
    if procedures.subject_id and known and procedures.subject_id not in known:
        others = ", ".join(quote(each) for each in sorted(known))
        message = f"the procedures are of {quote(procedures.subject_id)}, the asset is of {others}"
        yield Finding(procedures, "/subject_id", message)


@rule("step-ends-before-start")
def step_ends_before_start(procedures: Procedures) -> Iterator[Finding]:
    """Check that every step ends after it began.

    What it means: the end of a step, of a round of hybridisation or of an approval lies before its start.

    Why it matters: one of the two is wrong. Often day and month were swapped, or the year was not changed in January.

    Before:

        subject_procedures:
          - {kind: surgery, start_date: 2023-02-28, end_date: 2023-02-01}

    After:

        subject_procedures:
          - {kind: surgery, start_date: 2023-02-28, end_date: 2023-02-28}
    """
    for place, step in models(procedures, Step):
        days = days_of(step)
        if step.started_at and step.ended_at:
            if step.ended_at < step.started_at:
                yield _reversed(procedures, f"{place}/ended_at", step.ended_at.isoformat(), step.started_at.isoformat())
        elif days.first and days.last and days.last < days.first:
            yield _reversed(procedures, f"{place}/{days.last_field}", days.last, days.first)
    for place, each in models(procedures, HybridizationRound):
        if each.started_at and each.ended_at and each.ended_at < each.started_at:
            yield _reversed(procedures, f"{place}/ended_at", each.ended_at.isoformat(), each.started_at.isoformat())
    for place, approval in models(procedures, EthicsApproval):
        if approval.valid_from and approval.valid_until and approval.valid_until < approval.valid_from:
            yield _reversed(procedures, f"{place}/valid_until", approval.valid_until, approval.valid_from)


@rule("step-date-differs")
def step_date_differs(procedures: Procedures) -> Iterator[Finding]:
    """Check that the date of a step is the day of its time, where both are given.

    What it means: `start_date` and `started_at` name different days, or `end_date` and `ended_at` do. The day of a
    time is the one on the clock that its offset gives.

    Why it matters: programs take whichever they meet first. A time that was written in UTC falls on the next day in
    the evening of Seattle.

    Before:

        subject_procedures:
          - kind: surgery
            start_date: 2023-02-28
            started_at: "2023-03-01T01:30:00Z"

    After:

        subject_procedures:
          - {kind: surgery, started_at: "2023-02-28T17:30:00-08:00"}
    """
    for place, step in models(procedures, Step):
        for stated, time, field in (
            (step.start_date, step.started_at, "start_date"),
            (step.end_date, step.ended_at, "end_date"),
        ):
            if stated and time and stated != time.date():
                message = f"{quote(str(stated))} is not the day of {quote(time.isoformat())}"
                yield Finding(procedures, f"{place}/{field}", message, "leave the date out where the time is known")


@rule("step-outside-surgery", "warning")
def step_outside_surgery(procedures: Procedures) -> Iterator[Finding]:
    """Check that the steps of a surgery lie within it.

    What it means: a step began before the day on which its surgery began, or ended after the day on which it ended.

    Why it matters: what was done on another day was done in another surgery, under another anaesthesia. Ages and
    times of expression are counted from the day of the surgery.

    Before:

        subject_procedures:
          - kind: surgery
            start_date: 2023-02-28
            end_date: 2023-02-28
            steps: [{kind: perfusion, start_date: 2023-04-11}]

    After:

        subject_procedures:
          - {kind: surgery, start_date: 2023-02-28, end_date: 2023-02-28}
          - {kind: perfusion, start_date: 2023-04-11}
    """
    for place, surgery in models(procedures, Surgery):
        first, last = days_of(surgery)[:2]
        for i, step in enumerate(surgery.steps):
            began, ended, began_field, ended_field = days_of(step)
            if not ended:
                ended, ended_field = began, began_field
            if began and first and began < first:
                message = f"the step is of {quote(str(began))}, its surgery began on {quote(str(first))}"
                yield Finding(procedures, f"{place}/steps/{i}/{began_field}", message)
            elif ended and last and ended > last:
                message = f"the step is of {quote(str(ended))}, its surgery ended on {quote(str(last))}"
                yield Finding(procedures, f"{place}/steps/{i}/{ended_field}", message)


@rule("step-outside-life", "info")
def step_outside_life(procedures: Procedures, subject: Subject) -> Iterator[Finding]:
    """Check that what was done to the living animal was done in its lifetime.

    What it means: a procedure is dated before the birth of the animal or after its death, or a specimen was treated
    before the animal was born.

    Why it matters: one of the dates is wrong, or the procedures are those of an animal that had the number before. In
    embryos and after a death on the table this can be true; so it is only told.

    Before:

        # subject
        date_of_birth: 2022-07-18
        # procedures
        subject_procedures: [{kind: surgery, start_date: 2022-02-28}]

    After:

        # subject
        date_of_birth: 2022-07-18
        # procedures
        subject_procedures: [{kind: surgery, start_date: 2023-02-28}]
    """
    animal = subject.details
    if not isinstance(animal, Animal) or subject.subject_id != procedures.subject_id:
        return
    for place, step in models(procedures, Step):
        days = days_of(step)
        living = place.startswith("/subject_procedures/")
        if days.first and animal.date_of_birth and days.first < animal.date_of_birth:
            message = f"{quote(str(days.first))} is before the birth on {quote(str(animal.date_of_birth))}"
            yield Finding(procedures, f"{place}/{days.first_field}", message)
        elif living and days.first and animal.date_of_death and days.first > animal.date_of_death:
            message = f"{quote(str(days.first))} is after the death on {quote(str(animal.date_of_death))}"
            yield Finding(procedures, f"{place}/{days.first_field}", message)


def days_of(step: Step) -> Days:
    """Return the days on which a step began and ended, by its times or else by its dates."""
    return Days(
        step.started_at.date() if step.started_at else step.start_date,
        step.ended_at.date() if step.ended_at else step.end_date,
        "started_at" if step.started_at else "start_date",
        "ended_at" if step.ended_at else "end_date",
    )


def _reversed(procedures: Procedures, place: str, end: object, start: object) -> Finding:
    return Finding(procedures, place, f"ended on {quote(str(end))}, but began on {quote(str(start))}")


def _subject_ids(records: tuple[Record, ...]) -> set[str]:
    """Return the ids of the subjects that the asset is of, by its subject records or else by its description."""
    subjects: list[Subject] = [each for each in records if each.kind == "subject"]  # type: ignore[misc]
    described: list[DataDescription] = [each for each in records if each.kind == "data_description"]  # type: ignore[misc]
    ids = {each.subject_id for each in subjects} or {id_ for each in described for id_ in each.subject_ids}
    return {each for each in ids if each}
