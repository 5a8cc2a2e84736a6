"""Whether procedures follow one another as they can: nothing comes after the end, or before its beginning."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from aind_schema.parts.procedures.surgery import Perfusion, Surgery
from aind_schema.parts.procedures.treating import SpecimenStep
from aind_schema.problems import quote
from aind_schema.rules.dates import precedes
from aind_schema.rules.descent import outputs
from aind_schema.rules.registry import Finding, rule
from aind_schema.rules.spans import span_of
from aind_schema.rules.walking import models, repeated

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from aind_schema.records.procedures import Procedures


@rule("step-after-perfusion")
def step_after_perfusion(procedures: Procedures) -> Iterator[Finding]:
    """Check that nothing is done to a living animal after its perfusion.

    What it means: another procedure on the subject, or another perfusion, is dated later than its first perfusion.

    Why it matters: a perfusion ends the life of the animal, so one of the dates is wrong, or something was written into
    the record of another animal. What is done to tissue belongs in `specimen_procedures`.

    Before:

        subject_procedures:
          - {kind: perfusion, start_date: 2023-04-11}
          - {kind: training, start_date: 2023-05-11}

    After:

        subject_procedures:
          - {kind: training, start_date: 2023-03-11}
          - {kind: perfusion, start_date: 2023-04-11}
    """
    first: tuple[date, int] | None = None
    for i, moment in _perfusions(procedures):
        if first is None or precedes(moment, first[0]):
            first = moment, i
    if first is None:
        return
    for i, step in enumerate(procedures.subject_procedures):
        done, field = span_of(step).end
        if done and i != first[1] and precedes(first[0], done):
            message = f"dated {quote(done.isoformat())}, but the perfusion was on {quote(first[0].isoformat())}"
            yield Finding(procedures, f"/subject_procedures/{i}/{field}", message)


@rule("specimen-not-yet-made")
def specimen_not_yet_made(procedures: Procedures) -> Iterator[Finding]:
    """Check that a specimen is treated only after it was made.

    What it means: a step on a specimen began before the perfusion, sampling or sectioning out of which it came.

    Why it matters: either date is wrong, or it is another specimen. How long tissue lay in fixative or in a freezer is
    counted from these dates.

    Before:

        subject_procedures:
          - kind: perfusion
            start_date: 2023-04-11
            output_specimen_ids: [brain]
        specimen_procedures:
          - {kind: delipidation, start_date: 2023-04-01, specimen_ids: [brain]}

    After:

        subject_procedures:
          - kind: perfusion
            start_date: 2023-04-11
            output_specimen_ids: [brain]
        specimen_procedures:
          - {kind: delipidation, start_date: 2023-04-21, specimen_ids: [brain]}
    """
    made: dict[str, date] = {}
    for output in outputs(procedures):
        moment = span_of(output.step).first
        if moment and (output.name not in made or precedes(moment, made[output.name])):
            made[output.name] = moment
    for place, step in models(procedures, SpecimenStep):
        begun, _, field, _ = span_of(step)
        late = [made[name] for name in step.specimen_ids if begun and name in made and precedes(begun, made[name])]
        if begun and late:
            message = f"begun on {quote(begun.isoformat())}, but the specimen was made on {quote(late[0].isoformat())}"
            yield Finding(procedures, f"{place}/{field}", message)


@rule("surgery-repeated", "warning")
def surgery_repeated(procedures: Procedures) -> Iterator[Finding]:
    """Check that no surgery is listed twice.

    What it means: two surgeries with a date are alike in every field.

    Why it matters: what was injected and implanted seems to have been so twice. Programs that write records add what
    is there already when they are run again.

    Before:

        subject_procedures:
          - {kind: surgery, start_date: 2023-02-28, steps: [{kind: headframe}]}
          - {kind: surgery, start_date: 2023-02-28, steps: [{kind: headframe}]}

    After:

        subject_procedures:
          - {kind: surgery, start_date: 2023-02-28, steps: [{kind: headframe}]}
    """
    dated = ((place, surgery) for place, surgery in models(procedures, Surgery) if span_of(surgery).first)
    for place, _, _ in repeated(dated, Surgery.model_dump_json):
        yield Finding(procedures, place, "the same surgery is listed before", "list it once")


@rule("duration-exceeds-step", "info")
def duration_exceeds_step(procedures: Procedures) -> Iterator[Finding]:
    """Check that a step on specimens is no longer than the time from its start to its end.

    What it means: `duration_min` is longer than the time from `started_at` to `ended_at`, or than the days from
    `start_date` to `end_date`.

    Why it matters: `duration_min` is in minutes. Seconds in it are the usual cause, or an end that was not changed.

    Before:

        specimen_procedures:
          - kind: fixation
            start_date: 2023-04-11
            end_date: 2023-04-12
            duration_min: 86400

    After:

        specimen_procedures:
          - kind: fixation
            start_date: 2023-04-11
            end_date: 2023-04-12
            duration_min: 1440
    """
    for place, step in models(procedures, SpecimenStep):
        span = span_of(step)
        if step.duration_min is None or span.first is None or span.last is None or precedes(span.last, span.first):
            continue
        if timedelta(minutes=step.duration_min) > _longest(span.first, span.last):
            message = f"{quote(f'{step.duration_min:g}')} minutes are more than there are from start to end"
            yield Finding(procedures, f"{place}/duration_min", message)


def _perfusions(procedures: Procedures) -> Iterator[tuple[int, date]]:
    """Yield the moments of perfusions, each with the number of the procedure that it is or is a step of."""
    for i, procedure in enumerate(procedures.subject_procedures):
        for step in (procedure, *(procedure.steps if isinstance(procedure, Surgery) else ())):
            moment = span_of(step).first or span_of(procedure).first
            if isinstance(step, Perfusion) and moment:
                yield i, moment


def _longest(first: date, last: date) -> timedelta:
    """Return the longest time that can lie between two moments, whole days included; minutes may be rounded."""
    if isinstance(first, datetime) and isinstance(last, datetime):
        return last - first + timedelta(minutes=1)
    return timedelta(days=last.toordinal() - first.toordinal() + 1)
