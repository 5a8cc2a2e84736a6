"""Time zones exist, and the offsets of times are theirs."""

from __future__ import annotations

import zoneinfo
from typing import Any

import pytest

from aind_schema import DataDescription
from aind_schema.rules import zones
from samples.animals import mouse


def made(created_at: str, **fields: Any) -> DataDescription:
    return DataDescription(
        name="a_2022-10-06_10-14-25", data_level="raw", modalities=[], created_at=created_at, **fields
    )


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("America/Los_Angelos", 'did you mean "America/Los_Angeles"?'),
        ("Nowhere", 'write it like "America/Los_Angeles"'),
        ("localtime", None),
        ("America", None),
    ],
)
def test_a_time_zone_has_a_name_that_is_the_same_everywhere(find: Any, name: str, hint: str | None) -> None:
    (finding,) = find("unknown-time-zone", made("2022-10-06T12:00:00Z", time_zone=name))
    assert finding.path == "/time_zone"
    assert hint in (None, finding.hint)


def test_time_zones_are_found_wherever_they_stand(find: Any) -> None:
    cycle = {"lights_on": "06:00", "lights_off": "18:00", "time_zone": "Pacific"}
    (finding,) = find("unknown-time-zone", mouse(housing={"light_cycle": cycle}))
    assert finding.path == "/details/housing/light_cycle/time_zone"


def test_a_time_zone_of_the_database_is_known(find: Any) -> None:
    for name in ("America/Los_Angeles", "Europe/Zurich", "UTC", "America/Argentina/Buenos_Aires"):
        assert find("unknown-time-zone", made("2022-10-06T12:00:00Z", time_zone=name)) == []


def test_without_a_database_of_zones_nothing_is_said(find: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(name: str) -> None:
        raise zoneinfo.ZoneInfoNotFoundError(name)

    monkeypatch.setattr(zones.zoneinfo, "ZoneInfo", none)
    assert find("unknown-time-zone", made("2022-10-06T12:00:00Z", time_zone="Nowhere")) == []


def test_the_offset_is_that_of_the_zone(find: Any) -> None:
    code, here = "offset-differs-from-zone", {"time_zone": "America/Los_Angeles"}
    (finding,) = find(code, made("2022-10-06T10:14:25-08:00", **here))
    assert finding.path == "/created_at"
    assert finding.hint == 'that moment was "2022-10-06T11:14:25-07:00" there'
    assert find(code, made("2022-10-06T10:14:25-07:00", **here)) == []
    assert find(code, made("2022-12-06T10:14:25-08:00", **here)) == []


@pytest.mark.parametrize("offset", ["-07:00", "-08:00"])
def test_an_hour_that_the_clock_shows_twice_has_both_offsets(find: Any, offset: str) -> None:
    twice = made(f"2022-11-06T01:30:00{offset}", time_zone="America/Los_Angeles")
    assert find("offset-differs-from-zone", twice) == []


def test_without_a_zone_or_before_there_were_zones_any_offset_will_do(find: Any) -> None:
    code = "offset-differs-from-zone"
    assert find(code, made("2022-10-06T10:14:25-08:00")) == []
    assert find(code, made("2022-10-06T10:14:25-08:00", time_zone="Nowhere")) == []
    assert find(code, made("1850-10-06T10:14:25-08:00", time_zone="America/Los_Angeles")) == []
