"""The units of 2.x: each function returns the unit that an amount of ours stands in, where there is one."""

from __future__ import annotations

from typing import Any


def gram(*amounts: Any) -> str | None:
    """Return the unit of masses."""
    return _unit("gram", amounts)


def microgram(*amounts: Any) -> str | None:
    """Return the unit of small masses."""
    return _unit("microgram", amounts)


def minute(*amounts: Any) -> str | None:
    """Return the unit of long times."""
    return _unit("minute", amounts)


def second(*amounts: Any) -> str | None:
    """Return the unit of times."""
    return _unit("second", amounts)


def millimeter(*amounts: Any) -> str | None:
    """Return the unit of lengths that one can see."""
    return _unit("millimeter", amounts)


def micrometer(*amounts: Any) -> str | None:
    """Return the unit of small lengths."""
    return _unit("micrometer", amounts)


def nanometer(*amounts: Any) -> str | None:
    """Return the unit of wavelengths."""
    return _unit("nanometer", amounts)


def milliliter(*amounts: Any) -> str | None:
    """Return the unit of large volumes."""
    return _unit("milliliter", amounts)


def microliter(*amounts: Any) -> str | None:
    """Return the unit of volumes."""
    return _unit("microliter", amounts)


def nanoliter(*amounts: Any) -> str | None:
    """Return the unit of small volumes."""
    return _unit("nanoliter", amounts)


def microamps(*amounts: Any) -> str | None:
    """Return the unit of currents."""
    return _unit("microamps", amounts)


def degrees(*amounts: Any) -> str | None:
    """Return the unit of angles."""
    return _unit("degrees", amounts)


def percent(*amounts: Any) -> str | None:
    """Return the unit of shares."""
    return _unit("percent", amounts)


def titer(*amounts: Any) -> str | None:
    """Return the unit of titers."""
    return _unit("gc/mL", amounts)


def mg_per_ml(*amounts: Any) -> str | None:
    """Return the unit of concentrations by mass."""
    return _unit("mg/mL", amounts)


def micromolar(*amounts: Any) -> str | None:
    """Return the unit of concentrations by amount."""
    return _unit("uM", amounts)


def units_per_ml(*amounts: Any) -> str | None:
    """Return the unit of activities."""
    return _unit("U/mL", amounts)


def of_axes(name: Any, *stated: Any) -> str:
    """Return the unit of the axes of a frame and of all positions in it: pixels where it is stated so."""
    return "pixel" if "px" in stated else "micrometer"


def cycle(on: Any, off: Any) -> str | None:
    """Return the words for a current that flows and pauses by turns."""
    return f"{on:g} s on {off:g} s off" if _is_number(on) and _is_number(off) else None


def _unit(name: str, amounts: tuple[Any, ...]) -> str | None:
    return name if any(map(_is_number, amounts)) else None


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
