"""The whole of procedures, and what stands beside surgeries in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aind_schema.dialects.aind.writing.procedures import units, words
from aind_schema.dialects.aind.writing.procedures.injections import injection
from aind_schema.dialects.aind.writing.procedures.places import Frames, Scope
from aind_schema.dialects.aind.writing.procedures.specimens import specimen_procedure
from aind_schema.dialects.aind.writing.procedures.steps import (
    amount,
    end_date,
    experimenters,
    protocol,
    review_id,
    start_date,
)
from aind_schema.dialects.aind.writing.procedures.surgeries import surgery, surgery_of_one_step
from aind_schema.dialects.aind.writing.shared import header, is_of_2x

if TYPE_CHECKING:
    from collections.abc import Callable

    from aind_schema.dialects.tracing import Cursor


def procedures(source: Cursor) -> dict[str, Any]:
    """Map procedures."""
    frames = Frames(source)
    supplied = not is_of_2x(source)
    made = {
        **header(source, "procedures", "procedures"),
        "subject_id": source["subject_id"].take(),
        "subject_procedures": [_step(each, frames) for each in source["subject_procedures"].each()],
        "specimen_procedures": [
            specimen_procedure(each, frames, supplied=supplied) for each in source["specimen_procedures"].each()
        ],
        "notes": source["notes"].take(),
    }
    return {**made, **Scope(frames, frames.document).stated()}


def _step(source: Cursor, frames: Frames) -> dict[str, Any] | None:
    """Map a step on a subject; one that 2.x has no type for is not written."""
    kind = source["kind"].value
    mapping = _STEPS.get(kind) if isinstance(kind, str) else None
    return mapping(source, frames) if mapping else None


def _injections(source: Cursor, frames: Frames) -> dict[str, Any]:
    """Map an injection beside surgeries; one without a day and an approval stands for itself."""
    made = injection(source, frames.within(source))
    if not start_date(source) and not review_id(source):
        return made
    return {
        "object_type": "Non surgical injection",
        "start_date": start_date(source),
        "ethics_review_id": review_id(source),
        "injections": [made],
        "notes": source["notes"].take(),
    }


def _training(source: Cursor, frames: Frames) -> dict[str, Any]:
    curriculum = source["curriculum"]
    return {
        "object_type": source["kind"].via(words.step_type),
        "training_name": source["task"].take(),
        "protocol_id": protocol(source),
        "start_date": start_date(source),
        "end_date": end_date(source),
        "curriculum_code": {
            "object_type": "Code",
            "url": curriculum["uri"].take(),
            "name": curriculum["name"].take(),
            "version": curriculum["version"].take(),
        },
        "notes": source["notes"].take(),
    }


def _water_restriction(source: Cursor, frames: Frames) -> dict[str, Any]:
    weight = source["baseline_weight_g"]
    return {
        "object_type": source["kind"].via(words.step_type),
        "ethics_review_id": review_id(source),
        **amount("target_fraction_weight", source["target_weight_percent"], units.percent),
        **amount("minimum_water_per_day", source["minimum_daily_water_ml"], units.milliliter),
        "baseline_weight": weight.take(),
        "weight_unit": weight.via(units.gram),
        "start_date": start_date(source),
        "end_date": end_date(source),
    }


def _generic(source: Cursor, frames: Frames) -> dict[str, Any]:
    return {
        "object_type": source["kind"].via(words.generic_subject_type),
        "protocol_id": protocol(source),
        "start_date": start_date(source),
        "experimenters": experimenters(source),
        "ethics_review_id": review_id(source),
        "description": source["description"].take(),
        "notes": source["notes"].take(),
    }


_STEPS: dict[str, Callable[[Cursor, Frames], dict[str, Any]]] = {
    "surgery": surgery,
    "brain_injection": surgery_of_one_step,
    "perfusion": surgery_of_one_step,
    "sample_collection": surgery_of_one_step,
    "injection": _injections,
    "training": _training,
    "water_restriction": _water_restriction,
    "generic": _generic,
}
