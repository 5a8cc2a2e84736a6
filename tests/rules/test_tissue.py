"""Specimens and steps agree, and tissue is as tissue can be."""

from __future__ import annotations

from typing import Any

import pytest

from aind_schema import Procedures


def procedures(*steps: dict[str, Any], **fields: Any) -> Procedures:
    return Procedures(subject_id="625463", specimen_procedures=steps, **fields)


CUT = {"kind": "sectioning", "specimen_ids": ["brain"], "thickness_um": 50, "sections": [{"specimen_id": "s1"}]}
MOUNTED = {"kind": "mounting", "specimen_ids": ["s1"], "slide_id": "A"}


@pytest.mark.parametrize(
    ("field", "right", "wrong"),
    [("thickness_um", 50, 300), ("derived_from", "brain", "other brain"), ("slide_id", "A", "B")],
)
def test_a_specimen_is_as_steps_made_it(field: str, right: Any, wrong: Any, find: Any) -> None:
    def described(value: Any) -> Procedures:
        return procedures(CUT, MOUNTED, specimens=[{"specimen_id": "s1", field: value}])

    assert find("specimen-step-differs", described(right)) == find("specimen-step-differs", described(None)) == []
    (finding,) = find("specimen-step-differs", described(wrong))
    assert finding.path == f"/specimens/0/{field}"


def test_the_thickness_of_one_section_goes_before_that_of_all(find: Any) -> None:
    cut = {**CUT, "sections": [{"specimen_id": "s1", "thickness_um": 20}]}
    assert find("specimen-step-differs", procedures(cut, specimens=[{"specimen_id": "s1", "thickness_um": 20}])) == []
    (finding,) = find("specimen-step-differs", procedures(cut, specimens=[{"specimen_id": "s1", "thickness_um": 50}]))
    assert finding.message == '"50", but the step says "20"'


def test_a_specimen_may_be_mounted_again(find: Any) -> None:
    again = {**MOUNTED, "slide_id": "B"}
    assert (
        find("specimen-step-differs", procedures(MOUNTED, again, specimens=[{"specimen_id": "s1", "slide_id": "B"}]))
        == []
    )


@pytest.mark.parametrize(
    ("dates", "found"), [({"start_date": "2023-05-12"}, 1), ({"start_date": "2023-05-11"}, 0), ({}, 0)]
)
def test_a_specimen_was_collected_when_the_animal_was_perfused(dates: dict[str, Any], found: int, find: Any) -> None:
    perfused = {"kind": "perfusion", "output_specimen_ids": ["brain"], **dates}
    brain = {"specimen_id": "brain", "collected_on": "2023-05-11"}
    assert len(find("specimen-step-differs", procedures(subject_procedures=[perfused], specimens=[brain]))) == found


def test_a_section_comes_of_what_was_cut(find: Any) -> None:
    cut = {**CUT, "sections": [{"specimen_id": "s1", "derived_from": "other"}]}
    (finding,) = find("specimen-step-differs", procedures(cut))
    assert finding.path == "/specimen_procedures/0/sections/0/derived_from"


@pytest.mark.parametrize(("factor", "found"), [(0.25, 1), (1, 0), (4, 0), (None, 0)])
def test_expansion_makes_larger(factor: float | None, found: int, find: Any) -> None:
    step = {"kind": "expansion", "expansion_factor": factor}
    assert len(find("expansion-shrinks", procedures(step))) == found


@pytest.mark.parametrize(("thickness", "found"), [(300_000, 2), (0.001, 2), (20, 0), (1000, 0), (None, 0)])
def test_sections_are_as_thick_as_blades_cut(thickness: float | None, found: int, find: Any) -> None:
    step = {"kind": "sectioning", "thickness_um": thickness, "sections": [{"thickness_um": thickness}]}
    assert len(find("section-thickness-implausible", procedures(step))) == found
