"""What BIDS wants to be told: the profile "bids"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aind_schema.parts.animal import Animal
from aind_schema.parts.human import Human
from aind_schema.problems import quote
from aind_schema.rules.registry import Finding, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aind_schema.records.data_description import DataDescription
    from aind_schema.records.subject import Subject

_LABEL = re.compile(r"(sub-)?[0-9A-Za-z+]+")


@rule("bids-participant-label", profiles=("bids",))
def bids_participant_label(subject: Subject) -> Iterator[Finding]:
    """Check that the subject's id can be a participant's label in BIDS.

    What it means: BIDS calls a participant `sub-` and a label of letters, digits and plus signs; the id holds another
    character.

    Why it matters: hyphens and underscores separate the parts of a file's name in BIDS, so that no file can be named
    after this subject.

    Before:

        subject_id: LE-07

    After:

        subject_id: LE07
    """
    if subject.subject_id and not _LABEL.fullmatch(subject.subject_id):
        fitting = re.sub(r"[^0-9A-Za-z+]", "", subject.subject_id)
        hint = f"letters, digits and + are allowed, as in {quote(fitting)}" if fitting else None
        yield Finding(subject, "/subject_id", f"{quote(subject.subject_id)} can't be a label in BIDS", hint)


@rule("bids-participant-incomplete", "warning", profiles=("bids",))
def bids_participant_incomplete(subject: Subject) -> Iterator[Finding]:
    """Check that the columns can be filled that BIDS recommends for participants.

    What it means: species, age or sex is missing, or the handedness of a person. The participants.tsv will say n/a.

    Why it matters: these are what studies are selected by, and what a reader asks for first.

    Before:

        details: {kind: human, sex: female}

    After:

        details: {kind: human, sex: female, age: {duration: P34Y}, handedness: left}
    """
    details = subject.details
    if details is None:
        yield Finding(subject, "/details", "the subject is not described", "state species, sex and age in details")
    if not isinstance(details, Animal | Human):
        return
    born = details.date_of_birth if isinstance(details, Animal) else None
    stated: dict[str, object] = {"sex": details.sex, "age": details.age or born or details.year_of_birth}
    stated |= {"handedness": details.handedness} if isinstance(details, Human) else {"species": details.species}
    for field, value in stated.items():
        if not value:
            yield Finding(
                subject, f"/details/{field}", f"BIDS recommends the {field} of a participant", f"state {field}"
            )


@rule("bids-lacks-license", "warning", profiles=("bids",))
def bids_lacks_license(data_description: DataDescription) -> Iterator[Finding]:
    """Check that the licence of the data set is stated.

    What it means: `license` is missing; BIDS recommends to give it in dataset_description.json.

    Why it matters: without a licence nobody may use the data, however openly they lie there.

    Before:

        title: Visual cortex during a change detection task

    After:

        title: Visual cortex during a change detection task
        license: CC0-1.0
    """
    if not data_description.license:
        yield Finding(data_description, "/license", "no licence is stated", "state license, as CC0-1.0")


@rule("bids-lacks-authors", "warning", profiles=("bids",))
def bids_lacks_authors(data_description: DataDescription) -> Iterator[Finding]:
    """Check that the authors of the data set are named.

    What it means: there are neither contributors nor investigators, from whom the authors are taken.

    Why it matters: data sets are cited by their authors, and archives register no DOI without them.

    Before:

        title: Visual cortex during a change detection task

    After:

        title: Visual cortex during a change detection task
        contributors: [{name: Ada Lovelace, roles: [author]}]
    """
    if not data_description.contributors and not data_description.investigators:
        yield Finding(data_description, "/contributors", "no authors are named", "name the contributors")
