"""Whether people are told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aind_schema.fields import Orcid
from aind_schema.problems import quote
from aind_schema.rules.registry import Finding, rule
from aind_schema.rules.walking import values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aind_schema.base import Record
    from aind_schema.parts.people import Person
    from aind_schema.records.data_description import DataDescription


@rule("mistyped-orcid")
def mistyped_orcid(record: Record) -> Iterator[Finding]:
    """Check the last digit of an ORCID, which is computed from the others.

    What it means: the digits don't fit together, so that at least one of them is wrong; nobody has this ORCID.

    Why it matters: by the ORCID a person is credited, and told from others of the same name. A wrong one leads to
    nobody, and archives refuse it.

    Before:

        investigators: [{name: Josiah Carberry, id: "ORCID:0000-0002-1825-0079"}]

    After:

        investigators: [{name: Josiah Carberry, id: "ORCID:0000-0002-1825-0097"}]
    """
    for place, _, value in values(record, Orcid):
        digits = value.partition(":")[2].replace("-", "")
        if digits[-1:] != _check_digit(digits[:-1]):
            hint = "copy it from the person's page at orcid.org"
            yield Finding(record, place, f"the digits of {quote(value)} do not fit together", hint)


@rule("duplicate-person", "info")
def duplicate_person(data_description: DataDescription) -> Iterator[Finding]:
    """Check that nobody stands twice in a list of people.

    What it means: two entries of the same list have the same ORCID, or the same name and not two ORCIDs.

    Why it matters: citations are made from these lists, and the person would be cited twice. Two people of one name
    are told apart by their ORCIDs.

    Before:

        contributors:
          - {name: Grace Hopper, roles: [software]}
          - {name: Grace Hopper, roles: [contact-person]}

    After:

        contributors:
          - {name: Grace Hopper, roles: [software, contact-person]}
    """
    lists = {"investigators": data_description.investigators, "contributors": data_description.contributors}
    lists |= {f"funding/{i}/recipients": each.recipients for i, each in enumerate(data_description.funding)}
    for field, people in lists.items():
        before: dict[str, list[Person]] = {}
        for i, person in enumerate(people):
            # Only who shares an id or a name can be the same.
            alike = [each for key in _keys(person) for each in before.setdefault(key, [])]
            for key in _keys(person):
                before[key].append(person)
            if any(_same(person, other) for other in alike):
                message = f"{quote(person.name)} is in the list already"
                yield Finding(data_description, f"/{field}/{i}", message, "join the two, or give both their ORCIDs")


def _check_digit(digits: str) -> str:
    """Compute the check digit of ISO 7064 MOD 11-2."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    rest = (12 - total % 11) % 11
    return "X" if rest == 10 else str(rest)


def _keys(person: Person) -> list[str]:
    return [key for key in (person.id, (person.name or "").casefold()) if key]


def _same(one: Person, other: Person) -> bool:
    if one.id and other.id:
        return one.id == other.id
    return bool(one.name) and one.name.casefold() == (other.name or "").casefold()
