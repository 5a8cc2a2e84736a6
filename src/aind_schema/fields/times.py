"""Times: moments with their offset, dates, time zones, lengths of time."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from typing_extensions import TypeAliasType

from aind_schema.constraints import TextType

_YEAR = "(?:1[89]|2[01])[0-9]{2}"
_LONG_MONTH = "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
_SHORT_MONTH = "(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
_FEBRUARY = "02-(?:0[1-9]|1[0-9]|2[0-8])"
_LEAP_DAY = "(?:(?:18|19|20|21)(?:0[48]|[2468][048]|[13579][26])|2000)-02-29"
_DATE = f"(?:{_YEAR}-(?:{_LONG_MONTH}|{_SHORT_MONTH}|{_FEBRUARY})|{_LEAP_DAY})"
_TIME = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,6})?"
_AHEAD = r"\+(?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00)"
_BEHIND = "-(?:(?:0[1-9]|1[0-3]):[0-5][0-9]|14:00|00:(?:0[1-9]|[1-5][0-9]))"
_OFFSET = f"(?:Z|{_AHEAD}|{_BEHIND})"
Timestamp = TypeAliasType(
    "Timestamp",
    Annotated[
        datetime,
        TextType(
            "A date and time with its offset from UTC (RFC 3339), to the microsecond at most.",
            f"^{_DATE}T{_TIME}{_OFFSET}$",
            max_length=32,
            format="date-time",
            example="2022-10-06T10:14:25-07:00",
        ),
    ],
)
Date = TypeAliasType(
    "Date",
    Annotated[
        date,
        TextType(
            "A calendar date (RFC 3339) of the years 1800 to 2199.",
            f"^{_DATE}$",
            max_length=10,
            format="date",
            example="2022-10-06",
        ),
    ],
)
TimeOfDay = TypeAliasType(
    "TimeOfDay",
    Annotated[
        str,
        TextType(
            "A time of day, with an offset from UTC if one is known.",
            rf"^(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{{1,6}})?)?{_OFFSET}?$",
            max_length=21,
            example="06:00:00",
        ),
    ],
)
TimeZone = TypeAliasType(
    "TimeZone",
    Annotated[
        str,
        TextType(
            "The name of a time zone in the IANA database.",
            "^[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+)*$",
            max_length=64,
            example="America/Los_Angeles",
        ),
    ],
)
Duration = TypeAliasType(
    "Duration",
    Annotated[
        str,
        TextType(
            "A length of time (ISO 8601) in years, months, weeks, days or hours.",
            r"^P(?:[0-9]{1,4}(?:\.[0-9]{1,4})?[YMWD]|[0-9]{1,4}Y[0-9]{1,4}(?:\.[0-9]{1,4})?[MD]"
            r"|(?:[0-9]{1,4}Y)?[0-9]{1,4}M[0-9]{1,4}(?:\.[0-9]{1,4})?D"
            r"|(?:[0-9]{1,4}D)?T[0-9]{1,5}(?:\.[0-9]{1,4})?[HMS])$",
            max_length=32,
            example="P90D",
        ),
    ],
)
