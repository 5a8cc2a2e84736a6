"""Procedures of any version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aind_schema.dialects.aind import values
from aind_schema.dialects.aind.procedures import quantities
from aind_schema.dialects.aind.procedures.coordinates import Frames, Scope
from aind_schema.dialects.aind.procedures.injections import injection, is_in_brain
from aind_schema.dialects.aind.procedures.specimens import specimen_procedure, specimens
from aind_schema.dialects.aind.procedures.steps import holds, on_a_subject, said, what_was_done, when_and_who
from aind_schema.dialects.aind.procedures.surgeries import (
    generic_steps,
    kind_of,
    perfusion,
    sample_collection,
    surgery,
    surgery_of_one_step,
)
from aind_schema.dialects.aind.shared import header, line, origin
from aind_schema.dialects.tracing import TAG

if TYPE_CHECKING:
    from collections.abc import Callable

    from aind_schema.dialects.tracing import Cursor

#: The lists of 0.5, and the types that their items have.
_LISTS = {
    "headframes": "headframe",
    "craniotomies": "craniotomy",
    "injections": "injection",
    "fiber_implants": "fiber implant",
    "mri_scans": "mri scan",
    "water_restriction": "water restriction",
    "water_restrictions": "water restriction",
    "training_protocols": "training",
    "other_procedures": "generic",
}
_TISSUE = ("tissue_preparations", "tissue_preparation")


def procedures(source: Cursor, zone: str | None) -> dict[str, Any]:
    """Map the procedures of any version."""
    scope = Scope(Frames(), zone).within(source)
    treated = [each for key in ("specimen_procedures", *_TISSUE) for each in source[key].each()]
    steps = [step for key, word in _LISTS.items() for each in source[key].each() for step in _steps(each, word, scope)]
    for each in source["subject_procedures"].each():
        steps += _steps(each, kind_of(each), scope)
    treatments = [specimen_procedure(each, scope) for each in treated]
    return {
        **header(source, "procedures", "Procedures"),
        "subject_id": line(source["subject_id"]),
        "coordinate_frames": scope.frames.trees(),
        "subject_procedures": steps,
        "specimens": specimens(treated),
        "specimen_procedures": treatments,
        "notes": source["notes"].take(),
        "converted_from": origin(source),
    }


def _steps(source: Cursor, word: str, scope: Scope) -> list[dict[str, Any]]:
    """Map one object; a step of a surgery that stands alone becomes a surgery of one step."""
    if word == "surgery" or source["procedures"]:
        return [surgery(source, scope)]
    if word == "non surgical injection" or (source["injections"] and not source["injection_materials"]):
        return [_beside(source, injection(each, scope)) for each in source["injections"].each()]
    if "injection" in word:
        return [_whole(source, injection(source, scope))] if not is_in_brain(source) else _alone(source, scope)
    if word in _OWN:
        return [_whole(source, step) for step in _OWN[word](source, scope)]
    return _alone(source, scope)


def _alone(source: Cursor, scope: Scope) -> list[dict[str, Any]]:
    return [surgery_of_one_step(source, scope)]


def _whole(source: Cursor, step: dict[str, Any]) -> dict[str, Any]:
    """Add to a step on a subject what is said of its circumstances."""
    told = {"kind": step["kind"], **when_and_who(source), **on_a_subject(source), **step}
    if not holds(told):
        told["name"] = line(source["procedure_type"]) or line(source["object_type"])
    return told


def _beside(source: Cursor, step: dict[str, Any]) -> dict[str, Any]:
    """Add to an injection what 2.x says of several together."""
    outer = what_was_done(source)
    return {
        "kind": step["kind"],
        **when_and_who(source),
        **on_a_subject(source),
        **step,
        "protocols": step["protocols"] + outer["protocols"],
        "notes": step["notes"] or outer["notes"],
        TAG: [*step[TAG], *said(source)],
    }


def _restriction(source: Cursor, kind: str) -> dict[str, Any]:
    fraction = source["target_fraction_weight"]
    return {
        "kind": kind,
        **what_was_done(source),
        "baseline_weight_g": source["baseline_weight"].via(quantities.grams, source["weight_unit"], stated="gram"),
        "target_weight_percent": fraction.via(
            quantities.percent, source["target_fraction_weight_unit"], stated="percent"
        ),
        TAG: said(source),
    }


def _water_restriction(source: Cursor, scope: Scope) -> list[dict[str, Any]]:
    made = _restriction(source, "water_restriction")
    name, unit = "minimum_water_per_day", "minimum_water_per_day_unit"
    made["minimum_daily_water_ml"] = source[name].via(quantities.milliliters, source[unit])
    return [made]


def _food_restriction(source: Cursor, scope: Scope) -> list[dict[str, Any]]:
    made = _restriction(source, "food_restriction")
    name, unit = "minimum_food_per_day", "minimum_food_per_day_unit"
    made["minimum_daily_food_g"] = source[name].via(quantities.grams, source[unit])
    return [made]


def _training(source: Cursor, scope: Scope) -> list[dict[str, Any]]:
    code = source["curriculum_code"]
    start, end = (source[f"training_protocol_{which}_date"].via(values.date) for which in ("start", "end"))
    return [
        {
            "kind": "training",
            **what_was_done(source),
            "start_date": source["start_date"].via(values.date) or start,
            "end_date": source["end_date"].via(values.date) or end,
            "task": line(source["training_name"]),
            "curriculum": {
                "name": line(code["name"]),
                "version": line(code["version"]),
                "uri": line(code["url"]) if isinstance(code.value, dict) else line(code),
                TAG: said(code, "object_type"),
            },
            TAG: said(source),
        }
    ]


def _mri_scan(source: Cursor, scope: Scope) -> list[dict[str, Any]]:
    strength, unit = source["magnetic_strength"], source["magnetic_strength_unit"]
    return [
        {
            "kind": "mri_scan",
            **what_was_done(source),
            "scanner": line(source["scanner_location"]),
            "field_strength_t": strength.via(quantities.teslas, unit, stated="tesla"),
            "sequence": line(source["scan_sequence"]),
            "resolution_um": source["resolution"].via(quantities.micrometers, source["resolution_unit"]),
            TAG: said(source),
        }
    ]


#: What stands on its own beside surgeries.
_OWN: dict[str, Callable[[Cursor, Scope], list[dict[str, Any]]]] = {
    "water restriction": _water_restriction,
    "food restriction": _food_restriction,
    "training": _training,
    "training protocol": _training,
    "mri scan": _mri_scan,
    "perfusion": perfusion,
    "sample collection": sample_collection,
    "generic": generic_steps,
    "generic subject procedure": generic_steps,
    "other subject procedure": generic_steps,
    "other": generic_steps,
    "": generic_steps,
}
