"""Whether the records of an asset speak of the same subjects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aind_schema.parts.animal import Animal
from aind_schema.problems import quote
from aind_schema.rules.names import in_a_name, listed, parsed
from aind_schema.rules.registry import Finding, rule
from aind_schema.rules.walking import repeated
from aind_schema.versions import PER_SUBJECT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aind_schema.base import Record
    from aind_schema.records.data_description import DataDescription
    from aind_schema.records.metadata import Metadata
    from aind_schema.records.subject import Subject


@rule("subject-ids-differ")
def subject_ids_differ(data_description: DataDescription, subjects: tuple[Subject, ...]) -> Iterator[Finding]:
    """Check that the data description and the subject records speak of the same subjects.

    What it means: the ids in `subject_ids` and those of the subject records are not the same set; where `subject_ids`
    is left out, the ids in the asset's name are compared. Order does not matter.

    Why it matters: one of the records belongs to another animal. Age, sex and genotype of that animal would be taken
    for those of the one that was recorded, and no later analysis could notice it.

    Before:

        # data description
        subject_ids: ["625463"]
        # subject
        subject_id: "625464"

    After:

        # data description
        subject_ids: ["625463"]
        # subject
        subject_id: "625463"
    """
    recorded = [subject.subject_id for subject in subjects if subject.subject_id]
    if len(recorded) < len(subjects):
        return  # the missing id is a problem of its own
    if data_description.subject_ids:
        place, stated, differ = "/subject_ids", data_description.subject_ids, set(recorded)
        unlike = set(data_description.subject_ids) != differ
    else:
        name = parsed(data_description.name)
        place, stated = "/name", name.subject_ids if name else ()
        unlike = {in_a_name(each) for each in stated} != {in_a_name(each) for each in recorded}
    if stated and unlike:
        message = f"the data description is of {listed(stated)}, the subject records are of {listed(recorded)}"
        yield Finding(data_description, place, message)


@rule("subject-id-repeated")
def subject_id_repeated(data_description: DataDescription) -> Iterator[Finding]:
    """Check that `subject_ids` names no subject twice.

    What it means: the same id stands in the list more than once.

    Why it matters: the list says how many animals took part. A repeated id counts one animal twice, and often stands
    where the id of another one should be.

    Before:

        subject_ids: ["745300", "745300"]

    After:

        subject_ids: ["745300", "745301"]
    """
    listed_ids = ((f"/subject_ids/{i}", subject_id) for i, subject_id in enumerate(data_description.subject_ids))
    for place, subject_id, _ in repeated(listed_ids):
        yield Finding(data_description, place, f"the subject {quote(subject_id)} is named twice")


@rule("subject-repeated")
def subject_repeated(subjects: tuple[Subject, ...]) -> Iterator[Finding]:
    """Check that no two subject records of an asset have the same id.

    What it means: two subject files, or two subjects of a cohort, describe an animal of the same id.

    Why it matters: if they agree, one is superfluous and will be forgotten at the next correction. If they don't, the
    animal has two birthdays or two genotypes, and readers take whichever they meet first.

    Before:

        cohort:
          - {kind: subject, subject_id: "745300"}
          - {kind: subject, subject_id: "745300"}

    After:

        cohort:
          - {kind: subject, subject_id: "745300"}
          - {kind: subject, subject_id: "745301"}
    """
    numbered = ((str(i), subject) for i, subject in enumerate(subjects))
    for _, subject, _ in repeated(numbered, lambda subject: subject.subject_id):
        message = f"another subject record has the id {quote(subject.subject_id)} too"
        yield Finding(subject, "/subject_id", message)


@rule("both-subject-and-cohort")
def both_subject_and_cohort(metadata: Metadata) -> Iterator[Finding]:
    """Check that a bundle holds either one subject or a cohort.

    What it means: `subject` and `cohort` are both filled in, or `procedures` and `cohort_procedures`.

    Why it matters: programs look at `subject` first and at `cohort` only where there is none, so that part of the
    animals would be overlooked by some and not by others.

    Before:

        subject: {kind: subject, subject_id: "745300"}
        cohort:
          - {kind: subject, subject_id: "745301"}

    After:

        cohort:
          - {kind: subject, subject_id: "745300"}
          - {kind: subject, subject_id: "745301"}
    """
    for one, several in PER_SUBJECT.items():
        if getattr(metadata, one) is not None and getattr(metadata, several):
            hint = f"put them all under {several}, or leave {several} out"
            yield Finding(metadata, f"/{one}", f"the bundle holds both {one} and {several}", hint)


@rule("own-relative")
def own_relative(subject: Subject) -> Iterator[Finding]:
    """Check that no subject is its own parent, relative or cage mate.

    What it means: the subject's own id stands among its parents, its related subjects or the other animals in its
    cage.

    Why it matters: pedigrees and cages are followed by id. A loop breaks such searches, and usually the id was copied
    from the wrong column, so that the true parent or cage mate is lost.

    Before:

        subject_id: "625463"
        details:
          kind: animal
          breeding: {mother: {subject_id: "625463"}}

    After:

        subject_id: "625463"
        details:
          kind: animal
          breeding: {mother: {subject_id: "546543"}}
    """
    for place, other, what in _others(subject):
        if other and other == subject.subject_id:
            yield Finding(subject, place, f"the subject {quote(other)} is {what}")


def _others(subject: Subject) -> Iterator[tuple[str, str | None, str]]:
    """Yield the ids of other subjects, with their places and what they are to this one."""
    for i, related in enumerate(subject.related_subjects):
        yield f"/related_subjects/{i}/subject_id", related.subject_id, "related to itself"
    animal = subject.details
    if not isinstance(animal, Animal):
        return
    if animal.breeding and animal.breeding.mother:
        yield "/details/breeding/mother/subject_id", animal.breeding.mother.subject_id, "its own mother"
    if animal.breeding and animal.breeding.father:
        yield "/details/breeding/father/subject_id", animal.breeding.father.subject_id, "its own father"
    for i, mate in enumerate(animal.housing.cohoused_subjects if animal.housing else ()):
        yield f"/details/housing/cohoused_subjects/{i}", mate, "its own cage mate"


@rule("record-repeated")
def record_repeated(records: tuple[Record, ...]) -> Iterator[Finding]:
    """Check that an asset has one document of each kind, or one for each subject.

    What it means: two documents of the asset are of the same kind, and not the subjects or the procedures of different
    animals: often a file holds another record than its name tells, or an old copy lies beside the new one.

    Why it matters: programs take the one that they find first, and which one that is differs from program to program.

    Before:

        # data description
        data_level: raw
        # data description
        data_level: derived

    After:

        # data description
        data_level: raw
    """
    seen: set[tuple[str, str | None]] = set()
    for record in records:
        if record.kind == "subject":
            continue  # the rule on repeated subjects tells
        what = record.kind.replace("_", " ")
        of = getattr(record, "subject_id", None) if record.kind in PER_SUBJECT else None
        if (record.kind, of) in seen:
            message = f"the asset has another {what}" if of is None else f"the asset has other {what} of {quote(of)}"
            yield Finding(record, "/kind", message, "keep the one that is right")
        seen.add((record.kind, of))
