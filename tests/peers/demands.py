"""What AIND's own library demands of a file, as facts drawn from the JSON Schemas that it makes of its models.

Run as a program, it writes them where the writing of the dialect finds them; a test holds the two together.
"""

from __future__ import annotations

import json
import re
from importlib.metadata import version
from pathlib import Path
from typing import Any

from aind_data_schema.core.data_description import DataDescription
from aind_data_schema.core.metadata import Metadata
from aind_data_schema.core.procedures import Procedures
from aind_data_schema.core.processing import Processing
from aind_data_schema.core.quality_control import QualityControl
from aind_data_schema.core.subject import Subject

TARGET = Path(__file__).resolve().parents[2] / "src/aind_schema/dialects/aind/writing/demands.json"
CORE_FILES = {
    "subject": Subject,
    "data_description": DataDescription,
    "procedures": Procedures,
    "processing": Processing,
    "quality_control": QualityControl,
}
#: What we call a list of terms, by a field that only its terms have.
LISTS = {"common_name": "species", "species": "strain", "registry": "organization", "abbreviation": "modality"}
#: Fields that the models set by themselves, whatever a file says there.
SKIPPED = ("object_type", "schema_version")
#: What their models let through beyond their schemas: a field that is filled in from another before it is looked at,
#: and tags as the first files of 2.x have them.
FILLED_IN = [("Probe config", "local_coordinate_system")]
WIDER = {("QC metric", "tags"), ("Curation metric", "tags")}
FORMATS = {"date": "date", "date-time": "time", "time": "clock"}
SCALARS = {"string": "text", "number": "number", "integer": "whole number", "boolean": "true or false"}


class Demands:
    """Draw the facts from JSON Schemas."""

    def __init__(self) -> None:
        self.objects: dict[str, Any] = {}
        self.words: dict[str, Any] = {}
        self.terms: dict[str, Any] = {}
        self._defs: dict[str, Any] = {}

    def add(self, schema: dict[str, Any]) -> None:
        """Draw the facts from the schema of one core file."""
        self._defs = schema.get("$defs", {})
        self._object(schema)

    def _shape(self, node: dict[str, Any]) -> Any:
        branches = node.get("anyOf") or node.get("oneOf")
        if branches:
            return self._union([self._resolve(each) for each in branches], node.get("discriminator", {}))
        node = self._resolve(node)
        if "enum" in node:
            name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", node["title"]).lower()
            self.words[name] = node["enum"]
            return {"word": name}
        if _is_term(node):
            return self._term([node], "name")
        if "const" in node and not str(node["const"]).startswith("https://"):  # addresses are not held against theirs
            return {"one of": [node["const"]]}
        if node.get("type") == "array":
            return {"list": self._shape(node["items"]), **({"least": node["minItems"]} if "minItems" in node else {})}
        if "properties" in node:
            return {"object": self._object(node)}
        if node.get("type") == "object":
            return self._map(node)
        return _scalar(node)

    def _union(self, branches: list[dict[str, Any]], discriminator: dict[str, Any]) -> Any:
        stated = [each for each in branches if each.get("type") != "null"]
        if all(map(_is_term, stated)):
            return self._term(stated, discriminator.get("propertyName", "name"))
        shapes = [self._shape(each) for each in stated]
        if shapes == ["number", "text"]:  # a decimal number, which may be written as text
            return "number"
        return shapes[0] if len(shapes) == 1 else {"any": shapes}

    def _object(self, node: dict[str, Any]) -> str:
        fields = node["properties"]
        name: str = fields.get("object_type", {}).get("const") or node["title"]
        if name not in self.objects:
            made = self.objects[name] = {}
            required = [key for key in node.get("required", []) if (name, key) not in FILLED_IN]
            unset = {key for key, field in fields.items() if {"type": "null"} in field.get("anyOf", ())}
            made["fields"] = {key: self._shape(field) for key, field in fields.items() if key not in SKIPPED}
            for key in (key for key in made["fields"] if (name, key) in WIDER):
                made["fields"][key] = {"any": [made["fields"][key], {"list": "text"}]}
            made["required"] = [*required, *(key for key, field in fields.items() if _is_empty_by_default(field))]
            made["never null"] = [key for key in fields if key not in {*unset, *required, *SKIPPED}]
            made["closed"] = node.get("additionalProperties") is False
        return name

    def _map(self, node: dict[str, Any]) -> Any:
        values = node.get("additionalProperties")
        if not isinstance(values, dict):
            return "object"
        keys = {"keys": self._shape(node["propertyNames"])} if "propertyNames" in node else {}
        return {"map": self._shape(values), **keys}

    def _term(self, branches: list[dict[str, Any]], key: str) -> Any:
        words, fields = {}, {}
        for each in branches:
            told = {name: field["const"] for name, field in each["properties"].items() if "const" in field}
            words[told.pop(key)] = told
            fields |= {name: self._shape(field) for name, field in each["properties"].items() if name not in told}
        name = next(name for field, name in LISTS.items() if field in branches[0]["properties"])
        known = self.terms.setdefault(name, {"by": key, "fields": {}, "words": {}})
        known["words"] |= words
        known["fields"] |= {name: shape for name, shape in fields.items() if name != key}
        return {"term": name}

    def _resolve(self, node: dict[str, Any]) -> dict[str, Any]:
        return self._defs[node["$ref"].rsplit("/", 1)[-1]] if "$ref" in node else node


def _is_empty_by_default(field: dict[str, Any]) -> bool:
    """Tell whether a list that may not be empty is empty by default, so that it has to be given."""
    return field.get("default") == [] and "minItems" in field


def _is_term(node: dict[str, Any]) -> bool:
    fields = node.get("properties", {})
    return "object_type" not in fields and "const" in fields.get("name", {})


def _scalar(node: dict[str, Any]) -> Any:
    if "pattern" in node:
        return {"text": node["pattern"]}
    if "minimum" in node:
        return {"from": node["minimum"], "to": node["maximum"]}
    return FORMATS.get(node.get("format", "")) or SCALARS.get(node.get("type", ""), "anything")


def drawn() -> dict[str, Any]:
    """Return the facts."""
    made = Demands()
    for each in CORE_FILES.values():
        made.add(each.model_json_schema())
    models = {**CORE_FILES, "metadata": Metadata}
    peers = " and ".join(f"{name} {version(name)}" for name in ("aind-data-schema", "aind-data-schema-models"))
    return {
        "about": "Facts drawn from the JSON Schemas of another library, to tell where it will refuse a file.",
        "source": f"{peers}, https://github.com/AllenNeuralDynamics",
        "license": "MIT",
        "versions": {name: model.model_fields["schema_version"].default for name, model in models.items()},
        "files": {name: model.model_fields["object_type"].default for name, model in CORE_FILES.items()},
        "objects": made.objects,
        "words": made.words,
        "terms": made.terms,
    }


def text(facts: dict[str, Any]) -> str:
    """Return the facts as JSON, with a line for each object and each list."""
    parts = []
    for key, value in facts.items():
        if isinstance(value, dict):
            lines = [f"{json.dumps(name)}: {json.dumps(value[name], ensure_ascii=False)}" for name in sorted(value)]
            parts.append(f"{json.dumps(key)}: {{\n" + ",\n".join(lines) + "\n}")
        else:
            parts.append(f"{json.dumps(key)}: {json.dumps(value)}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    TARGET.write_text(text(drawn()), encoding="utf-8")
