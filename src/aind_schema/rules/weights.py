"""Whether body weights, and what animals get to eat and drink, can be true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aind_schema.parts.procedures.diet import Restriction
from aind_schema.parts.procedures.living import SubjectStep
from aind_schema.problems import quote
from aind_schema.rules.registry import Finding, rule
from aind_schema.rules.species import LIMITS, Limits, species_in
from aind_schema.rules.walking import models

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aind_schema.base import Record
    from aind_schema.records.procedures import Procedures

#: Grams that animals of any species weigh on which surgeries are done.
_ANY = Limits(0.1, 0.1, 1e6, 200)
#: Loss and gain of weight that a surgery can cause, implants included.
_LOSS, _GAIN = 0.75, 1.35
_LOWEST_TARGET_PERCENT = 70
#: Share of its own weight that no animal eats or drinks in a day.
_LARGEST_RATION = 0.5
_WEIGHTS = ("animal_weight_before_g", "animal_weight_after_g", "baseline_weight_g")
_RATIONS = {
    "minimum_daily_water_ml": "ml",
    "assigned_daily_water_ml": "ml",
    "minimum_daily_food_g": "g",
    "assigned_daily_food_g": "g",
}


@rule("body-weight-implausible", "info")
def body_weight_implausible(procedures: Procedures, records: tuple[Record, ...]) -> Iterator[Finding]:
    """Check that the weights in procedures are ones that the species can have.

    What it means: a weight before or after a procedure, or the baseline of a restriction, is below that of a newborn or
    above that of the heaviest animal of the species. Where the species is not known, only what fits no animal is told.

    Why it matters: weights are in grams. Kilograms and milligrams in their place are the usual cause, and a dose that
    is computed from such a weight is wrong by a factor of a thousand.

    Before:

        subject_procedures:
          - {kind: surgery, animal_weight_before_g: 0.0226}

    After:

        subject_procedures:
          - {kind: surgery, animal_weight_before_g: 22.6}
    """
    limits, species = _limits(procedures, records)
    for place, step in models(procedures, SubjectStep):
        for field in _WEIGHTS:
            weight = getattr(step, field, None)
            if weight is not None and not _is_possible(weight, limits):
                much = "much" if weight > limits.heaviest else "little"
                message = f"{quote(f'{weight:g}')} g is {much} for {species}"
                yield Finding(procedures, f"{place}/{field}", message, "give the weight in grams")


@rule("ration-implausible", "info")
def ration_implausible(procedures: Procedures, records: tuple[Record, ...]) -> Iterator[Finding]:
    """Check that an animal is given no more food or water than it can take.

    What it means: the amount for a day is more than half of the baseline weight or, where that is not stated, of the
    heaviest animal of the species.

    Why it matters: water is in millilitres and food in grams. Microlitres and milligrams in their place are wrong by a
    factor of a thousand.

    Before:

        subject_procedures:
          - kind: water_restriction
            baseline_weight_g: 25.6
            minimum_daily_water_ml: 1000

    After:

        subject_procedures:
          - kind: water_restriction
            baseline_weight_g: 25.6
            minimum_daily_water_ml: 1
    """
    limits, _ = _limits(procedures, records)
    for place, step in models(procedures, Restriction):
        weight = step.baseline_weight_g or limits.heaviest
        for field, unit in _RATIONS.items():
            amount = getattr(step, field, None)
            if amount is not None and amount > _LARGEST_RATION * weight:
                message = f"{quote(f'{amount:g}')} {unit} a day are more than an animal can take"
                yield Finding(procedures, f"{place}/{field}", message)


@rule("weight-change-implausible", "info")
def weight_change_implausible(procedures: Procedures, records: tuple[Record, ...]) -> Iterator[Finding]:
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
    limits, _ = _limits(procedures, records)
    for place, step in models(procedures, SubjectStep):
        before, after = step.animal_weight_before_g, step.animal_weight_after_g
        # What no animal can weigh by itself is told by another rule.
        if before is None or after is None or not (_is_possible(before, limits) and _is_possible(after, limits)):
            continue
        if not _LOSS * before <= after <= _GAIN * before:
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


def _limits(procedures: Procedures, records: tuple[Record, ...]) -> tuple[Limits, str]:
    """Return what is known of the species of the subject, and how to call it."""
    species = species_in(procedures, records)
    return (LIMITS[species], quote(species)) if species in LIMITS else (_ANY, "an animal")


def _is_possible(weight: float, limits: Limits) -> bool:
    return weight > 0 and limits.newborn <= weight <= limits.heaviest
