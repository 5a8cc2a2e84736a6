"""Whether injections say what went in and how much, and the numbers can be true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aind_schema.parts.procedures.injections import BrainInjection, InjectionStep, Iontophoresis
from aind_schema.parts.procedures.materials import Virus
from aind_schema.problems import quote
from aind_schema.rules.registry import Finding, rule
from aind_schema.rules.walking import models

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aind_schema.records.procedures import Procedures

#: Genome copies per millilitre of the thinnest dilution and the thickest preparation that people inject.
_THINNEST, _THICKEST = 1e7, 5e14
#: Nanolitres that one place of a brain can take up; a ventricle takes more.
_MOST_NL = 20_000
_SPACES = frozenset({"intracerebroventricular", "intra-cisterna-magna", "intrathecal", "epidural", "in-utero"})


@rule("titer-implausible", "info")
def titer_implausible(procedures: Procedures) -> Iterator[Finding]:
    """Check that the titer of a virus is one that viruses have.

    What it means: the titer is below 10 million or above 5 x 10^14 genome copies per millilitre.

    Why it matters: `titer_gc_per_ml` counts single copies in a millilitre. Copies per microlitre, or a number whose
    exponent was left off, make it wrong by a factor of a thousand or more, and expression can't be compared.

    Before:

        subject_procedures:
          - {kind: injection, materials: [{kind: virus, titer_gc_per_ml: 2.5}]}

    After:

        subject_procedures:
          - {kind: injection, materials: [{kind: virus, titer_gc_per_ml: 2.5e12}]}
    """
    for place, virus in models(procedures, Virus):
        titer = virus.titer_gc_per_ml
        if titer is not None and not _THINNEST <= titer <= _THICKEST:
            message = f"{quote(f'{titer:g}')} genome copies per millilitre are no usual titer"
            yield Finding(procedures, f"{place}/titer_gc_per_ml", message, "write all digits, or an exponent as 2.5e12")


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


@rule("lacks-injected-material", "warning", profiles=("nwb",))
def lacks_injected_material(procedures: Procedures) -> Iterator[Finding]:
    """Check that an injection says what was injected.

    What it means: `materials` is empty, or a material has neither a name nor an identifier.

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
            names = (each.name, each.rrid, getattr(each, "addgene_id", None), getattr(each, "virus_id", None))
            if not any((*names, getattr(each, "drug", None))):
                yield Finding(procedures, f"{place}/materials/{i}/name", "the injected material has no name")


@rule("lacks-injected-amount", "warning", profiles=("nwb",))
def lacks_injected_amount(procedures: Procedures) -> Iterator[Finding]:
    """Check that an injection says how much was injected.

    What it means: no site of the injection has a volume or, for iontophoresis, a current.

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
        amounts = [(each.volume_nl, each.current_ua if isinstance(each, Iontophoresis) else None) for each in dynamics]
        if not any(value is not None for amount in amounts for value in amount):
            hint = "state volume_nl or current_ua of each site"
            yield Finding(procedures, f"{place}/sites", "it is not said how much was injected", hint)
