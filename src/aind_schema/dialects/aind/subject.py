"""Subjects: a flat object in 0.x and 1.x, an object with ``subject_details`` in 2.x."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aind_schema.dialects.aind import values
from aind_schema.dialects.aind.shared import header, identifier, line, organization, origin, tag, term

if TYPE_CHECKING:
    from aind_schema.dialects.tracing import Cursor

_HUMAN = "NCBITaxon:9606"

#: The types of subjects that 2.x has, with the kinds that they are here.
_DETAILS = {
    "Mouse subject": "animal",
    "Non human primate subject": "animal",
    "Human subject": "human",
    "Calibration object": "calibration_target",
}


def subject(source: Cursor) -> dict[str, Any]:
    """Map a subject of any version."""
    details = source["subject_details"] or source
    nested = details is not source
    kind = _DETAILS.get(str(details["object_type"].value)) or _kind_of_species(details)
    mapping = {"human": _human, "calibration_target": _calibration_target}.get(str(kind), _animal)
    return {
        **header(source, "subject", "Subject"),
        "subject_id": line(source["subject_id"]),
        "details": {**mapping(details), **(tag(details, *_DETAILS) if nested else {})},
        "restrictions": details["restrictions"].take(),
        "notes": source["notes"].take(),
        "converted_from": origin(source),
    }


def _kind_of_species(source: Cursor) -> str | None:
    name = source["species"]["name"].value or source["species"].value
    return "human" if values.species_id(name) == _HUMAN else None


def _organism(source: Cursor) -> dict[str, Any]:
    return {
        "species": _species(source["species"]),
        "sex": source["sex"].via(values.sex),
        "year_of_birth": source["year_of_birth"].via(values.year),
        "source": organization(source["source"]),
    }


def _animal(source: Cursor) -> dict[str, Any]:
    reports = source["wellness_reports"].each() + source["wellness_report"].each()
    return {
        "kind": "animal",
        **_organism(source),
        "strain": _strain(source["strain"] or source["background_strain"]),
        "genotype": source["genotype"].take(),
        "alleles": [*map(_allele, source["alleles"].each()), *map(_mgi_allele, source["mgi_allele_ids"].each())],
        "rrid": _rrid(source["rrid"]),
        "date_of_birth": source["date_of_birth"].via(values.date),
        "breeding": _breeding(source["breeding_info"] or source),
        "mating_status": source["mating_status"].via(values.mating_status),
        "housing": _housing(source),
        "wellness_reports": [
            {"date": each["date"].via(values.date), "report": each["report"].take(), **tag(each, "Wellness report")}
            for each in reports
        ],
    }


def _human(source: Cursor) -> dict[str, Any]:
    return {"kind": "human", **_organism(source)}


def _calibration_target(source: Cursor) -> dict[str, Any]:
    return {
        "kind": "calibration_target",
        "description": source["description"].take(),
        "empty": source["empty"].take(),
    }


def _species(source: Cursor) -> dict[str, Any]:
    return {**(term(source, values.species_id) or {}), "common_name": line(source["common_name"])}


def _strain(source: Cursor) -> dict[str, Any]:
    return {**(term(source, values.strain_id) or {}), "species": line(source["species"])}


def _allele(source: Cursor) -> dict[str, Any]:
    return {
        "name": line(source["name"]),
        "id": identifier(source),
        "abbreviation": line(source["abbreviation"]),
    }


def _mgi_allele(source: Cursor) -> dict[str, Any]:
    return {"name": line(source["allele_name"]), "id": source["mgi_id"].via(values.mgi_id)}


def _rrid(source: Cursor) -> Any:
    return identifier(source) if isinstance(source.value, dict) else source.via(values.rrid)


def _breeding(source: Cursor) -> dict[str, Any]:
    return {
        "group": line(source["breeding_group"]),
        "mother": {"subject_id": line(source["maternal_id"]), "genotype": source["maternal_genotype"].take()},
        "father": {"subject_id": line(source["paternal_id"]), "genotype": source["paternal_genotype"].take()},
        **tag(source, "Breeding info"),
    }


def _housing(source: Cursor) -> dict[str, Any]:
    """Map the housing, whose light cycle and enrichment stood beside it in the first versions."""
    housing = source["housing"]
    cycle = housing["light_cycle"] or source["light_cycle"]
    enrichment = housing["home_cage_enrichment"] or source["home_cage_enrichment"]
    return {
        "cage_id": line(housing["cage_id"]),
        "room_id": line(housing["room_id"]),
        "light_cycle": {
            "lights_on": cycle["lights_on_time"].via(values.utc_clock),
            "lights_off": cycle["lights_off_time"].via(values.utc_clock),
            **tag(cycle, "Light cycle"),
        },
        "enrichment": [{"name": line(each)} for each in enrichment.each()],
        "cohoused_subjects": [line(each) for each in housing["cohoused_subjects"].each()],
        **tag(housing, "Housing"),
    }
