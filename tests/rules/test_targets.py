"""What goes into the brain says where, and does not say two things."""

from __future__ import annotations

from typing import Any

import pytest

from samples.animals import procedures, surgery


def at(status: str | None, depth: float | None = None, frame: str | None = None, ml: float = 0) -> dict[str, Any]:
    entry = {"frame": frame, "coordinates_um": [0, ml, 0]} if frame else None
    return {"status": status, "depth_um": depth, "entry": entry}


@pytest.mark.parametrize(
    ("targets", "found"),
    [
        ([at("achieved", 500), at("achieved", 700)], 1),
        ([at("achieved", 500, "bregma"), at("achieved", 500, "bregma", ml=10)], 1),
        ([at("achieved", 500), at("achieved", 500)], 0),
        ([at("achieved", 500), at("planned", 700)], 0),
        ([at("achieved", 500, "bregma"), at("achieved", 700, "ccf")], 0),
        ([at(None, 500), at(None, 700)], 0),
    ],
)
def test_a_thing_is_in_one_place(targets: list[dict[str, Any]], found: int, find: Any) -> None:
    implant = {"kind": "fiber_implant", "targets": targets}
    injection = {"kind": "brain_injection", "sites": [{"targets": targets}, {"targets": [at("achieved", 1)]}]}
    for step in (implant, injection, {"kind": "craniotomy", "targets": targets}):
        assert len(find("target-contradicted", surgery(step))) == found


def test_what_goes_into_the_brain_says_where(find: Any) -> None:
    code, there = "lacks-target", [{"structure": {"name": "primary visual area"}}]
    for step in ({"kind": "fiber_implant"}, {"kind": "probe_implant"}, {"kind": "brain_injection"}):
        (finding,) = find(code, surgery(step))
        assert finding.path == "/subject_procedures/0/steps/0/targets"
        assert find(code, surgery({**step, "targets": there})) == []
    assert find(code, surgery({"kind": "brain_injection", "sites": [{"targets": there}]})) == []
    assert find(code, surgery({"kind": "fiber_implant", "relative_position": ["left"]})) == []
    assert find(code, procedures({"kind": "injection"})) == []
