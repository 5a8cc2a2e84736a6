"""What animals get to eat and drink where that is part of the experiment."""

from typing import Literal

from aind_schema.fields import Grams, Many, Milliliters, Name, Percent, Text
from aind_schema.parts.procedures.living import SubjectStep
from aind_schema.parts.procedures.reagents import Reagent


class Restriction(SubjectStep):
    """Base of the diets that hold the body weight down."""

    baseline_weight_g: Grams | None = None
    """Body weight on free food and water, before it began, in grams."""
    target_weight_percent: Percent | None = None
    """Body weight that the animal is held at, in percent of the baseline."""
    minimum_weight_percent: Percent | None = None
    """Body weight below which it is stopped, in percent of the baseline."""


class WaterRestriction(Restriction):
    """Water was given in measured amounts."""

    kind: Literal["water_restriction"] = "water_restriction"
    """Says that water was restricted."""
    minimum_daily_water_ml: Milliliters | None = None
    """What the animal gets each day at least, earned and added together, in millilitres."""
    assigned_daily_water_ml: Milliliters | None = None
    """What the animal is meant to get each day, in millilitres."""


class FoodRestriction(Restriction):
    """Food was given in measured amounts."""

    kind: Literal["food_restriction"] = "food_restriction"
    """Says that food was restricted."""
    minimum_daily_food_g: Grams | None = None
    """What the animal gets each day at least, in grams."""
    assigned_daily_food_g: Grams | None = None
    """What the animal is meant to get each day, in grams."""


class Diet(SubjectStep):
    """Food or water of a certain kind was given freely, such as chow with doxycycline or sweetened water."""

    kind: Literal["diet"] = "diet"
    """Says that the animal was on a diet."""
    food: Name | None = None
    """The food or drink, as its maker calls it."""
    additives: Many[Reagent] = ()
    """What was added, with its concentration."""
    description: Text | None = None
    """What the diet is for."""
