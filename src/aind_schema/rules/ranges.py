"""Whether numbers in procedures are of a size that such things have, each by itself and beside the next."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from aind_schema.base import Model
from aind_schema.parts.devices.implants import Cannula, Catheter, CranialWindow, FiberProbe, ImplantedLens
from aind_schema.parts.procedures.anaesthesia import Medication
from aind_schema.parts.procedures.diet import FoodRestriction, Restriction, WaterRestriction
from aind_schema.parts.procedures.imaging import MriScan
from aind_schema.parts.procedures.implanting import GroundElectrode
from aind_schema.parts.procedures.injections import Iontophoresis
from aind_schema.parts.procedures.materials import InjectedMaterial, Virus
from aind_schema.parts.procedures.surgery import Craniotomy, Surgery
from aind_schema.parts.procedures.training import Handling
from aind_schema.problems import quote
from aind_schema.rules.registry import Finding, rule
from aind_schema.rules.walking import models

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aind_schema.records.procedures import Procedures


class Range(NamedTuple):
    """Give the smallest and the largest value of a field that anybody would expect, of a fly as of a person."""

    model: type[Model]
    field: str
    lowest: float
    highest: float
    hint: str


_DIGITS = "write all digits, or an exponent as 2.5e12"
_DOSE = "give the dose in milligrams per kilogram"
_IN_UM, _IN_MM = "give it in micrometres", "give it in millimetres"

#: One line a field; wide enough that what lies outside is a slip or worth a note.
RANGES = (
    Range(Virus, "titer_gc_per_ml", 1e7, 5e14, _DIGITS),
    Range(Virus, "titer_particles_per_ml", 1e7, 5e14, _DIGITS),
    Range(Virus, "titer_tu_per_ml", 1e4, 1e13, _DIGITS),
    Range(Virus, "titer_iu_per_ml", 1e4, 1e13, _DIGITS),
    Range(Virus, "titer_pfu_per_ml", 1e4, 1e13, _DIGITS),
    Range(Iontophoresis, "current_ua", -100, 100, "give the current in microamperes"),
    Range(Medication, "dose_mg_per_kg", 0.0001, 5000, _DOSE),
    Range(InjectedMaterial, "dose_mg_per_kg", 0.0001, 5000, _DOSE),
    Range(Surgery, "bregma_to_lambda_um", 1000, 50_000, _IN_UM),
    Range(Craniotomy, "size_mm", 0.05, 150, _IN_MM),
    Range(CranialWindow, "diameter_mm", 0.3, 150, _IN_MM),
    Range(CranialWindow, "thickness_um", 1, 10_000, _IN_UM),
    Range(FiberProbe, "core_diameter_um", 2, 3000, _IN_UM),
    Range(FiberProbe, "total_length_mm", 0.3, 500, _IN_MM),
    Range(ImplantedLens, "diameter_um", 100, 10_000, _IN_UM),
    Range(ImplantedLens, "length_mm", 0.3, 200, _IN_MM),
    Range(Cannula, "outer_diameter_um", 20, 20_000, _IN_UM),
    Range(Cannula, "length_mm", 0.3, 500, _IN_MM),
    Range(Catheter, "outer_diameter_um", 20, 20_000, _IN_UM),
    Range(GroundElectrode, "diameter_um", 5, 20_000, _IN_UM),
    Range(MriScan, "field_strength_t", 0.005, 30, "give it in teslas"),
    Range(MriScan, "resolution_um", 1, 20_000, _IN_UM),
    Range(Handling, "session_min", 0.1, 1440, "give the length of one session in minutes"),
)

#: Fields of which the first can't be above the second.
PAIRS: tuple[tuple[type[Model], str, str], ...] = (
    (Restriction, "minimum_weight_percent", "target_weight_percent"),
    (WaterRestriction, "minimum_daily_water_ml", "assigned_daily_water_ml"),
    (FoodRestriction, "minimum_daily_food_g", "assigned_daily_food_g"),
    (FiberProbe, "active_length_mm", "total_length_mm"),
    (Cannula, "inner_diameter_um", "outer_diameter_um"),
)


@rule("value-implausible", "info")
def value_implausible(procedures: Procedures) -> Iterator[Finding]:
    """Check that a number in procedures is of a size that such a thing has.

    What it means: a titer, dose, current, diameter, length, or the like is far below or above what people use, whatever
    the species.

    Why it matters: the unit stands in the name of the field. Millimetres in a field for micrometres, or a number whose
    exponent was left off, make it wrong by a factor of a thousand or more.

    Before:

        subject_procedures:
          - {kind: injection, materials: [{kind: virus, titer_gc_per_ml: 2.5}]}

    After:

        subject_procedures:
          - {kind: injection, materials: [{kind: virus, titer_gc_per_ml: 2.5e12}]}
    """
    for place, each in models(procedures, Model):
        for _, field, lowest, highest, hint in _ranges(type(each)):
            value = getattr(each, field)
            if value is not None and not lowest <= value <= highest:
                message = f"{quote(f'{value:g}')} is not between {lowest:g} and {highest:g}, as is usual"
                yield Finding(procedures, f"{place}/{field}", message, hint)


@rule("minimum-exceeds-amount", "warning")
def minimum_exceeds_amount(procedures: Procedures) -> Iterator[Finding]:
    """Check that what is the smaller of two amounts by its name is not the larger one.

    What it means: the weight at which a restriction is stopped is above the weight that is aimed at, the least water or
    food of a day is more than is assigned, or a part is longer or wider than the whole.

    Why it matters: the two were swapped, or one of them is wrong. Which one, only the lab's notes can tell.

    Before:

        subject_procedures:
          - kind: water_restriction
            target_weight_percent: 80
            minimum_weight_percent: 85

    After:

        subject_procedures:
          - kind: water_restriction
            target_weight_percent: 85
            minimum_weight_percent: 80
    """
    for model, lower, upper in PAIRS:
        for place, each in models(procedures, model):
            less, more = getattr(each, lower), getattr(each, upper)
            if less is not None and more is not None and less > more:
                message = f"{quote(f'{less:g}')} is more than the {quote(f'{more:g}')} of {upper}"
                yield Finding(procedures, f"{place}/{lower}", message)


@cache
def _ranges(model: type[Model]) -> tuple[Range, ...]:
    """Return the lines of the table for a model, so that one walk through a document does for all."""
    return tuple(each for each in RANGES if issubclass(model, each.model))
