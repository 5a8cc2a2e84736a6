"""What an animal was taught and got used to."""

from typing import Literal

from aind_schema.base import Model
from aind_schema.fields import Count, Identifier, Many, Minutes, Name, Text, Uri
from aind_schema.parts.procedures.living import SubjectStep


class Curriculum(Model):
    """The stages of a training, and the code that moves an animal from one to the next."""

    name: Name | None = None
    """Name of the curriculum."""
    version: Name | None = None
    """Version of the curriculum or its code."""
    uri: Uri | None = None
    """Where the code is."""
    stages: Many[Name] = ()
    """Names of the stages, from the first to the last."""


class Training(SubjectStep):
    """An animal was trained in a task."""

    kind: Literal["training"] = "training"
    """Says that the animal was trained."""
    task: Name | None = None
    """Name of the task or training protocol."""
    curriculum: Curriculum | None = None
    """The curriculum that was followed."""
    reached_stage: Name | None = None
    """Stage that the animal had reached at the end."""
    session_count: Count | None = None
    """Number of sessions."""
    rig_id: Identifier | None = None
    """The rig that the animal was trained on."""


class Handling(SubjectStep):
    """An animal was handled, or got used to being held or to the rig."""

    kind: Literal["handling"] = "handling"
    """Says that the animal was handled."""
    method: Name | None = None
    """How, such as `tunnel`, `cupped hands` or `head fixation on the wheel`."""
    session_count: Count | None = None
    """Number of sessions."""
    session_min: Minutes | None = None
    """Length of a session, in minutes."""
    description: Text | None = None
    """What was done."""
