"""Surgeries and their steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aind_schema.dialects.aind import values
from aind_schema.dialects.aind.procedures import implants, quantities, words
from aind_schema.dialects.aind.procedures.coordinates import Scope, position, stereotaxic
from aind_schema.dialects.aind.procedures.injections import injection
from aind_schema.dialects.aind.procedures.steps import holds, on_a_subject, said, what_was_done, when_and_who
from aind_schema.dialects.aind.shared import line, term
from aind_schema.dialects.tracing import TAG, Cursor

if TYPE_CHECKING:
    from collections.abc import Callable

_CRANIOTOMY = "craniotomy_coordinates"


def surgery(source: Cursor, scope: Scope) -> dict[str, Any]:
    """Map a surgery with its steps."""
    scope = scope.within(source)
    listed = source["procedures"].each()
    return {
        "kind": "surgery",
        **when_and_who(source),
        **what_was_done(source),
        **on_a_subject(source),
        "bregma_to_lambda_um": _bregma_to_lambda(listed),
        "landmarks": [_landmark(each, scope) for each in source["measured_coordinates"].fields()],
        "steps": [step for each in listed for step in surgical_steps(each, scope)],
        TAG: said(source),
    }


def surgery_of_one_step(source: Cursor, scope: Scope) -> dict[str, Any]:
    """Map a step that stands alone in the first versions, with all that is said of its surgery."""
    return {
        "kind": "surgery",
        **when_and_who(source),
        **on_a_subject(source),
        "bregma_to_lambda_um": _bregma_to_lambda([source]),
        "steps": surgical_steps(source, scope),
        TAG: [],
    }


def surgical_steps(source: Cursor, scope: Scope) -> list[dict[str, Any]]:
    """Map what one object of the source describes: one step, or one for each fibre."""
    word = kind_of(source)
    made = _STEPS.get(word, generic_steps)(source, scope)
    for step in made:
        if not holds(step):
            step["name"] = line(source["procedure_type"]) or line(source["object_type"])
    return made


def kind_of(source: Cursor) -> str:
    """Return the word for what was done, by the type that the source states or by its fields."""
    told = str(source["procedure_type"].value or source["object_type"].value or "").lower()
    if told in _STEPS:
        return told
    return next((word for key, word in _BY_FIELD.items() if source[key]), told)


def perfusion(source: Cursor, scope: Scope) -> list[dict[str, Any]]:
    """Map a perfusion."""
    ids = [line(each) for each in source["output_specimen_ids"].each()]
    return [{"kind": "perfusion", **what_was_done(source), "output_specimen_ids": ids, TAG: said(source)}]


def sample_collection(source: Cursor, scope: Scope) -> list[dict[str, Any]]:
    """Map a sample that was taken."""
    return [
        {
            "kind": "sample_collection",
            **what_was_done(source),
            "started_at": source["time"].via(values.timestamp, zone=scope.zone),
            "sample_type": source["sample_type"].via(words.sample_type),
            "volume_ul": source["collection_volume"].via(quantities.microliters, source["collection_volume_unit"]),
            "method": source["collection_method"].take(),
            TAG: said(source),
        }
    ]


def generic_steps(source: Cursor, scope: Scope) -> list[dict[str, Any]]:
    """Map what has no kind of its own."""
    told = source["procedure_type"]
    named = None if str(told.value).startswith(("Generic", "Other")) else line(told)
    return [
        {
            "kind": "generic",
            "name": named,
            **what_was_done(source),
            "description": source["description"].take(),
            TAG: said(source),
        }
    ]


def injection_steps(source: Cursor, scope: Scope) -> list[dict[str, Any]]:
    """Map an injection that is a step."""
    return [injection(source, scope)]


def _craniotomy(source: Cursor, scope: Scope) -> list[dict[str, Any]]:
    stated = source["craniotomy_type"] or source["type"]
    kind = stated.via(words.craniotomy_type)
    size = source["craniotomy_size"] or source["size"]
    unit = source["craniotomy_size_unit"] or source["size_unit"]
    sides = [*source["craniotomy_hemisphere"].each(), *source["position"].each()]
    return [
        {
            "kind": "craniotomy",
            "name": None if kind else line(stated),
            **what_was_done(source),
            "craniotomy_type": kind,
            "size_mm": _size(size, unit, stated),
            "targets": [_craniotomy_target(source, scope)],
            "relative_position": [side.via(words.relative_position) for side in sides],
            "dura_removed": source["dura_removed"].take(),
            "window": {"kind": "cranial_window", "part_number": line(source["implant_part_number"])},
            "protective_material": term(source["protective_material"], words.material_id),
            "recovery_min": source["recovery_time"].via(
                quantities.minutes, source["recovery_time_unit"], stated="minute"
            ),
            TAG: said(source),
        }
    ]


def _size(size: Cursor, unit: Cursor, kind: Cursor) -> Any:
    if size:
        return size.via(quantities.millimeters, unit, stated="millimeter")
    return kind.via(words.size_in_name)


def _craniotomy_target(source: Cursor, scope: Scope) -> dict[str, Any]:
    if isinstance(source["position"].value, dict):
        name = source["coordinate_system_name"]
        return {"position": position(source["position"], scope.system(name), name)}
    return stereotaxic(source, _CRANIOTOMY, None, scope.frames)


def _bregma_to_lambda(listed: list[Cursor]) -> Any:
    """Map the distance that each step or probe of a surgery states again; only where all agree."""
    places = [inner for each in listed for inner in (each, *each["probes"].each())]
    stated = [each for each in places if each["bregma_to_lambda_distance"]]
    pairs = [each[f"bregma_to_lambda_{name}"] for each in stated for name in ("distance", "unit")]
    return pairs[0].via(quantities.agreed_micrometers, *pairs[1:]) if pairs else None


def _landmark(source: Cursor, scope: Scope) -> dict[str, Any]:
    found = position(source, scope.system())
    numbers = source["translation"].each()
    return {"name": numbers[0].key(words.landmark), "position": found} if found else {}


def _one(function: Callable[[Cursor], dict[str, Any]]) -> Callable[[Cursor, Scope], list[dict[str, Any]]]:
    return lambda source, scope: [function(source)]


def _placed(function: Callable[[Cursor, Scope], dict[str, Any]]) -> Callable[[Cursor, Scope], list[dict[str, Any]]]:
    return lambda source, scope: [function(source, scope)]


_STEPS: dict[str, Callable[[Cursor, Scope], list[dict[str, Any]]]] = {
    "headframe": _one(implants.headframe),
    "craniotomy": _craniotomy,
    "fiber implant": implants.fiber_implants,
    "probe implant": _placed(implants.probe_implant),
    "catheter implant": _one(implants.catheter_implant),
    "device implant": _placed(implants.device_implant),
    "ground wire": _one(implants.ground_wire),
    "ground wire implant": _one(implants.ground_wire),
    "myomatrix insertion": _one(implants.muscle_array),
    "myomatrix_insertion": _one(implants.muscle_array),
    "perfusion": perfusion,
    "sample collection": sample_collection,
    "injection": injection_steps,
    "brain injection": injection_steps,
    "nanoject injection": injection_steps,
    "iontophoresis injection": injection_steps,
    "icv injection": injection_steps,
    "icm injection": injection_steps,
    "retro-orbital injection": injection_steps,
    "intraperitoneal injection": injection_steps,
}

#: Fields that tell what was done where no type does.
_BY_FIELD = {
    "injection_materials": "injection",
    "headframe_type": "headframe",
    "headframe_part_number": "headframe",
    "craniotomy_type": "craniotomy",
    "craniotomy_size": "craniotomy",
    "probes": "fiber implant",
    "output_specimen_ids": "perfusion",
}
