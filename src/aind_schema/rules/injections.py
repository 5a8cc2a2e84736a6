"""Whether injections say what went in and how much, and the numbers can be true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aind_schema.parts.procedures.injections import BrainInjection, InjectionStep, Iontophoresis, PressureDynamics
from aind_schema.problems import quote
from aind_schema.rules.placeholders import is_placeholder
from aind_schema.rules.registry import Finding, rule
from aind_schema.rules.walking import models

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aind_schema.records.procedures import Procedures

#: Nanolitres that one place of a brain can take up; a ventricle takes more.
_MOST_NL = 20_000
#: How far volumes may differ by rounding, and what shares may come to.
_TOLERANCE, _WHOLE_PERCENT = 0.2, 100.5
_BRAIN = frozenset({"intraparenchymal", "intracerebroventricular", "intra-cisterna-magna"})
_BODY = frozenset(
    {"inhalation", "intraperitoneal", "subcutaneous", "intramuscular", "intravenous", "intra-arterial", "retro-orbital"}
    | {"intracardiac", "oral", "gavage", "intranasal", "intradermal", "intravitreal", "subretinal", "intratympanic"}
    | {"rectal", "immersion"}
)
_SPACES = frozenset({"intracerebroventricular", "intra-cisterna-magna", "intrathecal", "epidural", "in-utero"})


@rule("injected-volume-implausible", "info")
def injected_volume_implausible(procedures: Procedures) -> Iterator[Finding]:
    """Check that a place in the brain got no more than it can take up.

    What it means: more than 20,000 nanolitres went to one place in the tissue of a brain, or nothing at all.

    Why it matters: `volume_nl` is in nanolitres. Picolitres and microlitres in a field for nanolitres are wrong by a
    factor of a thousand.

    Before:

        subject_procedures:
          - kind: brain_injection
            sites: [{dynamics: {kind: pressure, volume_nl: 200000}}]

    After:

        subject_procedures:
          - kind: brain_injection
            sites: [{dynamics: {kind: pressure, volume_nl: 200}}]
    """
    for place, injection in models(procedures, BrainInjection):
        if injection.route in _SPACES:
            continue
        for i, site in enumerate(injection.sites):
            volume = site.dynamics.volume_nl if site.dynamics else None
            if volume is not None and not 0 < volume <= _MOST_NL:
                message = f"{quote(f'{volume:g}')} nl in one place of a brain"
                yield Finding(procedures, f"{place}/sites/{i}/dynamics/volume_nl", message)


@rule("injected-volume-differs", "info")
def injected_volume_differs(procedures: Procedures) -> Iterator[Finding]:
    """Check that the volume of an injection is that of its pulses, or of its flow over its time.

    What it means: `volume_nl` differs by more than a fifth from `pulse_count` times `pulse_volume_nl`, or, where the
    flow was even, from `rate_nl_per_s` times `duration_s`.

    Why it matters: one of the numbers is wrong, and which of them to believe is open. Flows in nanolitres per minute
    are the usual cause.

    Before:

        subject_procedures:
          - kind: brain_injection
            sites:
              - dynamics:
                  kind: pressure
                  volume_nl: 100
                  rate_nl_per_s: 10
                  duration_s: 600

    After:

        subject_procedures:
          - kind: brain_injection
            sites:
              - dynamics:
                  kind: pressure
                  volume_nl: 100
                  rate_nl_per_s: 0.167
                  duration_s: 600
    """
    for place, each in models(procedures, PressureDynamics):
        even = each.profile != "pulsed"
        for one, other in (
            (each.pulse_count, each.pulse_volume_nl),
            (each.rate_nl_per_s, each.duration_s if even else None),
        ):
            if each.volume_nl is None or one is None or other is None:
                continue
            if abs(one * other - each.volume_nl) > _TOLERANCE * max(one * other, each.volume_nl):
                message = (
                    f"{quote(f'{each.volume_nl:g}')} nl altogether, but {quote(f'{one * other:g}')} nl by its parts"
                )
                yield Finding(procedures, f"{place}/volume_nl", message)


@rule("shares-exceed-whole", "warning")
def shares_exceed_whole(procedures: Procedures) -> Iterator[Finding]:
    """Check that the parts of a mixture are no more than the whole.

    What it means: the shares of the materials of an injection come to more than 100 percent.

    Why it matters: how much of each went in is computed from its share. Titers before mixing are a usual companion of
    such shares.

    Before:

        subject_procedures:
          - kind: injection
            materials:
              - {kind: virus, share_percent: 70}
              - {kind: virus, share_percent: 70}

    After:

        subject_procedures:
          - kind: injection
            materials:
              - {kind: virus, share_percent: 70}
              - {kind: virus, share_percent: 30}
    """
    for place, injection in models(procedures, InjectionStep):
        whole = sum(each.share_percent or 0 for each in injection.materials)
        if whole > _WHOLE_PERCENT:
            yield Finding(procedures, f"{place}/materials", f"the shares come to {quote(f'{whole:g}')} percent")


@rule("route-of-other-kind", "info")
def route_of_other_kind(procedures: Procedures) -> Iterator[Finding]:
    """Check that a brain injection goes into the brain, and another injection elsewhere.

    What it means: the route of a `brain_injection` leads into the body, or that of an `injection` into the tissue or a
    ventricle of the brain.

    Why it matters: searches for injections into a structure look at brain injections only, and these have coordinates.

    Before:

        subject_procedures:
          - {kind: brain_injection, route: retro-orbital}

    After:

        subject_procedures:
          - {kind: injection, route: retro-orbital}
    """
    for place, each in models(procedures, InjectionStep):
        route = getattr(each, "route", None)
        into_brain = isinstance(each, BrainInjection)
        if (route in _BODY) if into_brain else (route in _BRAIN):
            other = "injection" if into_brain else "brain_injection"
            message = f"{quote(route)} is no route of an injection into the {'brain' if into_brain else 'body'}"
            yield Finding(procedures, f"{place}/route", message, f'perhaps it is of kind "{other}"')


@rule("lacks-injected-material", "warning", profiles=("nwb",))
def lacks_injected_material(procedures: Procedures) -> Iterator[Finding]:
    """Check that an injection says what was injected.

    What it means: `materials` is empty, or a material has neither a name nor an identifier. A word such as "none" is no
    name.

    Why it matters: NWB has a field for viruses and one for pharmacology, and both are made from it. Which neurons
    glow, and what makes them glow, is told by the material alone.

    Before:

        subject_procedures:
          - {kind: injection, route: retro-orbital}

    After:

        subject_procedures:
          - kind: injection
            route: retro-orbital
            materials: [{kind: virus, name: AAV-PHP.eB-Syn-GCaMP8s}]
    """
    for place, injection in models(procedures, InjectionStep):
        if not injection.materials:
            yield Finding(procedures, f"{place}/materials", "it is not said what was injected", "name the materials")
        for i, each in enumerate(injection.materials):
            drug = getattr(each, "drug", None)
            names = [each.name, each.rrid, drug.name if drug else None]
            names += [getattr(each, field, None) for field in ("addgene_id", "virus_id")]
            if not any(name and not is_placeholder(name) for name in names):
                yield Finding(procedures, f"{place}/materials/{i}/name", "the injected material has no name")


@rule("lacks-injected-amount", "warning", profiles=("nwb",))
def lacks_injected_amount(procedures: Procedures) -> Iterator[Finding]:
    """Check that an injection says how much was injected.

    What it means: no site of the injection has a volume or, for iontophoresis, a current, that is more than zero.

    Why it matters: an injection can't be repeated without it, and the size of the labelled volume can't be judged.

    Before:

        subject_procedures:
          - {kind: injection, materials: [{kind: virus, name: AAV1-Syn-Flex-GFP}]}

    After:

        subject_procedures:
          - kind: injection
            materials: [{kind: virus, name: AAV1-Syn-Flex-GFP}]
            sites: [{dynamics: {kind: pressure, volume_nl: 100000}}]
    """
    for place, injection in models(procedures, InjectionStep):
        dynamics = [site.dynamics for site in injection.sites if site.dynamics]
        if not any(each.volume_nl or (isinstance(each, Iontophoresis) and each.current_ua) for each in dynamics):
            hint = "state volume_nl or current_ua of each site"
            yield Finding(procedures, f"{place}/sites", "it is not said how much was injected", hint)
