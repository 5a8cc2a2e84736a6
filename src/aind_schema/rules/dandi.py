"""What the DANDI archive alone asks for: the profile "dandi"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aind_schema.problems import quote
from aind_schema.rules.registry import Finding, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aind_schema.records.data_description import DataDescription

_DANDI_LICENSES = ("CC0-1.0", "CC-BY-4.0")
_DANDI_ACCESS = ("open", "embargoed")


@rule("license-not-for-dandi", profiles=("dandi",))
def license_not_for_dandi(data_description: DataDescription) -> Iterator[Finding]:
    """Check that the licence is one of the two that DANDI accepts.

    What it means: `license` is missing, or neither CC0-1.0 nor CC-BY-4.0.

    Why it matters: DANDI publishes under these two alone, so that data sets can be combined.

    Before:

        license: CC-BY-NC-4.0

    After:

        license: CC-BY-4.0
    """
    license_ = data_description.license
    if license_ not in _DANDI_LICENSES:
        message = f"DANDI does not accept the licence {quote(license_)}" if license_ else "no licence is stated"
        yield Finding(data_description, "/license", message, "DANDI accepts CC0-1.0 and CC-BY-4.0")


@rule("lacks-contact", profiles=("dandi",))
def lacks_contact(data_description: DataDescription) -> Iterator[Finding]:
    """Check that a contact person with an e-mail address is among the contributors.

    What it means: no contributor has the role `contact-person` and an address.

    Why it matters: DANDI accepts no Dandiset without it. Readers have questions that only the makers can answer.

    Before:

        contributors:
          - name: Grace Hopper
            roles: [data-curator]

    After:

        contributors:
          - name: Grace Hopper
            email: grace@lab.org
            roles: [data-curator, contact-person]
    """
    people = [person for person in data_description.contributors if "contact-person" in person.roles]
    if not any(person.email for person in people):
        hint = "give a contributor the role contact-person and an e-mail address"
        message = "the contact person has no e-mail address" if people else "nobody is named as contact person"
        yield Finding(data_description, "/contributors", message, hint)


@rule("access-not-for-dandi", profiles=("dandi",))
def access_not_for_dandi(data_description: DataDescription) -> Iterator[Finding]:
    """Check that the data are open, or will be when an embargo ends.

    What it means: `access` says that the data are open to some people only, or to nobody.

    Why it matters: DANDI knows open and embargoed data and nothing else; whatever is uploaded is public one day.

    Before:

        access: {state: restricted}

    After:

        access: {state: embargoed, embargoed_until: 2027-01-01}
    """
    access = data_description.access
    if access is not None and access.state not in _DANDI_ACCESS:
        message = f"DANDI has no data whose access is {quote(access.state)}"
        yield Finding(data_description, "/access/state", message, "DANDI takes open and embargoed data")
