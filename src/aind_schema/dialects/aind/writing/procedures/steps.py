"""What the steps have in common, and the small objects that stand in many of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aind_schema.dialects.aind.writing.procedures import structures, units, words
from aind_schema.dialects.aind.writing.shared import identified
from aind_schema.dialects.aind.writing.words import local_identifier

if TYPE_CHECKING:
    from collections.abc import Callable

    from aind_schema.dialects.tracing import Cursor


def protocol(source: Cursor) -> Any:
    """Map the one protocol for which there is room."""
    return next((made for each in source["protocols"].each() if (made := protocol_id(each))), None)


def protocol_id(source: Cursor) -> Any:
    """Map a protocol: its DOI, its address or its number."""
    return source["doi"].via(words.doi) or source["uri"].take() or source["id"].take()


def start_date(source: Cursor) -> Any:
    """Map the day on which a step began."""
    return source["start_date"].take() or source["started_at"].via(words.day)


def end_date(source: Cursor) -> Any:
    """Map the day on which a step ended."""
    return source["end_date"].take() or source["ended_at"].via(words.day)


def experimenters(source: Cursor) -> list[Any]:
    """Map the names of the people."""
    return [each["name"].take() for each in source["experimenters"].each()]


def review_id(source: Cursor) -> Any:
    """Map the number of the one approval for which there is room."""
    return next((made for each in source["ethics"].each() if (made := each["protocol_id"].take())), None)


def on_a_subject(source: Cursor) -> dict[str, Any]:
    """Map day, people, approval, body weights, anaesthesia and workstation of a surgery."""
    before, after = source["animal_weight_before_g"], source["animal_weight_after_g"]
    drug = next(iter(source["anaesthesia"].each()), source["anaesthesia"])
    return {
        "start_date": start_date(source),
        "experimenters": experimenters(source),
        "ethics_review_id": review_id(source),
        "animal_weight_prior": before.take(),
        "animal_weight_post": after.take(),
        "weight_unit": amount_unit(units.gram, before, after),
        "anaesthesia": {
            "object_type": "Anaesthetic",
            "anaesthetic_type": drug["drug"]["name"].take(),
            **amount("duration", drug["duration_min"], units.minute),
            "level": drug["concentration_percent"].take(),
        },
        "workstation_id": source["workstation_id"].take(),
    }


def amount(name: str, source: Cursor, unit: Callable[..., str | None]) -> dict[str, Any]:
    """Map an amount, with its unit beside it."""
    return {name: source.take(), f"{name}_unit": source.via(unit)}


def amount_unit(unit: Callable[..., str | None], *amounts: Cursor) -> Any:
    """Map the unit of several amounts, of which some may be missing."""
    stated = [each for each in amounts if each.take()]
    return stated[0].via(unit, *stated[1:]) if stated else None


def anatomy(source: Cursor) -> dict[str, Any]:
    """Map a part of the body."""
    return {"name": source["name"].take(), **identified(source, local_identifier)}


def structure(source: Cursor) -> dict[str, Any]:
    """Map a structure of the brain; what it lacks can be looked up by its identifier, or by what its atlas calls it."""
    known, atlas, name = source["id"], source["atlas"]["name"], source["name"]
    handle = next((each for each in (known, source["acronym"], name) if each.take()), known)
    return {
        "atlas": atlas.take() or known.via(structures.atlas_of),
        "name": name.take() or handle.via(structures.name_of, atlas),
        "acronym": source["acronym"].take() or handle.via(structures.acronym_of, atlas),
        "id": known.via(local_identifier) or handle.via(structures.id_of, atlas, name),
    }


def positions(source: Cursor) -> list[Any]:
    """Map sides and directions in words."""
    return [each.via(words.relative_position) for each in source["relative_position"].each()]
