"""Points lie in the head, in micrometres, and where their tracks lead."""

from __future__ import annotations

from typing import Any

import pytest

from aind_schema import Animal, Subject, coordinates
from aind_schema.records.procedures import Procedures

LEVEL = "bregma-lambda-level"
ANGLES = {
    "axes": ["AP", "ML", "DV"],
    "composition": "extrinsic",
    "sense": "right-hand",
    "rest": "superior-to-inferior",
}
USUAL = ("ccf_v3", "bregma_AR", "lambda_ARI", "ear_bars_ARS", "ccf_v3_voxel_25um")
AP, ML = {"name": "AP", "direction": "posterior-to-anterior"}, {"name": "ML", "direction": "left-to-right"}
FRAMES = [
    coordinates.usual("bregma_ARI", levelling=LEVEL, angles=ANGLES),
    coordinates.usual("bregma_RAS", levelling=LEVEL),
    *map(coordinates.usual, USUAL),
    {"name": "signless", "origin": "bregma", "axes": [{"name": "AP"}, {"name": "ML"}]},
    {"name": "lateral", "origin": "bregma", "axes": [AP, {"name": "ML", "direction": "medial-to-lateral"}]},
    {"name": "spine", "origin": "between-C3-C4", "axes": [ML, {"name": "DV", "direction": "superior-to-inferior"}]},
    {"name": "stage", "origin": "manipulator-zero", "axes": [{"name": "x"}, {"name": "y"}]},
]
FIRST = "/subject_procedures/0/targets/0"
MOUSE, RAT, MACAQUE, FISH = "Mus musculus", "Rattus norvegicus", "Macaca mulatta", "Danio rerio"
SCALE, HEAD, TRACK = "coordinate-scale-implausible", "outside-head", "position-differs-from-track"


def procedures(*steps: dict[str, Any], **target: Any) -> Procedures:
    steps = steps or ({"kind": "brain_injection", "targets": [target]},)
    return Procedures(subject_id="625463", coordinate_frames=FRAMES, subject_procedures=steps)


def at(frame: str, *values: float) -> dict[str, Any]:
    return {"frame": frame, "coordinates_um": list(values)}


def subjects(*species: str) -> list[Subject]:
    return [Subject(subject_id="625463", details=Animal(species={"name": name})) for name in species]


def surgery(*steps: dict[str, Any], **fields: Any) -> Procedures:
    return procedures({"kind": "surgery", "steps": list(steps), **fields})


# ---- millimetres ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("species", "position"),
    [
        (MOUSE, at("bregma_ARI", -2.0, 1.5, 0.8)),
        (MOUSE, at("bregma_AR", -2.0, 0)),
        (MOUSE, at("bregma_ARI", -2.0, 1.5, 800)),
        (MOUSE, at("lambda_ARI", -2.0, 1.5, 0.8)),
        (MOUSE, at("spine", 0.5, 0.6)),
        (MOUSE, at("ccf_v3", 7.4, 1.1, 7.2)),
        (MACAQUE, at("bregma_ARI", 22, 12, 18)),
        (MACAQUE, at("bregma_ARI", 20, -17, 45)),
    ],
)
def test_millimetres_are_seen(species: str, position: dict[str, Any], find: Any) -> None:
    (finding,) = find(SCALE, procedures(position=position), *subjects(species))
    assert finding.path == f"{FIRST}/position/coordinates_um"


@pytest.mark.parametrize(
    "position",
    [
        at("bregma_ARI", -2000, 1500, 800),
        at("bregma_ARI", 0, 0, 0),
        at("bregma_ARI", -2000, 0, 5),
        at("bregma_AR", 0, 10),  # an opening right at bregma
        at("ccf_v3", 0, 0, 0),
        at("stage", 1.5, 2.5),
    ],
)
@pytest.mark.parametrize("species", [MOUSE, MACAQUE])
def test_micrometres_are_left_alone(species: str, position: dict[str, Any], find: Any) -> None:
    assert not find(SCALE, procedures(position=position), *subjects(species))


@pytest.mark.parametrize(("depth", "found"), [(0.8, True), (4.2, True), (800, False), (10, False), (0, False)])
def test_depths_are_in_micrometres(depth: float, found: bool, find: Any) -> None:
    findings = find(SCALE, procedures(entry=at("bregma_AR", -2000, 1500), depth_um=depth))
    assert [finding.path for finding in findings] == ([f"{FIRST}/depth_um"] if found else [])


# ---- in the head ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("species", "position", "axes"),
    [
        (MOUSE, at("bregma_ARI", -2000, 1500, 800), []),
        (MOUSE, at("bregma_ARI", -2000, 15000, 800), [1]),
        (MOUSE, at("bregma_ARI", -2000, 8000, 800), [1]),
        (MOUSE, at("bregma_ARI", -2000, 1500, 10000), [2]),
        (MOUSE, at("bregma_ARI", -2000, 1500, -3200), [2]),
        (MOUSE, at("bregma_RAS", 1500, -2000, 6000), [2]),  # above the head: the sign of the depth
        (MOUSE, at("bregma_RAS", 1500, -2000, -6000), []),
        (MOUSE, at("lateral", -2000, 15000), [1]),
        (MOUSE, at("signless", -2000, 1500), []),
        (MOUSE, at("signless", 90000, 1500), [0]),
        (MOUSE, at("lambda_ARI", 4000, 1500, 800), []),
        (MOUSE, at("lambda_ARI", -2000, 150000, 800), [1]),
        (MOUSE, at("ear_bars_ARS", 60000, 0, 0), [0]),
        (MOUSE, at("ccf_v3", 13000, 7900, 11000), []),
        (MOUSE, at("ccf_v3", 14000, -500, 12000), [0, 1, 2]),
        (MOUSE, at("ccf_v3", 7400000, 1100, 7200), [0]),
        (MOUSE, at("bregma_ARI", -2000, 15000), []),  # one number too few is another problem
        (RAT, at("bregma_ARI", -2000, 9000, 800), []),
        (RAT, at("bregma_ARI", -2000, 15000, 800), [1]),
        (FISH, at("bregma_ARI", -2000, 15000, 800), []),
        (FISH, at("bregma_ARI", -300000, 200000, 100000), [0, 1]),
        (FISH, at("spine", 0, 200000), [1]),
        (FISH, at("stage", 0, 200000), []),
    ],
)
def test_a_point_is_in_the_head(species: str, position: dict[str, Any], axes: list[int], find: Any) -> None:
    found = find(HEAD, procedures(position=position), *subjects(species))
    assert [finding.path for finding in found] == [f"{FIRST}/position/coordinates_um/{axis}" for axis in axes]


def test_of_an_unknown_species_the_bounds_are_those_of_any_head(find: Any) -> None:
    far, further = (procedures(position=at("bregma_ARI", -2000, value, 800)) for value in (15000, 200000))
    assert not find(HEAD, far)
    assert find(HEAD, further)
    assert not find(HEAD, far, *subjects(MOUSE, RAT))


def test_in_a_cohort_the_bounds_are_those_of_the_procedures_own_subject(find: Any) -> None:
    rat = Subject(subject_id="745300", details=Animal(species={"name": RAT}))
    assert find(HEAD, procedures(position=at("bregma_ARI", -2000, 8000, 800)), *subjects(MOUSE), rat)


@pytest.mark.parametrize(
    ("species", "depth", "found"),
    [
        ([MOUSE], 200000, True),
        ([MOUSE], 40000, True),
        ([MOUSE], 4000, False),
        ([MOUSE], -100, False),  # begins in what covers the brain
        ([MOUSE], -3200, True),
        ([], 40000, False),
        ([], 200000, True),
    ],
)
def test_a_track_is_no_longer_than_the_brain(species: list[str], depth: float, found: bool, find: Any) -> None:
    for placed in ({}, {"entry": at("signless", 2300, 600)}):
        findings = find(HEAD, procedures(**placed, depth_um=depth), *subjects(*species))
        assert [finding.path for finding in findings] == ([f"{FIRST}/depth_um"] if found else [])


@pytest.mark.parametrize(
    ("angles", "depth", "found"), [([0, 0, 0], 5000, 0), ([0, 0, 0], 9000, 1), ([90, 0, 0], 9000, 1)]
)
def test_a_track_ends_in_the_brain(angles: list[float], depth: float, found: int, find: Any) -> None:
    target = {"entry": at("bregma_ARI", -2000, 1500, 0), "angles_deg": angles, "depth_um": depth}
    findings = find(HEAD, procedures(**target), *subjects(MOUSE))
    assert [finding.path for finding in findings] == [f"{FIRST}/depth_um"] * found


@pytest.mark.parametrize(
    ("step", "found"),
    [
        ({"kind": "craniotomy", "targets": [{"position": at("bregma_ARI", -2000, 7000, 0)}]}, False),
        ({"kind": "probe_implant", "targets": [{"position": at("bregma_ARI", -2000, 7000, 0)}]}, True),
        ({"kind": "probe_implant", "targets": [{"entry": at("bregma_ARI", -2000, 7000, 0)}]}, False),
        # A wire in the neck.
        ({"kind": "ground_wire", "electrode": {"targets": [{"position": at("bregma_AR", -12000, 0)}]}}, False),
        ({"kind": "device_implant", "targets": [{"position": at("bregma_AR", -12000, 0)}]}, True),
        ({"kind": "device_implant", "body_part": {"name": "neck"}, "targets": [{"depth_um": 50000}]}, False),
    ],
)
def test_bones_and_muscles_reach_further_than_the_brain(step: dict[str, Any], found: bool, find: Any) -> None:
    assert bool(find(HEAD, surgery(step), *subjects(MOUSE))) == found


def test_landmarks_are_in_the_head(find: Any) -> None:
    near, far = (
        surgery(landmarks=[{"name": "lambda", "position": at("bregma_ARI", value, 0, 0)}]) for value in (-4170, -41700)
    )
    assert not find(HEAD, near, *subjects(MOUSE))
    assert find(HEAD, far, *subjects(MOUSE))


# ---- tracks --------------------------------------------------------------------------------------------------------

UPRIGHT = {"entry": at("bregma_ARI", -2000, 1500, 0), "depth_um": 3000, "angles_deg": [0, 0, 0]}


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ({**UPRIGHT, "position": at("bregma_ARI", -2000, 1500, 3000)}, False),
        ({**UPRIGHT, "position": at("bregma_ARI", -2000, 1500, 2800)}, False),
        ({**UPRIGHT, "position": at("bregma_ARI", -2000, -1500, 800)}, True),
        ({**UPRIGHT, "position": at("bregma_ARI", -2000, 1500, 1000)}, True),
        ({**UPRIGHT, "position": at("bregma_ARI", -2000, 1500, 1000), "uncertainty_um": 3000}, False),
        ({**UPRIGHT, "position": at("bregma_RAS", 1500, -2000, -3000)}, False),
        ({**UPRIGHT, "position": at("bregma_RAS", -1500, -2000, -3000)}, True),
        ({**UPRIGHT, "position": at("ccf_v3", 7400, 1100, 7200)}, False),  # nothing leads there
        ({**UPRIGHT, "position": at("nowhere", 1, 2, 3)}, False),
        ({"entry": at("signless", -2000, 1500), "depth_um": 800, "position": at("signless", -2000, 2000)}, False),
        ({"entry": at("signless", -2000, 1500), "depth_um": 800, "position": at("signless", -2000, -1500)}, True),
        ({"entry": at("signless", -2000, 1500), "position": at("signless", -2000, -1500)}, False),
    ],
)
def test_a_point_lies_where_its_track_leads(target: dict[str, Any], found: bool, find: Any) -> None:
    findings = find(TRACK, procedures(**target))
    assert [finding.path for finding in findings] == ([f"{FIRST}/position"] if found else [])
