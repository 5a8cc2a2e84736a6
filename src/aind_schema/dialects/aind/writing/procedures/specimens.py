"""What was done to specimens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aind_schema.dialects.aind.writing.procedures import labels, units, words
from aind_schema.dialects.aind.writing.procedures.materials import reagent_or_solution
from aind_schema.dialects.aind.writing.procedures.places import Frames, Scope, name_of_frame
from aind_schema.dialects.aind.writing.procedures.steps import (
    amount,
    end_date,
    experimenters,
    protocol_id,
    start_date,
    structure,
)
from aind_schema.dialects.aind.writing.shared import by_name

if TYPE_CHECKING:
    from aind_schema.dialects.tracing import Cursor


def specimen_procedure(source: Cursor, frames: Frames, *, supplied: bool) -> dict[str, Any]:
    """Map a step on specimens."""
    ids = [each.take() for each in source["specimen_ids"].each()]
    notes = source["notes"].take()
    return {
        "object_type": "Specimen procedure",
        "procedure_type": _type(source),
        "procedure_name": source["name"].take(),
        "specimen_id": ids[0] if len(ids) == 1 else ids,
        "start_date": start_date(source),
        "end_date": end_date(source),
        "experimenters": experimenters(source),
        "protocol_id": [protocol_id(each) for each in source["protocols"].each()],
        "protocol_parameters": by_name(source["settings"], "name", "value", words.under_key),
        "procedure_details": [
            *(reagent_or_solution(each, supplied=supplied) for each in source["reagents"].each()),
            *_details(source, frames),
        ],
        "notes": notes or (None if _is_other(source) else source["description"].take()),
    }


def _type(source: Cursor) -> Any:
    kind = source["kind"]
    if kind.value == "hybridization":
        return source["method"].via(words.hybridization, kind)
    others = [source["permeabilized"]] if kind.value == "fixation" else []
    others += [source["description"]] if _is_other(source) else []
    return kind.via(words.treatment, *others)


def _is_other(source: Cursor) -> bool:
    """Tell whether the description only says that the step has no type of its own."""
    return source["kind"].value == "generic" and source["description"].value == "Other"


def _details(source: Cursor, frames: Frames) -> list[Any]:
    """Map what the step has beside its reagents, by its kind."""
    kind = source["kind"].value
    if kind == "sectioning":
        return [_sectioning(source, frames)]
    if kind == "hybridization":
        return [*labels.series(source), *(labels.gene_probe(each) for each in source["probes"].each())]
    if kind in ("staining", "immunolabeling"):
        return [labels.stain(each) for key in ("antibodies", "stains") for each in source[key].each()]
    return []


def _sectioning(source: Cursor, frames: Frames) -> dict[str, Any]:
    plane = source["plane"].via(words.section_orientation)
    # Only what was cut along a plane has room for a coordinate system.
    scope = frames.within(source) if plane else Scope(frames)
    made = {
        "object_type": "Planar sectioning" if plane else "Sectioning",
        "sections": [_section(each, source["thickness_um"], scope) for each in source["sections"].each()],
        "section_orientation": plane,
    }
    return {**made, **scope.stated()}


def _section(source: Cursor, common: Cursor, scope: Scope) -> dict[str, Any]:
    start, end = source["start"], source["end"]
    thickness = source["thickness_um"] if source["thickness_um"].take() else common
    return {
        "object_type": "Planar section" if scope.space(start) and not scope.frames.first else "Section",
        "output_specimen_id": source["specimen_id"].take(),
        "targeted_structure": next((structure(each) for each in source["structures"].each()), None),
        "includes_surrounding_tissue": source["surrounding_tissue"].take(),
        "coordinate_system_name": name_of_frame([start, end], scope),
        "start_coordinate": _point(start, scope),
        "end_coordinate": _point(end, scope),
        **amount("thickness", thickness, units.micrometer),
        "partial_slice": [each.via(words.relative_position) for each in source["kept_part"].each()],
    }


def _point(position: Cursor, scope: Scope) -> dict[str, Any] | None:
    space = scope.space(position)
    return space.translation(position, named=True) if space else None
