"""Whether what specimens and steps say of tissue agrees, and can be true."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aind_schema.parts.procedures.sectioning import Section, Sectioning
from aind_schema.parts.procedures.treating import Expansion, Mounting, SpecimenStep
from aind_schema.problems import quote
from aind_schema.rules.descent import outputs
from aind_schema.rules.registry import Finding, rule
from aind_schema.rules.spans import days_of
from aind_schema.rules.walking import models

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from aind_schema.records.procedures import Procedures

#: Micrometres of the thinnest section of a microtome for light microscopy, and of the thickest slab.
_THINNEST_UM, _THICKEST_UM = 0.03, 20_000


@rule("specimen-step-differs")
def specimen_step_differs(procedures: Procedures) -> Iterator[Finding]:
    """Check that a specimen and the steps on it do not contradict each other.

    What it means: a specimen has another parent, thickness, slide or day of collection than the steps say that made or
    mounted it, or a section was cut from a specimen that was not cut in that step.

    Why it matters: programs take whichever they meet first. A section of the wrong brain goes unnoticed until its data
    are published.

    Before:

        specimens:
          - {specimen_id: brain_1}
          - {specimen_id: brain_2}
          - {specimen_id: s1, derived_from: brain_1}
        specimen_procedures:
          - kind: sectioning
            specimen_ids: [brain_2]
            sections: [{specimen_id: s1}]

    After:

        specimens:
          - {specimen_id: brain_2}
          - {specimen_id: s1, derived_from: brain_2}
        specimen_procedures:
          - kind: sectioning
            specimen_ids: [brain_2]
            sections: [{specimen_id: s1}]
    """
    claims: dict[tuple[str, str], list[Collection[Any]]] = {}
    for name, field, values in _claims(procedures):
        if values:
            claims.setdefault((name, field), []).append(values)
    for i, specimen in enumerate(procedures.specimens):
        for field in ("derived_from", "collected_on", "slide_id", "thickness_um"):
            stated, told = getattr(specimen, field), claims.get((specimen.specimen_id, field))
            if stated is not None and told and not any(stated in values for values in told):
                message = f"{quote(_written(stated))}, but the step says {quote(_written(next(iter(told[0]))))}"
                yield Finding(procedures, f"/specimens/{i}/{field}", message, "say it once, or alike")
    for place, step in models(procedures, Sectioning):
        for i, section in enumerate(step.sections):
            if section.derived_from and step.specimen_ids and section.derived_from not in step.specimen_ids:
                message = f"{quote(section.derived_from)} was not cut in this step"
                yield Finding(procedures, f"{place}/sections/{i}/derived_from", message)


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
    for place, each in models(procedures, Sectioning, Section):
        if each.thickness_um is not None and not _THINNEST_UM <= each.thickness_um <= _THICKEST_UM:
            message = f"{quote(f'{each.thickness_um:g}')} micrometres are no usual thickness of a section"
            yield Finding(procedures, f"{place}/thickness_um", message)


def _claims(procedures: Procedures) -> Iterator[tuple[str, str, Collection[Any]]]:
    """Yield what steps say of single specimens: whose, in which field of a specimen, and what it may be by that."""
    for output in outputs(procedures):
        step = output.step
        if output.section and isinstance(step, Sectioning):
            thickness = output.section.thickness_um or step.thickness_um
            yield output.name, "thickness_um", [thickness] if thickness else []
        days = days_of(step)
        if not isinstance(step, SpecimenStep) and days.first and days.last in (None, days.first):
            yield output.name, "collected_on", [days.first]
        yield output.name, "derived_from", output.parents
    for _, mounting in models(procedures, Mounting):
        yield from ((name, "slide_id", [mounting.slide_id]) for name in mounting.specimen_ids if mounting.slide_id)


def _written(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
