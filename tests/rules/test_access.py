"""It is clear who may read the data."""

from __future__ import annotations

from typing import Any

from aind_schema import DataDescription


def describe(state: str, contributors: Any = (), **access: Any) -> DataDescription:
    access = {"state": state, **access}
    name = "a_2022-10-06_10-14-25"
    return DataDescription(name=name, data_level="raw", modalities=[], access=access, contributors=contributors)


def test_an_embargo_ends(find: Any) -> None:
    code = "embargo-without-end"
    assert [finding.path for finding in find(code, describe("embargoed"))] == ["/access/embargoed_until"]
    assert find(code, describe("embargoed", embargoed_until="2027-01-01")) == find(code, describe("closed")) == []


def test_open_data_are_under_no_embargo(find: Any) -> None:
    code = "open-under-embargo"
    assert [finding.path for finding in find(code, describe("open", embargoed_until="2027-01-01"))] == ["/access/state"]
    assert find(code, describe("open")) == find(code, describe("embargoed", embargoed_until="2027-01-01")) == []


def test_restricted_data_say_whom_to_ask(find: Any) -> None:
    code, grace = "restricted-without-contact", {"name": "Grace Hopper", "email": "grace@lab.org"}
    assert [finding.path for finding in find(code, describe("restricted"))] == ["/access/contact"]
    assert find(code, describe("restricted", contact={"name": "Grace Hopper"}))
    assert find(code, describe("restricted", [{**grace, "roles": ["author"]}]))
    assert find(code, describe("restricted", contact=grace)) == find(code, describe("closed")) == []
    assert find(code, describe("restricted", [{**grace, "roles": ["contact-person"]}])) == []
