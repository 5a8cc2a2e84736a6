"""What the pages of the rules show is true: before, the rule finds something; after, it finds nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from aind_schema import Animal, Human, Metadata, reading, rules, schemas
from aind_schema.versions import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aind_schema.base import Record

_HEADING = re.compile(r"^# (data description|subject|bundle|manifest|procedures|processing|quality|folder)(?: (\S+))?$")
_KINDS = {
    "data description": "data_description",
    "subject": "subject",
    "bundle": "metadata",
    "manifest": "manifest",
    "procedures": "procedures",
    "processing": "processing",
    "quality": "quality",
}
_REQUIRED = {
    "data_description": {"name": "ecephys_625463_2022-10-06_10-14-25", "data_level": "raw", "modalities": ["ecephys"]},
    "subject": {"subject_id": "625463"},
    "metadata": {},
    "manifest": {"name": "ecephys_625463_2022-10-06_10-14-25", "files": []},
    "procedures": {"subject_id": "625463"},
    "processing": {"processes": []},
    "quality": {},
}
_FILE = {
    "size_bytes": 0,
    "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "crc64nvme": "AAAAAAAAAAA=",
    "media_type": "application/octet-stream",
    "role": "data",
}
#: What comes after is right only with a file of the lab's.
_NEEDS_A_LAB = {"unknown-own-term"}

every_rule = pytest.mark.parametrize("rule", rules.all_rules(), ids=lambda rule: rule.code)


@every_rule
def test_the_rule_finds_what_its_page_shows(rule: rules.Rule, find: Any) -> None:
    records, folder = shown(rule, "Before")
    assert find(rule.code, *records, folder=folder)


@every_rule
def test_the_rule_finds_nothing_in_what_its_page_proposes(rule: rules.Rule, find: Any) -> None:
    if rule.code in _NEEDS_A_LAB:
        pytest.skip("needs a vocabulary of the lab")
    records, folder = shown(rule, "After")
    assert find(rule.code, *records, folder=folder) == []


def shown(rule: rules.Rule, when: str) -> tuple[list[Record], str | None]:
    """Return the records in a snippet, with what it leaves out, and the folder that it names."""
    found = re.search(rf"^{when}:\n\n((?:    .*\n?|\n)+)", rule.page, re.MULTILINE)
    assert found, rule.page
    pieces = list(split(found[1]))
    folders = [word for heading, word, _ in pieces if heading == "folder"]
    documents = [(_KINDS.get(heading), data) for heading, _, text in pieces if (data := parsed(text))]
    records = [record(rule, kind, data) for kind, data in documents]
    return [*records, *unpacked(records)], folders[0] if folders else None


def unpacked(records: list[Record]) -> Iterator[Record]:
    """Yield the records in a bundle, where no file of the same kind stands beside it."""
    beside = {record.record_kind() for record in records}
    for bundle in records:
        parts = (bundle.data_description, bundle.subject, *bundle.cohort) if isinstance(bundle, Metadata) else ()
        yield from (part for part in parts if part is not None and part.record_kind() not in beside)


def split(snippet: str) -> Iterator[tuple[str, str | None, str]]:
    """Yield the documents in a snippet, each with the comment above it."""
    heading, word, lines = "", None, [""]
    for line in map(str.rstrip, snippet.splitlines()):
        if found := _HEADING.match(line[4:]):
            yield heading, word, "\n".join(lines)
            heading, word, lines = found[1], found[2], []
        else:
            lines.append(line[4:])
    yield heading, word, "\n".join(lines)


def parsed(text: str) -> dict[str, Any]:
    result = reading.parse(text.encode(), syntax="yaml")
    return result.document.data if result.document and result.document.data else {}


def record(rule: rules.Rule, kind: str | None, data: dict[str, Any]) -> Record:
    """Complete a piece of a document: the fields of a subject's details may stand alone."""
    if not any(data.keys() <= fields_of(each) for each in KINDS):
        about = "animal" if data.keys() <= Animal.model_fields.keys() else "human"
        assert data.keys() <= (Animal if about == "animal" else Human).model_fields.keys(), data
        data = {"details": {"kind": about, **data}}
    needed = set(rule.needs) & set(KINDS)
    fitting = [each for each in KINDS if data.keys() <= fields_of(each)]
    kind = kind or next((each for each in fitting if each in needed), fitting[0])
    return schemas.model(kind).model_validate(completed(kind, data))


def fields_of(kind: str) -> set[str]:
    return set(schemas.model(kind).model_fields)


def completed(kind: str, data: dict[str, Any]) -> dict[str, Any]:
    whole = {**_REQUIRED[kind], "kind": kind, "schema_version": "0.1.0", **data}
    if (whole.get("details") or {}).get("kind", "animal") == "animal" and "details" in whole:
        whole["details"] = {"kind": "animal", "species": {"name": "Mus musculus"}, **whole["details"]}
    for key, part in {"subject": "subject", "data_description": "data_description"}.items():
        if kind == "metadata" and key in whole:
            whole[key] = completed(part, whole[key])
    if "files" in whole:
        whole["files"] = [{**_FILE, **each} for each in whole["files"]]
    if "cohort" in whole:
        whole["cohort"] = [completed("subject", each) for each in whole["cohort"]]
    return whole
