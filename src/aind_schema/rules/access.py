"""Whether it is clear who may read the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aind_schema.problems import quote
from aind_schema.rules.registry import Finding, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aind_schema.records.data_description import DataDescription


@rule("embargo-without-end", "warning")
def embargo_without_end(data_description: DataDescription) -> Iterator[Finding]:
    """Check that an embargo says when it ends.

    What it means: the data are under embargo, and `embargoed_until` is missing.

    Why it matters: when those who know have left, nobody dares to open the data, and an embargo without an end lasts
    forever. A date can be moved; if there is none yet, choose one by which the matter is to be looked at again.

    Before:

        access: {state: embargoed}

    After:

        access: {state: embargoed, embargoed_until: 2027-01-01}
    """
    access = data_description.access
    if access and access.state == "embargoed" and access.embargoed_until is None:
        hint = "give the day as embargoed_until, as in 2027-01-01"
        yield Finding(data_description, "/access/embargoed_until", "the embargo has no end", hint)


@rule("open-under-embargo", "warning")
def open_under_embargo(data_description: DataDescription) -> Iterator[Finding]:
    """Check that data that are open are not under embargo.

    What it means: the state is open, and the day on which an embargo ends is given all the same.

    Why it matters: a program that publishes goes by the state, another one by the date. Either the data are shown too
    early, or they are held back although they may be seen. Take the date out once the embargo is over.

    Before:

        access: {state: open, embargoed_until: 2027-01-01}

    After:

        access: {state: embargoed, embargoed_until: 2027-01-01}
    """
    access = data_description.access
    if access and access.state == "open" and access.embargoed_until:
        message = f"the data are open, but under embargo until {quote(str(access.embargoed_until))}"
        yield Finding(data_description, "/access/state", message, "take the date out, or say that they are embargoed")


@rule("restricted-without-contact", "info")
def restricted_without_contact(data_description: DataDescription) -> Iterator[Finding]:
    """Check that restricted data say whom to ask for them.

    What it means: whoever asks may be let in, but neither `access` nor a contact person among the contributors has an
    e-mail address.

    Why it matters: data that nobody knows how to ask for are closed data. Funders and journals want the way to them.

    Before:

        access: {state: restricted}

    After:

        access:
          state: restricted
          contact: {name: Grace Hopper, email: grace@lab.org}
    """
    access = data_description.access
    if not access or access.state != "restricted":
        return
    people = [person for person in data_description.contributors if "contact-person" in person.roles]
    if not any(person.email for person in [*people, *([access.contact] if access.contact else [])]):
        hint = "give a contact with an e-mail address"
        yield Finding(data_description, "/access/contact", "nobody is named to ask for access", hint)
