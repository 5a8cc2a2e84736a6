"""How old a subject was."""

from aind_schema.base import Model
from aind_schema.fields import AgeReference, Date, Duration


class Age(Model):
    """An age for subjects whose birth is unknown or must not be told."""

    duration: Duration
    """The age, or the lower end of its range (ISO 8601), such as `P90D` or `P2Y`."""
    upper_duration: Duration | None = None
    """Upper end of the range, where the age is known only roughly."""
    reference: AgeReference | None = None
    """The event that the age counts from, such as `birth` or `fertilization`."""
    on: Date | None = None
    """The day on which the subject had this age; the acquisition's day where it is left out."""
