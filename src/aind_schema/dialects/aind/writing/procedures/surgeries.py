"""Surgeries and their steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aind_schema.dialects.aind.writing.procedures import implants, units, words
from aind_schema.dialects.aind.writing.procedures.injections import brain_injection, injection
from aind_schema.dialects.aind.writing.procedures.places import entry_of, placed
from aind_schema.dialects.aind.writing.procedures.steps import (
    amount,
    on_a_subject,
    positions,
    protocol,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from aind_schema.dialects.aind.writing.procedures.places import Frames, Scope
    from aind_schema.dialects.tracing import Cursor


def surgery(source: Cursor, frames: Frames) -> dict[str, Any]:
    """Map a surgery with its steps."""
    scope = frames.within(source)
    made = {
        "object_type": source["kind"].via(words.step_type),
        "protocol_id": protocol(source),
        **on_a_subject(source),
        "measured_coordinates": _landmarks(source["landmarks"], scope),
        "procedures": [surgical_step(each, scope) for each in source["steps"].each()],
        "notes": source["notes"].take(),
    }
    return {**made, **scope.stated()}


def surgery_of_one_step(source: Cursor, frames: Frames) -> dict[str, Any]:
    """Map a step that stands beside surgeries here, and only within one in 2.x."""
    scope = frames.within(source)
    made = {"object_type": "Surgery", **on_a_subject(source), "procedures": [surgical_step(source, scope)]}
    return {**made, **scope.stated()}


def surgical_step(source: Cursor, scope: Scope) -> dict[str, Any] | None:
    """Map a step of a surgery; one that 2.x has no type for is not written."""
    kind = source["kind"].value
    mapping = SURGICAL_STEPS.get(kind) if isinstance(kind, str) else None
    return mapping(source, scope) if mapping else None


def _generic(source: Cursor, scope: Scope) -> dict[str, Any]:
    return {
        "object_type": source["kind"].via(words.generic_type),
        "protocol_id": protocol(source),
        "description": source["description"].take(),
        "notes": source["notes"].take(),
    }


def _craniotomy(source: Cursor, scope: Scope) -> dict[str, Any]:
    target = placed(source["targets"])
    point = entry_of(target) if target else None
    space = scope.space(point) if point else None
    sides = positions(source)
    return {
        "object_type": source["kind"].via(words.step_type, source["window"]["kind"]),
        "protocol_id": protocol(source),
        "craniotomy_type": source["craniotomy_type"].via(words.craniotomy_type),
        "coordinate_system_name": point["frame"].take() if point and space else None,
        "position": space.translation(point, named=True) if point and space else sides,
        **amount("size", source["size_mm"], units.millimeter),
        "protective_material": source["protective_material"]["name"].via(words.protective_material),
        "implant_part_number": source["window"]["part_number"].take(),
        "dura_removed": source["dura_removed"].take(),
    }


def _sample_collection(source: Cursor, scope: Scope) -> dict[str, Any]:
    return {
        "object_type": source["kind"].via(words.step_type),
        "sample_type": source["sample_type"].via(words.sample_type),
        "time": source["started_at"].take(),
        **amount("collection_volume", source["volume_ul"], units.microliter),
        "collection_method": source["method"].take(),
    }


def _perfusion(source: Cursor, scope: Scope) -> dict[str, Any]:
    return {
        "object_type": source["kind"].via(words.step_type),
        "protocol_id": protocol(source),
        "output_specimen_ids": [each.take() for each in source["output_specimen_ids"].each()],
    }


def _landmarks(source: Cursor, scope: Scope) -> dict[str, Any]:
    """Map measured points, which stand under their names."""
    made: dict[str, Any] = {}
    for each in source.each():
        name, space = words.origin(each["name"].value), scope.space(each["position"], named=False)
        if name and name not in made and space:
            point = space.translation(each["position"], named=False)
            listed = each["position"]["coordinates_um"].each()
            made[name] = {**point, "translation": [number.via(words.under_key, each["name"]) for number in listed]}
    return made


SURGICAL_STEPS: dict[str, Callable[[Cursor, Scope], dict[str, Any]]] = {
    "headframe": implants.headframe,
    "craniotomy": _craniotomy,
    "brain_injection": brain_injection,
    "injection": injection,
    "probe_implant": implants.probe_implant,
    "fiber_implant": implants.probe_implant,
    "catheter_implant": implants.catheter_implant,
    "device_implant": implants.device_implant,
    "muscle_array_insertion": implants.muscle_array,
    "sample_collection": _sample_collection,
    "perfusion": _perfusion,
    "generic": _generic,
}
