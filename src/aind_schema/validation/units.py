"""Units in names of fields and in messages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

#: The endings of names that tell a unit, by what is measured: how much each is of the first of its line.
_SCALES: tuple[dict[str, float], ...] = (
    {"um": 1, "nm": 1e-3, "mm": 1e3, "cm": 1e4, "m": 1e6},
    {"nl": 1, "pl": 1e-3, "ul": 1e3, "ml": 1e6, "l": 1e9},
    {"g": 1, "ng": 1e-9, "ug": 1e-6, "mg": 1e-3, "kg": 1e3},
    {"s": 1, "ms": 1e-3, "sec": 1, "min": 60, "h": 3600, "hours": 3600, "days": 86400},
    {"ua": 1, "pa": 1e-6, "na": 1e-3, "ma": 1e3},
    {"percent": 1, "fraction": 100},
    {"nl_per_s": 1, "nl_per_min": 1 / 60, "ul_per_s": 1e3, "ul_per_min": 1e3 / 60},
    {"mg_per_ml": 1, "ug_per_ml": 1e-3, "ng_per_ul": 1e-3, "ug_per_ul": 1, "g_per_l": 1, "mg_per_l": 1e-3},
    {
        "umol_per_l": 1,
        "nm": 1e-3,
        "um": 1,
        "mm": 1e3,
        "m": 1e6,
        "nmol_per_l": 1e-3,
        "mmol_per_l": 1e3,
        "mol_per_l": 1e6,
    },
    *({f"{what}_per_ml": 1, f"{what}_per_ul": 1e3, f"{what}_per_l": 1e-3} for what in ("gc", "tu", "iu", "pfu", "u")),
    {"gb": 1, "mb": 1e-3, "kb": 1e-6, "tb": 1e3, "bytes": 1e-9},
)

#: UCUM codes that people don't read.
_READABLE = {"1": "", "Cel": "°C", "a": "", "By": "bytes", "GBy": "GB", "deg": "degrees", "{pixel}": "pixels"}


def converted(name: str, known: Iterable[str]) -> str | None:
    """Return a hint where a known field is for the same quantity in another unit."""
    for stem, unit, scale in _readings(name):
        for other in scale:
            field = f"{stem}_{other}"
            if field in known and other != unit:
                factor = scale[unit] / scale[other]
                how = "as it is" if factor == 1 else f"multiplied by {factor:g}" if factor > 1 else _divided(factor)
                return f'write it {how} into "{field}"'
    return None


def of_same_unit(name: str, known: Iterable[str]) -> list[str]:
    """Return the known fields without those whose names end with another unit."""
    mine = {unit for _, unit, _ in _readings(name)}
    return [field for field in known if not mine or mine & {unit for _, unit, _ in _readings(field)}]


def shown(schema: Mapping[str, Any]) -> str:
    """Return the unit of a quantity as it stands after a number."""
    code = schema.get("x-unit", "1")
    readable = _READABLE.get(code, re.sub(r"[{}]", "", code))
    return f" {readable}" if readable else ""


def _divided(factor: float) -> str:
    return f"divided by {1 / factor:g}"


def _readings(name: str) -> Iterator[tuple[str, str, dict[str, float]]]:
    """Yield the ways to split a name into what is measured and its unit, the longest unit first."""
    words = name.split("_")
    for i in range(1, len(words)):
        unit = "_".join(words[i:])
        yield from (("_".join(words[:i]), unit, scale) for scale in _SCALES if unit in scale)
