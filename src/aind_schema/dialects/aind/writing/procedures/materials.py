"""Reagents, and what is injected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aind_schema.dialects.aind.writing.procedures import units, words
from aind_schema.dialects.aind.writing.procedures.steps import amount
from aind_schema.dialects.aind.writing.shared import identified, organization
from aind_schema.dialects.aind.writing.words import local_identifier, registry

if TYPE_CHECKING:
    from aind_schema.dialects.tracing import Cursor

_CONCENTRATIONS = {
    "concentration_mg_per_ml": units.mg_per_ml,
    "concentration_umol_per_l": units.micromolar,
    "concentration_percent": units.percent,
    "concentration_u_per_ml": units.units_per_ml,
}


def reagent(source: Cursor) -> dict[str, Any]:
    """Map a substance or solution."""
    return {
        "object_type": "Reagent",
        "name": source["name"].take(),
        "source": organization(source["source"]),
        "rrid": persistent(source["name"], source["rrid"]),
        "lot_number": source["lot_number"].take(),
        "expiration_date": source["expires_on"].take(),
    }


def reagent_or_solution(source: Cursor, *, supplied: bool) -> dict[str, Any]:
    """Map a reagent; where all that were bought have a supplier, one without was made in the lab."""
    made = reagent(source)
    if supplied or source["source"]:
        return made
    return {"object_type": "Solution", "name": made["name"], "lot_number": made["lot_number"]}


def persistent(name: Cursor, identifier: Cursor) -> dict[str, Any] | None:
    """Map an identifier to an object that has a name beside it."""
    if not identifier:
        return None
    return {
        "name": name.take(),
        "registry": identifier.via(registry),
        "registry_identifier": identifier.via(local_identifier),
    }


def named(source: Cursor) -> dict[str, Any]:
    """Map a molecule or gene with its identifier."""
    return {"name": source["name"].take(), **identified(source, local_identifier)}


def injected(source: Cursor) -> dict[str, Any]:
    """Map a material that was injected."""
    return _virus(source) if source["kind"].value == "virus" else _other(source)


def _virus(source: Cursor) -> dict[str, Any]:
    construct = source["genome"] if source["genome"].take() else source["name"]
    return {
        "object_type": source["kind"].via(words.material_type),
        "name": source["name"].take() or source["genome"].take(),
        "tars_identifiers": {
            "object_type": "Tars virus identifiers",
            "virus_tars_id": source["virus_id"].take(),
            "plasmid_tars_alias": [each.take() for each in source["plasmids"].each()],
            "prep_lot_number": source["lot_number"].take(),
            "prep_date": source["prepared_on"].take(),
            "prep_type": source["prep_type"].via(words.prep_type),
            "prep_protocol": source["prep_protocol"].take(),
        },
        "addgene_id": persistent(construct, source["addgene_id"]),
        **amount("titer", source["titer_gc_per_ml"], units.titer),
    }


def _other(source: Cursor) -> dict[str, Any]:
    stated = next((name for name in _CONCENTRATIONS if source[name].take()), "concentration_mg_per_ml")
    return {
        **reagent(source),
        "object_type": source["kind"].via(words.material_type) or "Non viral material",
        **amount("concentration", source[stated], _CONCENTRATIONS[stated]),
    }
