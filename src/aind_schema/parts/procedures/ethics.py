"""Who allowed a procedure, and how much it burdens the animal."""

from aind_schema.base import Model
from aind_schema.fields import Date, EthicsApprovalType, Identifier, Name, PainCategory, Severity, Uri
from aind_schema.parts.terms import Organization


class EthicsApproval(Model):
    """An approval under which something was done to an animal or a person; at least one field is of use."""

    authority: Organization | None = None
    """The committee or office that gave it, or the institution that the committee belongs to."""
    approval: EthicsApprovalType | None = None
    """What kind of approval it is, such as `iacuc-protocol` or `project-licence`."""
    protocol_id: Identifier | None = None
    """Number of the protocol, licence or file, as the authority writes it; leave it out if nobody knows it."""
    title: Name | None = None
    """Title of the approved project."""
    valid_from: Date | None = None
    """First day on which the approval holds."""
    valid_until: Date | None = None
    """Last day on which the approval holds."""
    severity: Severity | None = None
    """How much the procedure burdens the animal, in the classes of Directive 2010/63/EU."""
    pain_category: PainCategory | None = None
    """How much pain it causes, in the categories of the US Department of Agriculture."""
    uri: Uri | None = None
    """Where the approval or its public summary can be read."""
