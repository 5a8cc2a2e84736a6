"""People are told apart."""

from __future__ import annotations

from typing import Any

import pytest

from aind_schema import DataDescription


def describe(**fields: Any) -> DataDescription:
    return DataDescription(name="a_2022-10-06_10-14-25", data_level="raw", modalities=[], **fields)


ADA = {"name": "Ada Lovelace"}
ORCID = "ORCID:0000-0002-1825-0097"


def test_a_mistyped_orcid_is_noticed_by_its_last_digit(find: Any) -> None:
    (finding,) = find(
        "mistyped-orcid", describe(contributors=[ADA, {"name": "Josiah", "id": "ORCID:0000-0002-1825-0079"}])
    )
    assert finding.path == "/contributors/1/id"


@pytest.mark.parametrize("digits", ["0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X"])
def test_an_orcid_that_exists_is_no_problem(find: Any, digits: str) -> None:
    assert find("mistyped-orcid", describe(investigators=[{"name": "Josiah", "id": f"ORCID:{digits}"}])) == []


@pytest.mark.parametrize(
    "people",
    [
        [ADA, {"name": "ada lovelace"}],
        [ADA, {**ADA, "id": ORCID}],
        [{**ADA, "id": ORCID}, {"name": "A. Lovelace", "id": ORCID}],
    ],
)
def test_nobody_stands_twice_in_a_list(find: Any, people: list[dict[str, Any]]) -> None:
    paths = [f.path for f in find("duplicate-person", describe(investigators=people, contributors=people))]
    assert paths == ["/investigators/1", "/contributors/1"]
    funding = [{"funder": {"name": "NIH"}, "recipients": people}]
    assert [f.path for f in find("duplicate-person", describe(funding=funding))] == ["/funding/0/recipients/1"]


def test_namesakes_have_orcids_of_their_own(find: Any) -> None:
    namesakes = [{**ADA, "id": ORCID}, {**ADA, "id": "ORCID:0000-0001-5109-3700"}]
    assert find("duplicate-person", describe(investigators=namesakes)) == []
    assert find("duplicate-person", describe(investigators=[ADA], contributors=[ADA])) == []
