"""Injections say what went in and how much, and their numbers can be true."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from samples.animals import procedures

if TYPE_CHECKING:
    from aind_schema import Procedures


def injection(kind: str = "injection", **fields: Any) -> Procedures:
    return procedures({"kind": kind, **fields})


@pytest.mark.parametrize(("volume", "found"), [(200_000, 1), (0, 1), (200, 0), (None, 0)])
def test_a_place_in_the_brain_takes_up_only_so_much(volume: float | None, found: int, find: Any) -> None:
    sites = [{"dynamics": {"kind": "pressure", "volume_nl": volume}}, {}]
    assert len(find("injected-volume-implausible", injection("brain_injection", sites=sites))) == found
    assert find("injected-volume-implausible", injection("injection", sites=sites)) == []
    into_ventricle = injection("brain_injection", sites=sites, route="intracerebroventricular")
    assert find("injected-volume-implausible", into_ventricle) == []


def test_an_injection_says_what_went_in(find: Any) -> None:
    code = "lacks-injected-material"
    assert find(code, injection())
    assert find(code, injection(materials=[{"kind": "virus", "titer_gc_per_ml": 1e12}]))
    assert find(code, injection(materials=[{"kind": "virus", "virus_id": "VT8260"}])) == []
    assert find(code, injection(materials=[{"kind": "drug", "drug": {"name": "muscimol"}}])) == []


def test_an_injection_says_how_much_went_in(find: Any) -> None:
    code = "lacks-injected-amount"
    assert find(code, injection(sites=[{}, {"dynamics": {"kind": "pressure"}}]))
    assert find(code, injection(sites=[{"dynamics": {"kind": "pressure", "volume_nl": 200}}])) == []
    assert find(code, injection(sites=[{"dynamics": {"kind": "iontophoresis", "current_ua": 5}}])) == []


def pushed(**dynamics: Any) -> Procedures:
    return injection("brain_injection", sites=[{"dynamics": {"kind": "pressure", "volume_nl": 100, **dynamics}}])


@pytest.mark.parametrize(
    "dynamics",
    [{"pulse_count": 20, "pulse_volume_nl": 50}, {"rate_nl_per_s": 10, "duration_s": 600}],
)
def test_a_volume_is_that_of_its_parts(dynamics: Any, find: Any) -> None:
    (finding,) = find("injected-volume-differs", pushed(**dynamics))
    assert finding.path == "/subject_procedures/0/sites/0/dynamics/volume_nl"


@pytest.mark.parametrize(
    "dynamics",
    [
        {},
        {"pulse_count": 20, "pulse_volume_nl": 5},
        {"rate_nl_per_s": 0.17, "duration_s": 600},
        {"rate_nl_per_s": 1, "duration_s": 600, "profile": "pulsed"},
        {"volume_nl": 0, "pulse_count": 0, "pulse_volume_nl": 5},
    ],
)
def test_a_volume_may_be_rounded_and_pulses_have_pauses(dynamics: Any, find: Any) -> None:
    assert find("injected-volume-differs", pushed(**dynamics)) == []


@pytest.mark.parametrize(("shares", "found"), [((70, 70), 1), ((70, 30), 0), ((33.4, 33.4, 33.4), 0), ((None,), 0)])
def test_shares_are_parts_of_a_whole(shares: tuple[float | None, ...], found: int, find: Any) -> None:
    mixed = injection(materials=[{"kind": "virus", "share_percent": each} for each in shares])
    assert len(find("shares-exceed-whole", mixed)) == found


@pytest.mark.parametrize(
    ("kind", "route", "found"),
    [
        ("brain_injection", "retro-orbital", 1),
        ("brain_injection", "intracerebroventricular", 0),
        ("brain_injection", None, 0),
        ("injection", "intraparenchymal", 1),
        ("injection", "intraperitoneal", 0),
    ],
)
def test_a_route_leads_where_the_kind_says(kind: str, route: str | None, found: int, find: Any) -> None:
    assert len(find("route-of-other-kind", injection(kind, route=route))) == found


def test_nothing_is_no_material_and_no_amount(find: Any) -> None:
    nothing = injection(
        materials=[{"kind": "virus", "name": "none"}, {"kind": "drug", "drug": {"name": "unknown"}}],
        sites=[{"dynamics": {"kind": "pressure", "volume_nl": 0}}],
    )
    assert len(find("lacks-injected-material", nothing)) == 2
    assert find("lacks-injected-amount", nothing)
