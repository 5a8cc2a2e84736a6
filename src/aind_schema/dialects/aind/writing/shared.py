"""Mappings of what stands in many core files of 2.x: headers, terms, people, organisations, code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aind_schema.dialects.aind.writing import words
from aind_schema.dialects.aind.writing.demands import demands

if TYPE_CHECKING:
    from collections.abc import Callable

    from aind_schema.dialects.tracing import Cursor

#: Fields that say what an object of 2.x is; a mapping may set them by itself.
FRAME = ("object_type", "describedBy", "schema_version")

_ADDRESS = "https://raw.githubusercontent.com/AllenNeuralDynamics/aind-data-schema/main/src/aind_data_schema/core/"


def header(source: Cursor, kind: str, name: str) -> dict[str, Any]:
    """Say what the core file is; one that came from 2.x keeps its version and address."""
    told, expected = source["kind"].via(words.object_type, source["schema_version"]), words.object_type(kind)
    made = {
        "object_type": told if told and told.value == expected else expected,
        "describedBy": _ADDRESS + f"{name}.py",
        "schema_version": demands()["versions"][name],
    }
    if is_of_2x(source):
        stated = source["converted_from"]
        made["schema_version"] = stated["version"].take()
        made["describedBy"] = stated["described_by"].take() or made["describedBy"]
    return made


def by_name(source: Cursor, name: str, value: str, function: Callable[..., Any]) -> dict[str, Any]:
    """Map a list whose items name themselves to an object of values under those names; of equal ones the first."""
    made: dict[str, Any] = {}
    for each in source.each():
        key = each[name].value
        if isinstance(key, str) and key not in made:
            made[key] = each[value].via(function, each[name])
    return made


def is_of_2x(source: Cursor) -> bool:
    """Tell whether a record was read from a core file of 2.x."""
    version = source["converted_from"]["version"].value
    return isinstance(version, str) and version.startswith("2.")


def identified(source: Cursor, local: Callable[[Any], Any] = words.registry_identifier) -> dict[str, Any]:
    """Map the identifier of a term, which 2.x parts from the name of its registry."""
    return {"registry": source["id"].via(words.registry), "registry_identifier": source["id"].via(local)}


def organization(source: Cursor) -> dict[str, Any]:
    """Map an organisation."""
    name = source["name"].via(words.organization_name)
    return {"name": name, "abbreviation": source["abbreviation"].take(), **identified(source)}


def person(source: Cursor) -> dict[str, Any]:
    """Map a person."""
    return {"object_type": "Person", "name": source["name"].take(), **identified(source)}


def modality(source: Cursor) -> dict[str, Any]:
    """Map a modality."""
    return {"name": source.via(words.modality_name), "abbreviation": source.via(words.modality_abbreviation)}


def code(source: Cursor) -> dict[str, Any]:
    """Map code, or a pipeline."""
    container, package = source["container"], source["core_dependency"]
    return {
        "object_type": "Code",
        "url": source["uri"].take(),
        "name": source["name"].take(),
        "version": source["version"].take(),
        "commit_hash": source["commit"].take(),
        "container": {
            "object_type": "Container",
            "container_type": container["engine"].take(),
            "tag": container["tag"].take(),
            "uri": container["image"].take(),
        },
        "run_script": source["entry_point"].take(),
        "language": source["language"].take(),
        "language_version": source["language_version"].take(),
        "parameters": source["parameters"].whole(),
        "core_dependency": {
            "object_type": "Software",
            "name": package["name"].take(),
            "version": package["version"].take(),
        },
    }
