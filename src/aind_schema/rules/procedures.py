"""Whether procedures are those of the subject, and happened in an order and at times that can be true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aind_schema.parts.animal import Animal
from aind_schema.parts.procedures.step import Event, Step
from aind_schema.parts.procedures.surgery import Surgery
from aind_schema.problems import quote
from aind_schema.rules.ages import YEAR
from aind_schema.rules.dates import precedes
from aind_schema.rules.registry import Finding, rule
from aind_schema.rules.spans import days_of, span_of
from aind_schema.rules.species import LIMITS, species_name
from aind_schema.rules.walking import models

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from aind_schema.base import Record
    from aind_schema.records.data_description import DataDescription
    from aind_schema.records.procedures import Procedures
    from aind_schema.records.subject import Subject


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
    for place, step in models(procedures, Event):
        for stated, time, field in (
            (step.start_date, step.started_at, "start_date"),
            (step.end_date, step.ended_at, "end_date"),
        ):
            if stated and time and stated != time.date():
                message = f"{quote(str(stated))} is not the day of {quote(time.isoformat())}"
                yield Finding(procedures, f"{place}/{field}", message, "leave the date out where the time is known")


@rule("step-outside-surgery")
def step_outside_surgery(procedures: Procedures) -> Iterator[Finding]:
    """Check that the steps of a surgery lie within it.

    What it means: a step began before its surgery did, or ended after it. Times are compared where both have one, and
    days where only they are known.

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
        whole = span_of(surgery)
        for i, step in enumerate(surgery.steps):
            span = span_of(step)
            last, last_field = span.end
            if span.first and whole.first and precedes(span.first, whole.first):
                message = f"the step is of {_said(span.first)}, its surgery began on {_said(whole.first)}"
                yield Finding(procedures, f"{place}/steps/{i}/{span.first_field}", message)
            elif last and whole.last and precedes(whole.last, last):
                message = f"the step is of {_said(last)}, its surgery ended on {_said(whole.last)}"
                yield Finding(procedures, f"{place}/steps/{i}/{last_field}", message)


@rule("step-outside-life")
def step_outside_life(procedures: Procedures, subject: Subject) -> Iterator[Finding]:
    """Check that what was done to the living animal was done in its lifetime.

    What it means: a procedure began before the birth of the animal, or began or ended after its death, or after it
    would have been older than its species becomes; or a specimen was treated before the animal was born.

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
        first, last, first_field, last_field = days_of(step)
        living = place.startswith("/subject_procedures/")
        for each, field in ((first, first_field), (last, last_field)):
            wrong = each and (_unborn_on(each, animal) or (_dead_on(each, animal) if living else None))
            if wrong:
                yield Finding(procedures, f"{place}/{field}", f"{quote(str(each))} is {wrong}")
                break


def _unborn_on(done: date, animal: Animal) -> str | None:
    """Say what shows that an animal was not born on a day."""
    if animal.date_of_birth:
        return f"before the birth on {_said(animal.date_of_birth)}" if done < animal.date_of_birth else None
    year = animal.year_of_birth
    return f"before the birth in {quote(str(year))}" if year and done.year < year else None


def _dead_on(done: date, animal: Animal) -> str | None:
    """Say what shows that an animal was not alive on a day: its death, or the longest life of its species."""
    if animal.date_of_death:
        return f"after the death on {_said(animal.date_of_death)}" if done > animal.date_of_death else None
    limits = LIMITS.get(species_name(animal))
    born = animal.date_of_birth
    if limits and born and (done - born).days > limits.years * YEAR:
        return f"more than {limits.years:g} years after the birth on {_said(born)}"
    return None


def _said(moment: date) -> str:
    return quote(moment.isoformat())


def _subject_ids(records: tuple[Record, ...]) -> set[str]:
    """Return the ids of the subjects that the asset is of, by its subject records or else by its description."""
    subjects: list[Subject] = [each for each in records if each.kind == "subject"]  # type: ignore[misc]
    described: list[DataDescription] = [each for each in records if each.kind == "data_description"]  # type: ignore[misc]
    ids = {each.subject_id for each in subjects} or {id_ for each in described for id_ in each.subject_ids}
    return {each for each in ids if each}
