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


class Step(Model):
    """Base of everything that was done."""

    kind: str
    """What was done."""
    name: Name | None = None
    """What the lab calls the step, such as `SHIELD on`."""
    start_date: Date | None = None
    """Day on which the step began, where the time is not known."""
    end_date: Date | None = None
    """Day on which the step ended, where the time is not known."""
    started_at: Timestamp | None = None
    """When the step began."""
    ended_at: Timestamp | None = None
    """When the step ended."""
    experimenters: Many[Person] = ()
    """Who did it."""
    protocols: Many[Protocol] = ()
    """Protocols that were followed."""
    settings: Many[Setting] = ()
    """Parameters that the protocols leave open, with their values; what has a field of its own does not belong here."""
    notes: Text | None = None
    """What no other field has room for."""
    extensions: Extensions | None = None
    """What a lab or another format adds, by namespace."""

    @model_serializer(mode="wrap")
    def _tail_last(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Write what the step is first, and what was added last."""
        written: dict[str, Any] = handler(self)
        return written | {name: written.pop(name) for name in _TAIL if name in written}
