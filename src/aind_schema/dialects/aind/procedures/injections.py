"""Injections: one place for each depth before 2.x, one for each transform and dynamics in 2.x."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aind_schema.dialects.aind import values
from aind_schema.dialects.aind.procedures import quantities, words
from aind_schema.dialects.aind.procedures.anatomy import body_part, structure
from aind_schema.dialects.aind.procedures.coordinates import stereotaxic, target
from aind_schema.dialects.aind.procedures.materials import injected
from aind_schema.dialects.aind.procedures.steps import said, what_was_done
from aind_schema.dialects.aind.shared import line
from aind_schema.dialects.tracing import TAG

if TYPE_CHECKING:
    from aind_schema.dialects.aind.procedures.coordinates import Scope
    from aind_schema.dialects.tracing import Cursor

_PREFIX = "injection_coordinate"


def is_in_brain(source: Cursor) -> bool:
    """Tell whether an injection has coordinates, or is of a type that has."""
    told = " ".join(str(source[key].value) for key in ("object_type", "procedure_type", "injection_type"))
    placed = any(source[key] for key in ("coordinates", f"{_PREFIX}_ap", f"{_PREFIX}_ml", f"{_PREFIX}_depth"))
    return placed or any(word in told for word in ("Brain", "Nanoject", "Iontophoresis", "ICV", "ICM", "Intra-c"))


def injection(source: Cursor, scope: Scope) -> dict[str, Any]:
    """Map an injection of any version, into the brain or into the body."""
    brain = is_in_brain(source)
    stated = source["injection_type"] or source["procedure_type"] or source["type"]
    route = stated.via(words.route)
    return {
        "kind": "brain_injection" if brain else "injection",
        "name": None if route or stated.value == "Injection" else line(stated),
        **what_was_done(source),
        "route": route,
        "materials": [injected(each) for each in source["injection_materials"].each()],
        "instrument_id": line(source["instrument_id"]),
        "recovery_min": source["recovery_time"].via(quantities.minutes, source["recovery_time_unit"], stated="minute"),
        "started_at": source["time"].via(values.timestamp, zone=scope.zone),
        **(_aim(source) if brain else _place(source)),
        "sites": _sites(source, scope),
        TAG: said(source, "object_type", "procedure_type", "injection_type"),
    }


def _aim(source: Cursor) -> dict[str, Any]:
    """Map what an injection into the brain aims at as a whole."""
    side = source["injection_hemisphere"].via(words.hemisphere)
    words_of_2 = source["relative_position"].each()
    if side is None and len(words_of_2) == 1:
        side = words_of_2[0].via(words.hemisphere)
    return {"targets": [{"structure": structure(source["targeted_structure"]), "hemisphere": side}]}


def _place(source: Cursor) -> dict[str, Any]:
    """Map the part of the body, and its side."""
    sides = [*source["injection_eye"].each(), *source["relative_position"].each()]
    return {
        "body_part": body_part(source["targeted_structure"]),
        "relative_position": [side.via(words.relative_position) for side in sides],
    }


def _sites(source: Cursor, scope: Scope) -> list[dict[str, Any]]:
    if source["dynamics"] or source["coordinates"]:
        return _sites_by_transform(source, scope)
    return _sites_by_depth(source, scope)


def _sites_by_transform(source: Cursor, scope: Scope) -> list[dict[str, Any]]:
    """Map the places of 2.x; amounts go with places where there are as many of them."""
    name = source["coordinate_system_name"]
    system = scope.system(name)
    places = [target(each, system, name) for each in _groups(source["coordinates"])]
    amounts = [_dynamics(each) for each in source["dynamics"].items()]
    if not places:
        return [{"dynamics": amount} for amount in amounts]
    if len(amounts) != len(places):
        source["dynamics"].leave("there are not as many dynamics as places")
        return [{"targets": [place]} for place in places]
    return [{"targets": [place], "dynamics": amount} for place, amount in zip(places, amounts, strict=True)]


def _sites_by_depth(source: Cursor, scope: Scope) -> list[dict[str, Any]]:
    """Map the depths before 2.x; volumes go with depths where there are as many of them."""
    depths: list[Cursor | None] = [*source[f"{_PREFIX}_depth"].items()] or [None]
    volumes = source["injection_volume"].items()
    angle = source["injection_angle"].via(quantities.degrees, source["injection_angle_unit"], stated="degrees")
    alone, paired = len(depths) == 1, len(volumes) == len(depths)
    if not paired:
        source["injection_volume"].leave("there are not as many volumes as depths")
    if not alone:
        source["injection_duration"].leave("nothing says which of the places it is of")
    sites = []
    for i, depth in enumerate(depths):
        volume = volumes[i] if paired else None
        place = {**stereotaxic(source, _PREFIX, depth, scope.frames), "angles_deg": [angle]}
        sites.append({"targets": [place], "dynamics": _old_dynamics(source, volume, alone=alone)})
    return sites


def _dynamics(source: Cursor) -> dict[str, Any]:
    by_current = bool(source["injection_current"] or source["alternating_current"])
    cycle = source["alternating_current"]
    return {
        "kind": "iontophoresis" if by_current else "pressure",
        "profile": source["profile"].via(words.injection_profile),
        "volume_nl": source["volume"].via(quantities.nanoliters, source["volume_unit"]),
        "duration_s": source["duration"].via(quantities.seconds, source["duration_unit"]),
        **(_current(source, cycle) if by_current else {}),
        TAG: said(source, "object_type"),
    }


def _old_dynamics(source: Cursor, volume: Cursor | None, *, alone: bool) -> dict[str, Any]:
    """Map how an injection before 2.x went on; its duration is that of a place only where there is one place."""
    by_current = bool(source["injection_current"] or source["alternating_current"])
    duration = source["injection_duration"].via(quantities.seconds, source["injection_duration_unit"])
    return {
        "kind": "iontophoresis" if by_current else "pressure",
        "volume_nl": volume.via(quantities.nanoliters, source["injection_volume_unit"]) if volume else None,
        "duration_s": duration if alone else None,
        **(_current(source, source["alternating_current"]) if by_current else {}),
    }


def _current(source: Cursor, cycle: Cursor) -> dict[str, Any]:
    unit = source["injection_current_unit"]
    return {
        "current_ua": source["injection_current"].via(quantities.microamperes, unit, stated="ua"),
        "on_s": cycle.via(quantities.seconds_on),
        "off_s": cycle.via(quantities.seconds_off),
    }


def _groups(source: Cursor) -> list[Cursor]:
    """Return the transforms of each place: the items of a list of lists, or the list itself."""
    listed = source.items()
    return listed if all(isinstance(each.value, list) for each in listed) else [source]
