"""Whether processing and the other records of an asset tell one story."""

from __future__ import annotations

from typing import Any

import pytest

from aind_schema import DataDescription, Manifest, Processing

RAW = "ecephys_625463_2022-10-06_10-14-25"
SORTED = f"{RAW}_sorted_2022-10-12_23-10-01"
EMPTY = {
    "size_bytes": 0,
    "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "crc64nvme": "AAAAAAAAAAA=",
    "media_type": "text/csv",
    "role": "data",
}


def describe(level: str = "derived", **fields: Any) -> DataDescription:
    name = RAW if level == "raw" else SORTED
    return DataDescription(**{"name": name, "data_level": level, "modalities": [], **fields})


def steps(*processes: dict[str, Any]) -> Processing:
    return Processing(processes=[{"name": f"step {i}", **process} for i, process in enumerate(processes)])


def files(*paths: str, **fields: Any) -> Manifest:
    return Manifest(name=SORTED, files=[{**EMPTY, "path": path} for path in paths], **fields)


def wrote(*paths: str) -> dict[str, Any]:
    return {"outputs": [{"path": path} for path in paths]}


def reads(*paths: str) -> dict[str, Any]:
    return {"inputs": [{"path": path} for path in paths]}


def test_what_is_read_was_written_by_another_step(find: Any) -> None:
    code = "input-made-by-nothing"
    assert [f.path for f in find(code, describe(), steps(reads("a/x.bin", "b")))] == [
        "/processes/0/inputs/0/path",
        "/processes/0/inputs/1/path",
    ]
    assert find(code, describe(), steps(wrote("a"), reads("a/x.bin"))) == []
    assert find(code, describe(), steps(wrote("a/x.bin"), reads("a"))) == []
    assert find(code, describe(), steps(wrote("a/x.bin"), reads("a/y.bin")))
    assert find(code, describe(), steps({**wrote("a"), **reads("a")})), "a step can't read what it has yet to write"
    assert find(code, describe("raw"), steps(reads("a"))) == []


def test_what_is_read_from_another_asset_is_left_alone(find: Any) -> None:
    code = "input-made-by-nothing"
    other = {"inputs": [{"asset": {"name": RAW}, "path": "a"}, {"location": "/data"}]}
    assert find(code, describe(), steps(other)) == []
    itself = {"inputs": [{"asset": {"name": SORTED}, "path": "a"}]}
    assert find(code, describe(), steps(itself))


def test_what_was_written_is_there(find: Any) -> None:
    code = "output-missing"
    there = files("sorted/spikes.csv", empty_folders=["log"])
    (finding,) = find(code, steps(wrote("sorted", "sorted/spikes.csv", "log", "sorted/units.csv")), there)
    assert finding.path == "/processes/0/outputs/3/path"
    assert find(code, steps(wrote("filtered"), reads("filtered/a.bin")), there) == [], "it may have been deleted"
    assert find(code, steps({}), there) == []


def test_a_step_may_name_its_own_asset(find: Any) -> None:
    named = {"outputs": [{"asset": {"name": SORTED, "uri": f"s3://lake/{SORTED}"}, "path": "sorted"}]}
    elsewhere = {"outputs": [{"asset": {"name": RAW}, "path": "sorted"}]}
    there = files("sorted/spikes.csv", "extra.csv")
    assert find("input-made-by-nothing", describe(), steps(named, reads("sorted"))) == []
    assert find("input-made-by-nothing", describe(), steps(elsewhere, reads("sorted")))
    assert find("output-missing", steps(named), files("extra.csv"))
    assert find("output-missing", steps(named), there) == find("output-missing", steps(elsewhere), files()) == []
    assert find("file-made-by-nothing", describe(), steps(named), there)
    assert find("file-made-by-nothing", describe(), steps(elsewhere), there) == []


def test_every_file_was_made_by_a_step(find: Any) -> None:
    code = "file-made-by-nothing"
    there = files("extra.csv", "more.csv", "sorted/spikes.csv")
    (finding,) = find(code, describe(), steps(wrote("sorted")), there)
    assert (finding.path, finding.message) == ("/files/0/path", 'no step says that it wrote "extra.csv", nor 1 more')
    assert find(code, describe(), steps(wrote("sorted", "extra.csv", "more.csv")), there) == []
    assert find(code, describe(), steps(wrote("sorted"), {}), there) == [], "some step does not say what it wrote"
    assert find(code, describe("raw"), steps(wrote("sorted")), there) == []


@pytest.mark.parametrize(
    ("level", "started_at", "found"),
    [
        ("raw", "2022-10-06T10:14:24-07:00", True),
        ("raw", "2022-10-06T10:14:25-07:00", False),
        ("derived", "2022-10-05T20:14:24Z", True),
        ("derived", "2022-10-05T20:14:25Z", False),
    ],
)
def test_nothing_is_processed_before_it_is_acquired(find: Any, level: str, started_at: str, found: bool) -> None:
    created = "2022-10-06T10:14:25-07:00" if level == "raw" else "2022-10-12T23:10:01-07:00"
    processing = steps({"started_at": started_at}, {})
    described = describe(level, created_at=created)
    assert bool(find("processed-before-acquired", described, processing)) is found


def test_without_a_time_of_acquisition_nothing_is_said(find: Any) -> None:
    processing = steps({"started_at": "1990-01-01T00:00:00Z"})
    assert find("processed-before-acquired", describe("raw"), processing) == []
    assert find("processed-before-acquired", describe(name="no name"), processing) == []


def test_raw_data_hold_no_results(find: Any) -> None:
    code = "processed-but-raw"
    processing = steps({"type": "compression"}, {"type": "spike-sorting"}, {"type": "lab:x"}, {})
    assert [finding.path for finding in find(code, describe("raw"), processing)] == ["/processes/1/type"]
    assert find(code, describe(), processing) == []


def test_derived_data_say_how_they_were_made(find: Any) -> None:
    code = "derived-without-processing"
    assert [finding.path for finding in find(code, describe())] == ["/data_level"]
    assert find(code, describe(), steps({})) == find(code, describe("raw")) == []
