"""A name is built from the records, and written where it is missing; nothing else is touched."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from aind_schema import DataDescription, reading, validate
from aind_schema.assets.naming import build_name, state_name
from aind_schema.errors import InvalidName
from samples.assets import DESCRIPTION, NAME, SUBJECT

UNNAMED = {key: value for key, value in DESCRIPTION.items() if key != "name"}
PARENT = {"name": "ecephys_625463_2022-10-06_10-14-25"}

# ---- building ------------------------------------------------------------------------------------------------------


def described(**changes: Any) -> DataDescription:
    stated = {"name": "unnamed", **UNNAMED, **changes}
    return DataDescription.model_validate({key: value for key, value in stated.items() if value is not None})


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({}, "ecephys_625463_2022-10-06_10-14-25"),
        ({"platform": "SmartSPIM"}, "SmartSPIM_625463_2022-10-06_10-14-25"),
        ({"platform": "mylab:tower_2"}, "mylab-tower-2_625463_2022-10-06_10-14-25"),
        ({"modalities": ["ecephys", "behavior"]}, "625463_2022-10-06_10-14-25"),
        ({"subject_ids": []}, "ecephys_no-subject_2022-10-06_10-14-25"),
        ({"subject_ids": ["b", "a"]}, "ecephys_b+a_2022-10-06_10-14-25"),
        ({"subject_ids": ["SB_2 / x"]}, "ecephys_SB-2---x_2022-10-06_10-14-25"),
        ({"created_at": "2022-10-06T10:14:25.999999+14:00"}, "ecephys_625463_2022-10-06_10-14-25"),
        ({"created_at": "2022-10-06T23:59:59Z"}, "ecephys_625463_2022-10-06_23-59-59"),
        ({"data_level": "simulated"}, "ecephys_625463_2022-10-06_10-14-25"),
        (
            {"data_level": "derived", "source_assets": [PARENT], "process": "dlc_face"},
            "ecephys_625463_2022-10-06_10-14-25_dlc_face_2022-10-06_10-14-25",
        ),
        (
            {"data_level": "derived", "source_assets": [PARENT], "process": "sorted", "created_at": None},
            "ecephys_625463_2022-10-06_10-14-25_sorted",
        ),
    ],
    ids=str,
)
def test_a_name_says_what_the_description_says(changes: dict[str, Any], name: str) -> None:
    description = described(**changes)
    assert str(build_name(description)) == name
    # The rules about names have nothing to say of it.
    assert [each for each in validate(description.replace(name=name)) if each.path == "/name"] == []


def test_the_subjects_beside_count_where_the_description_states_none() -> None:
    assert build_name(described(subject_ids=None), ["1", "2"]).subject_ids == ("1", "2")
    assert build_name(described(subject_ids=["3"]), ["1", "2"]).subject_ids == ("3",)
    assert build_name(described(subject_ids=[]), ["1", "2"]).subject_ids == ()


DERIVED = {"data_level": "derived", "source_assets": [PARENT], "process": "sorted"}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"created_at": None}, "state created_at"),
        ({"subject_ids": None}, "state subject_ids, an empty list for none"),
        ({"subject_ids": ["1", "1"]}, "stands there twice"),
        ({"subject_ids": ["x" * 250]}, "bytes of UTF-8"),
        ({**DERIVED, "process": None}, "its process and its one source"),
        ({**DERIVED, "source_assets": []}, "its process and its one source"),
        ({**DERIVED, "source_assets": [PARENT, PARENT]}, "its process and its one source"),
        ({**DERIVED, "source_assets": [{"name": "my data"}]}, "white space"),
        ({**DERIVED, "process": "spike sorting"}, "white space"),
        ({**DERIVED, "process": "../x"}, "separates folders"),
        ({**DERIVED, "source_assets": [{"name": f"{PARENT['name']}_dlc"}]}, "needs a date and time"),
    ],
    ids=str,
)
def test_what_a_name_lacks_is_told(changes: dict[str, Any], reason: str) -> None:
    with pytest.raises(InvalidName, match=reason):
        build_name(described(**changes))


# ---- writing -------------------------------------------------------------------------------------------------------

VALUE = json.dumps(NAME)
HEAD = '"kind": "data_description", "schema_version": "0.1.0", "data_level": "raw", "modalities": ["ecephys"]'
REST = '"subject_ids": ["625463"], "created_at": "2022-10-06T10:14:25-07:00"'
BLOCK = (
    'kind: data_description\nschema_version: "0.1.0"\ndata_level: raw  # as acquired\n'
    "modalities:\n- ecephys\nsubject_ids: ['625463']\n\n# local time\ncreated_at: 2022-10-06T10:14:25-07:00\n"
)
TAGGED = f'"tags": ["{{\\"name\\": 1}}", "name: x"], {HEAD}, {REST}'
# Each style: the file's name, what stands before the place of the name, what is put there, what stands behind it.
STYLES = {
    "JSON on one line": ("json", "{", f'"name": {VALUE}, ', f"{HEAD}, {REST}}}"),
    "JSON without spaces": ("json", "{", f'"name": {VALUE}, ', f"{HEAD},{REST}}}".replace(": ", ":")),
    "JSON in lines": ("json", "{\n  ", f'"name": {VALUE},\n  ', f"{HEAD},\n  {REST}\n}}\n"),
    "JSON with tabs": ("json", "{\n\t", f'"name": {VALUE},\n\t', f"{HEAD},\n\t{REST}\n}}\n"),
    "JSON with CRLF": ("json", "{\r\n  ", f'"name": {VALUE},\r\n  ', f"{HEAD},\r\n  {REST}\r\n}}\r\n"),
    "JSON with a byte order mark": ("json", "\ufeff{\n  ", f'"name": {VALUE},\n  ', f"{HEAD},\n  {REST}\n}}"),
    "JSON after white space": ("json", "\n\n  { ", f'"name": {VALUE}, ', f"{HEAD}, {REST} }}\n\n"),
    "JSON that looks like YAML": ("json", "{", f'"name": {VALUE}, ', f"{TAGGED}}}"),
    "JSON in other letters": ("json", "{\n ", f'"name": {VALUE},\n ', f'"title": "\u00e9\U0001f9e0",{HEAD},{REST}}}'),
    "YAML in lines": ("yaml", "", f"name: {VALUE}\n", BLOCK),
    "YAML with the ending .yml": ("yml", "", f"name: {VALUE}\n", BLOCK),
    "YAML below comments": ("yaml", "# of the rig\n\n#\n", f"name: {VALUE}\n", BLOCK),
    "YAML below a mark": ("yaml", "%YAML 1.2\n---\n# first\n", f"name: {VALUE}\n", BLOCK + "...\n"),
    "YAML with an indent": ("yaml", "---\n  ", f"name: {VALUE}\n  ", BLOCK.replace("\n", "\n  ").rstrip(" ")),
    "YAML with CRLF": ("yaml", "# rig\r\n", f"name: {VALUE}\r\n", BLOCK.replace("\n", "\r\n")),
    "YAML with CR": ("yaml", "# rig\r", f"name: {VALUE}\r", BLOCK.replace("\n", "\r")),
    "YAML with a byte order mark": ("yaml", "\ufeff", f"name: {VALUE}\n", BLOCK),
    "YAML with a mark and a comment": ("yaml", "\ufeff# rig\n", f"name: {VALUE}\n", BLOCK),
    "YAML with quoted keys": ("yaml", "", f"name: {VALUE}\n", BLOCK.replace("kind:", '"kind":')),
    "YAML in braces": ("yaml", "{", f'"name": {VALUE}, ', f"{HEAD}, {REST}}}\n"),
    "YAML in braces below a comment": ("yaml", "# {\n--- {\n  ", f'"name": {VALUE},\n  ', f"{HEAD},\n  {REST}}}\n"),
    "YAML with strange line ends in a comment": ("yaml", "# a\u2028# b\x85# c\n", f"name: {VALUE}\n", BLOCK),
}


@pytest.mark.parametrize("style", STYLES)
def test_the_name_is_written_and_all_else_stays_byte_for_byte(style: str, tmp_path: Path) -> None:
    ending, before, stated, behind = STYLES[style]
    path = tmp_path / f"data_description.{ending}"
    path.write_bytes(f"{before}{behind}".encode())
    unnamed = reading.read(path).document
    assert unnamed is not None, "the sample is sound"
    assert state_name(path) is None
    assert path.read_bytes() == f"{before}{stated}{behind}".encode()
    document = reading.read(path).document
    assert document is not None
    assert document.data == {"name": NAME, **unnamed.data}
    assert validate(path).ok
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def write(folder: Path, content: Any, name: str = "data_description.json") -> Path:
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "content",
    [
        DESCRIPTION,
        {**UNNAMED, "name": None},
        {**UNNAMED, "name": "anything else"},
        # What is wrong is told by validation; a name that is made of mistakes would outlast them.
        {**UNNAMED, "platform": "ecefys"},
        {**UNNAMED, "subject_ids": "625463"},
        {**UNNAMED, "subject_ids": 625463},
        {**UNNAMED, "modalities": [5]},
        {**UNNAMED, "created_at": "2022-10-06"},
        {**UNNAMED, "created_at": "2022-10-06 10:14:25"},
        {**UNNAMED, "source_assets": ["x"], "data_level": "derived"},
        {**UNNAMED, "kind": "subject"},
        {**UNNAMED, "schema_version": "9.9.9"},
        {"object_type": "Data description", "creation_time": "2022-10-06T10:14:25-07:00"},
        {},
        [UNNAMED],
        "{",
        "",
    ],
    ids=str,
)
def test_a_description_with_a_name_or_with_mistakes_is_left_alone(content: Any, tmp_path: Path) -> None:
    path = write(tmp_path, content)
    before = path.read_bytes()
    assert state_name(path) is None
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "hint"),
    [
        (json.dumps({**UNNAMED, "created_at": None}), "state created_at"),
        (json.dumps({key: UNNAMED[key] for key in UNNAMED if key != "subject_ids"}), "state subject_ids"),
        # There is no telling where a name would go.
        (f"? kind\n: data_description\n{BLOCK.partition(chr(10))[2]}", f"write into it: name: {VALUE}"),
        (f"{{ # of the rig\n  {HEAD}, {REST}}}", f"write into it: name: {VALUE}"),
    ],
)
def test_what_cannot_be_built_or_written_is_told(content: str, hint: str, tmp_path: Path) -> None:
    path = write(tmp_path, content, "data_description.yaml")
    problem = state_name(path)
    assert problem is not None
    assert (problem.code, problem.file) == ("no-name", "data_description.yaml")
    assert hint in str(problem.hint)
    assert path.read_text(encoding="utf-8") == content


def test_the_name_tells_the_subjects_whose_records_lie_beside(tmp_path: Path) -> None:
    content = {key: value for key, value in UNNAMED.items() if key != "subject_ids"}
    path = write(tmp_path, content)
    write(tmp_path, {**SUBJECT, "subject_id": "745301"}, "subject_745301.json")
    write(tmp_path, {**SUBJECT, "subject_id": "745300"}, "subject_745300.json")
    write(tmp_path, {**SUBJECT, "subject_id": 7}, "subject_broken.json")
    assert state_name(path) is None
    assert json.loads(path.read_text())["name"] == "ecephys_745300+745301_2022-10-06_10-14-25"
