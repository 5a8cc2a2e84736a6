"""What DANDI alone wants to be told."""

from __future__ import annotations

from typing import Any

from aind_schema import DataDescription

ASSET = DataDescription(
    name="ecephys_625463_2022-10-06_10-14-25",
    data_level="raw",
    modalities=["ecephys"],
    license="CC-BY-4.0",
    contributors=[{"name": "Grace Hopper", "email": "grace@lab.org", "roles": ["contact-person"]}],
)


def test_dandi_accepts_two_licences(find: Any) -> None:
    (finding,) = find("license-not-for-dandi", ASSET.replace(license="CC-BY-NC-4.0"))
    assert finding.message == 'DANDI does not accept the licence "CC-BY-NC-4.0"'
    assert find("license-not-for-dandi", ASSET.replace(license="CC0-1.0")) == []


def test_a_contact_person_has_an_address(find: Any) -> None:
    (finding,) = find("lacks-contact", ASSET.replace(contributors=[{"name": "Grace", "roles": ["contact-person"]}]))
    assert finding.message == "the contact person has no e-mail address"
    assert find("lacks-contact", ASSET.replace(contributors=[{"name": "Grace", "email": "grace@lab.org"}]))


def test_dandi_takes_what_is_or_will_be_open(find: Any) -> None:
    (finding,) = find("access-not-for-dandi", ASSET.replace(access={"state": "restricted"}))
    assert finding.path == "/access/state"
    assert find("access-not-for-dandi", ASSET.replace(access={"state": "open"})) == []
    assert find("access-not-for-dandi", ASSET) == []
