"""From an asset the way back to its recordings is walked, and told where it breaks off or turns round."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from aind_schema.assets.deriving import derive
from aind_schema.assets.lineage import Lineage, trace
from aind_schema.problems import Report
from aind_schema.stores import StoreError

RAW = "ecephys_625463_2022-10-06_10-14-25"
SORTED = f"{RAW}_sorted_2022-10-12_23-10-01"
CURATED = f"{SORTED}_curated_2022-11-01_09-00-00"


def make(
    folder: Path,
    *sources: str | dict[str, str],
    name: str | None = None,
    level: str | None = None,
    bundle: bool = False,
    **fields: Any,
) -> Path:
    """Write an asset that is called after its folder, made from these sources."""
    references = [{"name": each} if isinstance(each, str) else each for each in sources]
    description: dict[str, Any] = {
        "kind": "data_description",
        "schema_version": "0.1.0",
        "name": name or folder.name,
        "data_level": level or ("derived" if sources else "raw"),
        "modalities": ["ecephys"],
        **({"source_assets": references} if sources else {}),
        **fields,
    }
    whole = {"kind": "metadata", "schema_version": "0.1.0", "data_description": description}
    folder.mkdir(parents=True)
    file = folder / ("metadata.json" if bundle else "data_description.json")
    file.write_text(json.dumps(whole if bundle else description, indent=2))
    return folder


def edges(lineage: Lineage) -> dict[str, list[str]]:
    return {name: list(asset.sources) for name, asset in lineage.assets.items()}


def codes(report: Report) -> list[str]:
    return [problem.code for problem in report]


# ---- the way ------------------------------------------------------------------------------------------------------


def test_a_chain_leads_back_to_the_recording(tmp_path: Path) -> None:
    raw = make(tmp_path / RAW, created_at="2022-10-06T10:14:25-07:00")
    first = make(tmp_path / SORTED, RAW, process="sorted", created_at="2022-10-12T23:10:01-07:00")
    lineage = trace(make(tmp_path / CURATED, SORTED))
    assert lineage.name == CURATED
    assert edges(lineage) == {CURATED: [SORTED], SORTED: [RAW], RAW: []}
    assert lineage.report == Report(files=3, checks=3)
    last, middle, root = lineage.assets.values()
    assert (last.place, middle.place, root.place) == (tmp_path / CURATED, first, raw)
    assert (last.level, middle.level, root.level) == ("derived", "derived", "raw")
    assert (last.process, middle.process, root.process) == ("curated", "sorted", None)
    assert [str(each.made_at) for each in lineage.assets.values()] == [
        "2022-11-01 09:00:00",  # told by the name alone
        "2022-10-12 23:10:01-07:00",
        "2022-10-06 10:14:25-07:00",
    ]


def test_what_was_derived_leads_back(tmp_path: Path) -> None:
    folder = derive(derive(make(tmp_path / RAW), "sorted", tmp_path), "curated", tmp_path)
    assert list(trace(folder).assets)[-1] == RAW
    assert trace(folder).report.ok


@pytest.mark.parametrize("level", ["raw", "simulated", "lab:pilot"])
def test_what_has_no_source_is_where_the_way_ends(tmp_path: Path, level: str) -> None:
    lineage = trace(make(tmp_path / RAW, level=level))
    assert edges(lineage) == {RAW: []}
    assert lineage.report.ok


def test_two_ways_to_the_same_asset_are_no_circle(tmp_path: Path) -> None:
    raw = make(tmp_path / RAW)
    for name in ("left", "right"):
        make(tmp_path / name, raw.name)
    lineage = trace(make(tmp_path / "top", "left", "right", RAW))
    assert edges(lineage) == {"top": ["left", "right", RAW], "left": [RAW], "right": [RAW], RAW: []}
    assert lineage.report.ok


def test_a_source_named_twice_is_one(tmp_path: Path) -> None:
    make(tmp_path / RAW)
    assert edges(trace(make(tmp_path / SORTED, RAW, RAW)))[SORTED] == [RAW]


def test_without_sources_the_name_tells_the_parent(tmp_path: Path) -> None:
    make(tmp_path / RAW)
    lineage = trace(make(tmp_path / SORTED, level="derived"))
    assert edges(lineage) == {SORTED: [RAW], RAW: []}
    assert lineage.report.ok


def test_what_neither_states_nor_tells_its_sources_is_no_recording(tmp_path: Path) -> None:
    lineage = trace(make(tmp_path / RAW, level="derived"))
    (problem,) = lineage.report
    assert (problem.code, problem.severity, problem.path) == ("parent-missing", "error", "/data_level")
    assert problem.line == 5


def test_a_long_chain(tmp_path: Path) -> None:
    make(tmp_path / "0")
    for i in range(3000):
        make(tmp_path / str(i + 1), str(i))
    lineage = trace(tmp_path / "3000")
    assert len(lineage.assets) == 3001
    assert lineage.report.ok


def test_bundles_and_yaml_are_read_too(tmp_path: Path) -> None:
    raw = make(tmp_path / RAW)
    text = "kind: data_description\nschema_version: 0.1.0\nname: {}\ndata_level: raw\nmodalities: [ecephys]\n"
    (raw / "data_description.yaml").write_text(text.format(RAW))
    (raw / "data_description.json").unlink()
    lineage = trace(make(tmp_path / SORTED, RAW, bundle=True))
    assert lineage.assets[RAW].level == "raw"
    assert lineage.report.ok


def test_nothing_but_records_is_read(tmp_path: Path) -> None:
    raw = make(tmp_path / RAW)
    os.mkfifo(raw / "recording.bin")  # whoever opens it waits forever
    (raw / "subject.json").write_text("{")
    assert trace(make(tmp_path / SORTED, RAW)).report.ok


# ---- where a source is ---------------------------------------------------------------------------------------------


def test_the_uri_comes_first(tmp_path: Path) -> None:
    make(tmp_path / RAW)
    far = make(tmp_path / "far" / RAW)
    lineage = trace(make(tmp_path / SORTED, {"name": RAW, "uri": far.as_uri()}))
    assert str(lineage.assets[RAW].place) == far.as_uri()


@pytest.mark.parametrize("uri", ["../far/renamed", "{absolute}"])
def test_a_uri_may_be_a_path(tmp_path: Path, uri: str) -> None:
    far = make(tmp_path / "far" / "renamed", name=RAW)
    source = {"name": RAW, "uri": uri.format(absolute=far)}
    assert trace(make(tmp_path / SORTED, source)).assets[RAW].place == far


@pytest.mark.parametrize("uri", ["https://doi.org/10.80507/x", "doi:10.80507/x", "nowhere", "s4://lake/x", "x" * 2000])
def test_where_a_uri_leads_nowhere_the_asset_may_lie_beside(tmp_path: Path, uri: str) -> None:
    raw = make(tmp_path / RAW)
    lineage = trace(make(tmp_path / SORTED, {"name": RAW, "uri": uri}))
    assert lineage.assets[RAW].place == raw
    assert lineage.report.ok


def test_beside_is_beside_the_asset_that_states_it(tmp_path: Path) -> None:
    raw = make(tmp_path / "lake" / RAW)
    make(tmp_path / "lake" / SORTED, RAW)
    lineage = trace(make(tmp_path / "mine" / CURATED, SORTED), search=[tmp_path / "lake"])
    assert lineage.assets[RAW].place == raw


@pytest.mark.parametrize("place", [".", f"../{SORTED}", "../other/.."])
def test_a_relative_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    make(tmp_path / RAW)
    (tmp_path / "other").mkdir()
    if place == "../other/..":
        make(tmp_path / "other" / SORTED, RAW)
        place = f"../other/{SORTED}"
        make(tmp_path / "other" / RAW)
    monkeypatch.chdir(make(tmp_path / SORTED, RAW))
    assert trace(place).report.ok


def test_a_link_to_an_asset(tmp_path: Path) -> None:
    make(tmp_path / "lake" / RAW)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "latest").symlink_to(make(tmp_path / "lake" / SORTED, RAW))
    assert trace(tmp_path / "mine" / "latest").report.ok


@pytest.mark.parametrize("place", ["lake", f"lake/{RAW}", "mounted"])
def test_places_to_search_hold_assets_or_are_one(tmp_path: Path, place: str) -> None:
    make(tmp_path / "lake" / RAW)
    make(tmp_path / "mounted", name=RAW)
    folder = make(tmp_path / "mine" / SORTED, RAW)
    assert codes(trace(folder).report) == ["parent-missing"]
    lineage = trace(folder, search=[tmp_path / place])
    assert lineage.report.ok
    assert lineage.assets[RAW].level == "raw"


def test_a_store_holds_assets_side_by_side(tmp_path: Path) -> None:
    lake = tmp_path / "the lake"
    make(lake / RAW)
    make(lake / SORTED, {"name": RAW, "uri": f"../{RAW}"})
    lineage = trace(make(lake / CURATED, SORTED).as_uri())
    assert lineage.report.ok
    assert [str(each.place) for each in lineage.assets.values()] == [
        (lake / name).as_uri() for name in (CURATED, SORTED, RAW)
    ]
    folder = make(tmp_path / "mine" / f"{SORTED}_merged", SORTED)
    assert trace(folder, search=[lake.as_uri()]).report.ok


def test_a_folder_counts_by_its_records(tmp_path: Path) -> None:
    make(tmp_path / RAW, name="ecephys_625464_2022-10-06_10-14-25")
    lineage = trace(make(tmp_path / SORTED, {"name": RAW, "uri": f"../{RAW}"}))
    assert lineage.assets[RAW].place is None
    (problem,) = lineage.report
    assert problem.code == "parent-missing"
    assert 'looked at "../ecephys_625463' in str(problem.hint)
    assert '(which is "ecephys_625464_2022-10-06_10-14-25")' in str(problem.hint)


@pytest.mark.parametrize("name", ["../secret", "/etc", "a/b", "."])
def test_a_name_leads_to_no_other_folder(tmp_path: Path, name: str) -> None:
    for place in (tmp_path / "secret", tmp_path / "lake" / "a" / "b"):
        make(place, name=name)
    folder = make(tmp_path / "lake" / SORTED, name)
    assert trace(folder, search=[tmp_path / "lake"]).assets[name].place is None
    assert trace(folder.as_uri(), search=[(tmp_path / "lake").as_uri()]).assets[name].place is None


def test_what_one_asset_cannot_lead_to_another_one_may(tmp_path: Path) -> None:
    far = make(tmp_path / "far" / RAW)
    make(tmp_path / "left", RAW)
    make(tmp_path / "right", {"name": RAW, "uri": far.as_uri()})
    lineage = trace(make(tmp_path / "top", "left", "right"))
    assert lineage.report.ok
    assert str(lineage.assets[RAW].place) == far.as_uri()


# ---- what is wrong -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("bundle", [False, True])
def test_a_missing_source_is_told_where_it_is_stated(tmp_path: Path, bundle: bool) -> None:
    folder = make(tmp_path / SORTED, RAW, bundle=bundle)
    lineage = trace(folder)
    assert lineage.assets[RAW].place is None
    (problem,) = lineage.report
    assert (problem.code, problem.severity) == ("parent-missing", "error")
    assert problem.path == ("/data_description" if bundle else "") + "/source_assets/0/name"
    (file,) = folder.iterdir()
    assert problem.file == file.as_posix()
    assert problem.excerpt is not None
    assert RAW in problem.excerpt.text
    assert problem.hint == f'looked in "{tmp_path}"; say with --in which folder or URL holds it'


def test_all_that_is_missing_is_told(tmp_path: Path) -> None:
    make(tmp_path / RAW)
    lineage = trace(make(tmp_path / "top", "one", RAW, "two"))
    assert codes(lineage.report) == ["parent-missing", "parent-missing"]
    assert edges(lineage) == {"top": ["one", RAW, "two"], "one": [], RAW: [], "two": []}


@pytest.mark.parametrize(
    ("sources", "told"),
    [
        ({"a": "a"}, '"a", made from "a"'),
        ({"a": "b", "b": "a"}, '"a", made from "b", made from "a"'),
        ({"a": "b", "b": "c", "c": "b"}, '"b", made from "c", made from "b"'),
    ],
)
def test_a_circle_is_told_with_the_names_in_it(tmp_path: Path, sources: dict[str, str], told: str) -> None:
    for name, source in sources.items():
        make(tmp_path / name, source)
    (problem,) = trace(tmp_path / "a").report
    assert (problem.code, problem.severity) == ("lineage-cycle", "error")
    assert problem.message == f"the sources lead in a circle: {told}"
    assert str(problem.file).endswith(f"{list(sources)[-1]}/data_description.json")
    assert (problem.path, problem.line) == ("/source_assets/0/name", 11)


def test_of_a_long_circle_the_beginning_is_told(tmp_path: Path) -> None:
    for i in range(100):
        make(tmp_path / str(i), str((i + 1) % 100))
    (problem,) = trace(tmp_path / "0").report
    assert problem.message.endswith('made from "9", made from 90 more, made from "0"')


def test_two_circles_are_two(tmp_path: Path) -> None:
    for name, sources in {"a": ["b", "c"], "b": ["a"], "c": ["b", "c"]}.items():
        make(tmp_path / name, *sources)
    assert codes(trace(tmp_path / "a").report) == ["lineage-cycle", "lineage-cycle"]


def test_what_keeps_a_source_from_being_read_is_told_by_file(tmp_path: Path) -> None:
    raw = make(tmp_path / RAW)
    (raw / "data_description.json").write_text('{"kind": "data_description",\n oops}')
    lineage = trace(make(tmp_path / SORTED, RAW))
    (problem,) = lineage.report
    assert (problem.code, problem.line) == ("malformed-json", 2)
    assert problem.file == (raw / "data_description.json").as_posix()
    assert lineage.assets[RAW].place == raw
    assert lineage.assets[RAW].level is None


def test_behind_a_mistake_the_way_goes_on(tmp_path: Path) -> None:
    make(tmp_path / RAW)
    make(tmp_path / SORTED, RAW, nmae="x")
    lineage = trace(make(tmp_path / CURATED, SORTED))
    assert codes(lineage.report) == ["unknown-field"]
    assert edges(lineage) == {CURATED: [SORTED], SORTED: [RAW], RAW: []}


def test_a_copy_that_can_be_read_is_taken(tmp_path: Path) -> None:
    (make(tmp_path / RAW) / "data_description.json").write_text("")
    whole = make(tmp_path / "copy" / RAW)
    folder = make(tmp_path / SORTED, RAW)
    assert codes(trace(folder).report) == ["empty-file"]
    lineage = trace(folder, search=[tmp_path / "copy"])
    assert lineage.assets[RAW].place == whole
    assert lineage.report.ok


@pytest.mark.parametrize("bundle", ["", '{"kind": "metadata", "schema_version": "0.1.0"}'])
def test_a_source_that_does_not_say_what_it_is(tmp_path: Path, bundle: str) -> None:
    (tmp_path / RAW / "ecephys").mkdir(parents=True)
    if bundle:
        (tmp_path / RAW / "metadata.json").write_text(bundle)
    assert codes(trace(make(tmp_path / SORTED, RAW)).report) == ["no-description"]


@pytest.mark.parametrize(
    ("place", "expected"),
    [("nowhere", ["not-found"]), ("file.txt", ["not-found"]), ("empty", ["no-description"])],
)
def test_a_place_without_an_asset(tmp_path: Path, place: str, expected: Sequence[str]) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file.txt").write_text("")
    lineage = trace(tmp_path / place)
    assert codes(lineage.report) == expected
    assert (lineage.name, lineage.assets) == (None, {})


def test_a_place_that_no_store_opens(tmp_path: Path) -> None:
    assert codes(trace("s4://lake/x").report) == ["unreachable"]
    with pytest.raises(StoreError, match="no store is opened by s4://"):
        trace(make(tmp_path / RAW), search=["s4://lake"])
    with pytest.raises(NotADirectoryError):
        trace(tmp_path / RAW, search=[tmp_path / "nowhere"])


def test_a_folder_that_cannot_be_listed(tmp_path: Path) -> None:
    (tmp_path / RAW).symlink_to(tmp_path / RAW)
    lineage = trace(make(tmp_path / SORTED, RAW))
    assert codes(lineage.report) == ["unreadable"]
    assert lineage.assets[RAW].level is None
