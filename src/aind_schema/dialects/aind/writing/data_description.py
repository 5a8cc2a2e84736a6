"""Data descriptions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aind_schema.dialects.aind.writing import words
from aind_schema.dialects.aind.writing.shared import header, modality, organization, person

if TYPE_CHECKING:
    from aind_schema.dialects.tracing import Cursor


def data_description(source: Cursor) -> dict[str, Any]:
    """Map a data description."""
    subjects = source["subject_ids"].each()
    if len(subjects) > 1:
        source["subject_ids"].leave("2.x has room for one subject, and none of several is chosen")
    return {
        **header(source, "data_description", "data_description"),
        "license": source["license"].take(),
        # 2.x has room for one subject; which of several it should be, nobody can tell.
        "subject_id": subjects[0].take() if len(subjects) == 1 else None,
        "creation_time": source["created_at"].take(),
        "tags": [each.take() for each in source["tags"].each()],
        "name": source["name"].take(),
        "institution": organization(source["institution"]),
        "funding_source": [_funding(each) for each in source["funding"].each()],
        "data_level": source["data_level"].take(),
        "group": source["group"].take(),
        "investigators": [person(each) for each in source["investigators"].each()],
        "project_name": source["project"]["name"].take(),
        "restrictions": source["restrictions"].take(),
        "modalities": [modality(each) for each in source["modalities"].each()],
        "source_data": [_source_asset(each) for each in source["source_assets"].each()],
        "data_summary": source["summary"].take(),
    }


def _funding(source: Cursor) -> dict[str, Any]:
    return {
        "object_type": "Funding",
        "funder": organization(source["funder"]),
        "grant_number": source["award"].take(),
        "fundee": [person(each) for each in source["recipients"].each()],
    }


def _source_asset(source: Cursor) -> Any:
    return source["uri"].via(words.source_asset, source["name"]) or source["name"].take()
