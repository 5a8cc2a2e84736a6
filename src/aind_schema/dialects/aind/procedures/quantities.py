"""Amounts with their units: each function returns the number in one unit, scaled exactly.

Numbers may be written as texts. ``stated`` is the unit that the source's own format gives in words where no field does.
None stands for what is no number, or has a unit of something else.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from math import pi
from typing import Any

_METERS = {
    "meter": "1",
    "m": "1",
    "centimeter": "1e-2",
    "cm": "1e-2",
    "millimeter": "1e-3",
    "mm": "1e-3",
    "micrometer": "1e-6",
    "micron": "1e-6",
    "um": "1e-6",
    "nanometer": "1e-9",
    "nm": "1e-9",
    "inch": "0.0254",
}
_LITERS = {
    "liter": "1",
    "l": "1",
    "milliliter": "1e-3",
    "ml": "1e-3",
    "microliter": "1e-6",
    "ul": "1e-6",
    "nanoliter": "1e-9",
    "nl": "1e-9",
}
_SECONDS = {
    "hour": "3600",
    "minute": "60",
    "second": "1",
    "millisecond": "1e-3",
    "microsecond": "1e-6",
    "nanosecond": "1e-9",
}
_GRAMS = {"kilogram": "1e3", "gram": "1", "milligram": "1e-3", "microgram": "1e-6", "nanogram": "1e-9"}
_AMPERES = {"microamps": "1e-6", "ua": "1e-6", "nanoamps": "1e-9", "na": "1e-9", "milliamps": "1e-3", "ma": "1e-3"}
_TESLAS = {"t": "1", "tesla": "1", "millitesla": "1e-3", "microtesla": "1e-6"}
_COPIES = {"gc/ml": "1", "vg/ml": "1", "gc/ul": "1e3", "vg/ul": "1e3"}
_DENSITIES = {"mg/ml": "1", "ug/ul": "1", "g/l": "1", "ug/ml": "1e-3", "ng/ul": "1e-3", "g/ml": "1e3"}
_MOLARITIES = {
    "m": "1",
    "molar": "1",
    "mm": "1e-3",
    "millimolar": "1e-3",
    "um": "1e-6",
    "micromolar": "1e-6",
    "nm": "1e-9",
    "nanomolar": "1e-9",
}
_ACTIVITIES = {"u/ml": "1", "units/ml": "1", "iu/ml": "1", "u/ul": "1e3"}
_PERCENT = {"percent": "1", "%": "1", "% v/v": "1", "% m/m": "1", "% w/v": "1"}
_DEGREES = {"degree": Decimal(1), "degrees": Decimal(1), "deg": Decimal(1), "radians": Decimal(180) / Decimal(pi)}
_KILOMETER = 1e9
_TURN = 360
_CYCLE = re.compile(
    r"\s*([0-9.]+)\s*s(?:ec(?:onds?)?)?\.?\s*on\b\W*([0-9.]+)\s*s(?:ec(?:onds?)?)?\.?\s*off\s*", re.IGNORECASE
)


def micrometers(value: Any, unit: Any = None, *, stated: str | None = None) -> float | None:
    """Return a length in micrometres."""
    return _scaled(value, unit or stated, _METERS, "1e6")


def millimeters(value: Any, unit: Any = None, *, stated: str | None = None) -> float | None:
    """Return a length in millimetres."""
    return _scaled(value, unit or stated, _METERS, "1e3")


def nanometers(value: Any, unit: Any = None, *, stated: str | None = None) -> float | None:
    """Return a wavelength in nanometres."""
    return _scaled(value, unit or stated, _METERS, "1e9")


def coordinate(value: Any, unit: Any = None, *, stated: str | None = None) -> float | None:
    """Return a coordinate in micrometres; one beyond a kilometre is none, so that no point loses one of its numbers."""
    found = micrometers(value, unit, stated=stated)
    return found if found is not None and abs(found) <= _KILOMETER else None


def depth(value: Any, unit: Any = None, *, stated: str | None = None) -> float | None:
    """Return a depth in micrometres; one below zero may be counted the other way, so it is none."""
    found = micrometers(value, unit, stated=stated)
    return found if found is not None and found >= 0 else None


def agreed_micrometers(*stated: Any) -> float | None:
    """Return a length in micrometres that is stated several times, as values with their units, if all agree."""
    found = {micrometers(value, unit) for value, unit in zip(stated[::2], stated[1::2], strict=False)}
    return found.pop() if len(found) == 1 else None


def nanoliters(value: Any, unit: Any = None) -> float | None:
    """Return a volume in nanolitres."""
    return _scaled(value, unit, _LITERS, "1e9")


def microliters(value: Any, unit: Any = None) -> float | None:
    """Return a volume in microlitres."""
    return _scaled(value, unit, _LITERS, "1e6")


def milliliters(value: Any, unit: Any = None) -> float | None:
    """Return a volume in millilitres."""
    return _scaled(value, unit, _LITERS, "1e3")


def minutes(value: Any, unit: Any = None, *, stated: str | None = None) -> float | None:
    """Return a length of time in minutes."""
    return _scaled(value, unit or stated, _SECONDS, None, Decimal(60))


def seconds(value: Any, unit: Any = None) -> float | None:
    """Return a length of time in seconds."""
    return _scaled(value, unit, _SECONDS, "1")


def seconds_on(value: Any) -> float | None:
    """Return how long a current flows in each cycle, of words such as "7 s on 7 s off"."""
    found = _CYCLE.fullmatch(value) if isinstance(value, str) else None
    return _float(number(found[1])) if found else None


def seconds_off(value: Any) -> float | None:
    """Return how long a current pauses in each cycle, of words such as "7 s on 7 s off"."""
    found = _CYCLE.fullmatch(value) if isinstance(value, str) else None
    return _float(number(found[2])) if found else None


def grams(value: Any, unit: Any = None, *, stated: str | None = None) -> float | None:
    """Return a mass in grams."""
    return _scaled(value, unit or stated, _GRAMS, "1")


def micrograms(value: Any, unit: Any = None, *, stated: str | None = None) -> float | None:
    """Return a mass in micrograms."""
    return _scaled(value, unit or stated, _GRAMS, "1e6")


def microamperes(value: Any, unit: Any = None, *, stated: str | None = None) -> float | None:
    """Return a current in microamperes."""
    return _scaled(value, unit or stated, _AMPERES, "1e6")


def teslas(value: Any, unit: Any = None, *, stated: str | None = None) -> float | None:
    """Return the strength of a magnetic field in teslas."""
    return _scaled(value, unit or stated, _TESLAS, "1")


def gc_per_ml(value: Any, unit: Any = None, *, stated: str | None = None) -> float | None:
    """Return a titer in genome copies per millilitre."""
    return _scaled(value, unit or stated, _COPIES, "1")


def mg_per_ml(value: Any, unit: Any = None) -> float | None:
    """Return a concentration by mass in milligrams per millilitre."""
    return _scaled(value, unit, _DENSITIES, "1")


def umol_per_l(value: Any, unit: Any = None, *, stated: str | None = None) -> float | None:
    """Return a concentration by amount in micromoles per litre; a lone M, mM, uM or nM is one."""
    return _scaled(value, unit or stated, _MOLARITIES, "1e6")


def u_per_ml(value: Any, unit: Any = None) -> float | None:
    """Return an activity in units per millilitre."""
    return _scaled(value, unit, _ACTIVITIES, "1")


def percent(value: Any, unit: Any = None, *, stated: str | None = None) -> float | None:
    """Return a share in percent."""
    return _scaled(value, unit or stated, _PERCENT, "1")


def degrees(value: Any, unit: Any = None, *, stated: str | None = None) -> float | None:
    """Return an angle in degrees."""
    amount = number(value)
    factor = _DEGREES.get(_word(unit or stated))
    return None if amount is None or factor is None else _float(amount * factor)


def rotation(angles: Any, unit: Any = None, *, axes: int) -> list[float] | None:
    """Return angles in degrees about the axes of a frame; those about an axis of depth, behind them, must be zero."""
    if not isinstance(angles, list) or not axes <= len(angles) <= axes + 1:
        return None
    found = [degrees(angle, unit, stated="degrees") for angle in angles]
    turns = [angle for angle in found if angle is not None and abs(angle) <= _TURN]
    return None if len(turns) < len(found) or any(found[axes:]) else turns[:axes]


def plain(value: Any) -> float | None:
    """Return a number that has no unit."""
    return _float(number(value))


def whole(value: Any) -> int | None:
    """Return a whole number."""
    found = number(value)
    return None if found is None or found != found.to_integral_value() or abs(found) >= 2**53 else int(found)


def number(value: Any) -> Decimal | None:
    """Return a finite number, which may be written as a text."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        found = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() and abs(found.adjusted()) < 300 else None


def _scaled(
    value: Any, unit: Any, units: dict[str, str], factor: str | None, divisor: Decimal = Decimal(1)
) -> float | None:
    amount, size = number(value), units.get(_word(unit))
    if amount is None or size is None:
        return None
    return _float(amount * Decimal(size) * Decimal(factor or 1) / divisor)


def _word(unit: Any) -> str:
    return unit.strip().lower().replace("μ", "u").replace("µ", "u") if isinstance(unit, str) else ""


def _float(amount: Decimal | None) -> float | None:
    return None if amount is None else float(amount)
