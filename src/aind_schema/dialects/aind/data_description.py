"""Data descriptions: what was one of five classes in 0.x and 1.x is one class in 2.x."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aind_schema.dialects.aind import values
from aind_schema.dialects.aind.shared import closed, header, line, organization, origin, people, tag
from aind_schema.dialects.tracing import EMPTY_LIST

if TYPE_CHECKING:
    from aind_schema.dialects.tracing import Cursor

#: Under `modality`, 0.x wrote names of platforms too.
_PLATFORM_KEYS = ("platform", "experiment_type")


def data_description(source: Cursor, zone: str | None) -> dict[str, Any]:
    """Map a data description of any version."""
    return {
        **header(source, "data_description", "Data description"),
        "name": line(source["name"]),
        "data_level": source["data_level"].via(values.data_level),
        "modalities": _modalities(source) or EMPTY_LIST,
        "subject_ids": [line(each) for each in source["subject_id"].each()],
        "created_at": _created(source["creation_time"], source["creation_date"], zone),
        "platform": next((closed(source[key], values.platform) for key in _PLATFORM_KEYS if source[key]), None),
        "process": line(source["process_name"]) or line(source["analysis_name"]),
        "source_assets": _source_assets(source),
        "summary": source["data_summary"].take(),
        "tags": [line(each) for each in source["tags"].each()],
        "project": {"name": line(source["project_name"]), "id": line(source["project_id"])},
        "institution": _institution(source["institution"], source["ror_id"]),
        "group": line(source["group"]),
        "funding": [_funding(each) for each in source["funding_source"].each()],
        "investigators": people(source["investigators"]),
        "license": line(source["license"]),
        "restrictions": source["restrictions"].take(),
        "related_resources": [_related(each) for each in source["related_data"].each()],
        "converted_from": origin(source),
    }


def _created(time: Cursor, day: Cursor, zone: str | None) -> Any:
    """Map the time of creation, of which the first version kept the day apart."""
    made = time.via(values.timestamp, zone=zone)
    if made is None or (day and made.value.startswith(str(day.value))):
        return time.via(values.timestamp, day, zone=zone)
    return made


def _institution(source: Cursor, identifier: Cursor) -> dict[str, Any] | None:
    """Map the institution, whose identifier stood beside it from 0.4 to 0.6."""
    made = organization(source)
    if made and identifier and not source["registry_identifier"]:
        made["id"] = identifier.via(values.ror_id) or made["id"]
    return made


def _modalities(source: Cursor) -> list[Any]:
    stated = source["modalities"] or source["modality"]
    return [found for each in stated.each() if (found := closed(each, values.modality))]


def _source_assets(source: Cursor) -> list[dict[str, Any]]:
    stated = source["source_data"].each() + source["input_data_name"].each() + source["input_data"]["name"].each()
    return [{"name": each.via(values.asset_name), "uri": each.via(values.uri)} for each in stated]


def _funding(source: Cursor) -> dict[str, Any]:
    return {
        "funder": organization(source["funder"]),
        "award": line(source["grant_number"]),
        "recipients": people(source["fundee"]),
        **tag(source, "Funding"),
    }


def _related(source: Cursor) -> dict[str, Any]:
    return {"location": line(source["related_data_path"]), "description": source["relation"].take()}
