"""Surgeries have a date, and an anaesthesia that can be true."""

from __future__ import annotations

from typing import Any

import pytest

from samples.animals import procedures, surgery


def test_a_surgery_or_one_of_its_steps_has_a_date(find: Any) -> None:
    code = "surgery-undated"
    assert find(code, surgery({"kind": "headframe"}))
    assert find(code, surgery(start_date="2023-02-28")) == find(code, procedures({"kind": "perfusion"})) == []
    assert find(code, surgery({"kind": "headframe", "started_at": "2023-02-28T10:00:00Z"})) == []


def test_an_anaesthetic_is_named(find: Any) -> None:
    assert find("anaesthetic-unnamed", surgery(anaesthesia=[{"duration_min": 90}]))
    assert find("anaesthetic-unnamed", surgery(anaesthesia=[{"drug": {"name": "isoflurane"}}])) == []


@pytest.mark.parametrize(
    ("anaesthetic", "field"),
    [
        ({"concentration_percent": 15}, "concentration_percent"),
        ({"induction_percent": 40}, "induction_percent"),
        ({"duration_min": 2.5}, "duration_min"),
    ],
)
def test_an_anaesthesia_of_a_strange_strength_or_length_is_told(anaesthetic: Any, field: str, find: Any) -> None:
    (finding,) = find("anaesthesia-implausible", surgery(anaesthesia=[anaesthetic]))
    assert finding.path == f"/subject_procedures/0/anaesthesia/0/{field}"


def test_a_usual_anaesthesia_is_left_alone(find: Any) -> None:
    usual = {"drug": {"name": "isoflurane"}, "concentration_percent": 1.5, "duration_min": 150}
    gas = {"drug": {"name": "nitrous oxide"}, "concentration_percent": 60}
    assert find("anaesthesia-implausible", surgery(anaesthesia=[usual, gas])) == []
