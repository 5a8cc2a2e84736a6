"""Mice, and what was done to them, for the tests of rules."""

from __future__ import annotations

from typing import Any

from aind_schema import Animal, Procedures, Subject

APPROVED = [{"protocol_id": "2109"}]


def mouse(subject_id: str = "625463", **details: Any) -> Subject:
    return Subject(subject_id=subject_id, details=Animal(species={"name": "Mus musculus"}, **details))


def procedures(*steps: dict[str, Any], **fields: Any) -> Procedures:
    return Procedures(**{"subject_id": "625463", "subject_procedures": steps, **fields})


def surgery(*steps: dict[str, Any], **fields: Any) -> Procedures:
    return procedures({"kind": "surgery", "steps": steps, **fields})


def treated(*steps: dict[str, Any], **fields: Any) -> Procedures:
    return procedures(specimen_procedures=steps, **fields)


def device(kind: str, name: str | None, **fields: Any) -> dict[str, Any]:
    return {"kind": kind, "name": name, **fields}
