"""Weights of animals and what they get to eat and drink can be true."""

from __future__ import annotations

from typing import Any

import pytest

from samples.animals import mouse, procedures, surgery


@pytest.mark.parametrize(("before", "after", "found"), [(22.6, 2.23, 1), (22.6, 22.3, 0), (20, 27.5, 1), (20, 26, 0)])
def test_an_animal_weighs_much_the_same_after_a_surgery(before: float, after: float, found: int, find: Any) -> None:
    weighed = surgery(animal_weight_before_g=before, animal_weight_after_g=after)
    assert len(find("weight-change-implausible", weighed)) == found


def test_a_weight_that_no_mouse_has_is_told_once(find: Any) -> None:
    grams = surgery(animal_weight_before_g=25, animal_weight_after_g=25_000)
    assert find("body-weight-implausible", grams, mouse())
    assert find("weight-change-implausible", grams, mouse()) == []
    assert find("weight-change-implausible", grams)


def test_the_target_of_a_restriction_is_what_is_left(find: Any) -> None:
    code = "weight-target-implausible"
    assert find(code, procedures({"kind": "water_restriction", "target_weight_percent": 15}))
    assert find(code, procedures({"kind": "food_restriction", "minimum_weight_percent": 0.8}))
    assert find(code, procedures({"kind": "water_restriction", "target_weight_percent": 85})) == []


def test_a_weight_is_one_that_the_species_can_have(find: Any) -> None:
    code = "body-weight-implausible"
    for weight in (0, 0.025):
        (finding,) = find(code, surgery(animal_weight_before_g=weight))
        assert finding.path == "/subject_procedures/0/animal_weight_before_g"
    heavy = procedures({"kind": "water_restriction", "baseline_weight_g": 25_000})
    assert find(code, heavy) == find(code, heavy, mouse("625464")) == []
    assert find(code, heavy, mouse())
    assert find(code, surgery(animal_weight_before_g=1.4, animal_weight_after_g=1.4), mouse()) == []


def test_an_animal_gets_what_it_can_drink(find: Any) -> None:
    code, flood = "ration-implausible", {"kind": "water_restriction", "minimum_daily_water_ml": 1000}
    assert find(code, procedures({**flood, "baseline_weight_g": 25.6}))
    assert find(code, procedures(flood), mouse())
    assert find(code, procedures(flood)) == []
    assert find(code, procedures({**flood, "minimum_daily_water_ml": 1}), mouse()) == []
