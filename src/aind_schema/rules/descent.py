"""Which specimens a document describes, makes and refers to, and what each came of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aind_schema.parts.procedures.sectioning import Section, Sectioning
from aind_schema.parts.procedures.step import Step
from aind_schema.parts.procedures.surgery import Perfusion, SampleCollection
from aind_schema.parts.procedures.treating import SpecimenStep
from aind_schema.rules.walking import models

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from aind_schema.records.procedures import Procedures


class Edge(NamedTuple):
    """Tell what a specimen came of, and where that is said."""

    parent: str
    child: str
    place: str


class Output(NamedTuple):
    """Name a specimen that came out of a step, and where that is said; for a section also what is said of it.

    Its parents are that from which it was cut, where that is said, or else all that went in.
    """

    name: str
    place: str
    step: Perfusion | SampleCollection | SpecimenStep
    parents: Collection[str]
    section: Section | None = None


def lineage(procedures: Procedures) -> Iterator[Edge]:
    """Yield which specimen came of which, as specimens and steps say; where they leave it open, nothing."""
    stated: dict[str, dict[str, None]] = {}
    for i, specimen in enumerate(procedures.specimens):
        named = [(specimen.derived_from, "derived_from")] if specimen.derived_from else []
        named += [(parent, f"pooled_from/{j}") for j, parent in enumerate(specimen.pooled_from)]
        stated.setdefault(specimen.specimen_id, {}).update(dict.fromkeys(parent for parent, _ in named))
        yield from (Edge(parent, specimen.specimen_id, f"/specimens/{i}/{field}") for parent, field in named)
    made = [*outputs(procedures)]
    counts: dict[int, int] = {}
    for output in made:
        counts[id(output.step)] = counts.get(id(output.step), 0) + 1
    for output in made:
        parents = _parents(output, stated.get(output.name, {}), alone=counts[id(output.step)] == 1)
        yield from (Edge(parent, output.name, output.place) for parent in parents)


def outputs(procedures: Procedures) -> Iterator[Output]:
    """Yield the specimens that came out of steps."""
    for place, step in models(procedures, Step):
        if not isinstance(step, Perfusion | SampleCollection | SpecimenStep):
            continue
        inputs = dict.fromkeys(step.specimen_ids) if isinstance(step, SpecimenStep) else {}
        for i, name in enumerate(step.output_specimen_ids):
            yield Output(name, f"{place}/output_specimen_ids/{i}", step, inputs)
        for i, section in enumerate(step.sections if isinstance(step, Sectioning) else ()):
            if section.specimen_id:
                parents = (section.derived_from,) if section.derived_from else inputs
                yield Output(section.specimen_id, f"{place}/sections/{i}/specimen_id", step, parents, section)


def referred(procedures: Procedures) -> Iterator[tuple[str, str]]:
    """Yield the places that refer to a specimen, with its id."""
    for i, specimen in enumerate(procedures.specimens):
        if specimen.derived_from:
            yield f"/specimens/{i}/derived_from", specimen.derived_from
        yield from ((f"/specimens/{i}/pooled_from/{j}", name) for j, name in enumerate(specimen.pooled_from))
    for place, step in models(procedures, SpecimenStep):
        yield from ((f"{place}/specimen_ids/{i}", name) for i, name in enumerate(step.specimen_ids))
    for place, section in models(procedures, Section):
        if section.derived_from:
            yield f"{place}/derived_from", section.derived_from


def _parents(output: Output, stated: Collection[str], *, alone: bool) -> Collection[str]:
    """Return what an output came of: of several that went in those that are named; all, if it came out alone."""
    if output.name in output.parents:
        return (output.name,)
    named = [each for each in stated if each in output.parents]
    return named or (output.parents if alone or len(output.parents) == 1 else ())
