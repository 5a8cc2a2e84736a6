"""Specimens are known, come of one another without a circle, and are treated as tissue can be."""

from __future__ import annotations

from typing import Any

import pytest

from aind_schema import Procedures
from aind_schema.rules.descent import lineage


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


@pytest.mark.parametrize(
    "swapped", [{"derived_from": "c", "pooled_from": ["a"]}, {"pooled_from": ["a", "c"]}], ids=["after", "before"]
)
def test_one_circle_does_not_hide_another(swapped: dict[str, Any], find: Any) -> None:
    below = [{"specimen_id": "c", "derived_from": "d"}, {"specimen_id": "d", **swapped}]
    above = [{"specimen_id": "a", "derived_from": "b"}, {"specimen_id": "b", "derived_from": "a"}]
    findings = find("specimen-cycle", specimens(*below, *above))
    assert [finding.path for finding in findings] == ["/specimens/0/derived_from", "/specimens/2/derived_from"]
    assert findings[1].message == 'the specimen "a" comes of itself: "a" -> "b" -> "a"'


@pytest.mark.parametrize("names", [("a",), ("a", "b")])
def test_what_a_step_changed_did_not_come_of_it(names: tuple[str, ...], find: Any) -> None:
    step = {"kind": "delipidation", "specimen_ids": names, "output_specimen_ids": names}
    findings = find("specimen-cycle", specimens(steps=(step,)))
    assert [finding.path for finding in findings] == [
        f"/specimen_procedures/0/output_specimen_ids/{i}" for i, _ in enumerate(names)
    ]
    assert findings[0].hint == "leave it out where the step only changed what went in"


def test_sections_of_two_brains_are_of_one_each() -> None:
    cut = {
        "kind": "sectioning",
        "specimen_ids": ["b1", "b2"],
        "sections": [{"specimen_id": "s1", "derived_from": "b1"}, {"specimen_id": "s2"}, {"specimen_id": "s3"}],
    }
    made = specimens(
        {"specimen_id": "b1"}, {"specimen_id": "b2"}, {"specimen_id": "s2", "derived_from": "b2"}, steps=(cut,)
    )
    assert sorted({(edge.child, edge.parent) for edge in lineage(made)}) == [("s1", "b1"), ("s2", "b2")]


def test_all_that_went_into_one_is_in_it() -> None:
    pooling = {"kind": "dissociation", "specimen_ids": ["a", "b"], "output_specimen_ids": ["cells"]}
    assert [edge.parent for edge in lineage(specimens(steps=(pooling,)))] == ["a", "b"]


def test_no_specimen_is_made_or_listed_twice(find: Any) -> None:
    code = "specimen-repeated"
    twice = specimens(steps=(sectioning("left", into=("s1", "s1")), sectioning("right", into=("s1", "s2"))))
    assert [finding.path for finding in find(code, twice)] == [
        "/specimen_procedures/0/sections/1/specimen_id",
        "/specimen_procedures/1/sections/0/specimen_id",
    ]
    (finding,) = find(code, specimens(steps=({"kind": "soak", "specimen_ids": ["a", "b", "a"]},)))
    assert finding.path == "/specimen_procedures/0/specimen_ids/2"
    (finding,) = find(code, specimens({"specimen_id": "pool", "pooled_from": ["a", "a"]}))
    assert finding.path == "/specimens/0/pooled_from/1"
    assert find(code, specimens({"specimen_id": "s1"}, steps=(sectioning("625463", into=("s1",)),))) == []


@pytest.mark.parametrize(("count", "ids", "found"), [(2, (), 1), (2, ("s0",), 0), (1, (), 0), (0, (), 0)])
def test_a_step_says_which_of_several_it_was_done_to(count: int, ids: tuple[str, ...], found: int, find: Any) -> None:
    described = [{"specimen_id": f"s{i}"} for i in range(count)]
    made = specimens(*described, steps=({"kind": "staining", "specimen_ids": ids},))
    assert len(find("step-without-specimen", made)) == found


def test_a_section_comes_of_a_known_specimen(find: Any) -> None:
    cut = {"kind": "sectioning", "specimen_ids": ["left"], "sections": [{"specimen_id": "s1", "derived_from": "lefd"}]}
    (finding,) = find("unknown-specimen", specimens({"specimen_id": "left"}, steps=(cut,)))
    assert (finding.path, finding.hint) == ("/specimen_procedures/0/sections/0/derived_from", 'did you mean "left"?')


def test_the_subjects_of_an_asset_may_share_a_pool(find: Any) -> None:
    one = Procedures(
        subject_id="745300",
        specimens=[{"specimen_id": "a"}, {"specimen_id": "pool", "pooled_from": ["a", "b"]}],
    )
    other = Procedures(subject_id="745301", specimens=[{"specimen_id": "b"}])
    assert find("unknown-specimen", one, other) == find("specimen-repeated", one, other) == []
    (finding,) = find("unknown-specimen", one)
    assert finding.path == "/specimens/1/pooled_from/1"
    (finding,) = find("specimen-repeated", one, other.replace(specimens=[{"specimen_id": "b"}, {"specimen_id": "a"}]))
    assert finding.message == 'the specimen "a" is described with another subject too'
