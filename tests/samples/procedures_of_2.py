"""Procedures as AIND's files of version 2 hold them."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from aind_schema import Procedures
from aind_schema.dialects import aind
from samples.books import check_the_books
from samples.procedures_of_1 import CORE

if TYPE_CHECKING:
    from aind_schema.dialects import Conversion


def axis(name: str, direction: str) -> dict[str, str]:
    return {"object_type": "Axis", "name": name, "direction": direction}


def moved(*numbers: float) -> dict[str, Any]:
    return {"object_type": "Translation", "translation": list(numbers)}


def turned(*angles: float) -> dict[str, Any]:
    return {"object_type": "Rotation", "angles": list(angles), "angles_unit": "degrees"}


BREGMA_ARID = {
    "object_type": "Coordinate system",
    "name": "BREGMA_ARID",
    "origin": "Bregma",
    "axes": [
        axis("AP", "Posterior_to_anterior"),
        axis("ML", "Left_to_right"),
        axis("SI", "Superior_to_inferior"),
        axis("Depth", "Up_to_down"),
    ],
    "axis_unit": "millimeter",
}
CCF = {
    "object_type": "Coordinate system",
    "name": "CCF",
    "origin": "Origin",
    "axes": [axis("AP", "Anterior_to_posterior"), axis("SI", "Superior_to_inferior"), axis("ML", "Left_to_right")],
    "axis_unit": "micrometer",
}
CAUDOPUTAMEN = {"atlas": "CCFv3", "name": "Caudoputamen", "acronym": "CP", "id": "672"}
INJECTION_2 = {
    "object_type": "Brain injection",
    "injection_materials": [
        {
            "object_type": "Viral material",
            "name": "AAV-GFP",
            "addgene_id": {
                "name": "62723-AAV5",
                "registry": {"abbreviation": "ADDGENE"},
                "registry_identifier": "62723",
            },
            "titer": 10**13,
            "titer_unit": "gc/mL",
        }
    ],
    "targeted_structure": CAUDOPUTAMEN,
    "relative_position": ["Left"],
    "dynamics": [
        {"object_type": "Injection dynamics", "profile": "Bolus", "volume": 0.15, "volume_unit": "microliter"},
        {"object_type": "Injection dynamics", "profile": "Bolus", "volume": None, "volume_unit": "nanoliter"},
    ],
    "coordinate_system_name": "BREGMA_ARID",
    "coordinates": [
        [moved(-5.2, -0.85, 0, 3.2), turned(10, 0, 0, 0)],
        [moved(-5.2, -0.85, 0, 2.9), turned(10, 0, 0, 0)],
    ],
}
PROBE_2 = {
    "object_type": "Probe implant",
    "implanted_device": {"object_type": "Fiber probe", "name": "Fiber_0", "core_diameter": 200},
    "device_config": {
        "object_type": "Probe config",
        "device_name": "Fiber_0",
        "primary_targeted_structure": CAUDOPUTAMEN,
        "coordinate_system": {**BREGMA_ARID, "name": "FIBER_PROBE", "origin": "Tip"},
        "transform": [moved(2.3, -1.3, 0), turned(0, 0, 0)],
    },
}
VERSION_2 = {
    "object_type": "Procedures",
    "describedBy": CORE + "procedures.py",
    "schema_version": "2.1.1",
    "subject_id": "625463",
    "coordinate_system": CCF,
    "subject_procedures": [
        {
            "object_type": "Surgery",
            "start_date": "2025-03-04",
            "experimenters": ["Ada Lovelace"],
            "ethics_review_id": "2201",
            "coordinate_system": BREGMA_ARID,
            "measured_coordinates": {"Lambda": moved(-4.17, 0, 0)},
            "procedures": [
                INJECTION_2,
                PROBE_2,
                {
                    "object_type": "Craniotomy",
                    "craniotomy_type": "Circle",
                    "coordinate_system_name": "BREGMA_ARID",
                    "position": moved(1, 2, 0),
                    "size": 3,
                    "size_unit": "millimeter",
                },
            ],
        },
        {
            "object_type": "Surgery",
            "start_date": "2025-04-04",
            "coordinate_system": BREGMA_ARID,
            "procedures": [{"object_type": "Generic surgery procedure", "description": "A stitch was taken out."}],
        },
        {
            "object_type": "Non surgical injection",
            "start_date": "2025-05-04",
            "ethics_review_id": "2201",
            "injections": [
                {
                    "object_type": "Injection",
                    "injection_materials": [{"object_type": "Non viral material", "name": "saline"}],
                    "targeted_structure": {"name": "peritoneal cavity"},
                    "dynamics": [{"profile": "Bolus", "volume": 1, "volume_unit": "milliliter"}],
                }
            ],
        },
    ],
    "specimen_procedures": [
        {
            "object_type": "Specimen procedure",
            "procedure_type": "Sectioning",
            "specimen_id": ["625463"],
            "procedure_details": [
                {
                    "object_type": "Planar sectioning",
                    "section_orientation": "Coronal",
                    "sections": [
                        {
                            "object_type": "Section",
                            "output_specimen_id": "625463_001",
                            "targeted_structure": CAUDOPUTAMEN,
                            "includes_surrounding_tissue": True,
                            "coordinate_system_name": "CCF",
                            "start_coordinate": moved(327, 0, 0),
                            "thickness": 0.3,
                            "thickness_unit": "millimeter",
                        }
                    ],
                }
            ],
        },
        {
            "object_type": "Specimen procedure",
            "procedure_type": "Immunolabeling",
            "specimen_id": "625463_001",
            "protocol_parameters": {"dilution": "1:500"},
            "procedure_details": [
                {
                    "object_type": "Fluorescent stain",
                    "name": "anti-GFP",
                    "probe": {"object_type": "Protein probe", "protein": {"name": "GFP"}, "mass": 4},
                    "stain_type": "Protein",
                    "fluorophore": {"fluorophore_type": "Alexa Fluor", "excitation_wavelength": 488},
                }
            ],
        },
    ],
}


def converted(source: dict[str, Any]) -> tuple[Any, Conversion]:
    """Read procedures of which nothing but units without amounts is left over, and return the record."""
    before = copy.deepcopy(source)
    conversion = aind.read(source, timezone="UTC")
    assert source == before
    check_the_books(source, conversion)
    kept = {entry.source for entry in conversion.report.entries if entry.how == "kept"}
    assert all(place.endswith("_unit") for place in kept), kept
    record = conversion.record()
    assert isinstance(record, Procedures)
    return record, conversion


def reread(part: dict[str, Any], **beside: Any) -> tuple[dict[str, Any], set[str]]:
    """Read a surgery of 2.x with one step, and return the step and the places of what was kept."""
    surgery = {"object_type": "Surgery", "coordinate_system": BREGMA_ARID, "procedures": [part], **beside}
    conversion = aind.read({**VERSION_2, "subject_procedures": [surgery], "specimen_procedures": []})
    conversion.record()
    kept = {entry.source.split("/procedures/0/")[-1] for entry in conversion.report.entries if entry.how == "kept"}
    return conversion.document["subject_procedures"][0]["steps"][0], kept
