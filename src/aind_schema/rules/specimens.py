"""Whether specimens are known, have names of their own, and come of one another without a circle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aind_schema.parts.procedures.treating import SpecimenStep
from aind_schema.problems import quote
from aind_schema.rules.descent import lineage, outputs, referred
from aind_schema.rules.graphs import cycles, way
from aind_schema.rules.registry import Finding, rule
from aind_schema.rules.walking import models
from aind_schema.spelling import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aind_schema.records.procedures import Procedures

_UNCHANGED = "leave it out where the step only changed what went in"
#: How many names are compared with all others, of which a large document has thousands.
_MOST_HINTS = 20


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
    known = dict.fromkeys([*_described(procedures), *(output.name for output in outputs(procedures))])
    if not known:
        return
    unknown = [each for each in referred(procedures) if each[1] not in known and each[1] != procedures.subject_id]
    for i, (place, name) in enumerate(unknown):
        hint = did_you_mean(name, known) if i < _MOST_HINTS else None
        message = f"no specimen {quote(name)} is described or made"
        yield Finding(procedures, place, message, hint or "add it to specimens")


@rule("step-without-specimen", "warning")
def step_without_specimen(procedures: Procedures) -> Iterator[Finding]:
    """Check that a step says which specimen was treated, where there are several.

    What it means: `specimen_ids` of a step is empty, and the document describes more than one specimen.

    Why it matters: nobody can tell which of them was cleared, stained or expanded, so that the step is lost for all.

    Before:

        specimens: [{specimen_id: left}, {specimen_id: right}]
        specimen_procedures: [{kind: expansion, expansion_factor: 4}]

    After:

        specimens: [{specimen_id: left}, {specimen_id: right}]
        specimen_procedures:
          - {kind: expansion, specimen_ids: [left], expansion_factor: 4}
    """
    if len({*_described(procedures)}) < 2:
        return
    for place, step in models(procedures, SpecimenStep):
        if not step.specimen_ids:
            yield Finding(procedures, f"{place}/specimen_ids", "it is not said which specimens were treated")


@rule("specimen-repeated")
def specimen_repeated(procedures: Procedures) -> Iterator[Finding]:
    """Check that no specimen is described, made or listed twice.

    What it means: two entries of `specimens` have the same id, or the same id came out of two steps or sections, or a
    list names it twice.

    Why it matters: two pieces of tissue may have one name, so that the data of both are taken for those of one. If it
    is but one, the second mention will be forgotten at the next correction.

    Before:

        specimens: [{specimen_id: 625463_001}, {specimen_id: 625463_001}]

    After:

        specimens: [{specimen_id: 625463_001}, {specimen_id: 625463_002}]
    """
    described, made, listed = set[str](), set[str](), set[tuple[str, str]]()
    for i, name in enumerate(_described(procedures)):
        if name and name in described:
            message = f"the specimen {quote(name)} is described twice"
            yield Finding(procedures, f"/specimens/{i}/specimen_id", message)
        described.add(name)
    for output in outputs(procedures):
        if output.name in made and output.name not in output.parents:
            yield Finding(procedures, output.place, f"the specimen {quote(output.name)} is made twice")
        made.add(output.name)
    for place, name in referred(procedures):
        entry = (place.rpartition("/")[0], name)
        if entry in listed:
            yield Finding(procedures, place, f"the specimen {quote(name)} is listed twice")
        listed.add(entry)


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
    places: dict[str, dict[str, str]] = {}
    for edge in lineage(procedures):
        places.setdefault(edge.child, {}).setdefault(edge.parent, edge.place)
    for cycle in cycles(places):
        child, parent = cycle[0], cycle[1 % len(cycle)]
        what = f"the specimen {quote(child)} comes of itself"
        message = what if child == parent else f"{what}: {way(cycle)}"
        place = places[child][parent]
        hint = None if place.startswith("/specimens/") or child != parent else _UNCHANGED
        yield Finding(procedures, place, message, hint)


def _described(procedures: Procedures) -> list[str]:
    return [specimen.specimen_id for specimen in procedures.specimens]
