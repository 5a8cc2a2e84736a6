"""Devices that are put into animals: headframes, probes, fibres, catheters, wires, arrays for muscles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aind_schema.dialects.aind.procedures import quantities, words
from aind_schema.dialects.aind.procedures.anatomy import body_part, structure
from aind_schema.dialects.aind.procedures.coordinates import position, stereotaxic, target
from aind_schema.dialects.aind.procedures.steps import said, what_was_done
from aind_schema.dialects.aind.shared import line, organization, term
from aind_schema.dialects.tracing import TAG

if TYPE_CHECKING:
    from aind_schema.dialects.aind.procedures.coordinates import Scope
    from aind_schema.dialects.tracing import Cursor

_PREFIX = "stereotactic_coordinate"
_LENGTHS = ("total_length", "active_length")


def headframe(source: Cursor) -> dict[str, Any]:
    """Map a headframe with its well."""
    missing = source["well_type"].via(words.well_present)
    return {
        "kind": "headframe",
        "name": line(source["type"]),
        **what_was_done(source),
        "device": {
            "kind": "headframe",
            "model": line(source["headframe_type"]),
            "part_number": line(source["headframe_part_number"]),
            "material": term(source["headframe_material"], words.material_id),
        },
        "well_present": missing,
        "well": {
            "kind": "well",
            "model": None if missing else line(source["well_type"]),
            "part_number": line(source["well_part_number"]),
        },
        TAG: said(source),
    }


def fiber_implants(source: Cursor, scope: Scope) -> list[dict[str, Any]]:
    """Map the fibres of a step before 2.x, each to a step of its own."""
    bare = {"kind": "fiber_implant", **what_was_done(source), TAG: said(source)}
    return [_fiber_implant(source, probe, scope) for probe in source["probes"].each()] or [bare]


def probe_implant(source: Cursor, scope: Scope) -> dict[str, Any]:
    """Map a probe or fibre of 2.x."""
    config, device = source["device_config"], source["implanted_device"]
    scope.frames.declare_local(config)
    fiber = str(device["object_type"].value).startswith("Fiber")
    return {
        "kind": "fiber_implant" if fiber else "probe_implant",
        **what_was_done(source),
        "device": {
            **(_fiber(device) if fiber else _probe(device)),
            "name": _name(device["name"], config["device_name"]),
        },
        "dye": line(config["dye"]),
        "targets": _configured(config, scope),
        "notes": source["notes"].take() or config["notes"].take(),
        TAG: [*said(source), *said(config, "object_type")],
    }


def catheter_implant(source: Cursor) -> dict[str, Any]:
    """Map a catheter."""
    device, config = source["implanted_device"] or source, source["device_config"]
    vessel = config["targeted_structure"] or source["targeted_structure"]
    return {
        "kind": "catheter_implant",
        **what_was_done(source),
        "device": {
            "kind": "catheter",
            **(_device(device) if source["implanted_device"] else {}),
            "name": _name(device["name"], config["device_name"]) if source["implanted_device"] else None,
            "material": term(device["catheter_material"], words.material_id),
            "design": line(device["catheter_design"]),
            "port_count": device["catheter_port"].via(words.port_count),
        },
        "body_part": body_part(vessel),
        "performed_by": organization(source["where_performed"]),
        TAG: [*said(source), *said(config, "object_type")],
    }


def device_implant(source: Cursor, scope: Scope) -> dict[str, Any]:
    """Map another device."""
    device, name = source["implanted_device"], source["coordinate_system_name"]
    scope.frames.declare_local(source)
    told = None if device["object_type"].value == "Device" else line(device["object_type"])
    return {
        "kind": "device_implant",
        **what_was_done(source),
        "device": {"kind": "other_device", **_device(device), "description": told},
        "relative_position": [each.via(words.relative_position) for each in source["relative_position"].each()],
        "targets": [target(source["transform"], scope.system(name), name)],
        TAG: said(source),
    }


def ground_wire(source: Cursor) -> dict[str, Any]:
    """Map a ground wire."""
    return {"kind": "ground_wire", **what_was_done(source), "electrode": _electrode(source), TAG: said(source)}


def muscle_array(source: Cursor) -> dict[str, Any]:
    """Map an array for muscles, whose threads stood beside it before 2.x."""
    device = source["implanted_device"] or source["myomatrix_array"]
    threads = device["threads"] or source["threads"]
    return {
        "kind": "muscle_array_insertion",
        **what_was_done(source),
        "ground": {**_electrode(source["ground_electrode"]), TAG: said(source["ground_electrode"], "object_type")},
        "device": {
            "kind": "muscle_array",
            **_device(device),
            "array_type": device["array_type"].via(words.muscle_array_type),
            "threads": [_thread(each) for each in threads.each()],
        },
        TAG: said(source),
    }


def _fiber_implant(source: Cursor, probe: Cursor, scope: Scope) -> dict[str, Any]:
    inner = probe["ophys_probe"]
    depth = probe[f"{_PREFIX}_dv"]
    common = what_was_done(source)
    return {
        "kind": "fiber_implant",
        **common,
        "notes": (probe["notes"].take() if inner else None) or common["notes"],
        "device": _fiber(inner or probe),
        "targets": [
            {
                "structure": structure(probe["targeted_structure"]),
                **stereotaxic(probe, _PREFIX, depth or None, scope.frames),
                "angles_deg": [probe["angle"].via(quantities.degrees, probe["angle_unit"], stated="degrees")],
            }
        ],
        TAG: [*said(source), *said(probe, "object_type")],
    }


def _configured(config: Cursor, scope: Scope) -> list[dict[str, Any]]:
    """Map where a probe of 2.x was meant to be: its structures, its entry, and a point in an atlas."""
    atlas = config["atlas_coordinate"]
    system = scope.frames.declare(atlas["coordinate_system"]) if atlas["coordinate_system"] else None
    return [
        {
            "structure": structure(config["primary_targeted_structure"]),
            "other_structures": [structure(each) for each in config["other_targeted_structure"].each()],
            **target(config["transform"], scope.system(), entry=True),
        },
        {"position": position(atlas, system)},
    ]


def _device(source: Cursor) -> dict[str, Any]:
    return {
        "name": line(source["name"]),
        "manufacturer": organization(source["manufacturer"]),
        "model": line(source["model"]),
        "part_number": line(source["part_number"]),
        "serial_number": line(source["serial_number"]),
        "notes": source["notes"].take(),
        TAG: said(source, "object_type", "device_type"),
    }


def _name(name: Cursor, again: Cursor) -> Any:
    """Map the name of a device, from both places where 2.x states it, if it is the same."""
    return (name.via(words.same_text, again) if again else None) or line(name)


def _fiber(source: Cursor) -> dict[str, Any]:
    known = _device(source)
    total, active = (
        source[name].via(quantities.millimeters, source["length_unit"], stated="millimeter") for name in _LENGTHS
    )
    return {
        "kind": "fiber_probe",
        **known,
        "core_diameter_um": source["core_diameter"].via(
            quantities.micrometers, source["core_diameter_unit"], stated="micrometer"
        ),
        "numerical_aperture": source["numerical_aperture"].via(quantities.plain),
        "ferrule_material": term(source["ferrule_material"], words.material_id),
        "total_length_mm": total,
        "active_length_mm": active,
    }


def _probe(source: Cursor) -> dict[str, Any]:
    known = _device(source)
    headstage = source["headstage"]
    return {
        "kind": "ephys_probe",
        **known,
        "model": line(source["probe_model"]) or known["model"],
        "headstage": {"kind": "other_device", **_device(headstage)},
    }


def _electrode(source: Cursor) -> dict[str, Any]:
    return {
        "location": body_part(source["ground_electrode_location"]),
        "hole_number": source["ground_wire_hole"].via(quantities.whole),
        "material": term(source["ground_wire_material"], words.material_id),
        "diameter_um": source["ground_wire_diameter"].via(quantities.micrometers, source["ground_wire_diameter_unit"]),
    }


def _thread(source: Cursor) -> dict[str, Any]:
    return {
        "ground_location": body_part(source["ground_electrode_location"]),
        "contacts": [
            {
                "body_part": body_part(each["body_part"]),
                "muscle": body_part(each["muscle"]),
                "relative_position": [(each["relative_position"] or each["side"]).via(words.relative_position)],
                "in_muscle": each["in_muscle"].take(),
                TAG: said(each, "object_type"),
            }
            for each in source["contacts"].each()
        ],
        TAG: said(source, "object_type"),
    }
