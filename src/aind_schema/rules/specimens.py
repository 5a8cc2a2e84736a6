"""Whether specimens are known, have names of their own, and come of one another without a circle."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from aind_schema.parts.procedures.treating import SpecimenStep
from aind_schema.problems import quote
from aind_schema.records.procedures import Procedures
from aind_schema.rules.descent import lineage, outputs, referred
from aind_schema.rules.graphs import cycles, way
from aind_schema.rules.registry import Finding, rule
from aind_schema.rules.walking import models, repeated
from aind_schema.spelling import corrections

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aind_schema.base import Record

_UNCHANGED = "leave it out where the step only changed what went in"


@rule("unknown-specimen")
def unknown_specimen(procedures: Procedures, records: tuple[Record, ...]) -> Iterator[Finding]:
    """Check that specimens that the document refers to are in it.

    What it means: a step or a specimen names a specimen that neither stands in `specimens`, nor came out of any step,
    nor bears the id of a subject. In an asset of several subjects it may stand in the procedures of any. A document
    that describes no specimen at all is left alone.

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
    if not _known(procedures):
        return
    beside = _procedures(records)
    known = dict.fromkeys(name for each in beside for name in _known(each))
    subjects = {each.subject_id for each in beside}
    meant = corrections(known)
    for place, name in referred(procedures):
        if name not in known and name not in subjects:
            message = f"no specimen {quote(name)} is described or made"
            yield Finding(procedures, place, message, meant(name) or "add it to specimens")


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
def specimen_repeated(procedures: Procedures, records: tuple[Record, ...]) -> Iterator[Finding]:
    """Check that no specimen is described, made or listed twice.

    What it means: two entries of `specimens` have the same id, or the same id came out of two steps or sections, or a
    list names it twice; or the procedures of two subjects describe it.

    Why it matters: two pieces of tissue may have one name, so that the data of both are taken for those of one. If it
    is but one, the second mention will be forgotten at the next correction.

    Before:

        specimens: [{specimen_id: 625463_001}, {specimen_id: 625463_001}]

    After:

        specimens: [{specimen_id: 625463_001}, {specimen_id: 625463_002}]
    """
    described = ((f"/specimens/{i}/specimen_id", name) for i, name in enumerate(_described(procedures)))
    for place, name, _ in repeated(described):
        yield Finding(procedures, place, f"the specimen {quote(name)} is described twice")
    others = itertools.takewhile(lambda each: each is not procedures, _procedures(records))
    elsewhere = {name for each in others for name in _described(each)}
    for i, name in enumerate(_described(procedures)):
        if name in elsewhere:
            message = f"the specimen {quote(name)} is described with another subject too"
            yield Finding(procedures, f"/specimens/{i}/specimen_id", message)
    made = ((output.place, output) for output in outputs(procedures))
    for place, output, _ in repeated(made, lambda output: output.name):
        if output.name not in output.parents:
            yield Finding(procedures, place, f"the specimen {quote(output.name)} is made twice")
    listed = ((place, (place.rpartition("/")[0], name)) for place, name in referred(procedures))
    for place, (_, name), _ in repeated(listed):
        yield Finding(procedures, place, f"the specimen {quote(name)} is listed twice")


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


def _known(procedures: Procedures) -> list[str]:
    return [*_described(procedures), *(output.name for output in outputs(procedures))]


def _procedures(records: Sequence[Record]) -> list[Procedures]:
    return [each for each in records if isinstance(each, Procedures)]
