"""Whether specimens are known, come of one another without a circle, and are treated as tissue can be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aind_schema.parts.procedures.reagents import Reagent
from aind_schema.parts.procedures.sectioning import Section, Sectioning
from aind_schema.parts.procedures.staining import Hybridization
from aind_schema.parts.procedures.step import Step
from aind_schema.parts.procedures.surgery import Perfusion, SampleCollection
from aind_schema.parts.procedures.treating import Expansion, SpecimenStep
from aind_schema.problems import quote
from aind_schema.rules.procedures import days_of
from aind_schema.rules.registry import Finding, rule
from aind_schema.rules.walking import models
from aind_schema.spelling import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aind_schema.records.procedures import Procedures

#: Micrometres of the thinnest section of a microtome for light microscopy, and of the thickest slab.
_THINNEST_UM, _THICKEST_UM = 0.03, 20_000


class Edge(NamedTuple):
    """What a specimen came of, and where that is said."""

    parent: str
    child: str
    place: str


@rule("unknown-specimen")
def unknown_specimen(procedures: Procedures) -> Iterator[Finding]:
    """Check that specimens that the document refers to are in it.

    What it means: a step or a specimen names a specimen that neither stands in `specimens`, nor came out of any step,
    nor bears the subject's own id. A document that describes no specimen at all is left alone.

    Why it matters: whoever follows a section back to its animal gets lost at this point.

    Before:

        specimens:
          - {specimen_id: 625463_brain}
          - {specimen_id: 625463_001, derived_from: 625463_brian}

    After:

        specimens:
          - {specimen_id: 625463_brain}
          - {specimen_id: 625463_001, derived_from: 625463_brain}
    """
    known = dict.fromkeys(name for _, name in _made(procedures))
    if not known:
        return
    for place, name in _referred(procedures):
        if name not in known and name != procedures.subject_id:
            hint = did_you_mean(name, known) or "add it to specimens"
            yield Finding(procedures, place, f"no specimen {quote(name)} is described or made", hint)


@rule("specimen-repeated")
def specimen_repeated(procedures: Procedures) -> Iterator[Finding]:
    """Check that no specimen is described twice.

    What it means: two entries of `specimens` have the same id.

    Why it matters: if they agree, one will be forgotten at the next correction. If they don't, two pieces of tissue
    have one name.

    Before:

        specimens: [{specimen_id: 625463_001}, {specimen_id: 625463_001}]

    After:

        specimens: [{specimen_id: 625463_001}, {specimen_id: 625463_002}]
    """
    seen: set[str] = set()
    for i, specimen in enumerate(procedures.specimens):
        if specimen.specimen_id and specimen.specimen_id in seen:
            message = f"the specimen {quote(specimen.specimen_id)} is described twice"
            yield Finding(procedures, f"/specimens/{i}/specimen_id", message)
        seen.add(specimen.specimen_id)


@rule("specimen-cycle")
def specimen_cycle(procedures: Procedures) -> Iterator[Finding]:
    """Check that no specimen comes of itself.

    What it means: going back from a specimen to what it was made of, one comes to it again.

    Why it matters: nothing is older than itself; one of the links points the wrong way, and programs that follow them
    never end.

    Before:

        specimens:
          - {specimen_id: block, derived_from: section}
          - {specimen_id: section, derived_from: block}

    After:

        specimens:
          - {specimen_id: block}
          - {specimen_id: section, derived_from: block}
    """
    edges = list(lineage(procedures))
    parents: dict[str, set[str]] = {}
    for edge in edges:
        parents.setdefault(edge.child, set()).add(edge.parent)
    told: set[str] = set()
    for edge in edges:
        loop = _ancestors(edge.parent, parents)
        if edge.child in loop and edge.child not in told:
            told |= loop
            yield Finding(procedures, edge.place, f"the specimen {quote(edge.child)} comes of itself")


@rule("round-repeated")
def round_repeated(procedures: Procedures) -> Iterator[Finding]:
    """Check that the rounds of a hybridisation have different numbers.

    What it means: two rounds of one step have the same number.

    Why it matters: images are matched with the probes of a round by its number. With two of them, the genes of one
    round are taken for those of the other.

    Before:

        specimen_procedures:
          - {kind: hybridization, rounds: [{number: 1}, {number: 1}]}

    After:

        specimen_procedures:
          - {kind: hybridization, rounds: [{number: 1}, {number: 2}]}
    """
    for place, step in models(procedures, Hybridization):
        seen: set[int] = set()
        for i, each in enumerate(step.rounds):
            if each.number in seen:
                message = f"another round has the number {quote(each.number)} too"
                yield Finding(procedures, f"{place}/rounds/{i}/number", message)
            seen.add(each.number)


@rule("expansion-shrinks", "warning")
def expansion_shrinks(procedures: Procedures) -> Iterator[Finding]:
    """Check that expanded tissue became larger.

    What it means: the factor of an expansion is below one.

    Why it matters: lengths in the images are divided by the factor. It is the length after over the length before,
    and people sometimes write the inverse.

    Before:

        specimen_procedures: [{kind: expansion, expansion_factor: 0.25}]

    After:

        specimen_procedures: [{kind: expansion, expansion_factor: 4}]
    """
    for place, step in models(procedures, Expansion):
        if step.expansion_factor is not None and step.expansion_factor < 1:
            message = f"a factor of {quote(f'{step.expansion_factor:g}')} makes tissue smaller"
            yield Finding(procedures, f"{place}/expansion_factor", message, "state the length after over that before")


@rule("section-thickness-implausible", "info")
def section_thickness_implausible(procedures: Procedures) -> Iterator[Finding]:
    """Check that sections are as thick as blades can cut them.

    What it means: a section is thinner than 0.03 micrometres or thicker than 20 millimetres.

    Why it matters: `thickness_um` is in micrometres. Millimetres and nanometres in it are wrong by a factor of a
    thousand.

    Before:

        specimen_procedures: [{kind: sectioning, thickness_um: 300000}]

    After:

        specimen_procedures: [{kind: sectioning, thickness_um: 300}]
    """
    sectionings: list[tuple[str, Sectioning | Section]] = [*models(procedures, Sectioning)]
    for place, each in [*sectionings, *models(procedures, Section)]:
        if each.thickness_um is not None and not _THINNEST_UM <= each.thickness_um <= _THICKEST_UM:
            message = f"{quote(f'{each.thickness_um:g}')} micrometres are no usual thickness of a section"
            yield Finding(procedures, f"{place}/thickness_um", message)


@rule("reagent-expired", "info")
def reagent_expired(procedures: Procedures) -> Iterator[Finding]:
    """Check that no reagent was used after its last day.

    What it means: the step is dated after the expiration date of something that was used in it.

    Why it matters: it may explain a weak stain; or the lot is that of another bottle.

    Before:

        specimen_procedures:
          - kind: fixation
            start_date: 2023-05-12
            reagents: [{name: paraformaldehyde, expiration_date: 2022-12-31}]

    After:

        specimen_procedures:
          - kind: fixation
            start_date: 2023-05-12
            reagents: [{name: paraformaldehyde, expiration_date: 2023-12-31}]
    """
    steps = [(place, days_of(step).first) for place, step in models(procedures, Step)]
    for place, reagent in models(procedures, Reagent):
        days = [day for start, day in steps if day and place.startswith(f"{start}/")]
        if reagent.expiration_date and days and days[-1] > reagent.expiration_date:
            message = f"used on {quote(str(days[-1]))}, after its last day"
            yield Finding(procedures, f"{place}/expiration_date", message)


def lineage(procedures: Procedures) -> Iterator[Edge]:
    """Yield which specimen came of which, as specimens and steps say."""
    for i, specimen in enumerate(procedures.specimens):
        if specimen.derived_from:
            yield Edge(specimen.derived_from, specimen.specimen_id, f"/specimens/{i}/derived_from")
        for j, parent in enumerate(specimen.pooled_from):
            yield Edge(parent, specimen.specimen_id, f"/specimens/{i}/pooled_from/{j}")
    for place, step in models(procedures, SpecimenStep):
        for at, child in _outputs(place, step):
            yield from (Edge(parent, child, at) for parent in step.specimen_ids)


def _made(procedures: Procedures) -> Iterator[tuple[str, str]]:
    """Yield the specimens that are described or come out of a step, with their places."""
    for i, specimen in enumerate(procedures.specimens):
        if specimen.specimen_id:
            yield f"/specimens/{i}/specimen_id", specimen.specimen_id
    for place, step in models(procedures, Step):
        if isinstance(step, Perfusion | SampleCollection | SpecimenStep):
            yield from _outputs(place, step)


def _outputs(place: str, step: Perfusion | SampleCollection | SpecimenStep) -> Iterator[tuple[str, str]]:
    for i, name in enumerate(step.output_specimen_ids):
        yield f"{place}/output_specimen_ids/{i}", name
    for i, section in enumerate(step.sections if isinstance(step, Sectioning) else ()):
        if section.specimen_id:
            yield f"{place}/sections/{i}/specimen_id", section.specimen_id


def _referred(procedures: Procedures) -> Iterator[tuple[str, str]]:
    """Yield the specimens that others refer to, with the places that do."""
    for i, specimen in enumerate(procedures.specimens):
        if specimen.derived_from:
            yield f"/specimens/{i}/derived_from", specimen.derived_from
        yield from ((f"/specimens/{i}/pooled_from/{j}", name) for j, name in enumerate(specimen.pooled_from))
    for place, step in models(procedures, SpecimenStep):
        yield from ((f"{place}/specimen_ids/{i}", name) for i, name in enumerate(step.specimen_ids))


def _ancestors(name: str, parents: dict[str, set[str]]) -> set[str]:
    """Return a specimen and all that it came of; a loop ends it."""
    found: set[str] = set()
    pending = [name]
    while pending:
        each = pending.pop()
        if each not in found:
            found.add(each)
            pending += parents.get(each, ())
    return found
