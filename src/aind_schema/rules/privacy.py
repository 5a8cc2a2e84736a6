"""Whether the data of people are used as they agreed to, and do not give them away."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from aind_schema import pointers
from aind_schema.parts.human import Human
from aind_schema.problems import quote
from aind_schema.rules.ages import YEAR, days
from aind_schema.rules.registry import Finding, rule
from aind_schema.rules.vocabularies import term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aind_schema.parts.terms import DataUse
    from aind_schema.records.data_description import DataDescription
    from aind_schema.records.subject import Subject

#: Licences under which anyone may use data for nearly anything.
_PUBLIC = re.compile(r"(?:^|[ (])(CC0|CC-BY|CC-PDDC|PDDL|ODC-By|ODbL)(-|$|[ )])", re.IGNORECASE)
_OLDEST = 89
#: What fields are called that tell who somebody is.
_IDENTIFYING = frozenset({
    "date_of_birth", "dob", "birth_date", "birthdate", "birthday", "first_name", "last_name", "given_name",
    "family_name", "full_name", "initials", "address", "street", "phone", "telephone", "email", "ssn", "mrn",
    "medical_record_number", "patient_id", "patient_name",
})  # fmt: skip
#: What data may be used for at all, by the ids of the Data Use Ontology, from anything to one disease.
_BREADTH = ("DUO:0000004", "DUO:0000042", "DUO:0000006", "DUO:0000007")


@rule("consent-withdrawn")
def consent_withdrawn(subject: Subject) -> Iterator[Finding]:
    """Check that the person has not withdrawn the consent.

    What it means: the record says on which day the person withdrew it.

    Why it matters: from that day on the data may not be used or handed on. Whoever holds a copy has to know; the
    ethics board says what becomes of results that were published before.

    Before:

        consent:
          form: recordings, version 4
          on: 2024-02-11
          withdrawn_on: 2025-06-30

    After:

        # the data, and this record, are removed as the consent form promised
    """
    human = subject.details
    if isinstance(human, Human) and human.consent and human.consent.withdrawn_on:
        message = f"the consent was withdrawn on {quote(str(human.consent.withdrawn_on))}"
        hint = "do not use or share the data; ask the ethics board what becomes of them"
        yield Finding(subject, "/details/consent/withdrawn_on", message, hint)


@rule("license-of-human-data", "warning")
def license_of_human_data(subject: Subject, data_description: DataDescription) -> Iterator[Finding]:
    """Check that data of people are given away only if their consent is on record.

    What it means: the data come from a person, have a licence that lets anyone use them, such as CC0 or CC-BY, and
    the subject record says nothing of a consent.

    Why it matters: such a licence can't be taken back. Whether the person agreed to it is asked by archives and
    ethics boards years later, when nobody remembers the form.

    Before:

        # data description
        license: CC0-1.0
        # subject
        details: {kind: human}

    After:

        # data description
        license: CC0-1.0
        # subject
        details:
          kind: human
          consent: {form: "open data, version 2", on: 1925-02-11}
    """
    human, license_ = subject.details, data_description.license
    if not isinstance(human, Human) or not license_ or not _PUBLIC.search(license_):
        return
    if human.consent is None or not human.consent.to_dict():
        message = f"the licence {quote(license_)} lets anyone use data of a person whose consent is not stated"
        yield Finding(subject, "/details/consent", message, "state the consent, or choose another licence")


@rule("use-conditions-exceed-consent", "warning")
def use_conditions_exceed_consent(subject: Subject, data_description: DataDescription) -> Iterator[Finding]:
    """Check that the data may be used for no more than the person agreed to.

    What it means: both the consent and the data description state conditions of use. Either the data description
    allows wider research than the consent, or a condition of the consent is missing from it. Stricter conditions than
    those of the consent are no problem.

    Why it matters: those who ask for the data are shown the conditions of the data description. What is missing there
    will not be kept.

    Before:

        # subject
        consent:
          use_conditions: [{name: health or medical or biomedical research}]
        # data description
        use_conditions: [{name: general research use}]

    After:

        # subject
        consent:
          use_conditions: [{name: health or medical or biomedical research}]
        # data description
        use_conditions: [{name: health or medical or biomedical research}]
    """
    human = subject.details
    consented = human.consent.use_conditions if isinstance(human, Human) and human.consent else ()
    allowed = data_description.use_conditions
    if not consented or not allowed:
        return
    kept = {_key(each) for each in allowed}
    for condition in consented:
        if _key(condition) not in kept and _key(condition) not in _BREADTH:
            message = f"the consent demands {quote(condition.name)}, the data description does not"
            yield Finding(data_description, "/use_conditions", message, "add the condition")
    agreed, offered = _breadth(consented), _breadth(allowed)
    if agreed is not None and offered is not None and offered < agreed:
        message = f"the data may be used for more than the consent of subject {quote(subject.subject_id)} allows"
        yield Finding(data_description, "/use_conditions", message, "take the conditions of the consent")


@rule("identifying-age", "warning")
def identifying_age(subject: Subject) -> Iterator[Finding]:
    """Check that no person's age over 89 years is told.

    What it means: the age of a person is given as 90 years or more.

    Why it matters: so few people are that old that an age and a town may be enough to tell who it is; privacy rules
    such as HIPAA count such ages as identifying. BIDS writes 89 for all of them.

    Before:

        details: {kind: human, age: {duration: P93Y}}

    After:

        details: {kind: human, age: {duration: P89Y}}
    """
    human = subject.details
    if not isinstance(human, Human) or not human.age:
        return
    for field, duration in (("duration", human.age.duration), ("upper_duration", human.age.upper_duration)):
        # An average year is a little longer than most, so that 90 years in days may fall short of 90 of them.
        if (days(duration) or 0) >= (_OLDEST + 1) * YEAR - 1:
            message = f"an age of {quote(duration)} may tell who the person is"
            yield Finding(subject, f"/details/age/{field}", message, "write P89Y for all ages over 89")


@rule("identifying-birth-year", "warning")
def identifying_birth_year(subject: Subject, data_description: DataDescription) -> Iterator[Finding]:
    """Check that no year of birth tells that a person was over 89 years old.

    What it means: from the year of birth to the making of the data 90 years or more went by. People whose dates were
    shifted or removed are left alone, since the difference says nothing then.

    Why it matters: a year of birth tells the age, and ages over 89 count as identifying.

    Before:

        # subject
        details: {kind: human, year_of_birth: 1930}
        # data description
        created_at: "2024-10-06T10:14:25-07:00"

    After:

        # subject
        details: {kind: human, age: {duration: P89Y}}
        # data description
        created_at: "2024-10-06T10:14:25-07:00"
    """
    human, created = subject.details, data_description.created_at
    if not isinstance(human, Human) or human.dates in ("shifted", "removed") or not human.year_of_birth:
        return
    if created is not None and created.year - human.year_of_birth > _OLDEST:
        message = f"born in {quote(human.year_of_birth)}, the person may have been over {_OLDEST} years old"
        hint = "leave the year of birth out, and write P89Y as the age"
        yield Finding(subject, "/details/year_of_birth", message, hint)


@rule("identifying-dates", "info")
def identifying_dates(subject: Subject, data_description: DataDescription) -> Iterator[Finding]:
    """Check that open data of a person do not hold the actual dates.

    What it means: the data are open to anyone, and the subject record says that the dates in them are the actual ones.

    Why it matters: the day of a hospital stay or of an operation, with a place, is often enough to find the person in
    another source. Shift all dates of a person by one secret offset; the times between them stay as they are.

    Before:

        # subject
        details: {kind: human, dates: actual}
        # data description
        access: {state: open}

    After:

        # subject
        details: {kind: human, dates: shifted}
        # data description
        access: {state: open}
    """
    human, access = subject.details, data_description.access
    if isinstance(human, Human) and human.dates == "actual" and access and access.state == "open":
        hint = "shift or remove the dates, or restrict the access"
        yield Finding(subject, "/details/dates", "open data hold the actual dates of a person", hint)


def _key(condition: DataUse) -> str:
    found = term("data_use", condition.name) or term("data_use", condition.id)
    return (found.id if found else None) or condition.id or (condition.name or "").casefold()


def _breadth(conditions: Iterable[DataUse]) -> int | None:
    """Return how narrow the widest research is that conditions allow; None where none says it."""
    return min((_BREADTH.index(key) for each in conditions if (key := _key(each)) in _BREADTH), default=None)


@rule("identifying-extension", "warning")
def identifying_extension(subject: Subject) -> Iterator[Finding]:
    """Check that the extensions of a person's record hold nothing that tells who the person is.

    What it means: a field under `extensions` is called like a name, a full date of birth, an address or a number that
    a hospital gives. Another format may have had such a field, and conversions keep what they have no place for.

    Why it matters: the record of a person leaves out on purpose what identifies; extensions travel with it.

    Before:

        details: {kind: human}
        extensions: {aind: {date_of_birth: "1961-02-03"}}

    After:

        details: {kind: human, year_of_birth: 1961}
    """
    if isinstance(subject.details, Human):
        for place, key in _keys(subject.extensions or {}, ("extensions",)):
            if key.casefold().replace("-", "_") in _IDENTIFYING:
                message = f"{quote(key)} may tell who the person is"
                yield Finding(subject, pointers.join(place), message, "take it out before the record is shared")


def _keys(value: Any, place: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield every key of an object and of the objects in it, with its place."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*place, key), key
            yield from _keys(inner, (*place, key))
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from _keys(inner, (*place, i))
