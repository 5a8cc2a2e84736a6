"""Whether values are what one would expect; the unexpected may be true."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from aind_schema.errors import InvalidName
from aind_schema.parts.animal import Animal
from aind_schema.parts.organism import Organism
from aind_schema.problems import quote
from aind_schema.rules.ages import YEAR, days
from aind_schema.rules.names import in_a_name, quoted
from aind_schema.rules.registry import Finding, rule
from aind_schema.rules.species import LIMITS, species_name
from aind_schema.rules.zones import day_created

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aind_schema.records.data_description import DataDescription
    from aind_schema.records.subject import Subject

_WEANED_AFTER = 21  # days, of mice and rats
_NEEDS_LIFE = frozenset({"behavior", "behavior-videos", "eye-tracking", "motion", "trained-behavior"})
_PLAIN_ID = re.compile("[A-Za-z0-9]{1,100}")
_ANY_TIME = datetime(2000, 1, 1)


@rule("weight-implausible", "info")
def weight_implausible(subject: Subject) -> Iterator[Finding]:
    """Check that the body weight is one that the species can have.

    What it means: the weight is far below that of a newborn or a weaned animal, or above that of the heaviest known.

    Why it matters: `weight_g` is in grams. Kilograms and milligrams in a field for grams are the usual cause, and a
    dose that is computed from such a weight is wrong by a factor of a thousand.

    Before:

        species: {name: Mus musculus}
        weight_g: 0.0246

    After:

        species: {name: Mus musculus}
        weight_g: 24.6
    """
    details = subject.details
    if not isinstance(details, Organism) or details.weight_g is None:
        return
    bounds = LIMITS.get(species_name(details))
    if bounds is None:
        return
    lightest = bounds.newborn if _may_be_unweaned(details) else bounds.weaned
    if not lightest <= details.weight_g <= bounds.heaviest:
        much = "much" if details.weight_g > bounds.heaviest else "little"
        message = f"{quote(details.weight_g)} g is {much} for {quote(species_name(details))}"
        yield Finding(subject, "/details/weight_g", message, "give the weight in grams")


@rule("age-implausible", "info")
def age_implausible(subject: Subject) -> Iterator[Finding]:
    """Check that the subject is no older than its species can become.

    What it means: the age, or the time from birth to death, is longer than the longest life that is known of the
    species.

    Why it matters: usually a digit of the year is wrong, or weeks were taken for months; every other age that is
    computed from the dates is wrong too.

    Before:

        species: {name: Mus musculus}
        age: {duration: P12Y}

    After:

        species: {name: Mus musculus}
        age: {duration: P12W}
    """
    details = subject.details
    if not isinstance(details, Organism):
        return
    bounds = LIMITS.get(species_name(details))
    lived = {"age/duration": days(details.age.duration) if details.age else None}
    if isinstance(details, Animal) and details.date_of_birth and details.date_of_death:
        lived["date_of_death"] = (details.date_of_death - details.date_of_birth).days
    for place, passed in lived.items():
        if bounds and passed and passed > bounds.years * YEAR:
            yield _too_old(subject, f"/details/{place}", passed, species_name(details))


@rule("age-at-acquisition-implausible", "info")
def age_at_acquisition_implausible(subject: Subject, data_description: DataDescription) -> Iterator[Finding]:
    """Check that a subject was not recorded later than its species can live.

    What it means: from the birth to the acquisition of the raw data more time went by than the species ever lives.
    Animals with a date of death are left alone: tissue can be imaged long after.

    Why it matters: a digit of the year of birth is wrong, or the subject record is that of an earlier animal.

    Before:

        # subject
        date_of_birth: 2012-07-18
        # data description
        created_at: "2022-10-06T10:14:25-07:00"

    After:

        # subject
        date_of_birth: 2022-07-18
        # data description
        created_at: "2022-10-06T10:14:25-07:00"
    """
    animal, day = subject.details, day_created(data_description)
    if not isinstance(animal, Animal) or animal.date_of_death or data_description.data_level != "raw" or day is None:
        return
    bounds = LIMITS.get(species_name(animal))
    if bounds and animal.date_of_birth and (passed := (day - animal.date_of_birth).days) > bounds.years * YEAR:
        yield _too_old(subject, "/details/date_of_birth", passed, species_name(animal))


@rule("recorded-after-death", "info")
def recorded_after_death(subject: Subject, data_description: DataDescription) -> Iterator[Finding]:
    """Check that behaviour was recorded of a living animal.

    What it means: the raw data hold behaviour, videos of it or movements of the eyes, and were acquired after the
    date of death. Tissue may be imaged later, and is left alone.

    Why it matters: the date of death is wrong, or the recording is of another animal.

    Before:

        # subject
        date_of_death: 2022-10-01
        # data description
        modalities: [behavior]
        created_at: "2022-10-06T10:14:25-07:00"

    After:

        # subject
        date_of_death: 2023-10-01
        # data description
        modalities: [behavior]
        created_at: "2022-10-06T10:14:25-07:00"
    """
    animal, day = subject.details, day_created(data_description)
    if not isinstance(animal, Animal) or not animal.date_of_death or data_description.data_level != "raw":
        return
    alive = _NEEDS_LIFE.intersection(data_description.modalities or ())
    # The day of the acquisition may be known only to a day.
    if day is not None and alive and day > animal.date_of_death + timedelta(days=1):
        message = (
            f"died on {quote(str(animal.date_of_death))}, but {quote(min(alive))} was recorded on {quote(str(day))}"
        )
        yield Finding(subject, "/details/date_of_death", message)


@rule("unportable-id", "info")
def unportable_id(subject: Subject) -> Iterator[Finding]:
    """Check that the subject's id can stand in the name of an asset.

    What it means: the id holds a character that splits names or paths, such as `_`, `+`, `/` or a space. In names
    such a character is replaced by a hyphen.

    Why it matters: the name of an asset, of a folder and of a file in BIDS or DANDI is made from the id. Two ids that
    differ in such a character only become one, and a search by id does not find the name.

    Before:

        subject_id: mouse_12

    After:

        subject_id: mouse-12
    """
    if not subject.subject_id:
        return
    if _PLAIN_ID.fullmatch(subject.subject_id or ""):
        return
    from aind_schema.names import AssetName  # most ids are plain

    try:
        AssetName.build(subject_id=subject.subject_id, acquired_at=_ANY_TIME)
    except InvalidName as error:
        message = (
            f"{quote(subject.subject_id)} can't stand in an asset's name: {quoted(error.reason).partition('; ')[0]}"
        )
        yield Finding(subject, "/subject_id", message, f"write it as {quote(in_a_name(subject.subject_id))}")


def _may_be_unweaned(organism: Organism) -> bool:
    """Tell whether a subject may be too young for the weight of a weaned one."""
    if organism.age:
        return (days(organism.age.duration) or 0) < _WEANED_AFTER or organism.age.reference not in (None, "birth")
    birth = organism.date_of_birth if isinstance(organism, Animal) else None
    return birth is not None or organism.developmental_stage is not None


def _too_old(subject: Subject, place: str, passed: float, species: str) -> Finding:
    return Finding(subject, place, f"{quote(round(passed / YEAR, 1))} years are more than {quote(species)} lives")
