"""What an asset was made from."""

from __future__ import annotations

from typing import Any

from aind_schema import DataDescription

RAW = "ecephys_625463_2022-10-06_10-14-25"
SOURCE = [{"name": RAW}]


def describe(level: str, **fields: Any) -> DataDescription:
    return DataDescription(**{"name": f"{RAW}_sorted", "data_level": level, "modalities": [], **fields})


def test_raw_data_have_no_sources(find: Any) -> None:
    code = "raw-with-sources"
    assert [finding.path for finding in find(code, describe("raw", source_assets=SOURCE))] == ["/source_assets"]
    assert find(code, describe("raw")) == find(code, describe("raw", source_assets=[])) == []
    assert find(code, describe("derived", source_assets=SOURCE)) == []


def test_derived_data_have_sources(find: Any) -> None:
    code = "derived-without-sources"
    assert [finding.path for finding in find(code, describe("derived"))] == ["/source_assets"]
    assert find(code, describe("derived", source_assets=SOURCE)) == find(code, describe("simulated")) == []


def test_no_asset_is_its_own_source(find: Any) -> None:
    code = "own-source"
    loop = describe("derived", source_assets=[*SOURCE, {"name": f"{RAW}_sorted"}])
    assert [finding.path for finding in find(code, loop)] == ["/source_assets/1/name"]
    assert find(code, describe("derived", source_assets=SOURCE)) == []
