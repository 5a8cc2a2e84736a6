"""Whether what goes into the brain says where, and does not say two things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aind_schema.parts.procedures.implanting import FiberImplant, ImplantStep, ProbeImplant
from aind_schema.parts.procedures.injections import BrainInjection, InjectionSite
from aind_schema.parts.procedures.surgery import Craniotomy
from aind_schema.problems import quote
from aind_schema.rules.registry import Finding, rule
from aind_schema.rules.walking import models

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aind_schema.records.procedures import Procedures


@rule("target-contradicted", "warning")
def target_contradicted(procedures: Procedures) -> Iterator[Finding]:
    """Check that one thing has one place for each status.

    What it means: two targets of an implant, a site or a craniotomy have the same status and the same frame, and their
    positions, depths or angles differ.

    Why it matters: a fibre has one tip. Whoever looks up where it was put finds two answers. A second site has an entry
    of its own, and a correction takes the place of what it corrects.

    Before:

        subject_procedures:
          - kind: surgery
            steps:
              - kind: fiber_implant
                targets:
                  - {status: achieved, depth_um: 500}
                  - {status: achieved, depth_um: 700}

    After:

        subject_procedures:
          - kind: surgery
            steps:
              - kind: fiber_implant
                targets:
                  - {status: planned, depth_um: 500}
                  - {status: achieved, depth_um: 700}
    """
    placed: list[tuple[str, ImplantStep | InjectionSite | Craniotomy]] = [*models(procedures, ImplantStep)]
    for place, each in [*placed, *models(procedures, InjectionSite), *models(procedures, Craniotomy)]:
        met: dict[tuple[str, str | None], object] = {}
        for i, target in enumerate(each.targets):
            where = target.entry or target.position
            if target.status is None:
                continue
            numbers = (target.position, target.entry, target.depth_um, target.angles_deg)
            if met.setdefault((target.status, where.frame if where else None), numbers) != numbers:
                message = f"another target is {quote(target.status)} too, at another place"
                yield Finding(procedures, f"{place}/targets/{i}", message)


@rule("lacks-target", "warning", profiles=("nwb",))
def lacks_target(procedures: Procedures) -> Iterator[Finding]:
    """Check that what goes into the brain says where.

    What it means: a brain injection, an implanted probe or a fibre has no target, neither as a structure nor by
    coordinates, and no side in words.

    Why it matters: NWB wants a location of every electrode group, optical site and virus injection.

    Before:

        subject_procedures:
          - kind: surgery
            steps: [{kind: probe_implant, device: {kind: ephys_probe, name: A}}]

    After:

        subject_procedures:
          - kind: surgery
            steps:
              - kind: probe_implant
                device: {kind: ephys_probe, name: A}
                targets: [{structure: {name: primary visual area}}]
    """
    for place, step in models(procedures, BrainInjection, ProbeImplant, FiberImplant):
        told = any(site.targets for site in step.sites) if isinstance(step, BrainInjection) else step.relative_position
        if not step.targets and not told:
            message = f"the {step.kind.replace('_', ' ')} does not say where"
            yield Finding(procedures, f"{place}/targets", message, "name a structure in targets")
