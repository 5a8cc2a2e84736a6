"""Subjects: what our kinds of subjects become under ``subject_details``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aind_schema.dialects.aind.writing import words
from aind_schema.dialects.aind.writing.shared import header, identified, organization

if TYPE_CHECKING:
    from collections.abc import Callable

    from aind_schema.dialects.tracing import Cursor


def subject(source: Cursor) -> dict[str, Any]:
    """Map a subject."""
    details, species = source["details"], source["details"]["species"]
    is_human = details["kind"].value == "human"
    # That a person is of our species is told by the type of the subject alone.
    others = [species["name"], species["id"], species["common_name"]] if is_human else [species["name"]]
    stated = details["kind"].via(words.details_type, *others)
    mapping = _DETAILS.get(stated.value if stated else None, _animal)
    return {
        **header(source, "subject", "subject"),
        "subject_id": source["subject_id"].take(),
        "subject_details": {"object_type": stated, **mapping(details, source)},
        "notes": source["notes"].take(),
    }


def _animal(source: Cursor, record: Cursor) -> dict[str, Any]:
    return {
        "sex": source["sex"].via(words.sex),
        "date_of_birth": source["date_of_birth"].take(),
        "strain": _strain(source["strain"]),
        "species": _species(source["species"]),
        "alleles": [_allele(each) for each in source["alleles"].each()],
        "genotype": source["genotype"].take(),
        "breeding_info": _breeding(source["breeding"]),
        "wellness_reports": [
            {"object_type": "Wellness report", "date": each["date"].take(), "report": each["report"].take()}
            for each in source["wellness_reports"].each()
        ],
        "housing": _housing(source["housing"]),
        "source": organization(source["source"]),
        "restrictions": record["restrictions"].take(),
        "rrid": _rrid(source["rrid"]),
    }


def _primate(source: Cursor, record: Cursor) -> dict[str, Any]:
    return {
        "species": _species(source["species"]),
        "sex": source["sex"].via(words.sex),
        "date_of_birth": source["date_of_birth"].take(),
        "year_of_birth": source["year_of_birth"].take() or source["date_of_birth"].via(words.year),
        "mating_status": source["mating_status"].via(words.mating_status),
        "source": organization(source["source"]),
    }


def _human(source: Cursor, record: Cursor) -> dict[str, Any]:
    return {
        "sex": source["sex"].via(words.sex),
        "year_of_birth": source["year_of_birth"].take(),
        "source": organization(source["source"]),
    }


def _calibration_object(source: Cursor, record: Cursor) -> dict[str, Any]:
    return {"empty": source["empty"].take(), "description": source["description"].take()}


_DETAILS: dict[str | None, Callable[[Cursor, Cursor], dict[str, Any]]] = {
    "Mouse subject": _animal,
    "Non human primate subject": _primate,
    "Human subject": _human,
    "Calibration object": _calibration_object,
}


def _species(source: Cursor) -> dict[str, Any]:
    return {
        "name": source["name"].via(words.species),
        "common_name": source["common_name"].via(words.common_name, source["name"]),
        **identified(source),
    }


def _strain(source: Cursor) -> dict[str, Any]:
    return {"name": source["name"].take(), "species": source["species"].take(), **identified(source)}


def _allele(source: Cursor) -> dict[str, Any]:
    return {
        "name": source["name"].take(),
        "abbreviation": source["abbreviation"].take(),
        **identified(source, words.local_identifier),
    }


def _rrid(source: Cursor) -> dict[str, Any]:
    return {"registry": source.via(words.registry), "registry_identifier": source.via(words.registry_identifier)}


def _breeding(source: Cursor) -> dict[str, Any]:
    mother, father = source["mother"], source["father"]
    return {
        "object_type": "Breeding info",
        "breeding_group": source["group"].take(),
        "maternal_id": mother["subject_id"].take(),
        "maternal_genotype": mother["genotype"].take(),
        "paternal_id": father["subject_id"].take(),
        "paternal_genotype": father["genotype"].take(),
    }


def _housing(source: Cursor) -> dict[str, Any]:
    cycle = source["light_cycle"]
    return {
        "object_type": "Housing",
        "cage_id": source["cage_id"].take(),
        "room_id": source["room_id"].take(),
        "light_cycle": {
            "object_type": "Light cycle",
            "lights_on_time": cycle["lights_on"].via(words.utc_clock, cycle["time_zone"]),
            "lights_off_time": cycle["lights_off"].via(words.utc_clock, cycle["time_zone"]),
        },
        "home_cage_enrichment": [each["name"].via(words.enrichment) for each in source["enrichment"].each()],
        "cohoused_subjects": [each.take() for each in source["cohoused_subjects"].each()],
    }
