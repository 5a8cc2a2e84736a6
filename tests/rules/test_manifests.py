"""A manifest lists what an asset can be, and says what the records beside it say."""

from __future__ import annotations

import json
import time
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aind_schema import DataDescription, Manifest, Metadata, Report, rules, validate
from aind_schema.rules.manifests import MOST_FINDINGS

NAME = "ecephys_625463_2022-10-06_10-14-25"
OTHER = "ecephys_625464_2022-10-06_10-14-25"
ASSET = DataDescription(name=NAME, data_level="raw", modalities=["ecephys"])


def entry(path: str, **more: Any) -> dict[str, Any]:
    digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    return {
        "path": path,
        "size_bytes": 0,
        "sha256": digest,
        "crc64nvme": "AAAAAAAAAAA=",
        "media_type": "text/plain",
        "role": "data",
        **more,
    }


def manifest(*paths: str, empty: list[str] | None = None, **changes: Any) -> Manifest:
    stated = {"name": NAME, "files": [entry(path) for path in paths], **changes}
    return Manifest(**stated, **({"empty_folders": empty} if empty else {}))


def shown(found: list[Any]) -> list[tuple[str, str]]:
    return [(finding.path, finding.message) for finding in found]


# ---- names ---------------------------------------------------------------------------------------------------------


def test_the_manifest_is_that_of_the_asset(find: Any) -> None:
    code = "manifest-name-differs"
    message = f'the manifest is that of "{OTHER}", the data description says "{NAME}"'
    assert shown(find(code, manifest(name=OTHER), ASSET)) == [("/name", message)]
    assert find(code, manifest(), ASSET) == find(code, manifest()) == []
    bundle = Metadata(data_description=ASSET)
    assert find(code, manifest(), bundle) == []


def test_without_a_description_the_folder_bears_the_name(find: Any) -> None:
    code = "manifest-folder-differs"
    message = f'the manifest is that of "{NAME}", the folder is called "{OTHER}"'
    assert shown(find(code, manifest(), folder=OTHER)) == [("/name", message)]
    assert find(code, manifest(), folder=NAME) == find(code, manifest()) == []
    # The rules about the description's name tell of what differs from that.
    assert find(code, manifest(), ASSET, folder=OTHER) == []
    assert find("name-folder-differs", manifest(), ASSET, folder=OTHER)


def test_one_wrong_name_is_told_once(tmp_path: Path) -> None:
    folder = tmp_path / NAME
    folder.mkdir()
    (folder / "manifest.json").write_text(manifest(name=OTHER).to_json())
    assert [problem.code for problem in validate(folder)] == ["manifest-folder-differs"]
    (folder / "data_description.json").write_text(ASSET.to_json())
    assert [problem.code for problem in validate(folder)] == ["manifest-name-differs"]
    (folder / "data_description.json").write_text(ASSET.replace(name=OTHER).to_json())
    assert [problem.code for problem in validate(folder)] == ["name-folder-differs"]


# ---- paths ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["a/aux.txt", "NUL", "com1.d/x", "\u795e" * 86])
def test_paths_that_some_system_cannot_hold(find: Any, path: str) -> None:
    code = "unportable-path"
    assert [finding.path for finding in find(code, manifest("ok", path))] == ["/files/1/path"]
    assert [finding.path for finding in find(code, manifest("ok", empty=["fine", path]))] == ["/empty_folders/1"]


def test_the_reason_is_told_with_the_path(find: Any) -> None:
    (finding,) = find("unportable-path", manifest("a/Nul.txt"))
    assert finding.message == '"a/Nul.txt": Windows takes "Nul" for a device'


NFC, NFD = (unicodedata.normalize(form, "\u00e9") for form in ("NFC", "NFD"))


@pytest.mark.parametrize(
    ("listed", "place", "message"),
    [
        (manifest("a", "b", "a"), "/files/2/path", '"a" cannot stand beside "a": one path is listed twice'),
        (manifest("b", "x/A", "x/a"), "/files/2/path", '"x/a" cannot stand beside "x/A": they differ only in case'),
        (manifest(NFC, NFD), "/files/1/path", f'"{NFD}" cannot stand beside "{NFC}": they differ only in Unicode form'),
        (manifest("A/x", "a/y"), "/files/1/path", '"a/y" cannot stand beside "A": their folders differ only in case'),
        (
            manifest("x/y", "x"),
            "/files/1/path",
            '"x" cannot stand beside "x": one is a file, the other a folder',
        ),
        (
            manifest("x/y", empty=["X"]),
            "/empty_folders/0",
            '"X" cannot stand beside "x": their folders differ only in case',
        ),
        (manifest(empty=["x", "x"]), "/empty_folders/1", '"x" cannot stand beside "x": one path is listed twice'),
        (
            manifest("Manifest.json"),
            "/files/0/path",
            '"Manifest.json" cannot stand beside "manifest.json": they differ only in case',
        ),
        (
            manifest("Manifest.json/x"),
            "/files",
            '"manifest.json" cannot stand beside "Manifest.json": one is a file, the other a folder',
        ),
    ],
)
def test_paths_that_cannot_stand_side_by_side(find: Any, listed: Manifest, place: str, message: str) -> None:
    assert shown(find("paths-clash", listed)) == [(place, message)]


def test_paths_that_can(find: Any) -> None:
    listed = manifest("a/b", "a/c", "ab", "data/manifest.json", empty=["d", "a/e"])
    for code in ("paths-clash", "unportable-path", "manifest-lists-itself", "folder-not-empty"):
        assert find(code, listed) == []


@pytest.mark.parametrize("path", [".manifest.json.journal", ".upload.json", ".upload/1", ".metadata.json.7.part"])
def test_names_that_are_kept(find: Any, path: str) -> None:
    (finding,) = find("manifest-lists-itself", manifest("a", path))
    assert (finding.path, finding.message) == ("/files/1/path", f'"{path}" is kept for stamping and uploading')


def test_a_manifest_does_not_list_itself(find: Any) -> None:
    listed = manifest("manifest.json")
    message = '"manifest.json" is the manifest itself'
    assert shown(find("manifest-lists-itself", listed)) == [("/files/0/path", message)]
    assert find("paths-clash", listed) == []


def test_no_file_lies_in_an_empty_folder(find: Any) -> None:
    code = "folder-not-empty"
    found = find(code, manifest("a/b/c", empty=["x", "a", "a/b", "a/d"]))
    assert shown(found) == [
        ("/empty_folders/1", '"a/b/c" lies in "a"'),
        ("/empty_folders/2", '"a/b/c" lies in "a/b"'),
    ]
    assert find(code, manifest("ab/c", empty=["a"])) == []


# ---- modalities ----------------------------------------------------------------------------------------------------


def test_files_come_from_the_modalities_of_the_asset(find: Any) -> None:
    code = "modality-not-of-asset"
    modalities = ["ecephys", None, "pophys", "pophys", "mylab:x"]
    files = [entry(f"{i}", **({"modality": each} if each else {})) for i, each in enumerate(modalities)]
    listed = manifest(files=files)
    assert [finding.path for finding in find(code, listed, ASSET)] == ["/files/2/modality", "/files/4/modality"]
    assert find(code, listed, ASSET.replace(modalities=["ecephys", "pophys", "mylab:x"])) == []
    assert find(code, listed) == []


# ---- many, and strange ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "listed"),
    [
        ("unportable-path", manifest(*(f"{i}/nul" for i in range(MOST_FINDINGS + 234)))),
        ("paths-clash", manifest(*["a"] * (MOST_FINDINGS + 235))),
        ("manifest-lists-itself", manifest(*(f".upload/{i}" for i in range(MOST_FINDINGS + 234)))),
        ("folder-not-empty", manifest("a/b", empty=["a"] * (MOST_FINDINGS + 234))),
    ],
)
def test_what_is_wrong_in_every_file_is_told_so_often_and_then_counted(find: Any, code: str, listed: Manifest) -> None:
    *_, last = found = find(code, listed)
    assert len(found) == MOST_FINDINGS + 1
    assert (last.path, last.message) == ("/files", "234 more of these are not shown")


def test_rules_are_quick_on_many_files() -> None:
    listed = manifest(*(f"probe_{i % 6}.zarr/{i // 1000}/{i}" for i in range(20_000)), empty=["x"])
    begin = time.process_time()
    found = [
        finding
        for rule, findings in rules.run([listed, ASSET], NAME)
        if rule.check.__module__.endswith(".manifests")
        for finding in findings
    ]
    assert found == []
    # They take some tenths of a second; a rule that compares each with each would take minutes.
    assert time.process_time() - begin < 5


SECRET = "Zq9"
CLASHING = ["a", "A", f"{SECRET}/a", f"{SECRET}/A", f"{SECRET.lower()}/b", SECRET, f"{SECRET}/nul.{SECRET}"]
REFUSED = ["manifest.json", f".upload/{SECRET}", "../x", f"/{SECRET}", f"{SECRET}\\", "", SECRET * 100, f"{SECRET}'s/x"]
paths = st.sampled_from([*CLASHING, *REFUSED])
files = st.builds(
    lambda path, more: {**entry(path), **more},
    paths,
    st.fixed_dictionaries(
        {}, optional={"modality": st.sampled_from(["ecephys", "lab:Zq9", "nonsense"]), "md5": st.just(SECRET)}
    ),
)
manifests = st.fixed_dictionaries(
    {"kind": st.just("manifest"), "schema_version": st.just("0.1.0")},
    optional={
        "name": st.sampled_from([NAME, SECRET, f"'{SECRET}'", ""]),
        "files": st.lists(files, max_size=5) | st.just([7]),
        "empty_folders": st.none() | st.lists(paths, max_size=3),
    },
)


@given(manifests, st.sampled_from([ASSET.to_dict(), {**ASSET.to_dict(), "modalities": None, "name": SECRET}]))
def test_no_rule_raises_or_tells_what_is_redacted(document: dict[str, Any], description: dict[str, Any]) -> None:
    report: Report = validate([document, description])
    for problem in report.redacted({"files", "path", "name", "modality"}):
        assert SECRET not in f"{problem.message} {problem.hint}", problem


def test_what_is_missing_is_no_reason_to_raise(tmp_path: Path) -> None:
    path = tmp_path / "manifest.json"
    path.write_text(json.dumps({"kind": "manifest", "schema_version": "0.1.0"}))
    assert {problem.code for problem in validate(path)} == {"missing-field"}
