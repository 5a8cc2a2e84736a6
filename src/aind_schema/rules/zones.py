"""Whether time zones exist, and the offsets of times are theirs."""

from __future__ import annotations

import zoneinfo
from datetime import timedelta
from typing import TYPE_CHECKING

from aind_schema.fields import TimeZone
from aind_schema.problems import quote
from aind_schema.rules.registry import Finding, rule
from aind_schema.rules.walking import values
from aind_schema.spelling import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from aind_schema.base import Record
    from aind_schema.records.data_description import DataDescription

#: Names that a machine gives to its own zone, whatever that is.
_LOCAL = ("localtime", "posixrules", "Factory", "posix/", "right/")


@rule("unknown-time-zone")
def unknown_time_zone(record: Record) -> Iterator[Finding]:
    """Check that a time zone is one of the IANA database.

    What it means: no zone has this name. Zones are called after a continent and a city, such as `Europe/Zurich`;
    abbreviations such as PST stand for several zones, or for half a year only.

    Why it matters: by the zone's name the clock on the wall can be computed for any moment, daylight saving time
    included, to compare sessions by time of day. A name that no database knows tells nothing.

    Before:

        time_zone: Pacific

    After:

        time_zone: America/Los_Angeles
    """
    for place, _, name in values(record, TimeZone):
        # Without any database of zones, nothing can be said.
        if zone(name) is None and zone("Etc/UTC") is not None:
            hint = did_you_mean(name, sorted(zoneinfo.available_timezones()))
            hint = hint or 'write it like "America/Los_Angeles"'
            yield Finding(record, place, f"no time zone is called {quote(name)}", hint)


@rule("offset-differs-from-zone")
def offset_differs_from_zone(data_description: DataDescription) -> Iterator[Finding]:
    """Check that the offset of `created_at` is the one that its time zone had at that moment.

    What it means: `time_zone` says where the data were made, and clocks there showed another offset from UTC.

    Why it matters: either the moment is wrong, by whole hours, or the place. The usual causes are a computer that
    still had the time zone of its maker, a UTC time in a field for local time, and an offset that was typed in winter
    and kept in summer.

    Before:

        created_at: "2022-10-06T10:14:25-08:00"
        time_zone: America/Los_Angeles

    After:

        created_at: "2022-10-06T10:14:25-07:00"
        time_zone: America/Los_Angeles
    """
    created, place = data_description.created_at, zone(data_description.time_zone)
    if created is None or place is None:
        return
    local = created.astimezone(place)
    stated, right = created.utcoffset(), local.utcoffset()
    # Before there were zones, offsets had seconds, which no document can write.
    if stated == right or right is None or right % timedelta(minutes=1):
        return
    message = f"{quote(created.isoformat())} is not on the clock of {quote(data_description.time_zone)}"
    hint = f"that moment was {quote(local.isoformat())} there"
    yield Finding(data_description, "/created_at", message, hint)


def zone(name: str | None) -> zoneinfo.ZoneInfo | None:
    """Return the time zone of that name; None where there is none that is the same on all machines."""
    if not name or name.startswith(_LOCAL):
        return None
    try:
        return zoneinfo.ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


def day_created(data_description: DataDescription) -> date | None:
    """Return the day on which data were made, by the clock of the place; the latest that it can be, if that is open."""
    created = data_description.created_at
    if created is None:
        return None
    if place := zone(data_description.time_zone):
        return created.astimezone(place).date()
    # A time in UTC does not tell where it was taken, and in the far east it is the next day already.
    return created.date() if created.utcoffset() else (created + timedelta(hours=14)).date()
