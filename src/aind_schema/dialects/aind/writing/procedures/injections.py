"""Injections: a place and its dynamics for each site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aind_schema.dialects.aind.writing.procedures import units, words
from aind_schema.dialects.aind.writing.procedures.materials import injected
from aind_schema.dialects.aind.writing.procedures.places import entry_of, name_of_frame, placed, transform
from aind_schema.dialects.aind.writing.procedures.steps import amount, anatomy, positions, protocol, structure

if TYPE_CHECKING:
    from aind_schema.dialects.aind.writing.procedures.places import Scope
    from aind_schema.dialects.tracing import Cursor


def brain_injection(source: Cursor, scope: Scope) -> dict[str, Any]:
    """Map an injection into the brain."""
    aim = next(iter(source["targets"].each()), source["targets"])
    targets = [found for each in source["sites"].each() if (found := placed(each["targets"]))]
    return {
        "object_type": source["kind"].via(words.step_type),
        **_injection(source),
        "targeted_structure": structure(aim["structure"]),
        "relative_position": [aim["hemisphere"].via(words.side)],
        "coordinate_system_name": name_of_frame([entry_of(each) for each in targets], scope),
        "coordinates": [transform(each, scope, named=True) for each in targets],
    }


def injection(source: Cursor, scope: Scope) -> dict[str, Any]:
    """Map an injection into the body."""
    return {
        "object_type": source["kind"].via(words.step_type),
        **_injection(source),
        "targeted_structure": anatomy(source["body_part"]),
        "relative_position": positions(source),
    }


def _injection(source: Cursor) -> dict[str, Any]:
    return {
        "protocol_id": protocol(source),
        "injection_materials": [injected(each) for each in source["materials"].each()],
        "dynamics": [_dynamics(each["dynamics"]) for each in source["sites"].each()],
    }


def _dynamics(source: Cursor) -> dict[str, Any]:
    return {
        "object_type": source["kind"].via(words.dynamics_type),
        "profile": source["profile"].via(words.profile),
        **amount("volume", source["volume_nl"], units.nanoliter),
        **amount("duration", source["duration_s"], units.second),
        **amount("injection_current", source["current_ua"], units.microamps),
        "alternating_current": source["on_s"].via(units.cycle, source["off_s"]),
    }
