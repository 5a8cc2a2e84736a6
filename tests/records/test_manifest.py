"""A manifest is written so that people and line tools can read it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from aind_schema import FileEntry, Manifest

NAME = "ecephys_625463_2022-10-06_10-14-25"
EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def entry(path: str, **more: Any) -> dict[str, Any]:
    return {
        "path": path,
        "size_bytes": 0,
        "sha256": EMPTY,
        "crc64nvme": "AAAAAAAAAAA=",
        "media_type": "text/plain",
        "role": "data",
        **more,
    }


def test_each_file_stands_on_a_line_of_its_own() -> None:
    manifest = Manifest(name=NAME, files=[entry("a.txt"), entry("b.txt", modality="ecephys")], empty_folders=["c"])
    assert manifest.to_json().splitlines() == [
        "{",
        '  "kind": "manifest",',
        '  "schema_version": "0.1.0",',
        f'  "name": "{NAME}",',
        '  "files": [',
        f'    {{"path":"a.txt","size_bytes":0,"sha256":"{EMPTY}","crc64nvme":"AAAAAAAAAAA=",'
        '"media_type":"text/plain","role":"data"},',
        f'    {{"path":"b.txt","size_bytes":0,"sha256":"{EMPTY}","crc64nvme":"AAAAAAAAAAA=",'
        '"media_type":"text/plain","role":"data","modality":"ecephys"}',
        "  ],",
        '  "empty_folders": [',
        '    "c"',
        "  ]",
        "}",
    ]


def test_an_asset_without_files_has_an_empty_list() -> None:
    text = Manifest(name=NAME, files=[]).to_json()
    assert '"files": []' in text
    assert json.loads(text)["files"] == []


def test_without_an_indent_all_stands_on_one_line() -> None:
    manifest = Manifest(name=NAME, files=[entry("a.txt")])
    text = manifest.to_json(indent=None)
    assert "\n" not in text
    assert json.loads(text) == json.loads(manifest.to_json())


@pytest.mark.parametrize("indent", [1, 4])
def test_another_indent_is_that_of_the_files_too(indent: int) -> None:
    text = Manifest(name=NAME, files=[entry("a.txt")]).to_json(indent=indent)
    assert f'\n{" " * 2 * indent}{{"path"' in text
    assert f"\n{' ' * indent}]" in text


# Names that could be taken for the place where the list of files goes.
TRAPS = ['"files": []', 'x"files": [', "\\", "{}", "%s", "{lines}", "\U0001f9e0", "\u2028"]
texts = (st.sampled_from(TRAPS) | st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)).filter(
    lambda text: text.strip() == text and text.isprintable()
)
paths = st.from_regex("[a-z \u00e9\U0001f9e0'{}$]{0,5}[a-z]", fullmatch=True)


@given(texts, st.lists(paths, max_size=3), st.lists(paths, max_size=2), st.dictionaries(st.just("lab"), st.just({})))
def test_what_is_written_is_read_again(name: str, files: list[str], folders: list[str], more: dict[str, Any]) -> None:
    stated: dict[str, Any] = {"empty_folders": folders} if folders else {}
    stated |= {"extensions": {"lab": {'"files": []': name}}} if more else {}
    manifest = Manifest(name=name, files=[entry(path) for path in files], **stated)
    for text in (manifest.to_json(), manifest.to_json(indent=None), manifest.to_json(indent=4)):
        read = Manifest.model_validate_json(text)
        assert read == manifest
        assert json.loads(text) == manifest.to_dict()
    assert len([line for line in manifest.to_json().splitlines() if line.startswith('    {"path"')]) == len(files)


def test_a_name_that_looks_like_the_list_of_files_is_left_alone() -> None:
    manifest = Manifest.model_validate({"$schema": "x", **Manifest(name='"files": []', files=[entry("a")]).to_dict()})
    assert json.loads(manifest.to_json()) == manifest.to_dict()


@pytest.mark.parametrize("path", ["../x", "/x", "a\\b", "a/", "./a", "a\n", "a//b", "", "C:x"])
def test_a_path_that_leads_elsewhere_is_no_path_of_a_file(path: str) -> None:
    with pytest.raises(ValidationError, match="path"):
        FileEntry(**entry(path))
    with pytest.raises(ValidationError, match="empty_folders"):
        Manifest(name=NAME, files=[], empty_folders=[path])


@pytest.mark.parametrize(
    "wrong", [{"sha256": EMPTY.upper()}, {"sha256": EMPTY[1:]}, {"crc64nvme": "AAAAAAAAAAB="}, {"size_bytes": -1}]
)
def test_digests_and_sizes_have_one_form(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match=next(iter(wrong))):
        FileEntry(**entry("a", **wrong))
