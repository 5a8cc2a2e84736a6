"""What 2.x demands of a file: held against what was written, so that a refusal is told before it happens."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from aind_schema.dialects.aind.writing import limits
from aind_schema.dialects.aind.writing.limits import HOW_TO_ADD as _HOW_TO_ADD
from aind_schema.dialects.aind.writing.limits import unmet_demand as _unmet
from aind_schema.dialects.tracing import is_absent
from aind_schema.problems import Problem, quote

if TYPE_CHECKING:
    from collections.abc import Iterator

_HERE = Path(__file__).parent
_SUBJECT = re.compile(r"[^_]+")
_PROJECT = re.compile(r'[^<>:;"/|?\\_]+')


@cache
def demands() -> dict[str, Any]:
    """Return the facts about 2.x: versions, required fields and closed lists."""
    stated: dict[str, Any] = yaml.safe_load((_HERE / "demands.yaml").read_text(encoding="utf-8"))
    return stated


@cache
def defaults() -> list[dict[str, Any]]:
    """Return the blanks that are written where 2.x asks for a field that a record says nothing of."""
    stated: list[dict[str, Any]] = yaml.safe_load((_HERE.parent / "defaults.yaml").read_text(encoding="utf-8"))
    return stated


def words(name: str) -> dict[str, str | None]:
    """Return the words of a closed list of 2.x, each with what stands beside it there."""
    listed = demands()["words"][name]
    return listed if isinstance(listed, dict) else dict.fromkeys(listed)


def fill_blanks(value: Any) -> None:
    """Write the blank values that 2.x takes, where a field that it asks for is missing."""
    for _, each in _objects(value, ()):
        for blank in defaults():
            if blank["object"] == each.get("object_type") and "says" in blank:
                says = blank["says"]
                each.setdefault(blank["field"], list(says) if isinstance(says, list) else says)


def unmet(name: str, document: dict[str, Any]) -> Iterator[Problem]:
    """Yield a problem for whatever aind-data-schema will refuse in a core file, or a blank that stands for a value."""
    for path, each in _objects(document, ()):
        kind = each.get("object_type")
        if isinstance(kind, str):
            yield from _lacking(name, path, kind, each)
            yield from _foreign(name, path, kind, each)
            yield from _untyped(name, path, kind, each)
            yield from _broken(name, path, kind, each)
            yield from _CHECKS.get(kind, _nothing)(name, path, each)


def _objects(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], dict[str, Any]]]:
    if isinstance(value, dict):
        yield path, value
        for key, inner in value.items():
            yield from _objects(inner, (*path, key))
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from _objects(inner, (*path, i))


def _lacking(name: str, path: tuple[str | int, ...], kind: str, each: dict[str, Any]) -> Iterator[Problem]:
    blanks = {blank["field"] for blank in defaults() if blank["object"] == kind and "says" in blank}
    for field in demands()["required"].get(kind, ()):
        empty = each.get(field) == [] and field in demands()["filled"]
        if field in blanks and is_absent(each.get(field)):
            message = f"{kind} asks for {field}, and the record says nothing of it; it is written blank"
            yield _unmet("lacking", name, (*path, field), message, severity="info")
        elif each.get(field) is None or empty:
            message = f"{kind} must have {field}, and the record says nothing of it; nothing is made up"
            yield _unmet("lacking", name, (*path, field), message, _HOW_TO_ADD)


def _foreign(name: str, path: tuple[str | int, ...], kind: str, each: dict[str, Any]) -> Iterator[Problem]:
    for field, listed in demands()["closed"].get(kind, {}).items():
        stated = each.get(field)
        for word in stated if isinstance(stated, list) else [stated]:
            told = word.get("name") if isinstance(word, dict) else word
            if told is not None and not _is_listed(listed, word, told):
                message = f"2.x has no {listed.replace('_', ' ')} {quote(told)}; its library refuses the file"
                yield _unmet("does-not-fit", name, (*path, field), message)


def _untyped(name: str, path: tuple[str | int, ...], kind: str, each: dict[str, Any]) -> Iterator[Problem]:
    """Tell what is missing in the objects that a field holds and that say no type."""
    for field, of in demands()["holds"].get(kind, {}).items():
        stated = each.get(field)
        for held in stated if isinstance(stated, list) else [stated]:
            missing = [key for key in demands()["untyped"][of] if held and not _text(held, key)]
            for key in missing:
                message = f"{field.replace('_', ' ')} must have {key}, and the record says nothing of it"
                yield _unmet("lacking", name, (*path, field), f"{message}; nothing is made up", _HOW_TO_ADD)


def _text(held: Any, key: str) -> bool:
    return isinstance(held, dict) and isinstance(held.get(key), str)


def _broken(name: str, path: tuple[str | int, ...], kind: str, each: dict[str, Any]) -> Iterator[Problem]:
    """Tell numbers with a fraction where 2.x takes whole ones."""
    for field in demands()["whole"].get(kind, ()):
        if isinstance(each.get(field), float) and not each[field].is_integer():
            yield _unmet("does-not-fit", name, (*path, field), f"{each[field]} is no whole number, as 2.x asks for")


def _surgery(name: str, path: tuple[str | int, ...], each: dict[str, Any]) -> Iterator[Problem]:
    measured = each.get("measured_coordinates")
    for key in measured if isinstance(measured, dict) else ():
        if key not in words("origin"):
            message = f"2.x has no landmark {quote(key)}; its library refuses the file"
            yield _unmet("does-not-fit", name, (*path, "measured_coordinates", key), message)


def _is_listed(listed: str, word: Any, told: Any) -> bool:
    known = words(listed)
    if not isinstance(told, str) or told not in known:
        return False
    beside = word.get("common_name" if listed == "species" else "abbreviation") if isinstance(word, dict) else None
    return beside is None or beside == known[told]


def _subject(name: str, path: tuple[str | int, ...], each: dict[str, Any]) -> Iterator[Problem]:
    details = each.get("subject_details")
    if isinstance(details, dict) and "object_type" not in details:
        message = "2.x has no type for such a subject: only mice, people, other primates and calibration objects"
        yield _unmet("does-not-fit", name, (*path, "subject_details"), message)


def _mouse(name: str, path: tuple[str | int, ...], each: dict[str, Any]) -> Iterator[Problem]:
    if _named(each.get("source")) == "Allen Institute" and not each.get("breeding_info"):
        message = "a mouse that was bred at the Allen Institute must have breeding_info; nothing is made up"
        yield _unmet("lacking", name, (*path, "breeding_info"), message, _HOW_TO_ADD)
    strain = each.get("strain")
    stated = strain.get("species") if isinstance(strain, dict) else None
    if stated is not None and stated != _named(each.get("species")):
        yield _unmet("does-not-fit", name, (*path, "strain", "species"), "it is not the species of the subject")


def _primate(name: str, path: tuple[str | int, ...], each: dict[str, Any]) -> Iterator[Problem]:
    born, year = each.get("date_of_birth"), each.get("year_of_birth")
    if isinstance(born, str) and year is not None and born[:4] != str(year):
        yield _unmet("does-not-fit", name, (*path, "year_of_birth"), "it is not the year of date_of_birth")


def _data_description(name: str, path: tuple[str | int, ...], each: dict[str, Any]) -> Iterator[Problem]:
    raw, subject, project = each.get("data_level") == "raw", each.get("subject_id"), each.get("project_name")
    if raw and subject is None:
        message = "raw data must have one subject_id; nothing is made up"
        yield _unmet("lacking", name, (*path, "subject_id"), message, _HOW_TO_ADD)
    if raw and each.get("source_data") is not None:
        yield _unmet("does-not-fit", name, (*path, "source_data"), "raw data may not have source_data")
    if isinstance(subject, str) and not _SUBJECT.fullmatch(subject):
        yield _unmet("does-not-fit", name, (*path, "subject_id"), f"{quote(subject)} may not have underscores")
    if isinstance(project, str) and not _PROJECT.fullmatch(project):
        message = f"""{quote(project)} may have none of < > : ; " / | ? \\ _"""
        yield _unmet("does-not-fit", name, (*path, "project_name"), message)


def _metric(name: str, path: tuple[str | int, ...], each: dict[str, Any]) -> Iterator[Problem]:
    several, assets = each.get("stage") == "Multi-asset", each.get("evaluated_assets")
    if several and not assets:
        message = "a metric of several assets must have evaluated_assets; nothing is made up"
        yield _unmet("lacking", name, (*path, "evaluated_assets"), message, _HOW_TO_ADD)
    if assets and not several:
        message = "only a metric of the stage Multi-asset may have evaluated_assets"
        yield _unmet("does-not-fit", name, (*path, "evaluated_assets"), message)
    if each.get("object_type") == "Curation metric" and not isinstance(each.get("value"), list):
        yield _unmet("does-not-fit", name, (*path, "value"), "the value of a curation must be a list")


def _processing(name: str, path: tuple[str | int, ...], each: dict[str, Any]) -> Iterator[Problem]:
    listed, pipelines = each.get("data_processes"), each.get("pipelines")
    processes = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    known = {str(_named(one)) for one in pipelines} if isinstance(pipelines, list) else set()
    for i, one in enumerate(processes):
        if one.get("pipeline_name") and str(one["pipeline_name"]) not in known:
            message = f"{quote(one['pipeline_name'])} is none of the pipelines"
            yield _unmet("does-not-fit", name, (*path, "data_processes", i, "pipeline_name"), message)
    graph = each.get("dependency_graph")
    if isinstance(graph, dict) and sorted(graph) != sorted(str(one.get("name")) for one in processes):
        message = "it must have each process once, by its name"
        yield _unmet("does-not-fit", name, (*path, "dependency_graph"), message)


def _nothing(name: str, path: tuple[str | int, ...], each: dict[str, Any]) -> Iterator[Problem]:
    return iter(())


def _named(value: Any) -> Any:
    return value.get("name") if isinstance(value, dict) else None


_CHECKS = {
    **limits.CHECKS,
    "Surgery": _surgery,
    "Subject": _subject,
    "Mouse subject": _mouse,
    "Non human primate subject": _primate,
    "Data description": _data_description,
    "QC metric": _metric,
    "Curation metric": _metric,
    "Processing": _processing,
}
