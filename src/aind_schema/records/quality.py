"""How good the data of an asset are."""

from typing import Literal

from aind_schema.base import Record
from aind_schema.fields import Many, Name, Text
from aind_schema.parts.people import Person
from aind_schema.parts.quality import Evaluation, Metric, StatedStatus


class Quality(Record):
    """What was measured and looked at to tell whether the data can be trusted, and the verdicts."""

    kind: Literal["quality"] = "quality"
    """Says that the document tells how good data are."""
    metrics: Many[Metric] = ()
    """What was measured or looked at; the status of a tag, modality, stage or of the whole follows from these."""
    evaluations: Many[Evaluation] = ()
    """Groups of metrics that were judged as one."""
    may_fail: Many[Name] = ()
    """Names of tags whose metrics may fail without anything else failing."""
    grouping: Many[tuple[Name, ...]] = ()
    """How metrics are shown: from the outermost level to the innermost, each one or more tags or groups of tags."""
    stated: Many[StatedStatus] = ()
    """Statuses of groups, as whoever wrote the record worked them out; a rule holds them against the metrics."""
    key_experimenters: Many[Person] = ()
    """Who answers for the quality of the data."""
    notes: Text | None = None
    """What no other field has room for."""
