"""What archives want to be told: the profiles "dandi" and "nwb"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aind_schema.parts.animal import Animal
from aind_schema.parts.human import Human
from aind_schema.problems import quote
from aind_schema.rules.registry import Finding, rule
from aind_schema.rules.species import species_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aind_schema.base import Record
    from aind_schema.records.data_description import DataDescription
    from aind_schema.records.subject import Subject

_BINOMIAL = re.compile(r"[A-Z][a-z]+( [a-z-]+){1,2}")


@rule("lacks-details", profiles=("dandi", "nwb"))
def lacks_details(subject: Subject) -> Iterator[Finding]:
    """Check that the subject record says what the subject is.

    What it means: `details` is missing, so that species, sex and age are not known.

    Why it matters: DANDI accepts no file without species, sex and age of the subject, and the NWB Inspector reports
    them as missing.

    Before:

        subject_id: "625463"

    After:

        subject_id: "625463"
        details:
          kind: animal
          species: {name: Mus musculus}
          sex: male
          date_of_birth: 2022-07-18
    """
    if subject.details is None:
        yield Finding(
            subject, "/details", "the subject is not described", "state kind, species, sex and age in details"
        )


@rule("species-not-latin", profiles=("dandi", "nwb"))
def species_not_latin(subject: Subject) -> Iterator[Finding]:
    """Check that a species has its scientific name or an NCBI Taxonomy id.

    What it means: the name of the species is no Latin name of two words or three, no name that the vocabulary knows,
    and no id says which species is meant. People need none: they are Homo sapiens.

    Why it matters: NWB and DANDI identify species by the Latin name or the id; "mouse" is more than one species.

    Before:

        species: {name: spiny mice}

    After:

        species: {name: Acomys cahirinus, id: "NCBITaxon:10068"}
    """
    details = subject.details
    if not isinstance(details, Animal) or not details.species or species_of(details):
        return
    name, identifier = details.species.name or "", details.species.id or ""
    if not _BINOMIAL.fullmatch(name) and not identifier.startswith("NCBITaxon:"):
        hint = "write the Latin name, as Mus musculus, and its NCBITaxon id"
        yield Finding(subject, "/details/species/name", f"{quote(name)} is no scientific name", hint)


@rule("lacks-sex", profiles=("dandi", "nwb"))
def lacks_sex(subject: Subject) -> Iterator[Finding]:
    """Check that the sex of the subject is stated.

    What it means: `sex` is missing. Where nobody could tell, the record says so: `unknown`.

    Why it matters: DANDI accepts no file without it. Funders ask for sex as a biological variable, and "not stated"
    can't be told from "not known" later.

    Before:

        details: {kind: animal, species: {name: Mus musculus}}

    After:

        details: {kind: animal, species: {name: Mus musculus}, sex: female}
    """
    details = subject.details
    if isinstance(details, Animal | Human) and not details.sex:
        yield Finding(subject, "/details/sex", "the sex is not stated", "state sex; unknown is an answer too")


@rule("lacks-age", profiles=("dandi", "nwb"))
def lacks_age(subject: Subject) -> Iterator[Finding]:
    """Check that the age of the subject is stated, or when it was born.

    What it means: an animal has neither `age` nor `date_of_birth`, or a person neither `age` nor `year_of_birth`.

    Why it matters: DANDI accepts no file without either. An age that is known only roughly is written as a range.

    Before:

        details: {kind: animal, species: {name: Rousettus aegyptiacus}, sex: male}

    After:

        details:
          kind: animal
          species: {name: Rousettus aegyptiacus}
          sex: male
          age: {duration: P2Y, upper_duration: P4Y}
    """
    details = subject.details
    if not isinstance(details, Animal | Human) or details.age:
        return
    born, field = (
        (details.date_of_birth, "date_of_birth")
        if isinstance(details, Animal)
        else (details.year_of_birth, "year_of_birth")
    )
    if not born:
        yield Finding(subject, "/details/age", "the age is not stated", f"state age or {field}; an age may be a range")


@rule("slash-in-subject-id", profiles=("dandi", "nwb"))
def slash_in_subject_id(subject: Subject) -> Iterator[Finding]:
    """Check that the subject's id holds no slash.

    What it means: the id holds `/`, which separates folders.

    Why it matters: DANDI makes folders and file names of the id, and the NWB Inspector calls it a violation.

    Before:

        subject_id: cage4/mouse2

    After:

        subject_id: cage4-mouse2
    """
    if "/" in (subject.subject_id or ""):
        hint = f"write {quote(subject.subject_id.replace('/', '-'))}"
        yield Finding(subject, "/subject_id", f"the id {quote(subject.subject_id)} holds a slash", hint)


@rule("lacks-start", profiles=("dandi", "nwb"))
def lacks_start(data_description: DataDescription) -> Iterator[Finding]:
    """Check that it is stated when the session began.

    What it means: `created_at` is missing.

    Why it matters: no NWB file can be written without the start of the session, with its offset from UTC; DANDI sorts
    sessions by it and computes ages from it.

    Before:

        name: ecephys_625463_2022-10-06_10-14-25

    After:

        name: ecephys_625463_2022-10-06_10-14-25
        created_at: "2022-10-06T10:14:25-07:00"
    """
    if data_description.created_at is None:
        hint = "state created_at with its offset, as 2022-10-06T10:14:25-07:00"
        yield Finding(data_description, "/created_at", "the start of the session is not stated", hint)


@rule("lacks-summary", profiles=("dandi", "nwb"))
def lacks_summary(data_description: DataDescription) -> Iterator[Finding]:
    """Check that the experiment is described in words.

    What it means: `summary` is missing.

    Why it matters: it is the description of the Dandiset, without which DANDI publishes nothing, and of the session
    in NWB. It is also what people read first when they look for data.

    Before:

        title: Visual cortex during a change detection task

    After:

        title: Visual cortex during a change detection task
        summary: Six Neuropixels probes in a mouse that reports changes of images.
    """
    if not data_description.summary:
        hint = "say in summary what was done, and why"
        yield Finding(data_description, "/summary", "the experiment is not described", hint)


@rule("lacks-institution", profiles=("nwb",))
def lacks_institution(data_description: DataDescription) -> Iterator[Finding]:
    """Check that the institution is stated.

    What it means: `institution` is missing.

    Why it matters: the NWB Inspector asks for it. It says who keeps the originals and the animal protocols.

    Before:

        group: ephys

    After:

        group: ephys
        institution: {name: Allen Institute for Neural Dynamics}
    """
    if data_description.institution is None:
        yield Finding(data_description, "/institution", "the institution is not stated", "state institution")


@rule("lacks-experimenter", profiles=("nwb",))
def lacks_experimenter(data_description: DataDescription) -> Iterator[Finding]:
    """Check that somebody is named who made the data.

    What it means: there are neither contributors nor investigators.

    Why it matters: NWB has a field for the experimenters, and its inspector asks for it. Without names nobody is
    credited, and nobody can be asked.

    Before:

        institution: {name: Allen Institute for Neural Dynamics}

    After:

        institution: {name: Allen Institute for Neural Dynamics}
        contributors: [{name: Grace Hopper, roles: [experimenter]}]
    """
    if not data_description.contributors and not data_description.investigators:
        hint = "name a contributor with the role experimenter, or the investigators"
        yield Finding(data_description, "/contributors", "nobody is named who made the data", hint)


@rule("lacks-keywords", profiles=("nwb",))
def lacks_keywords(data_description: DataDescription) -> Iterator[Finding]:
    """Check that there are words to find the data by.

    What it means: `tags` is empty.

    Why it matters: they become the keywords of the NWB file, which its inspector asks for and archives search.

    Before:

        title: Visual cortex during a change detection task

    After:

        title: Visual cortex during a change detection task
        tags: [Neuropixels, visual cortex, change detection]
    """
    if not data_description.tags:
        yield Finding(data_description, "/tags", "there are no keywords", "put some words into tags")


@rule("derived-without-processing", "warning", profiles=("dandi", "nwb"))
def derived_without_processing(data_description: DataDescription, records: tuple[Record, ...]) -> Iterator[Finding]:
    """Check that derived data say how they were made.

    What it means: the data level is derived, and there is no record of processing beside the description.

    Why it matters: archives ask for the software that made a file. Without it a result can neither be judged nor made
    again.

    Before:

        data_level: derived

    After:

        # data description
        data_level: derived
        # processing
        processes: [{name: Sorting, type: spike-sorting}]
    """
    told = any(record.kind == "processing" for record in records)
    if data_description.data_level == "derived" and not told:
        hint = "write processing.json; aind-schema processing add does so at the end of a step"
        yield Finding(data_description, "/data_level", "the data are derived, but not said how", hint)
