"""Devices that are put into animals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aind_schema.dialects.aind.writing.procedures import units, words
from aind_schema.dialects.aind.writing.procedures.places import Space, placed, transform
from aind_schema.dialects.aind.writing.procedures.steps import (
    amount,
    amount_unit,
    anatomy,
    positions,
    protocol,
    structure,
)
from aind_schema.dialects.aind.writing.shared import organization

if TYPE_CHECKING:
    from aind_schema.dialects.aind.writing.procedures.places import Scope
    from aind_schema.dialects.tracing import Cursor


def headframe(source: Cursor, scope: Scope) -> dict[str, Any]:
    """Map a headframe with its well."""
    device, well = source["device"], source["well"]
    return {
        "object_type": source["kind"].via(words.step_type, device["kind"], well["kind"]),
        "protocol_id": protocol(source),
        "headframe_type": device["model"].take(),
        "headframe_part_number": device["part_number"].take(),
        "headframe_material": device["material"]["name"].via(words.headframe_material),
        "well_part_number": well["part_number"].take(),
        "well_type": well["model"].take() or source["well_present"].via(words.no_well),
    }


def probe_implant(source: Cursor, scope: Scope) -> dict[str, Any]:
    """Map a probe or an optical fibre."""
    device = source["device"]
    return {
        "object_type": source["kind"].via(words.step_type),
        "protocol_id": protocol(source),
        "implanted_device": _fiber(device) if device["kind"].value == "fiber_probe" else _probe(device),
        "device_config": _probe_config(source, scope),
    }


def catheter_implant(source: Cursor, scope: Scope) -> dict[str, Any]:
    """Map a catheter."""
    device = source["device"]
    return {
        "object_type": source["kind"].via(words.step_type),
        "where_performed": organization(source["performed_by"]),
        "implanted_device": {
            **_device(device),
            "catheter_material": device["material"]["name"].via(words.catheter_material),
            "catheter_design": device["design"].via(words.catheter_design),
            "catheter_port": device["port_count"].via(words.catheter_port),
        },
        "device_config": {
            "object_type": "Catheter config",
            "device_name": device["name"].take(),
            "targeted_structure": anatomy(source["body_part"]),
        },
    }


def device_implant(source: Cursor, scope: Scope) -> dict[str, Any]:
    """Map another device."""
    target = placed(source["targets"])
    tip = scope.frames.tip(source["device"]) if target else None
    return {
        "object_type": source["kind"].via(words.step_type),
        "protocol_id": protocol(source),
        "relative_position": positions(source),
        "implanted_device": _device(source["device"]),
        scope.key("local"): tip.tree() if tip else None,
        "transform": transform(target, scope, named=False) if target else None,
    }


def muscle_array(source: Cursor, scope: Scope) -> dict[str, Any]:
    """Map an array for muscles."""
    device, ground = source["device"], source["ground"]
    return {
        "object_type": source["kind"].via(words.step_type),
        "protocol_id": protocol(source),
        "ground_electrode": {
            "object_type": "Ground wire implant",
            "ground_electrode_location": anatomy(ground["location"]),
            "ground_wire_hole": ground["hole_number"].take(),
            "ground_wire_material": ground["material"]["name"].via(words.wire_material),
            **amount("ground_wire_diameter", ground["diameter_um"], units.micrometer),
        },
        "implanted_device": {
            **_device(device),
            "array_type": device["array_type"].via(words.array_type),
            "threads": [_thread(each) for each in device["threads"].each()],
        },
    }


def _device(source: Cursor) -> dict[str, Any]:
    return {
        "object_type": source["kind"].via(words.device_type) or "Device",
        "name": source["name"].take(),
        "serial_number": source["serial_number"].take(),
        "manufacturer": organization(source["manufacturer"]),
        "model": source["model"].take(),
        "notes": source["notes"].take(),
    }


def _fiber(source: Cursor) -> dict[str, Any]:
    total, active = source["total_length_mm"], source["active_length_mm"]
    return {
        **_device(source),
        **amount("core_diameter", source["core_diameter_um"], units.micrometer),
        "numerical_aperture": source["numerical_aperture"].take(),
        "ferrule_material": source["ferrule_material"]["name"].via(words.ferrule_material),
        "active_length": active.take(),
        "total_length": total.take(),
        "length_unit": amount_unit(units.millimeter, total, active),
    }


def _probe(source: Cursor) -> dict[str, Any]:
    made = _device(source)
    return {
        **made,
        "probe_model": made["model"],
        "model": None,
        "headstage": _device(source["headstage"]) if source["headstage"] else None,
    }


def _probe_config(source: Cursor, scope: Scope) -> dict[str, Any]:
    aim = next(iter(source["targets"].each()), source["targets"])
    target, tip = placed(source["targets"]), scope.frames.tip(source["device"])
    spot = next((each["position"] for each in source["targets"].each() if scope.frames.atlas(each["position"])), None)
    is_spot = target is not None and spot is not None and target["position"].path == spot.path and not target["entry"]
    return {
        "object_type": "Probe config",
        "device_name": source["device"]["name"].take(),
        "primary_targeted_structure": structure(aim["structure"]),
        "other_targeted_structure": [structure(each) for each in aim["other_structures"].each()],
        "atlas_coordinate": _in_atlas(spot, scope) if spot else None,
        scope.key("local"): tip.tree() if tip else None,
        "transform": transform(target, scope, named=False) if target and not is_spot else None,
        "dye": source["dye"].take(),
        "notes": source["notes"].take(),
    }


def _in_atlas(position: Cursor, scope: Scope) -> dict[str, Any] | None:
    """Map a point in an atlas, with the atlas itself."""
    frame = scope.frames.atlas(position)
    if frame is None:
        return None
    grid, space = frame["grid"], Space(frame)
    point = space.translation(position, named=False)
    sizes, steps = grid["shape"].each(), grid["spacing_um"].each()
    return {
        **point,
        "object_type": "Atlas coordinate",
        "coordinate_system": {
            **space.tree(),
            "object_type": "Atlas",
            "version": frame["atlas"]["release"].take(),
            "size": [each.take() for each in sizes],
            "resolution": [each.take() for each in steps],
            "resolution_unit": amount_unit(units.micrometer, *steps),
        },
    }


def _thread(source: Cursor) -> dict[str, Any]:
    return {
        "object_type": "Myomatrix thread",
        "ground_electrode_location": anatomy(source["ground_location"]),
        "contacts": [
            {
                "object_type": "Myomatrix contact",
                "body_part": anatomy(each["body_part"]),
                "relative_position": next(iter(positions(each)), None),
                "muscle": anatomy(each["muscle"]),
                "in_muscle": each["in_muscle"].take(),
            }
            for each in source["contacts"].each()
        ],
    }
