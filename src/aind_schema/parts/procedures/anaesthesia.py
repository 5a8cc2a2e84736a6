"""Drugs that an animal gets so that it feels nothing, does not suffer or recovers."""

from aind_schema.base import Model
from aind_schema.fields import (
    Identifier,
    Many,
    Microliters,
    MilligramsPerKilogram,
    MilligramsPerMilliliter,
    Minutes,
    Percent,
    Route,
    Text,
    Timestamp,
)
from aind_schema.parts.procedures.step import Protocol
from aind_schema.parts.terms import Drug


class Medication(Model):
    """A drug that was given, once or several times: against pain, inflammation, infection or swelling."""

    drug: Drug | None = None
    """The substance that acts, such as `isoflurane`, rather than a product; in a mixture each has its own entry."""
    route: Route | None = None
    """The way that it took into the body, such as `subcutaneous`."""
    dose_mg_per_kg: MilligramsPerKilogram | None = None
    """Dose each time, in milligrams per kilogram of body weight."""
    volume_ul: Microliters | None = None
    """Volume each time, in microlitres."""
    concentration_mg_per_ml: MilligramsPerMilliliter | None = None
    """Concentration of what was given, in milligrams per millilitre."""
    given_at: Many[Timestamp] = ()
    """When it was given, each time that is known."""
    lot_number: Identifier | None = None
    """Number of the lot or batch, as it stands on the bottle."""
    notes: Text | None = None
    """What no other field has room for."""


class Anaesthetic(Medication):
    """A drug that keeps an animal asleep or numb during a step."""

    concentration_percent: Percent | None = None
    """Concentration of a vapour in the gas that carries it, at maintenance, in percent."""
    induction_percent: Percent | None = None
    """Concentration of a vapour at induction, in percent."""
    duration_min: Minutes | None = None
    """How long the animal was kept under, in minutes."""
    protocols: Many[Protocol] = ()
    """Instructions for the anaesthesia alone; those of the whole step stand beside it."""
