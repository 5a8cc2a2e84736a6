"""Field types that are shared by the models: texts, identifiers, times, quantities, closed terms.

Each is a named type, so that a model only refers to it: that keeps imports fast and the exported schemas short.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from typing_extensions import TypeAliasType

from aind_schema import paths
from aind_schema.constraints import Closed, ExtensionTable, Many, Quantity, TextType, WholeNumber

__all__ = [
    "AccessState",
    "AgeReference",
    "AssetPath",
    "ByteCount",
    "Celsius",
    "ContributorRole",
    "Crc64Nvme",
    "Curie",
    "DataLevel",
    "Date",
    "DateProtection",
    "Doi",
    "Duration",
    "Email",
    "Extensions",
    "FileRole",
    "Grams",
    "Handedness",
    "Identifier",
    "IdentityProtection",
    "Kinship",
    "Many",
    "MatingStatus",
    "MediaType",
    "Modality",
    "Name",
    "Orcid",
    "Percent",
    "Platform",
    "Relation",
    "Sex",
    "Sha256",
    "SpdxLicense",
    "Text",
    "TimeOfDay",
    "TimeZone",
    "Timestamp",
    "Uri",
    "Year",
    "Zygosity",
]

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


_ONE_LINE = r"^[^\x00-\x20\x7F-\xA0](?:[^\x00-\x1F\x7F-\x9F]*[^\x00-\x20\x7F-\xA0])?$"

Text = TypeAliasType("Text", Annotated[str, TextType("A text that is not empty.")])
Name = TypeAliasType(
    "Name",
    Annotated[
        str,
        TextType(
            "A name on one line, without white space at its ends.",
            _ONE_LINE,
            max_length=500,
        ),
    ],
)
Identifier = TypeAliasType(
    "Identifier",
    Annotated[
        str,
        TextType(
            "An identifier as its owner writes it, on one line, without white space at its ends.",
            _ONE_LINE,
            max_length=255,
            example="625463",
        ),
    ],
)
Curie = TypeAliasType(
    "Curie",
    Annotated[
        str,
        TextType(
            "A compact identifier, a registry's prefix and its local id.",
            "^[A-Za-z][A-Za-z0-9._-]*:[!-~]+$",
            max_length=255,
            example="NCBITaxon:10090",
        ),
    ],
)
Orcid = TypeAliasType(
    "Orcid",
    Annotated[
        str,
        TextType(
            "An ORCID with its prefix.",
            "^ORCID:[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]$",
            max_length=25,
            example="ORCID:0000-0002-1825-0097",
        ),
    ],
)
Doi = TypeAliasType(
    "Doi",
    Annotated[
        str,
        TextType(
            "A DOI with its prefix.",
            r"^DOI:10\.[0-9]{4,9}/[!-~]+$",
            max_length=500,
            example="DOI:10.1101/2023.08.30.554964",
        ),
    ],
)
SpdxLicense = TypeAliasType(
    "SpdxLicense",
    Annotated[
        str,
        TextType(
            "An SPDX licence identifier or expression.",
            r"^[A-Za-z0-9(][A-Za-z0-9.+()-]*(?: (?:AND|OR|WITH) [A-Za-z0-9(][A-Za-z0-9.+()-]*)*$",
            max_length=200,
            example="CC-BY-4.0",
        ),
    ],
)
Uri = TypeAliasType(
    "Uri",
    Annotated[
        str,
        TextType(
            "A URI, or a path relative to the document.",
            "^[!-~]+$",
            max_length=2000,
            example="https://doi.org/10.80507",
        ),
    ],
)
Email = TypeAliasType(
    "Email",
    Annotated[str, TextType("An e-mail address.", "^[!-?A-~]+@[!-?A-~]+$", max_length=254, example="ada@lab.org")],
)
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
AssetPath = TypeAliasType(
    "AssetPath",
    Annotated[
        str,
        TextType(
            "A path inside the asset, with forward slashes, that every usual system can hold.",
            paths.PATTERN,
            max_length=paths.LONGEST,
            example="ecephys/probe_a/ap.bin",
        ),
    ],
)
Sha256 = TypeAliasType(
    "Sha256",
    Annotated[
        str,
        TextType(
            "A SHA-256 digest as 64 hexadecimal digits in small letters.",
            "^[0-9a-f]{64}$",
            max_length=64,
            example="e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        ),
    ],
)
Crc64Nvme = TypeAliasType(
    "Crc64Nvme",
    Annotated[
        str,
        TextType(
            "A CRC-64/NVME checksum as S3 writes it: its eight bytes, most significant first, in base64.",
            "^[A-Za-z0-9+/]{10}[AEIMQUYcgkosw048]=$",
            max_length=12,
            example="AAAAAAAAAAA=",
        ),
    ],
)
MediaType = TypeAliasType(
    "MediaType",
    Annotated[
        str,
        TextType(
            "A media type (RFC 6838) in small letters, without parameters.",
            "^[a-z0-9][a-z0-9!#$&^_.+-]*/[a-z0-9][a-z0-9!#$&^_.+-]*$",
            max_length=127,
            example="application/json",
        ),
    ],
)
ByteCount = TypeAliasType("ByteCount", Annotated[int, WholeNumber(0, 2**53 - 1, "By")])
Year = TypeAliasType("Year", Annotated[int, WholeNumber(1800, 2199, "a")])
Grams = TypeAliasType("Grams", Annotated[float, Quantity("g", 0, 1e7, "A mass in grams.")])
Celsius = TypeAliasType("Celsius", Annotated[float, Quantity("Cel", -100, 200, "A temperature in degrees Celsius.")])
Percent = TypeAliasType("Percent", Annotated[float, Quantity("%", 0, 100, "A share of a hundred.")])
Extensions = TypeAliasType("Extensions", Annotated[dict[str, dict[str, Any]], ExtensionTable()])

Sex = TypeAliasType("Sex", Annotated[str, Closed("sex")])
Modality = TypeAliasType("Modality", Annotated[str, Closed("modality")])
Platform = TypeAliasType("Platform", Annotated[str, Closed("platform")])
DataLevel = TypeAliasType("DataLevel", Annotated[str, Closed("data_level")])
AgeReference = TypeAliasType("AgeReference", Annotated[str, Closed("age_reference")])
AccessState = TypeAliasType("AccessState", Annotated[str, Closed("access_state")])
Relation = TypeAliasType("Relation", Annotated[str, Closed("relation")])
FileRole = TypeAliasType("FileRole", Annotated[str, Closed("file_role")])
ContributorRole = TypeAliasType("ContributorRole", Annotated[str, Closed("contributor_role")])
MatingStatus = TypeAliasType("MatingStatus", Annotated[str, Closed("mating_status")])
Handedness = TypeAliasType("Handedness", Annotated[str, Closed("handedness")])
Zygosity = TypeAliasType("Zygosity", Annotated[str, Closed("zygosity")])
IdentityProtection = TypeAliasType("IdentityProtection", Annotated[str, Closed("identity_protection")])
DateProtection = TypeAliasType("DateProtection", Annotated[str, Closed("date_protection")])
Kinship = TypeAliasType("Kinship", Annotated[str, Closed("kinship")])
