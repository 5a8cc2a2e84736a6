"""Whether what comes later in a life, a consent or a file has the later date."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from aind_schema.parts.animal import Animal
from aind_schema.parts.human import Human
from aind_schema.problems import quote
from aind_schema.records.subject import Subject
from aind_schema.rules.registry import Finding, rule
from aind_schema.rules.species import bears_young
from aind_schema.rules.zones import day_created

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from aind_schema.base import Record
    from aind_schema.records.data_description import DataDescription
    from aind_schema.records.metadata import Metadata

_UNBORN = ("embryo", "fetal", "foetal", "fetus", "larva", "pupa", "instar")
_BEFORE_BIRTH = ("gestation", "fertilization")


@rule("born-after-created")
def born_after_created(subject: Subject, data_description: DataDescription) -> Iterator[Finding]:
    """Check that the subject was born before its data were made.

    What it means: the date of birth lies after `created_at`. Embryos, larvae and pupae are left alone, since birth
    stands for hatching and eclosion too; so are people whose dates were shifted or removed.

    Why it matters: a negative age shows that either date is wrong, or that the subject record belongs to another
    animal, perhaps to one that got the same cage or number later.

    Before:

        # subject
        date_of_birth: 2023-07-18
        # data description
        created_at: "2022-10-06T10:14:25-07:00"

    After:

        # subject
        date_of_birth: 2022-07-18
        # data description
        created_at: "2022-10-06T10:14:25-07:00"
    """
    if data_description.created_at is None or _may_be_unborn(subject):
        return
    day = day_created(data_description)
    for place, born, year in _births(subject):
        if (born and day and born > day) or (day and year > day.year):
            message = f"born {quote(str(born or year))}, after the data were made on {quote(str(day))}"
            yield Finding(subject, place, message)
            return


@rule("dates-out-of-order")
def dates_out_of_order(record: Record) -> Iterator[Finding]:
    """Check that what comes later in a life, a consent or a file has the later date.

    What it means: a date lies before another one that must have come first: a death before the birth or the capture,
    a consent withdrawn before it was given, a bundle changed before it was made; of mammals, which can't be caught
    before they hatch, also a capture, a note on health or an age before the birth.

    Why it matters: one of the two dates is wrong. Often day and month were swapped, or the year was not changed in
    January; ages and the order of sessions are then wrong as well.

    Before:

        date_of_birth: 2022-07-18
        date_of_death: 2022-03-02

    After:

        date_of_birth: 2022-07-18
        date_of_death: 2023-03-02
    """
    for step in _steps(record):
        if step.earlier and step.later and step.later < step.earlier:
            message = f"{step.what} on {quote(str(step.later))}, but {step.before} on {quote(str(step.earlier))}"
            yield Finding(record, step.place, message)


class _Step(NamedTuple):
    """Name two dates that follow each other, and where the later one stands."""

    before: str
    earlier: date | None
    place: str
    what: str
    later: date | None


def _steps(record: Record) -> Iterator[_Step]:
    if record.kind == "metadata":  # told by its word, so that its model is not loaded where there is none
        bundle = cast("Metadata", record)
        yield _Step("made", bundle.created_at, "/modified_at", "changed", bundle.modified_at)
    details = record.details if isinstance(record, Subject) else None
    if isinstance(details, Human) and (consent := details.consent):
        yield _Step("given", consent.on, "/details/consent/withdrawn_on", "withdrawn", consent.withdrawn_on)
    if isinstance(details, Animal):
        yield from _life(details)


def _life(animal: Animal) -> Iterator[_Step]:
    born, died, capture = animal.date_of_birth, animal.date_of_death, animal.capture
    yield _Step("born", born, "/details/date_of_death", "died", died)
    if capture:
        yield _Step("caught", capture.date, "/details/date_of_death", "died", died)
    if not bears_young(animal):
        return  # an egg or a larva can be caught and looked after before it hatches
    if capture:
        yield _Step("born", born, "/details/capture/date", "caught", capture.date)
    for i, note in enumerate(animal.wellness_reports):
        yield _Step("born", born, f"/details/wellness_reports/{i}/date", "seen", note.date)
    if animal.age and animal.age.reference == "birth":
        yield _Step("born", born, "/details/age/on", "of that age", animal.age.on)


def _births(subject: Subject) -> Iterator[tuple[str, date | None, int]]:
    """Yield what is known of a birth, the day first, each with its place."""
    details = subject.details
    if isinstance(details, Animal) and details.date_of_birth:
        yield "/details/date_of_birth", details.date_of_birth, details.date_of_birth.year
    shifted = isinstance(details, Human) and details.dates in ("shifted", "removed")
    if isinstance(details, Animal | Human) and details.year_of_birth and not shifted:
        yield "/details/year_of_birth", None, details.year_of_birth


def _may_be_unborn(subject: Subject) -> bool:
    details = subject.details
    if not isinstance(details, Animal | Human):
        return False
    stage = details.developmental_stage.name if details.developmental_stage else ""
    reference = details.age.reference if details.age else None
    return reference in _BEFORE_BIRTH or any(word in (stage or "").casefold() for word in _UNBORN)
