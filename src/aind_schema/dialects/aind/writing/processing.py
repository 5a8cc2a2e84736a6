"""Processing: steps, their code and machines, and the graph among them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aind_schema.dialects.aind.writing import words
from aind_schema.dialects.aind.writing.shared import code, header
from aind_schema.dialects.tracing import EMPTY_LIST

if TYPE_CHECKING:
    from aind_schema.dialects.tracing import Cursor


def processing(source: Cursor) -> dict[str, Any]:
    """Map processing."""
    steps = source["processes"].each()
    return {
        **header(source, "processing", "processing"),
        "data_processes": [_process(each) for each in steps],
        "pipelines": [code(each) for each in source["pipelines"].each()],
        "notes": source["notes"].take(),
        "dependency_graph": _graph(steps),
    }


def _process(source: Cursor) -> dict[str, Any]:
    made = code(source["code"])
    return {
        "object_type": "Data process",
        "process_type": source["type"].via(words.process_type),
        "name": source["name"].take(),
        "stage": source["stage"].via(words.process_stage),
        "code": {**made, "input_data": [_asset(each["asset"]) for each in source["inputs"].each()]},
        "experimenters": [each["name"].take() for each in source["experimenters"].each()],
        "pipeline_name": source["pipeline"].take(),
        "start_date_time": source["started_at"].take(),
        "end_date_time": source["ended_at"].take(),
        "output_path": _output(source["outputs"]),
        "output_parameters": source["results"].whole(),
        "notes": source["notes"].take(),
        "resources": _resources(source["resources"]),
    }


def _asset(source: Cursor) -> dict[str, Any]:
    return {"object_type": "Data asset", "name": source["name"].take(), "url": source["uri"].take()}


def _output(source: Cursor) -> Any:
    """Map the one place for which there is room."""
    places = [each["location"].take() or each["path"].take() for each in source.each() if not each["asset"]]
    return next(filter(None, places), None)


def _graph(steps: list[Cursor]) -> dict[str, Any] | None:
    """Map what the steps say of each other; where one does, a step that says nothing needs nothing."""
    named = {each["name"].value: each for each in steps if isinstance(each["name"].value, str)}
    if not any("depends_on" in (each.value or ()) for each in named.values()):
        return None
    return {name: [need.take() for need in each["depends_on"].each()] or EMPTY_LIST for name, each in named.items()}


def _resources(source: Cursor) -> dict[str, Any]:
    memory, system = source["memory_gb"], source["system_memory_gb"]
    kinds = {"cpu_usage": "cpu_usage", "gpu_usage": "gpu_usage", "ram_usage": "memory_usage"}
    return {
        "object_type": "Resource usage",
        "os": source["os"].take(),
        "architecture": source["architecture"].take(),
        "cpu": source["cpu_model"].take(),
        "cpu_cores": source["cpu_cores"].take(),
        "gpu": source["gpu_model"].take(),
        "system_memory": system.take(),
        "system_memory_unit": system.via(words.memory_unit),
        "ram": memory.take(),
        "ram_unit": memory.via(words.memory_unit),
        **{theirs: _usage(source[ours]) for theirs, ours in kinds.items()},
        "usage_unit": _usage_unit([source[ours]["unit"] for ours in kinds.values()]),
    }


def _usage(source: Cursor) -> list[dict[str, Any]]:
    return [
        {"object_type": "Resource timestamped", "timestamp": each["at"].take(), "usage": each["value"].take()}
        for each in source["points"].each()
    ]


def _usage_unit(units: list[Cursor]) -> Any:
    """Map the unit, for which all series have one field."""
    stated = [unit for unit in units if unit]
    return stated[0].via(words.usage_unit, *stated[1:]) if stated else None
