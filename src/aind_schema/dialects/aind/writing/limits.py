"""What 2.x demands of procedures beyond the fields that an object must have."""

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
_DEEPEST, _LIGHTEST = 5, 1
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


def unmet_demand(
    code: str, name: str, path: Path, message: str, hint: str | None = None, severity: str = "error"
) -> Problem:
    """Return a problem of a core file at a place in it."""
    return Problem(code, severity, "schema", pointers.join((name, *path)), message, hint)  # type: ignore[arg-type]


def _lacking(name: str, path: Path, message: str) -> Problem:
    return unmet_demand("lacking", name, path, f"{message}; nothing is made up", HOW_TO_ADD)


def _craniotomy(name: str, path: Path, each: dict[str, Any]) -> Iterator[Problem]:
    kind = each.get("craniotomy_type")
    if each.get("position") and not each.get("coordinate_system_name"):
        yield _lacking(name, (*path, "coordinate_system_name"), "a craniotomy with a position must name its frame")
    if kind in _PLACED and not each.get("position"):
        yield _lacking(name, (*path, "position"), f"a craniotomy of the type {quote(kind)} must have a position")
    if kind in _SIZED and not each.get("size"):
        yield _lacking(name, (*path, "size"), f"a craniotomy of the type {quote(kind)} must have a size")


def _dynamics(name: str, path: Path, each: dict[str, Any]) -> Iterator[Problem]:
    if not each.get("volume") and not each.get("injection_current"):
        yield _lacking(name, (*path, "volume"), "an injection must have a volume or a current")


def _brain_injection(name: str, path: Path, each: dict[str, Any]) -> Iterator[Problem]:
    amounts, places = each.get("dynamics"), each.get("coordinates")
    if isinstance(amounts, list) and isinstance(places, list) and len(amounts) != len(places):
        message = f"it has {len(places)} places and {len(amounts)} courses of injections; 2.x asks for as many of both"
        yield unmet_demand("does-not-fit", name, (*path, "coordinates"), message)


def _planar_section(name: str, path: Path, each: dict[str, Any]) -> Iterator[Problem]:
    if not each.get("end_coordinate") and not each.get("thickness"):
        yield _lacking(name, (*path, "thickness"), "a section that has a start must have an end or a thickness")


def _anaesthetic(name: str, path: Path, each: dict[str, Any]) -> Iterator[Problem]:
    level = each.get("level")
    if isinstance(level, int | float) and not _LIGHTEST <= level <= _DEEPEST:
        yield unmet_demand("does-not-fit", name, (*path, "level"), f"{level} is not between 1 and 5 percent")


def _device(name: str, path: Path, each: dict[str, Any]) -> Iterator[Problem]:
    maker = each.get("manufacturer")
    if isinstance(maker, dict) and maker.get("name") == "Other" and not each.get("notes"):
        yield _lacking(name, (*path, "notes"), "a device of another manufacturer must have notes")


def _probe_config(name: str, path: Path, each: dict[str, Any]) -> Iterator[Problem]:
    if not any(each.get(key) for key in _SYSTEMS):
        yield _lacking(name, (*path, _SYSTEMS[-1]), "Probe config must have the frame of the tip of the probe")


def _device_implant(name: str, path: Path, each: dict[str, Any]) -> Iterator[Problem]:
    system = next((key for key in _SYSTEMS if each.get(key)), None)
    if each.get("transform") and not system:
        yield _lacking(name, (*path, _SYSTEMS[-1]), "a device that has a transform must have a frame of its own")
    if system and not each.get("transform"):
        yield _lacking(name, (*path, "transform"), "a device that has a frame of its own must have a transform")


def _specimen_procedure(name: str, path: Path, each: dict[str, Any]) -> Iterator[Problem]:
    listed = each.get("procedure_details")
    held = {one.get("object_type") for one in listed if isinstance(one, dict)} if isinstance(listed, list) else set()
    kind = each.get("procedure_type")
    if kind == "Other" and not each.get("notes"):
        yield _lacking(name, (*path, "notes"), "a step of another type must have notes")
    needed = _DETAILS.get(kind) if isinstance(kind, str) else None
    if needed and not held.intersection(needed):
        message = f"a step of the type {quote(kind)} must have details of the type {quote(needed[0])}"
        yield _lacking(name, (*path, "procedure_details"), message)
    if sum(bool(held.intersection(types)) for types in _ALONE) > 1:
        message = "the details of a step may be of one type only, beside reagents"
        yield unmet_demand("does-not-fit", name, (*path, "procedure_details"), message)


def _procedures(name: str, path: Path, each: dict[str, Any]) -> Iterator[Problem]:
    subject, steps = each.get("subject_id"), each.get("specimen_procedures")
    for i, step in enumerate(steps if isinstance(steps, list) and isinstance(subject, str) else ()):
        stated = step.get("specimen_id") if isinstance(step, dict) else None
        ids = stated if isinstance(stated, list) else [stated]
        if any(isinstance(one, str) and str(subject) not in one for one in ids):
            message = "the id of a specimen must contain the id of the subject"
            yield unmet_demand("does-not-fit", name, (*path, "specimen_procedures", i, "specimen_id"), message)


#: What is checked of each type of object.
CHECKS: dict[str, Callable[[str, Path, dict[str, Any]], Iterator[Problem]]] = {
    "Procedures": _procedures,
    "Craniotomy": _craniotomy,
    "Injection dynamics": _dynamics,
    "Brain injection": _brain_injection,
    "Planar section": _planar_section,
    "Anaesthetic": _anaesthetic,
    "Probe config": _probe_config,
    "Device implant": _device_implant,
    "Specimen procedure": _specimen_procedure,
    **dict.fromkeys(("Device", "Ephys probe", "Fiber probe", "Catheter", "Myomatrix array"), _device),
}
