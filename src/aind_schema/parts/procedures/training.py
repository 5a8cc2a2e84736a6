"""What an animal was taught and got used to."""

from typing import Literal

from aind_schema.base import Model
from aind_schema.fields import Count, Identifier, Many, Minutes, Name, Text, Uri
from aind_schema.parts.procedures.living import SubjectStep


class Curriculum(Model):
    """The stages of a training, and the code that moves an animal from one to the next."""

    name: Name | None = None
    """What the lab calls it, without its version, such as `Visual Behavior`."""
    version: Name | None = None
    """Version of the curriculum or of its code; stages of one name may differ between versions."""
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
    """How many sessions it took, broken-off ones included; several on one day count each."""
    rig_id: Identifier | None = None
    """The rig that the animal was trained on."""


class Handling(SubjectStep):
    """An animal was handled, or got used to being held or to the rig."""

    kind: Literal["handling"] = "handling"
    """Says that the animal was handled."""
    method: Name | None = None
    """How, such as `tunnel`, `cupped hands` or `head fixation on the wheel`."""
    session_count: Count | None = None
    """How many times the animal was handled between start and end."""
    session_min: Minutes | None = None
    """How long one session took, in minutes."""
    description: Text | None = None
    """What was done in the sessions, where the method does not tell it."""
