"""What was done to the data of an asset."""

from typing import Literal

from aind_schema.base import Record
from aind_schema.fields import Many, Text
from aind_schema.parts.people import Person
from aind_schema.parts.processing import Process
from aind_schema.parts.software import Code


class Processing(Record):
    """The steps by which the data of an asset came about, from the recording or from other assets."""

    kind: Literal["processing"] = "processing"
    """Says that the document describes processing."""
    processes: tuple[Process, ...]
    """The steps in the order in which they were run. A step without `depends_on` needed the one before it."""
    pipelines: Many[Code] = ()
    """Pipelines that ran steps, each with its name, version and repository."""
    experimenters: Many[Person] = ()
    """Who answers for the processing as a whole."""
    notes: Text | None = None
    """What no other field has room for."""

    def graph(self) -> dict[str, tuple[str, ...]]:
        """Return the names of the steps, each with those of the steps that it needed, for a list and a graph alike.

        A step that states no `depends_on` needed the one before it. Of steps that share a name the first counts.
        """
        graph: dict[str, tuple[str, ...]] = {}
        before: tuple[str, ...] = ()
        for process in self.processes or ():
            graph.setdefault(process.name, tuple(process.depends_on) if process.states_needs else before)
            before = (process.name,)
        return graph
