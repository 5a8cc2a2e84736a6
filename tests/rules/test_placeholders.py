"""Words that stand where somebody knew nothing."""

from __future__ import annotations

from typing import Any

import pytest

from aind_schema import Animal, DataDescription, Metadata, Subject

RAW = "ecephys_776259_2025-04-09_17-25-12"


@pytest.mark.parametrize("word", ["unknown", "None", "test", "N/A", "NA", "<none>", "n.a.", "TBD", "?", "---"])
def test_a_placeholder_identifies_nothing(find: Any, word: str) -> None:
    assert [finding.path for finding in find("placeholder-id", Subject(subject_id=word))] == ["/subject_id"]


def test_identifiers_are_found_wherever_they_stand(find: Any) -> None:
    housing = {"cage_id": "unknown", "cohoused_subjects": ["12", "none"]}
    animal = Animal(species={"name": "Mus musculus"}, housing=housing, breeding={"mother": {"subject_id": "NaN"}})
    assert [finding.path for finding in find("placeholder-id", Subject(subject_id="7", details=animal))] == [
        "/details/breeding/mother/subject_id",
        "/details/housing/cage_id",
        "/details/housing/cohoused_subjects/1",
    ]


def test_the_records_in_a_bundle_are_left_to_themselves(find: Any) -> None:
    bundle = Metadata(name="test", subject=Subject(subject_id="unknown"))
    assert [finding.path for finding in find("placeholder-id", bundle)] == ["/name"]


@pytest.mark.parametrize("word", ["625463", "0", "Nonette", "test-mouse-7", "NA12878", "unknown-7", "M1"])
def test_an_id_may_hold_such_a_word(find: Any, word: str) -> None:
    assert find("placeholder-id", Subject(subject_id=word)) == []


def test_a_process_has_a_name(find: Any) -> None:
    def derived(name: str) -> DataDescription:
        return DataDescription(name=name, data_level="derived", modalities=[])

    code = "placeholder-in-name"
    assert [finding.path for finding in find(code, derived(f"{RAW}_None_2025-07-02_02-08-26"))] == ["/name"]
    assert find(code, derived(f"{RAW}_sorted_2025-07-02_02-08-26")) == find(code, derived("None")) == []
