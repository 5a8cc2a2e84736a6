"""Processing: a list of processes in 0.x; a pipeline, and analyses after it, in 1.x; names and a graph in 2.x."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from aind_schema import pointers
from aind_schema.dialects.aind import values
from aind_schema.dialects.aind.shared import header, line, origin, people, tag
from aind_schema.dialects.tracing import EMPTY_LIST
from aind_schema.vocabulary import load

if TYPE_CHECKING:
    from aind_schema.dialects.tracing import Cursor

_GIGABYTES = {
    "Byte": Decimal("1e-9"),
    "Kilobyte": Decimal("1e-6"),
    "Megabyte": Decimal("1e-3"),
    "Gigabyte": Decimal(1),
    "Terabyte": Decimal(1000),
    "Petabyte": Decimal("1e6"),
    "Exabyte": Decimal("1e9"),
}
_PERCENT = "percent"
_PIPELINE, _ANALYSES = "processing_pipeline", "analyses"


def processing(source: Cursor, zone: str | None) -> dict[str, Any]:
    """Map the processing of any version."""
    pipeline = source[_PIPELINE]
    listed = source["data_processes"].each() + pipeline["data_processes"].each() + source[_ANALYSES].each()
    return {
        **header(source, "processing", "Processing"),
        "processes": _processes(listed, source["dependency_graph"], zone) or EMPTY_LIST,
        "pipelines": [*map(_code, source["pipelines"].each()), _pipeline(source), _pipeline(pipeline)],
        "experimenters": people(source["processor_full_name"]) + people(pipeline["processor_full_name"]),
        "notes": source["notes"].take() or pipeline["notes"].take() or pipeline["note"].take(),
        "converted_from": origin(source),
    }


def numbered(name: Any, *, number: int = 1) -> str | None:
    """Return the name of a step; of several of the same name all but the first have their number in it."""
    stated = values.text(name)
    return stated if stated is None or number == 1 else f"{stated} {number}"


def process_type(name: Any) -> str | None:
    """Return the bare name of a type of process."""
    term = load("process_type").find(name) if isinstance(name, str) and name else None
    return term.name if term else None


def process_stage(name: Any) -> str | None:
    """Return the bare name of a stage of processing."""
    term = load("process_stage").find(name) if isinstance(name, str) and name else None
    return term.name if term else None


def stage_of_list(place: str) -> str:
    """Return the stage that 1.x tells by the list of a process: in the pipeline, or among the analyses."""
    return "analysis" if _ANALYSES in pointers.split(place) else "processing"


def same_version(version: Any, other: Any) -> str | None:
    """Return a version that is stated twice, if it is the same both times."""
    stated = values.text(version)
    return stated if stated == values.text(other) else None


def commit(value: Any) -> str | None:
    """Return the hash of a commit in small letters."""
    return value.strip().lower() if isinstance(value, str) else None


def gigabytes(amount: Any, unit: Any) -> float | None:
    """Return an amount of memory in gigabytes."""
    factor = _GIGABYTES.get(unit) if isinstance(unit, str) else None
    if factor is None or isinstance(amount, bool) or not isinstance(amount, int | float | str):
        return None
    try:
        return float(Decimal(str(amount)) * factor)
    except InvalidOperation:
        return None


def usage_unit(unit: Any) -> str | None:
    """Return the UCUM code of the unit of usage."""
    return "%" if isinstance(unit, str) and unit.lower() in (_PERCENT, "%") else None


def _processes(listed: list[Cursor], graph: Cursor, zone: str | None) -> list[dict[str, Any]]:
    met: Counter[str] = Counter()
    made = []
    for each in listed:
        name = str(values.text(_name(each).value))
        met[name] += 1
        made.append(_process(each, met[name], graph, zone))
    return made


def _name(source: Cursor) -> Cursor:
    return source["analysis_name"] or source["name"] or source["process_type"]


def _process(source: Cursor, number: int, graph: Cursor, zone: str | None) -> dict[str, Any]:
    name = _name(source)
    stated = source["process_type"] or source["name"]
    return {
        "name": name.via(numbered, number=number),
        "type": stated.via(process_type),
        "stage": _stage(source, stated),
        "pipeline": line(source["pipeline_name"]),
        "code": _code(source["code"]) if source["code"] else _flat_code(source),
        "experimenters": people(source["experimenters"]) + people(source["analyst_full_name"]),
        "started_at": source["start_date_time"].via(values.timestamp, zone=zone),
        "ended_at": source["end_date_time"].via(values.timestamp, zone=zone),
        "depends_on": _needed(graph, name.value),
        "inputs": [_place(source["input_location"]), *_assets(source["code"]["input_data"])],
        "outputs": [_place(source["output_location"]), _place(source["output_path"])],
        "results": (source["output_parameters"] or source["outputs"]).whole(),
        "resources": _resources(source["resources"]),
        "notes": source["notes"].take() or source["description"].take(),
        **tag(source, "Data process"),
    }


def _stage(source: Cursor, name: Cursor) -> Any:
    """Map the stage, which in 1.x only the list tells that a process stands in."""
    if source["stage"]:
        return source["stage"].via(process_stage)
    return name.key(stage_of_list) if name.take() and {_PIPELINE, _ANALYSES} & {*source.path} else None


def _needed(graph: Cursor, name: Any) -> Any:
    """Map the edges that lead to a step; one that the graph lists without any needs nothing."""
    if not isinstance(name, str) or not isinstance(graph.value, dict) or name not in graph.value:
        return None
    return [line(each) for each in graph[name].each()] or EMPTY_LIST


def _code(source: Cursor) -> dict[str, Any]:
    return {
        "name": line(source["name"]),
        "uri": line(source["url"]),
        "version": line(source["version"]),
        "commit": source["commit_hash"].via(commit),
        "container": _container(source["container"]),
        "entry_point": line(source["run_script"]),
        "language": line(source["language"]),
        "language_version": line(source["language_version"]),
        "core_dependency": _package(source["core_dependency"]),
        "parameters": source["parameters"].whole(),
        **tag(source, "Code"),
    }


def _flat_code(source: Cursor) -> dict[str, Any]:
    """Map the code of a process that has its fields beside those of the process."""
    return {"uri": line(source["code_url"]), "version": _version(source), "parameters": source["parameters"].whole()}


def _version(source: Cursor) -> Any:
    """Map the version; that of some other software, which is not named, has no place."""
    own, software = source["code_version"], source["software_version"] or source["version"]
    if own and software:
        return own.via(same_version, software) or line(own)
    return line(own or software)


def _container(source: Cursor) -> dict[str, Any]:
    return {
        "image": line(source["uri"]),
        "tag": line(source["tag"]),
        "engine": line(source["container_type"]),
        **tag(source, "Container"),
    }


def _package(source: Cursor) -> dict[str, Any]:
    return {"name": line(source["name"]), "version": line(source["version"]), **tag(source, "Software")}


def _pipeline(source: Cursor) -> dict[str, Any]:
    return {"uri": line(source["pipeline_url"]), "version": line(source["pipeline_version"])}


def _place(source: Cursor) -> dict[str, Any]:
    return {"location": line(source)} if not isinstance(source.value, list) else {}


def _assets(source: Cursor) -> list[dict[str, Any]]:
    """Map the assets that code read, which may stand in groups."""
    stated = [inner for each in source.each() for inner in (each["assets"].each() or [each])]
    return [
        {
            "asset": {
                "name": line(each["name"]) or each["url"].via(values.asset_name),
                "uri": each["url"].via(values.uri),
                **tag(each, "Data asset"),
            }
        }
        for each in stated
    ]


def _resources(source: Cursor) -> dict[str, Any]:
    return {
        "os": line(source["os"]),
        "architecture": line(source["architecture"]),
        "cpu_model": line(source["cpu"]),
        "cpu_cores": source["cpu_cores"].take(),
        "memory_gb": source["ram"].via(gigabytes, source["ram_unit"]),
        "system_memory_gb": source["system_memory"].via(gigabytes, source["system_memory_unit"]),
        "gpu_model": line(source["gpu"]),
        "cpu_usage": _usage(source, "cpu_usage"),
        "gpu_usage": _usage(source, "gpu_usage"),
        "memory_usage": _usage(source, "ram_usage"),
        **tag(source, "Resource usage"),
    }


def _usage(source: Cursor, name: str) -> dict[str, Any] | None:
    points = source[name].each()
    if not points:
        return None
    return {
        "unit": source["usage_unit"].via(usage_unit),
        "points": [
            {
                "at": each["timestamp"].via(values.timestamp),
                "value": each["usage"].take(),
                **tag(each, "Resource timestamped"),
            }
            for each in points
        ],
    }
