"""How an animal is kept, and how it fares."""

from aind_schema.base import Model
from aind_schema.fields import Celsius, Date, Identifier, Many, Name, Percent, Text, TimeOfDay, TimeZone
from aind_schema.parts.terms import Enrichment


class LightCycle(Model):
    """When the lights are on; lights that go on in the evening are a reversed cycle."""

    lights_on: TimeOfDay
    """Time at which the lights go on."""
    lights_off: TimeOfDay
    """Time at which the lights go off."""
    time_zone: TimeZone | None = None
    """Time zone of both times; that of the vivarium where it is left out and the times carry no offset."""


class Housing(Model):
    """The cage or tank, its room, and what and who is in it."""

    cage_id: Identifier | None = None
    """Identifier of the cage or tank."""
    room_id: Identifier | None = None
    """Identifier of the room."""
    light_cycle: LightCycle | None = None
    """When the lights are on."""
    temperature_c: Celsius | None = None
    """Temperature that the room or water is kept at."""
    humidity_percent: Percent | None = None
    """Relative humidity that the room is kept at."""
    diet: Name | None = None
    """What the animal is fed outside of experiments."""
    enrichment: Many[Enrichment] = ()
    """What is put into the cage for the animals' well-being."""
    cohoused_subjects: Many[Identifier] = ()
    """Identifiers of the other animals in the cage; an empty list says that it is alone."""


class WellnessReport(Model):
    """A note about an animal's health."""

    date: Date
    """Day of the report."""
    report: Text
    """What was found and done."""
