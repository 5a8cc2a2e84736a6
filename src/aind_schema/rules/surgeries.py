"""Whether surgeries and diets are told whole, and their numbers are ones that animals survive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aind_schema.parts.procedures.anaesthesia import Anaesthetic
from aind_schema.parts.procedures.diet import Restriction
from aind_schema.parts.procedures.implanting import Explant, ImplantStep, MuscleArrayInsertion
from aind_schema.parts.procedures.living import SubjectStep
from aind_schema.parts.procedures.surgery import Surgery
from aind_schema.problems import quote
from aind_schema.rules.procedures import days_of
from aind_schema.rules.registry import Finding, rule
from aind_schema.rules.walking import models
from aind_schema.spelling import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aind_schema.records.procedures import Procedures

#: The highest setting of usual vaporisers, and the shortest anaesthesia in which a skull can be opened.
_STRONGEST_PERCENT, _SHORTEST_MIN = 8, 10
#: Loss and gain of weight that a surgery can cause, implants included.
_LOSS, _GAIN = 0.75, 1.35
_LOWEST_TARGET_PERCENT = 70


@rule("surgery-undated", "warning")
def surgery_undated(procedures: Procedures) -> Iterator[Finding]:
    """Check that a surgery has a date.

    What it means: neither `start_date` nor `started_at` of a surgery is stated, and none of its steps has a date.

    Why it matters: how long a virus has expressed and how old an implant is are counted from that day.

    Before:

        subject_procedures:
          - {kind: surgery, steps: [{kind: headframe}]}

    After:

        subject_procedures:
          - {kind: surgery, start_date: 2023-02-28, steps: [{kind: headframe}]}
    """
    for place, surgery in models(procedures, Surgery):
        if not any(days_of(each).first for each in (surgery, *surgery.steps)):
            yield Finding(
                procedures, f"{place}/start_date", "the surgery has no date", "state start_date or started_at"
            )


@rule("anaesthetic-unnamed", "info")
def anaesthetic_unnamed(procedures: Procedures) -> Iterator[Finding]:
    """Check that an anaesthetic says which drug it was.

    What it means: concentration, dose or duration of an anaesthesia are stated, and the drug is not.

    Why it matters: 1.5 percent of isoflurane and of sevoflurane are not the same, and some drugs change what neurons
    do for days.

    Before:

        subject_procedures:
          - {kind: surgery, anaesthesia: [{concentration_percent: 1.5}]}

    After:

        subject_procedures:
          - kind: surgery
            anaesthesia: [{drug: {name: isoflurane}, concentration_percent: 1.5}]
    """
    for place, each in models(procedures, Anaesthetic):
        if each.drug is None:
            yield Finding(procedures, f"{place}/drug", "the anaesthetic is not named", "name it in drug")


@rule("anaesthesia-implausible", "info")
def anaesthesia_implausible(procedures: Procedures) -> Iterator[Finding]:
    """Check that an anaesthesia is one that a vaporiser can give and a surgery needs.

    What it means: the concentration is above 8 percent, or a surgery took less than 10 minutes of anaesthesia.

    Why it matters: `duration_min` is in minutes and `concentration_percent` in percent. Hours in a field for minutes
    and flows in a field for percent are the usual causes.

    Before:

        subject_procedures:
          - kind: surgery
            anaesthesia: [{drug: {name: isoflurane}, duration_min: 2.5}]

    After:

        subject_procedures:
          - kind: surgery
            anaesthesia: [{drug: {name: isoflurane}, duration_min: 150}]
    """
    for place, each in models(procedures, Anaesthetic):
        gas = each.drug is None or each.drug.name != "nitrous oxide"
        for field in ("concentration_percent", "induction_percent"):
            percent = getattr(each, field)
            if gas and percent is not None and percent > _STRONGEST_PERCENT:
                message = f"{quote(f'{percent:g}')} percent is more than a vaporiser gives"
                yield Finding(procedures, f"{place}/{field}", message)
    for place, surgery in models(procedures, Surgery):
        for i, each in enumerate(surgery.anaesthesia):
            if each.duration_min is not None and each.duration_min < _SHORTEST_MIN:
                message = f"{quote(f'{each.duration_min:g}')} minutes are short for a surgery"
                hint = "perhaps these are hours"
                yield Finding(procedures, f"{place}/anaesthesia/{i}/duration_min", message, hint)


@rule("weight-change-implausible", "info")
def weight_change_implausible(procedures: Procedures) -> Iterator[Finding]:
    """Check that an animal weighs much the same before and after a procedure.

    What it means: the weight after is less than three quarters of that before, or a third more.

    Why it matters: doses are computed from the weight. A slipped decimal point makes one of the two wrong by a factor
    of ten.

    Before:

        subject_procedures:
          - kind: surgery
            animal_weight_before_g: 22.6
            animal_weight_after_g: 2.23

    After:

        subject_procedures:
          - kind: surgery
            animal_weight_before_g: 22.6
            animal_weight_after_g: 22.3
    """
    for place, step in models(procedures, SubjectStep):
        before, after = step.animal_weight_before_g, step.animal_weight_after_g
        if before is not None and after is not None and not _LOSS * before <= after <= _GAIN * before:
            message = f"{quote(f'{after:g}')} g after the procedure, but {quote(f'{before:g}')} g before"
            yield Finding(procedures, f"{place}/animal_weight_after_g", message)


@rule("weight-target-implausible", "info")
def weight_target_implausible(procedures: Procedures) -> Iterator[Finding]:
    """Check that a restricted animal is held at a weight that it can live with.

    What it means: the target is below 70 percent of the baseline.

    Why it matters: `target_weight_percent` is what is left of the weight, not what is lost of it: an animal that may
    lose 15 percent has a target of 85. A fraction such as 0.85 does not belong here either.

    Before:

        subject_procedures:
          - {kind: water_restriction, target_weight_percent: 15}

    After:

        subject_procedures:
          - {kind: water_restriction, target_weight_percent: 85}
    """
    for place, step in models(procedures, Restriction):
        for field in ("target_weight_percent", "minimum_weight_percent"):
            percent = getattr(step, field)
            if percent is not None and percent < _LOWEST_TARGET_PERCENT:
                message = f"{quote(f'{percent:g}')} percent of the baseline is very low"
                yield Finding(procedures, f"{place}/{field}", message, "state what is left, not what is lost")


@rule("implant-name-repeated")
def implant_name_repeated(procedures: Procedures) -> Iterator[Finding]:
    """Check that no two implanted devices have one name.

    What it means: an earlier step implanted a device of the same name, and none took it out in between.

    Why it matters: acquisitions refer to the device by its name; with two of them nobody knows from which place the
    data come.

    Before:

        subject_procedures:
          - kind: surgery
            steps:
              - {kind: fiber_implant, device: {kind: fiber_probe, name: fiber_0}}
              - {kind: fiber_implant, device: {kind: fiber_probe, name: fiber_0}}

    After:

        subject_procedures:
          - kind: surgery
            steps:
              - {kind: fiber_implant, device: {kind: fiber_probe, name: fiber_0}}
              - {kind: fiber_implant, device: {kind: fiber_probe, name: fiber_1}}
    """
    inside: set[str] = set()
    for place, name, taken_out in _implants(procedures):
        if taken_out:
            inside.discard(name)
        elif name in inside:
            message = f"another implanted device is called {quote(name)}"
            yield Finding(procedures, place, message, "give each device a name of its own")
        else:
            inside.add(name)


@rule("unknown-implant", "warning")
def unknown_implant(procedures: Procedures) -> Iterator[Finding]:
    """Check that a device that was taken out had been implanted.

    What it means: no earlier step of this document implants a device of that name.

    Why it matters: whoever looks for the data of a device wants to know until when it was in place. A name that is
    written differently is not found.

    Before:

        subject_procedures:
          - kind: surgery
            steps:
              - {kind: fiber_implant, device: {kind: fiber_probe, name: fiber_0}}
          - {kind: surgery, steps: [{kind: explant, device_name: Fiber0}]}

    After:

        subject_procedures:
          - kind: surgery
            steps:
              - {kind: fiber_implant, device: {kind: fiber_probe, name: fiber_0}}
          - {kind: surgery, steps: [{kind: explant, device_name: fiber_0}]}
    """
    inside: dict[str, None] = {}
    for place, name, taken_out in _implants(procedures):
        if taken_out and name not in inside:
            hint = did_you_mean(name, inside)
            yield Finding(procedures, place, f"no earlier step implants {quote(name)}", hint)
        inside[name] = None


def _implants(procedures: Procedures) -> Iterator[tuple[str, str, bool]]:
    """Yield the names of devices that went in or came out, in order, each with its place."""
    for place, surgery in models(procedures, Surgery):
        for i, step in enumerate(surgery.steps):
            at = f"{place}/steps/{i}"
            if isinstance(step, Explant) and step.device_name:
                yield f"{at}/device_name", step.device_name, True
            device = getattr(step, "device", None) if isinstance(step, ImplantStep | MuscleArrayInsertion) else None
            if device is not None and device.name:
                yield f"{at}/device/name", device.name, False
