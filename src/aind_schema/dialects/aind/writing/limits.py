"""What 2.x demands across the fields of an object, which no schema of its fields says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aind_schema import pointers
from aind_schema.problems import Problem, quote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Path = tuple[str | int, ...]

HOW_TO_ADD = "add it to the record"

_PLACED = ("Circle", "Square", "Whole hemisphere craniotomy")
_SIZED = ("Circle", "Square")
_SYSTEMS = ("coordinate_system", "global_coordinate_system", "local_coordinate_system")
#: What the details of a step on specimens must hold, by the type of the step.
_DETAILS = {
    "Hybridization Chain Reaction": ("HCR series",),
    "Immunolabeling": ("Fluorescent stain", "Probe reagent", "Fluorescent reagent"),
    "Sectioning": ("Sectioning", "Planar sectioning"),
    "BARSeq": ("Gene probe set",),
}
_ALONE = (
    ("HCR series",),
    ("Fluorescent stain",),
    ("Sectioning", "Planar sectioning"),
    ("Gene probe set",),
    ("Probe reagent",),
)


def unmet_demand(code: str, path: Path, message: str, hint: str | None = None, severity: str = "error") -> Problem:
    """Return a problem of a core file at a place in it."""
    return Problem(code, severity, "schema", pointers.join(path), message, hint)  # type: ignore[arg-type]


def lacking(path: Path, message: str) -> Problem:
    """Return the problem of something that is missing."""
    return unmet_demand("lacking", path, f"{message}; nothing is made up", HOW_TO_ADD)


def misfit(path: Path, message: str) -> Problem:
    """Return the problem of something that 2.x does not take."""
    return unmet_demand("does-not-fit", path, message)


def limits(path: Path, each: dict[str, Any], kind: str) -> Iterator[Problem]:
    """Yield a problem for what an object of a type breaks across its fields."""
    if kind in _CHECKS:
        yield from _CHECKS[kind](path, each)


def _craniotomy(path: Path, each: dict[str, Any]) -> Iterator[Problem]:
    kind = each.get("craniotomy_type")
    if each.get("position") and not each.get("coordinate_system_name"):
        yield lacking((*path, "coordinate_system_name"), "a craniotomy with a position must name its frame")
    if kind in _PLACED and not each.get("position"):
        yield lacking((*path, "position"), f"a craniotomy of the type {quote(kind)} must have a position")
    if kind in _SIZED and not each.get("size"):
        yield lacking((*path, "size"), f"a craniotomy of the type {quote(kind)} must have a size")


def _dynamics(path: Path, each: dict[str, Any]) -> Iterator[Problem]:
    if not each.get("volume") and not each.get("injection_current"):
        yield lacking((*path, "volume"), "an injection must have a volume or a current")


def _brain_injection(path: Path, each: dict[str, Any]) -> Iterator[Problem]:
    amounts, places = each.get("dynamics"), each.get("coordinates")
    if isinstance(amounts, list) and isinstance(places, list) and len(amounts) != len(places):
        message = f"it has {len(places)} places and {len(amounts)} courses of injections; 2.x asks for as many of both"
        yield misfit((*path, "coordinates"), message)


def _planar_section(path: Path, each: dict[str, Any]) -> Iterator[Problem]:
    if not each.get("end_coordinate") and not each.get("thickness"):
        yield lacking((*path, "thickness"), "a section that has a start must have an end or a thickness")


def _device(path: Path, each: dict[str, Any]) -> Iterator[Problem]:
    maker = each.get("manufacturer")
    if isinstance(maker, dict) and maker.get("name") == "Other" and not each.get("notes"):
        yield lacking((*path, "notes"), "a device of another manufacturer must have notes")


def _probe_config(path: Path, each: dict[str, Any]) -> Iterator[Problem]:
    if not any(each.get(key) for key in _SYSTEMS):
        yield lacking((*path, _SYSTEMS[-1]), "Probe config must have the frame of the tip of the probe")


def _device_implant(path: Path, each: dict[str, Any]) -> Iterator[Problem]:
    system = next((key for key in _SYSTEMS if each.get(key)), None)
    if each.get("transform") and not system:
        yield lacking((*path, _SYSTEMS[-1]), "a device that has a transform must have a frame of its own")
    if system and not each.get("transform"):
        yield lacking((*path, "transform"), "a device that has a frame of its own must have a transform")


def _specimen_procedure(path: Path, each: dict[str, Any]) -> Iterator[Problem]:
    listed = each.get("procedure_details")
    held = {one.get("object_type") for one in listed if isinstance(one, dict)} if isinstance(listed, list) else set()
    kind = each.get("procedure_type")
    if kind == "Other" and not each.get("notes"):
        yield lacking((*path, "notes"), "a step of another type must have notes")
    needed = _DETAILS.get(kind) if isinstance(kind, str) else None
    if needed and not held.intersection(needed):
        message = f"a step of the type {quote(kind)} must have details of the type {quote(needed[0])}"
        yield lacking((*path, "procedure_details"), message)
    if sum(bool(held.intersection(types)) for types in _ALONE) > 1:
        message = "the details of a step may be of one type only, beside reagents"
        yield misfit((*path, "procedure_details"), message)


def _procedures(path: Path, each: dict[str, Any]) -> Iterator[Problem]:
    subject, steps = each.get("subject_id"), each.get("specimen_procedures")
    for i, step in enumerate(steps if isinstance(steps, list) and isinstance(subject, str) else ()):
        stated = step.get("specimen_id") if isinstance(step, dict) else None
        ids = stated if isinstance(stated, list) else [stated]
        if any(isinstance(one, str) and str(subject) not in one for one in ids):
            message = "the id of a specimen must contain the id of the subject"
            yield misfit((*path, "specimen_procedures", i, "specimen_id"), message)


def _mouse(path: Path, each: dict[str, Any]) -> Iterator[Problem]:
    if _named(each.get("source")) == "Allen Institute" and not each.get("breeding_info"):
        yield lacking((*path, "breeding_info"), "a mouse that was bred at the Allen Institute must have breeding_info")
    strain = each.get("strain")
    stated = strain.get("species") if isinstance(strain, dict) else None
    if stated is not None and stated != _named(each.get("species")):
        yield misfit((*path, "strain", "species"), "it is not the species of the subject")


def _primate(path: Path, each: dict[str, Any]) -> Iterator[Problem]:
    born, year = each.get("date_of_birth"), each.get("year_of_birth")
    if isinstance(born, str) and year is not None and born[:4] != str(year):
        yield misfit((*path, "year_of_birth"), "it is not the year of date_of_birth")


def _data_description(path: Path, each: dict[str, Any]) -> Iterator[Problem]:
    raw = each.get("data_level") == "raw"
    if raw and each.get("subject_id") is None:
        yield lacking((*path, "subject_id"), "raw data must have one subject_id")
    if raw and each.get("source_data") is not None:
        yield misfit((*path, "source_data"), "raw data may not have source_data")


def _metric(path: Path, each: dict[str, Any]) -> Iterator[Problem]:
    several, assets = each.get("stage") == "Multi-asset", each.get("evaluated_assets")
    if several and not assets:
        yield lacking((*path, "evaluated_assets"), "a metric of several assets must have evaluated_assets")
    if assets and not several:
        yield misfit((*path, "evaluated_assets"), "only a metric of the stage Multi-asset may have evaluated_assets")


def _processing(path: Path, each: dict[str, Any]) -> Iterator[Problem]:
    listed, pipelines = each.get("data_processes"), each.get("pipelines")
    processes = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    known = {str(_named(one)) for one in pipelines} if isinstance(pipelines, list) else set()
    for i, one in enumerate(processes):
        if one.get("pipeline_name") and str(one["pipeline_name"]) not in known:
            message = f"{quote(one['pipeline_name'])} is none of the pipelines"
            yield misfit((*path, "data_processes", i, "pipeline_name"), message)
    graph = each.get("dependency_graph")
    # Where a process has no name its library takes its type for one.
    names = sorted(str(one.get("name") or one.get("process_type")) for one in processes)
    if isinstance(graph, dict) and sorted(graph) != names:
        yield misfit((*path, "dependency_graph"), "it must have each process once, by its name")


def _named(value: Any) -> Any:
    return value.get("name") if isinstance(value, dict) else None


#: What is checked of each type of object.
_CHECKS: dict[str, Callable[[Path, dict[str, Any]], Iterator[Problem]]] = {
    "Procedures": _procedures,
    "Craniotomy": _craniotomy,
    "Injection dynamics": _dynamics,
    "Brain injection": _brain_injection,
    "Planar section": _planar_section,
    "Probe config": _probe_config,
    "Device implant": _device_implant,
    "Specimen procedure": _specimen_procedure,
    "Mouse subject": _mouse,
    "Non human primate subject": _primate,
    "Data description": _data_description,
    "QC metric": _metric,
    "Curation metric": _metric,
    "Processing": _processing,
    **dict.fromkeys(("Device", "Ephys probe", "Fiber probe", "Catheter", "Myomatrix array"), _device),
}
