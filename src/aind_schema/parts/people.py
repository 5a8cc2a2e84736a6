"""People, and what they did for a data asset."""

from aind_schema.base import Model
from aind_schema.fields import ContributorRole, Email, Many, Name, Orcid
from aind_schema.parts.terms import Organization


class Person(Model):
    """A person."""

    name: Name
    """Full name as the person writes it, given name first, or a pseudonym."""
    given_name: Name | None = None
    """Given names alone, for formats that write family names first."""
    family_name: Name | None = None
    """Family name alone."""
    id: Orcid | None = None
    """The person's ORCID."""
    email: Email | None = None
    """Address to write to; travels with the data, so give it only where that is meant."""
    affiliations: Many[Organization] = ()
    """Organisations that the person worked for when the data were made."""


class Contributor(Person):
    """A person with the roles that they had, for citation and contact."""

    roles: Many[ContributorRole] = ()
    """What the person did: CRediT or DataCite roles; `contact-person` marks whom to write to."""
    cited: bool | None = None
    """True if the person belongs into the citation of the data, false if not."""
