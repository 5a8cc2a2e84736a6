"""What all steps have in common: when, by whom, and by which protocol."""

from typing import Any

from pydantic import SerializerFunctionWrapHandler, model_serializer

from aind_schema.base import Model
from aind_schema.fields import Date, Doi, Extensions, Identifier, Many, Name, Text, Timestamp, Uri
from aind_schema.parts.people import Person

_TAIL = ("notes", "extensions")


class Protocol(Model):
    """Written instructions that a step followed; at least one field is of use."""

    name: Name | None = None
    """Title of the protocol."""
    version: Name | None = None
    """Version of the protocol, where its address does not tell it."""
    doi: Doi | None = None
    """DOI of the protocol, such as one of protocols.io."""
    uri: Uri | None = None
    """Where it can be read, if it has no DOI."""
    id: Identifier | None = None
    """Number of the protocol in the lab's own collection."""


class Setting(Model):
    """A parameter that the protocol leaves open, and what it was this time."""

    name: Name
    """Name of the parameter, as the protocol calls it."""
    value: Name
    """Value with its unit, as the protocol writes it."""


class Event(Model):
    """Base of everything that happened at a time: steps, and the rounds of a step."""

    name: Name | None = None
    """What the lab calls it, such as `SHIELD on`."""
    start_date: Date | None = None
    """Day on which it began, where the time is not known."""
    end_date: Date | None = None
    """Day on which it ended, where the time is not known."""
    started_at: Timestamp | None = None
    """Moment at which it began, with the offset of the lab's clock."""
    ended_at: Timestamp | None = None
    """Moment at which it ended, with the offset of the lab's clock."""
    experimenters: Many[Person] = ()
    """Who did it with their own hands."""
    protocols: Many[Protocol] = ()
    """Written instructions that were followed, in the order in which they were used; departures belong into `notes`."""
    settings: Many[Setting] = ()
    """Parameters that the protocols leave open, with their values; what has a field of its own does not belong here."""
    notes: Text | None = None
    """What no other field has room for."""
    extensions: Extensions | None = None
    """What a lab or another format adds, by namespace."""

    @model_serializer(mode="wrap")
    def _tail_last(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Write what it is first, and what was added last."""
        written: dict[str, Any] = handler(self)
        return written | {name: written.pop(name) for name in _TAIL if name in written}


class Kinded(Model):
    """Base of what is told apart by its kind."""

    kind: str
    """Word for what was done, by which the other fields are known."""


# Fields of the last base come first, so that a step begins with its kind.
class Step(Event, Kinded):
    """Base of everything that was done."""
