"""What was measured to tell how good data are, and what was thought of it."""

from aind_schema.base import Model
from aind_schema.fields import (
    AnyValue,
    Location,
    Many,
    Modality,
    Name,
    QualityStage,
    QualityStatus,
    Text,
    Timestamp,
    UnitCode,
)
from aind_schema.parts.links import AssetReference
from aind_schema.parts.people import Person


class StatusChange(Model):
    """A verdict on a metric, by somebody or some program at some time."""

    status: QualityStatus
    """Whether the metric passes, fails, or waits for somebody to look at it."""
    at: Timestamp | None = None
    """When the status was set."""
    evaluator: Person | None = None
    """Who set it; left out where a program did, and where a pending one waits for somebody."""
    automated: bool | None = None
    """True if a program set it without anybody looking."""


class Tag(Model):
    """A word that metrics are grouped by."""

    name: Name
    """The word itself, such as `ProbeA`; metrics with the same one belong together."""
    group: Name | None = None
    """What kind of word it is, such as `probe`."""


class Choice(Model):
    """One of the answers that a reviewer can give."""

    value: Name
    """The answer, as it stands in the metric's `value` when it is picked."""
    status: QualityStatus | None = None
    """Status that the metric gets when this answer is picked."""


class CurationStep(Model):
    """Somebody's work on a curation."""

    by: Person | None = None
    """Who worked on it."""
    at: Timestamp | None = None
    """When it was saved."""


class Curation(Model):
    """Says that a metric's value is a list of decisions made by people, such as the labels of sorted units."""

    type: Name
    """What was curated, in the words of the program that reads the decisions, such as `spike sorting`."""
    history: Many[CurationStep] = ()
    """Who worked on it, oldest first."""


class Metric(Model):
    """One thing that was measured or looked at, with the verdicts on it."""

    name: Name
    """Name of the metric; with its evaluation, stage, modality and tags it is told from the others."""
    description: Text | None = None
    """What was measured, and by which rule the value leads to the status."""
    value: AnyValue = None
    """What was found: a number, text, truth value, list or object."""
    unit: UnitCode | None = None
    """Unit of the value, or of the numbers in it, as a UCUM code."""
    choices: Many[Choice] = ()
    """Answers that a reviewer picks the value from; none for values that are measured."""
    widget: Name | None = None
    """How a program shows the choices, such as `dropdown` or `checkbox`."""
    curation: Curation | None = None
    """Says what was curated and by whom, where the value is a curation."""
    modality: Modality | None = None
    """Way in which the data were acquired that the metric is about."""
    stage: QualityStage | None = None
    """Whether it is about raw, processed or analysed data, or about several assets."""
    tags: Many[Tag] = ()
    """Words to group metrics by."""
    evaluation: Name | None = None
    """Name of the evaluation that the metric is part of, as this document lists it."""
    references: Many[Location] = ()
    """Figures and data that show what was found: paths in the asset, or URIs."""
    assets: Many[AssetReference] = ()
    """Other assets that the metric was worked out from."""
    status_history: Many[StatusChange] = ()
    """The verdicts, oldest first; the last one counts."""
    notes: Text | None = None
    """What no other field has room for."""


class Evaluation(Model):
    """Metrics that belong together and are judged as one."""

    name: Name
    """Name of the evaluation, once in the document; metrics refer to it."""
    description: Text | None = None
    """What is evaluated, and when it passes."""
    created_at: Timestamp | None = None
    """When the evaluation was made."""
    failures_allowed: bool | None = None
    """True if metrics in it may fail without the evaluation failing."""
    status: QualityStatus | None = None
    """Status of the whole, as whoever wrote the record worked it out."""
    notes: Text | None = None
    """What no other field has room for."""


class StatedStatus(Model):
    """The status of a group of metrics, as whoever wrote the record worked it out."""

    of: Name
    """The group: a tag, a modality or a stage."""
    status: QualityStatus
    """Status of the group."""
