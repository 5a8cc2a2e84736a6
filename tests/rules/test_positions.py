"""Points lie in the head, on the side that is named, in micrometres."""

from __future__ import annotations

from typing import Any

import pytest

from aind_schema import Animal, Subject, coordinates
from aind_schema.records.procedures import Procedures

FRAMES = [coordinates.usual(name) for name in ("bregma_ARI", "bregma_RAS", "ccf_v3", "bregma_AR")]
FIRST = "/subject_procedures/0/targets/0"


def procedures(**target: Any) -> Procedures:
    steps = [{"kind": "brain_injection", "targets": [target]}]
    return Procedures(subject_id="625463", coordinate_frames=FRAMES, subject_procedures=steps)


def at(frame: str, *values: float) -> dict[str, Any]:
    return {"frame": frame, "coordinates_um": list(values)}


def subject(species: str) -> Subject:
    return Subject(subject_id="625463", details=Animal(species={"name": species}))


@pytest.mark.parametrize(
    ("position", "found"),
    [
        (at("bregma_ARI", -2.0, 1.5, 0.8), True),  # millimetres
        (at("bregma_ARI", -2e6, 1.5e6, 8e5), True),  # micrometres, multiplied by a thousand
        (at("bregma_ARI", -2000, 1500, 800), False),
        (at("bregma_ARI", 0, 0, 0), False),
        (at("bregma_ARI", -2000, 0, 5), False),
        (at("ccf_v3", 5, 5, 5), False),  # a corner of the volume
    ],
)
def test_micrometres_are_given(position: dict[str, Any], found: bool, find: Any) -> None:
    assert bool(find("coordinate-scale-implausible", procedures(position=position))) == found


def test_depths_are_in_micrometres(find: Any) -> None:
    entry = at("bregma_AR", -2000, 1500)
    (finding,) = find("coordinate-scale-implausible", procedures(entry=entry, depth_um=0.8))
    assert finding.path == f"{FIRST}/depth_um"
    assert not find("coordinate-scale-implausible", procedures(entry=entry, depth_um=800))


@pytest.mark.parametrize(
    ("species", "position", "axes"),
    [
        ("Mus musculus", at("bregma_ARI", -2000, 1500, 800), []),
        ("Mus musculus", at("bregma_ARI", -2000, 15000, 800), [1]),
        ("Mus musculus", at("bregma_RAS", 1500, -2000, 6000), [2]),  # above the head: the sign of the depth
        ("Mus musculus", at("bregma_RAS", 1500, -2000, -6000), []),
        ("Rattus norvegicus", at("bregma_ARI", -2000, 12000, 800), []),
        ("Danio rerio", at("bregma_ARI", -2000, 15000, 800), []),
        ("Mus musculus", at("ccf_v3", 13000, 7900, 11000), []),
        ("Mus musculus", at("bregma_ARI", -2000, 15000), []),
    ],
)
def test_a_point_is_in_the_head(species: str, position: dict[str, Any], axes: list[int], find: Any) -> None:
    found = find("outside-head", procedures(position=position), subject(species))
    assert [finding.path for finding in found] == [f"{FIRST}/position/coordinates_um/{axis}" for axis in axes]


def test_of_an_unknown_species_no_head_is_known(find: Any) -> None:
    far = procedures(position=at("bregma_ARI", -2000, 15000, 800))
    assert not find("outside-head", far)
    assert not find("outside-head", far, subject("Mus musculus"), subject("Rattus norvegicus"))


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ({"hemisphere": "left", "position": at("bregma_ARI", -2000, 1500, 800)}, True),
        ({"hemisphere": "right", "position": at("bregma_ARI", -2000, 1500, 800)}, False),
        ({"hemisphere": "left", "position": at("ccf_v3", 7000, 2000, 5000)}, False),  # the midline is at 5700
        ({"hemisphere": "right", "position": at("ccf_v3", 7000, 2000, 5000)}, True),
        ({"hemisphere": "both", "position": at("bregma_ARI", -2000, 1500, 800)}, False),
        ({"hemisphere": "left", "position": at("bregma_ARI", -2000, 50, 800), "uncertainty_um": 100}, False),
        ({"hemisphere": "left", "entry": at("bregma_AR", -2000, 300)}, True),
        ({"hemisphere": "left", "entry": at("bregma_AR", -2000, 300), "angles_deg": [20]}, False),
    ],
)
def test_the_side_is_that_of_the_sign(target: dict[str, Any], found: bool, find: Any) -> None:
    assert bool(find("hemisphere-differs", procedures(**target))) == found
