"""The name of an asset says what its records say."""

from __future__ import annotations

from typing import Any

import pytest

from aind_schema import AssetName, DataDescription
from aind_schema.errors import InvalidName
from aind_schema.rules.names import quoted

RAW = "ecephys_625463_2022-10-06_10-14-25"
SORTED = f"{RAW}_sorted_2022-10-12_23-10-01"


def describe(name: str = RAW, **fields: Any) -> DataDescription:
    return DataDescription(**{"name": name, "data_level": "raw", "modalities": [], **fields})


def test_a_name_follows_the_grammar(find: Any) -> None:
    (finding,) = find("malformed-name", describe("ecephys 625463"))
    assert finding.path == "/name"
    assert finding.message == '"ecephys 625463" is not the name of an asset: the character " " is white space'
    assert finding.hint == "use letters, digits and hyphens"
    assert find("malformed-name", describe()) == find("malformed-name", describe(SORTED)) == []


@pytest.mark.parametrize("name", ["a+a_2024-04-17_12-12-44", "m_2023-02-30_10-00-00", "m_1799-12-31_10-00-00", "o'x/"])
def test_what_a_reason_repeats_is_quoted_so_that_it_can_be_redacted(name: str) -> None:
    with pytest.raises(InvalidName) as caught:
        AssetName.parse(name)
    assert "'" not in quoted(caught.value.reason)
    assert '"' in quoted(caught.value.reason)


def test_the_folder_bears_the_name(find: Any) -> None:
    code = "name-folder-differs"
    assert [finding.path for finding in find(code, describe(), folder="ecephys_625464_2022-10-06_10-14-25")] == [
        "/name"
    ]
    assert find(code, describe(), folder=RAW) == find(code, describe()) == []


def test_the_name_holds_the_subjects(find: Any) -> None:
    code = "name-subject-differs"
    (finding,) = find(code, describe(subject_ids=["625436"]))
    assert finding.path == "/subject_ids"
    assert finding.message == 'the name is that of an asset of "625463", subject_ids says "625436"'
    assert find(code, describe(subject_ids=["625463"])) == find(code, describe()) == []


def test_a_cohort_and_no_subject_have_their_own_forms(find: Any) -> None:
    code = "name-subject-differs"
    assert find(code, describe("behavior_2+1_2024-11-15_10-55-25", subject_ids=["1", "2"])) == []
    (finding,) = find(code, describe("behavior_no-subject_2024-11-15_10-55-25", subject_ids=["1"]))
    assert "without subject" in finding.message


def test_an_id_that_no_name_can_hold_has_a_hyphen_there(find: Any) -> None:
    code = "name-subject-differs"
    assert find(code, describe("ephys_mouse-12_2022-10-06_10-14-25", subject_ids=["mouse_12"])) == []
    (finding,) = find(code, describe("ephys_mouse_12_2022-10-06_10-14-25", subject_ids=["mouse_12"]))
    assert finding.hint == "an id that holds _ is written with a hyphen in names"


def test_the_time_in_the_name_is_that_of_the_clock_on_the_wall(find: Any) -> None:
    code = "name-time-differs"
    assert find(code, describe(created_at="2022-10-06T10:14:25-07:00")) == []
    assert find(code, describe(created_at="2022-10-06T10:14:25.999999+02:00")) == []
    assert find(code, describe(created_at="2022-10-06T10:14:24.500001+02:00")) == []
    (finding,) = find(code, describe(created_at="2022-10-06T10:41:25-07:00"))
    assert finding.path == "/created_at"
    assert finding.message == 'the name holds "2022-10-06 10:14:25", created_at says "2022-10-06 10:41:25"'
    assert finding.hint is None


@pytest.mark.parametrize(
    ("created", "there"),
    [
        ("2022-10-06T17:14:25Z", "2022-10-06T10:14:25-07:00"),
        ("2022-10-06T17:14:25.7Z", "2022-10-06T10:14:25-07:00"),
        ("2022-10-06T01:14:25-07:00", "2022-10-06T10:14:25+02:00"),
        ("2022-10-06T04:29:25Z", "2022-10-06T10:14:25+05:45"),
    ],
)
def test_another_zone_is_told_as_such(find: Any, created: str, there: str) -> None:
    (finding,) = find("name-time-differs", describe(created_at=created))
    assert finding.hint == f'the name holds the same moment in another zone; created_at would be "{there}" there'


def test_a_day_is_no_zone(find: Any) -> None:
    (finding,) = find("name-time-differs", describe(created_at="2022-10-07T10:14:25-07:00"))
    assert finding.hint is None


def test_a_derived_name_tells_when_the_processing_began(find: Any) -> None:
    code = "name-time-differs"
    derived = {"data_level": "derived", "created_at": "2022-10-12T23:10:01-07:00"}
    assert find(code, describe(SORTED, **derived)) == find(code, describe(f"{RAW}_sorted", **derived)) == []
    assert find(code, describe(SORTED, data_level="derived", created_at="2022-10-06T10:14:25-07:00"))


def test_name_and_level_agree(find: Any) -> None:
    code = "name-level-differs"
    assert [finding.path for finding in find(code, describe(SORTED))] == ["/data_level"]
    assert [finding.path for finding in find(code, describe(data_level="derived"))] == ["/data_level"]
    assert find(code, describe()) == find(code, describe(SORTED, data_level="derived")) == []
    assert find(code, describe(data_level="simulated")) == find(code, describe(data_level="lab:pooled")) == []


def test_the_parent_is_a_source(find: Any) -> None:
    code, derived = "name-parent-not-source", describe(SORTED, data_level="derived")
    other = derived.replace(source_assets=[{"name": "ecephys_625464_2022-10-06_10-14-25"}])
    assert [finding.path for finding in find(code, other)] == ["/source_assets"]
    assert find(code, derived) == []
    assert find(code, other.replace(source_assets=[{"name": "an atlas"}, {"name": RAW}])) == []


def test_the_process_is_the_last_in_the_name(find: Any) -> None:
    code = "name-process-differs"
    assert [finding.path for finding in find(code, describe(SORTED, process="curated"))] == ["/process"]
    assert find(code, describe(SORTED, process="sorted")) == find(code, describe(SORTED)) == []
    assert find(code, describe(f"{RAW}_dlc_face_2024-04-25_12-15-20", process="dlc_face")) == []
