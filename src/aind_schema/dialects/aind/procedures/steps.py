"""What the steps have in common: when, by whom, under which approval, by which protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aind_schema.dialects.aind import values
from aind_schema.dialects.aind.procedures import quantities, words
from aind_schema.dialects.aind.shared import line, people, term
from aind_schema.dialects.tracing import TAG, Leaf

if TYPE_CHECKING:
    from aind_schema.dialects.tracing import Cursor


def what_was_done(source: Cursor) -> dict[str, Any]:
    """Map the protocols, the parameters that they leave open, and the notes."""
    return {
        "protocols": [protocol(each) for each in source["protocol_id"].each()],
        "settings": [
            {"name": each.key(words.last_key), "value": line(each)} for each in source["protocol_parameters"].fields()
        ],
        "notes": source["notes"].take(),
    }


def when_and_who(source: Cursor) -> dict[str, Any]:
    """Map the days and the people."""
    return {
        "start_date": source["start_date"].via(values.date),
        "end_date": source["end_date"].via(values.date),
        "experimenters": people(source["experimenter_full_name"]) + people(source["experimenters"]),
    }


def on_a_subject(source: Cursor) -> dict[str, Any]:
    """Map approval, anaesthesia, body weights and workstation."""
    weights = (source["animal_weight_prior"] or source["animal_weight"], source["animal_weight_post"])
    before, after = (each.via(quantities.grams, source["weight_unit"], stated="gram") for each in weights)
    return {
        "ethics": [_approval(source["iacuc_protocol"]), {"protocol_id": line(source["ethics_review_id"])}],
        "anaesthesia": [_anaesthetic(each) for each in source["anaesthesia"].each()],
        "animal_weight_before_g": before,
        "animal_weight_after_g": after,
        "workstation_id": line(source["workstation_id"]),
    }


def protocol(source: Cursor) -> dict[str, Any]:
    """Map a protocol: by its DOI, by its address, or by whatever the source calls it."""
    if doi := source.via(words.doi):
        return {"doi": doi}
    if uri := source.via(values.uri):
        return {"uri": uri}
    return {"id": line(source)}


def said(source: Cursor, *keys: str) -> list[Leaf | None]:
    """Account for words that only say what kind of step it is; without keys, for the usual ones."""
    return [source[key].via(values.object_kind) for key in keys or ("object_type", "procedure_type")]


def holds(node: Any) -> bool:
    """Tell whether a part of the target has any value but tags."""
    if isinstance(node, dict):
        return any(holds(inner) for key, inner in node.items() if key not in (TAG, "kind"))
    if isinstance(node, list):
        return any(map(holds, node))
    return node is not None


def _approval(source: Cursor) -> dict[str, Any]:
    if not source or isinstance(source.value, dict | list):
        return {}
    return {"protocol_id": line(source), "approval": source.key(words.approval)}


def _anaesthetic(source: Cursor) -> dict[str, Any]:
    return {
        "drug": term(source["anaesthetic_type"] or source["type"], words.drug_id),
        "duration_min": source["duration"].via(quantities.minutes, source["duration_unit"]),
        "concentration_percent": source["level"].via(quantities.percent, stated="percent"),
        TAG: said(source, "object_type"),
    }
