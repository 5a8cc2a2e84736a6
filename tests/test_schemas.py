"""The published schemas are what the models say, and stay what they were."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from aind_schema import schemas
from aind_schema.versions import KINDS, LATEST


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_a_schema(kind: str) -> None:
    schema = schemas.build(kind)
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"{schemas.BASE_URI}/{LATEST}/{kind}.json"
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "title" not in json.dumps(schema).replace('"title": {', "")
    assert schema["required"][:2] == ["kind", "schema_version"]


def test_quantities_carry_their_unit() -> None:
    assert schemas.build("subject")["$defs"]["Grams"]["x-unit"] == "g"


def test_a_schema_is_small() -> None:
    compact = json.dumps(schemas.build("subject"), separators=(",", ":"), ensure_ascii=False).encode()
    assert len(compact) <= 40_000


def test_export_is_deterministic_and_complete(tmp_path: Path) -> None:
    first = {path.name: path.read_bytes() for path in schemas.export(tmp_path / "a")}
    second = {path.name: path.read_bytes() for path in schemas.export(tmp_path / "b")}
    assert first == second
    assert set(first) == {f"{kind}.json" for kind in KINDS} | {"index.json"}
    assert b"\r" not in b"".join(first.values())
    assert list(schemas.check(tmp_path / "a")) == []


def test_the_published_schemas_are_those_of_the_models(root: Path) -> None:
    assert list(schemas.check(root / "schemas_json")) == []


@pytest.mark.parametrize("change", ["edit", "remove"])
def test_a_published_file_may_not_change(tmp_path: Path, change: str) -> None:
    schemas.export(tmp_path)
    path = tmp_path / LATEST / "subject.json"
    if change == "edit":
        path.write_text(path.read_text().replace("animal", "Animal", 1))
    else:
        path.unlink()
    problems = list(schemas.check(tmp_path))
    assert {problem.code for problem in problems} == {"schema-differs"}
    assert str(path) in {problem.file for problem in problems}


def test_an_older_version_is_frozen(tmp_path: Path) -> None:
    schemas.export(tmp_path)
    old = tmp_path / "0.0.9"
    (tmp_path / LATEST).rename(old)
    index = json.loads((tmp_path / "index.json").read_text().replace(f'"{LATEST}', '"0.0.9'))
    (tmp_path / "index.json").write_text(json.dumps(index))
    schemas.export(tmp_path)
    assert list(schemas.check(tmp_path)) == []
    (old / "subject.json").write_text("{}")
    schemas.export(tmp_path)
    assert [problem.file for problem in schemas.check(tmp_path)] == [str(old / "subject.json")]
