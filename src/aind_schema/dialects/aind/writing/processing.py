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
        "data_processes": [_process(each, source["experimenters"]) for each in steps],
        "pipelines": [code(each) for each in source["pipelines"].each()],
        "notes": source["notes"].take(),
        "dependency_graph": _graph(steps),
    }


def _process(source: Cursor, responsible: Cursor) -> dict[str, Any]:
    """Map a process; where it names nobody, those who answer for the processing as a whole do for it too."""
    made = code(source["code"])
    people = source["experimenters"].each() or responsible.each()
    return {
        "object_type": "Data process",
        "process_type": source["type"].via(words.process_type),
        "name": source["name"].take(),
        "stage": source["stage"].via(words.process_stage),
        "code": {**made, "input_data": [_input(each) for each in source["inputs"].each()]},
        "experimenters": [each["name"].take() for each in people],
        "pipeline_name": source["pipeline"].take(),
        "start_date_time": source["started_at"].take(),
        "end_date_time": source["ended_at"].take(),
        "output_path": _output(source["outputs"]),
        "output_parameters": source["results"].whole(),
        "notes": source["notes"].take(),
        "resources": _resources(source["resources"]),
    }


def _input(source: Cursor) -> dict[str, Any]:
    """Map an asset, with the one place for which there is room: where it lies, or else where it was then."""
    asset = source["asset"]
    place = asset["uri"].take() or source["location"].take()
    return {"object_type": "Data asset", "name": asset["name"].take(), "url": place}


def _output(source: Cursor) -> Any:
    """Map the one place for which there is room."""
    places = [each["location"].take() or each["path"].take() for each in source.each() if not each["asset"]]
    return next(filter(None, places), None)


def _graph(steps: list[Cursor]) -> dict[str, Any] | None:
    """Map what the steps say of each other; where one does, a step that says nothing needs the one before it."""
    if all(map(_is_silent, steps)):
        return None
    made: dict[str, Any] = {}
    before: list[Any] = []
    for each in steps:
        needs = before if _is_silent(each) else [need.take() for need in each["depends_on"].each()]
        if isinstance(name := each["name"].value, str):
            made.setdefault(name, needs or EMPTY_LIST)
        before = [each["name"].take()]
    return made


def _is_silent(step: Cursor) -> bool:
    """Tell whether a step says nothing of what it needed; an empty list says that it needed nothing."""
    return not isinstance(step.value, dict) or step.value.get("depends_on") is None


def _resources(source: Cursor) -> dict[str, Any]:
    memory, system = source["memory_gb"], source["system_memory_gb"]
    kinds = {"cpu_usage": "cpu_usage", "gpu_usage": "gpu_usage", "ram_usage": "memory_usage"}
    series = {theirs: source[ours] for theirs, ours in kinds.items() if source[ours]}
    units = [each["unit"] for each in series.values()]
    for theirs in [theirs for theirs, each in series.items() if each["unit"].value != units[0].value]:
        series.pop(theirs).leave("2.x has one unit for all series, and this one has another than the first")
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
        **{theirs: _usage(each) for theirs, each in series.items()},
        "usage_unit": _usage_unit([each["unit"] for each in series.values()]),
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
