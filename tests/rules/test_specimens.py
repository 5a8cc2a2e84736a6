"""Specimens are known, come of one another without a circle, and are treated as tissue can be."""

from __future__ import annotations

from typing import Any

import pytest

from aind_schema import Procedures


def specimens(*described: dict[str, Any], steps: tuple[dict[str, Any], ...] = (), **fields: Any) -> Procedures:
    return Procedures(subject_id="625463", specimens=described, specimen_procedures=steps, **fields)


def sectioning(*parents: str, into: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"kind": "sectioning", "specimen_ids": parents, "sections": [{"specimen_id": each} for each in into]}


def test_a_parent_is_known(find: Any) -> None:
    code = "unknown-specimen"
    (finding,) = find(code, specimens({"specimen_id": "brain"}, {"specimen_id": "s1", "derived_from": "brian"}))
    assert (finding.path, finding.hint) == ("/specimens/1/derived_from", 'did you mean "brain"?')
    (finding,) = find(code, specimens({"specimen_id": "pool", "pooled_from": ["a"]}, {"specimen_id": "b"}))
    assert finding.path == "/specimens/0/pooled_from/0"
    assert find(code, specimens({"specimen_id": "s1", "derived_from": "625463"})) == []


def test_what_a_step_makes_is_known(find: Any) -> None:
    cut = sectioning("625463", into=("s1", "s2"))
    assert find("unknown-specimen", specimens(steps=(cut, {"kind": "staining", "specimen_ids": ["s2"]}))) == []
    (finding,) = find("unknown-specimen", specimens(steps=(cut, {"kind": "staining", "specimen_ids": ["s3"]})))
    assert finding.path == "/specimen_procedures/1/specimen_ids/0"


@pytest.mark.parametrize("kind", ["perfusion", "sample_collection"])
def test_what_comes_from_the_animal_is_known(kind: str, find: Any) -> None:
    living = [{"kind": "surgery", "steps": [{"kind": kind, "output_specimen_ids": ["brain"]}]}]
    steps = ({"kind": "fixation", "specimen_ids": ["brain"]},)
    assert find("unknown-specimen", specimens(steps=steps, subject_procedures=living)) == []


def test_a_document_without_specimens_is_left_alone(find: Any) -> None:
    assert find("unknown-specimen", specimens(steps=({"kind": "fixation", "specimen_ids": ["625463_brain"]},))) == []


def test_no_specimen_is_described_twice(find: Any) -> None:
    (finding,) = find("specimen-repeated", specimens({"specimen_id": "a"}, {"specimen_id": "b"}, {"specimen_id": "a"}))
    assert finding.path == "/specimens/2/specimen_id"


def test_no_specimen_comes_of_itself(find: Any) -> None:
    code = "specimen-cycle"
    assert len(find(code, specimens({"specimen_id": "a", "derived_from": "a"}))) == 1
    chain = ("a", "b", "c")
    loop = [{"specimen_id": one, "derived_from": other} for one, other in zip(chain, (*chain[1:], "a"), strict=True)]
    assert len(find(code, specimens(*loop))) == 1
    assert find(code, specimens(*loop[:2])) == []


def test_a_step_may_close_a_circle(find: Any) -> None:
    made = specimens({"specimen_id": "block", "derived_from": "s1"}, steps=(sectioning("block", into=("s1",)),))
    assert [finding.path for finding in find("specimen-cycle", made)] == ["/specimens/0/derived_from"]


def test_two_paths_to_one_pool_are_no_circle(find: Any) -> None:
    halves = [{"specimen_id": name, "derived_from": "brain"} for name in ("left", "right")]
    pool = {"specimen_id": "pool", "pooled_from": ["left", "right"]}
    assert find("specimen-cycle", specimens({"specimen_id": "brain"}, *halves, pool)) == []


@pytest.mark.parametrize(("numbers", "found"), [((1, 1), 1), ((0, 1, 2), 0), ((), 0)])
def test_rounds_have_different_numbers(numbers: tuple[int, ...], found: int, find: Any) -> None:
    step = {"kind": "hybridization", "rounds": [{"number": number} for number in numbers]}
    assert len(find("round-repeated", specimens(steps=(step,)))) == found


@pytest.mark.parametrize(("factor", "found"), [(0.25, 1), (1, 0), (4, 0), (None, 0)])
def test_expansion_makes_larger(factor: float | None, found: int, find: Any) -> None:
    step = {"kind": "expansion", "expansion_factor": factor}
    assert len(find("expansion-shrinks", specimens(steps=(step,)))) == found


@pytest.mark.parametrize(("thickness", "found"), [(300_000, 2), (0.001, 2), (20, 0), (1000, 0), (None, 0)])
def test_sections_are_as_thick_as_blades_cut(thickness: float | None, found: int, find: Any) -> None:
    step = {"kind": "sectioning", "thickness_um": thickness, "sections": [{"thickness_um": thickness}]}
    assert len(find("section-thickness-implausible", specimens(steps=(step,)))) == found


def test_a_reagent_was_used_before_its_last_day(find: Any) -> None:
    def fixed(day: str | None) -> Procedures:
        reagents = [{"name": "PFA", "expiration_date": "2022-12-31"}, {"name": "PBS"}]
        return specimens(steps=({"kind": "fixation", "start_date": day, "reagents": reagents},))

    assert find("reagent-expired", fixed("2023-05-12"))
    assert find("reagent-expired", fixed("2022-12-31")) == find("reagent-expired", fixed(None)) == []
