"""Reagents, and what is injected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aind_schema.dialects.aind import values
from aind_schema.dialects.aind.procedures import quantities, words
from aind_schema.dialects.aind.procedures.steps import said
from aind_schema.dialects.aind.shared import identifier, line, organization
from aind_schema.dialects.tracing import TAG

if TYPE_CHECKING:
    from aind_schema.dialects.tracing import Cursor, Leaf

_VIRUSES = ("virus", "viral material")
_OF_VIRUSES = ("tars_identifiers", "addgene_id", "titer", "full_genome_name", "plasmid_name", "prep_lot_number")


def reagent(source: Cursor) -> dict[str, Any]:
    """Map a substance or solution, with its supplier and lot."""
    number = source["rrid"]
    same = number["name"].value is not None and number["name"].value == source["name"].value
    return {
        "name": source["name"].via(words.same_text, number["name"]) if same else line(source["name"]),
        "source": organization(source["source"]),
        "rrid": identifier(number) if isinstance(number.value, dict) else number.via(values.rrid),
        "lot_number": line(source["lot_number"]),
        "expires_on": source["expiration_date"].via(values.date),
        **concentration(source),
        "mass_ug": source["mass"].via(quantities.micrograms, source["mass_unit"], stated="microgram"),
        "notes": source["notes"].take(),
        TAG: said(source, "object_type"),
    }


def injected(source: Cursor) -> dict[str, Any]:
    """Map a material that was injected: a virus, by its own words or by what is said of it, or another."""
    stated = str(source["material_type"].value or source["object_type"].value).lower()
    viral = stated in _VIRUSES or any(source[name] for name in _OF_VIRUSES)
    made = _virus(source) if viral else {"kind": "other_material", **reagent(source)}
    made[TAG] += said(source, "material_type")
    return made


def _virus(source: Cursor) -> dict[str, Any]:
    tars, addgene = source["tars_identifiers"] or source, source["addgene_id"]
    name, construct = source["name"], addgene["name"]
    same = bool(construct) and construct.value == name.value
    known = reagent(source)
    return {
        "kind": "virus",
        **known,
        "name": name.via(words.same_text, construct) if same else line(name),
        "titer_gc_per_ml": source["titer"].via(quantities.gc_per_ml, source["titer_unit"], stated="gc/ml"),
        "genome": line(source["full_genome_name"]) or (None if same else line(construct)),
        "plasmids": [line(each) for each in tars["plasmid_tars_alias"].each() + source["plasmid_name"].each()],
        "addgene_id": _addgene(addgene),
        "virus_id": line(tars["virus_tars_id"] or source["material_id"]),
        "lot_number": line(tars["prep_lot_number"]) or known["lot_number"],
        "prepared_on": tars["prep_date"].via(values.date),
        "prep_type": tars["prep_type"].via(words.prep_type),
        "prep_protocol": line(tars["prep_protocol"]),
        TAG: [
            *known[TAG],
            *(said(tars, "object_type") if source["tars_identifiers"] else []),
            *said(addgene, "object_type"),
            *_registry_of_nothing(addgene),
        ],
    }


def _addgene(source: Cursor) -> Any:
    if isinstance(source.value, dict):
        return source["registry_identifier"].via(words.addgene_id, source["registry"])
    return source.via(words.addgene_id)


def _registry_of_nothing(source: Cursor) -> list[Leaf | None]:
    """Account for the name of a registry beside which no identifier stands."""
    stated = source["registry"]
    listed = [] if source["registry_identifier"] else stated.fields() or stated.each()
    return [each.via(values.object_kind) for each in listed]


def concentration(source: Cursor) -> dict[str, Any]:
    """Map a concentration to the field of its unit, which some stains hold together with the number."""
    amount, unit = source["concentration"], source["concentration_unit"]
    if isinstance(amount.value, dict):
        amount, unit = amount["value"], amount["unit"]
    return {
        "concentration_mg_per_ml": amount.via(quantities.mg_per_ml, unit),
        "concentration_umol_per_l": amount.via(quantities.umol_per_l, unit),
        "concentration_percent": amount.via(quantities.percent, unit),
        "concentration_u_per_ml": amount.via(quantities.u_per_ml, unit),
    }
