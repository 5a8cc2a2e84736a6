"""Whether surgeries have a date and an anaesthesia that can be true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aind_schema.parts.procedures.anaesthesia import Anaesthetic
from aind_schema.parts.procedures.surgery import Surgery
from aind_schema.problems import quote
from aind_schema.rules.registry import Finding, rule
from aind_schema.rules.spans import days_of
from aind_schema.rules.walking import models

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aind_schema.records.procedures import Procedures

#: The highest setting of usual vaporisers, and the shortest anaesthesia in which a skull can be opened.
_STRONGEST_PERCENT, _SHORTEST_MIN = 8, 10


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
