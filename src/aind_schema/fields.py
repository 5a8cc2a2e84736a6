"""Field types that are shared by the models: texts, identifiers, times, quantities, closed terms.

Each is a named type, so that a model only refers to it: that keeps imports fast and the exported schemas short.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from typing_extensions import TypeAliasType

from aind_schema import paths
from aind_schema.constraints import Closed, ExtensionTable, FreeObject, FreeValue, Many, Quantity, TextType, WholeNumber

__all__ = [
    "AccessState",
    "AgeReference",
    "AntibodyClass",
    "AnyValue",
    "AssetPath",
    "AxisDirection",
    "ByteCount",
    "Celsius",
    "CommitHash",
    "ContributorRole",
    "Cores",
    "Count",
    "CraniotomyType",
    "Crc64Nvme",
    "Curie",
    "DataLevel",
    "Date",
    "DateProtection",
    "Degrees",
    "DepthReference",
    "DilutionFactor",
    "Doi",
    "Duration",
    "Email",
    "EthicsApprovalType",
    "ExpansionFactor",
    "Extensions",
    "FileRole",
    "FixationMethod",
    "FrameOrigin",
    "FreeValues",
    "Gigabytes",
    "Grams",
    "GridPoint",
    "Handedness",
    "HeadLevelling",
    "Hemisphere",
    "HybridizationMethod",
    "Identifier",
    "IdentityProtection",
    "ImageDigest",
    "InjectionProfile",
    "Kinship",
    "Location",
    "Many",
    "MatingStatus",
    "MediaType",
    "Microamperes",
    "Micrograms",
    "Microliters",
    "Micrometers",
    "MicromolesPerLiter",
    "MilligramsPerKilogram",
    "MilligramsPerMilliliter",
    "Milliliters",
    "Millimeters",
    "Minutes",
    "Modality",
    "MuscleArrayType",
    "Name",
    "Nanoliters",
    "NanolitersPerSecond",
    "Nanometers",
    "Number",
    "NumericalAperture",
    "Orcid",
    "PainCategory",
    "Percent",
    "PixelCount",
    "Platform",
    "PositiveMicrometers",
    "ProcessStage",
    "ProcessType",
    "QualityStage",
    "QualityStatus",
    "RefractiveIndex",
    "Relation",
    "RelativePosition",
    "RotationComposition",
    "RotationSense",
    "Route",
    "SampleType",
    "Seconds",
    "SectionPlane",
    "Severity",
    "Sex",
    "Sha256",
    "SpdxLicense",
    "SpecimenFate",
    "SpecimenType",
    "StainTarget",
    "TargetStatus",
    "Teslas",
    "Text",
    "TimeOfDay",
    "TimeZone",
    "Timestamp",
    "TiterGcPerMl",
    "UnitCode",
    "UnitsPerMilliliter",
    "Uri",
    "VirusPrepType",
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
Location = TypeAliasType(
    "Location",
    Annotated[
        str,
        TextType(
            "A path in the asset with forward slashes, or a URI, on one line.",
            _ONE_LINE,
            max_length=2000,
            example="quality/probe_a/drift.png",
        ),
    ],
)
UnitCode = TypeAliasType(
    "UnitCode",
    Annotated[str, TextType("A unit as a UCUM code.", "^[!-~]+$", max_length=50, example="uV")],
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
CommitHash = TypeAliasType(
    "CommitHash",
    Annotated[
        str,
        TextType(
            "The hash of a commit, or its beginning, in hexadecimal digits of small letters.",
            "^[0-9a-f]{7,64}$",
            max_length=64,
            example="3f2a9c1",
        ),
    ],
)
ImageDigest = TypeAliasType(
    "ImageDigest",
    Annotated[
        str,
        TextType(
            "The digest of a container image (OCI), its algorithm first.",
            "^sha256:[0-9a-f]{64}$",
            max_length=71,
            example="sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
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
Cores = TypeAliasType("Cores", Annotated[int, WholeNumber(1, 1_000_000)])
Gigabytes = TypeAliasType("Gigabytes", Annotated[float, Quantity("GBy", 0, 1e9, "A number of bytes in 10^9 bytes.")])
Year = TypeAliasType("Year", Annotated[int, WholeNumber(1800, 2199, "a")])
Grams = TypeAliasType("Grams", Annotated[float, Quantity("g", 0, 1e7, "A mass in grams.")])
Celsius = TypeAliasType("Celsius", Annotated[float, Quantity("Cel", -100, 200, "A temperature in degrees Celsius.")])
Percent = TypeAliasType("Percent", Annotated[float, Quantity("%", 0, 100, "A share of a hundred.")])
Micrometers = TypeAliasType(
    "Micrometers", Annotated[float, Quantity("um", -1e9, 1e9, "A length or coordinate in micrometres, with its sign.")]
)
PositiveMicrometers = TypeAliasType(
    "PositiveMicrometers", Annotated[float, Quantity("um", 0, 1e9, "A length in micrometres.")]
)
Degrees = TypeAliasType("Degrees", Annotated[float, Quantity("deg", -360, 360, "An angle in degrees.")])
Number = TypeAliasType("Number", Annotated[float, Quantity("1", -1e12, 1e12, "A number without a unit of its own.")])
PixelCount = TypeAliasType("PixelCount", Annotated[int, WholeNumber(0, 2**53 - 1, "{pixel}")])
Count = TypeAliasType("Count", Annotated[int, WholeNumber(0, 2**53 - 1)])
DilutionFactor = TypeAliasType(
    "DilutionFactor",
    Annotated[float, Quantity("1", 1, 1e12, "How many times something was diluted, such as 1000 for 1:1000.")],
)
ExpansionFactor = TypeAliasType(
    "ExpansionFactor",
    Annotated[float, Quantity("1", 0, 100, "A length after a change of size over the same length before.")],
)
Microamperes = TypeAliasType(
    "Microamperes", Annotated[float, Quantity("uA", -1e6, 1e6, "A current in microamperes, with its sign.")]
)
Micrograms = TypeAliasType("Micrograms", Annotated[float, Quantity("ug", 0, 1e9, "A mass in micrograms.")])
Microliters = TypeAliasType("Microliters", Annotated[float, Quantity("uL", 0, 1e9, "A volume in microlitres.")])
MicromolesPerLiter = TypeAliasType(
    "MicromolesPerLiter", Annotated[float, Quantity("umol/L", 0, 1e8, "A concentration in micromoles per litre.")]
)
MilligramsPerKilogram = TypeAliasType(
    "MilligramsPerKilogram",
    Annotated[float, Quantity("mg/kg", 0, 1e6, "A dose in milligrams per kilogram of body weight.")],
)
MilligramsPerMilliliter = TypeAliasType(
    "MilligramsPerMilliliter",
    Annotated[float, Quantity("mg/mL", 0, 1e5, "A concentration in milligrams per millilitre.")],
)
Milliliters = TypeAliasType("Milliliters", Annotated[float, Quantity("mL", 0, 1e7, "A volume in millilitres.")])
Millimeters = TypeAliasType("Millimeters", Annotated[float, Quantity("mm", 0, 1e6, "A length in millimetres.")])
Minutes = TypeAliasType("Minutes", Annotated[float, Quantity("min", 0, 1e8, "A length of time in minutes.")])
Nanoliters = TypeAliasType("Nanoliters", Annotated[float, Quantity("nL", 0, 1e12, "A volume in nanolitres.")])
NanolitersPerSecond = TypeAliasType(
    "NanolitersPerSecond", Annotated[float, Quantity("nL/s", 0, 1e12, "A flow in nanolitres per second.")]
)
Nanometers = TypeAliasType(
    "Nanometers", Annotated[float, Quantity("nm", 0, 1e9, "A wavelength or length in nanometres.")]
)
NumericalAperture = TypeAliasType("NumericalAperture", Annotated[float, Quantity("1", 0, 2, "A numerical aperture.")])
RefractiveIndex = TypeAliasType("RefractiveIndex", Annotated[float, Quantity("1", 1, 5, "A refractive index.")])
Seconds = TypeAliasType("Seconds", Annotated[float, Quantity("s", 0, 1e10, "A length of time in seconds.")])
Teslas = TypeAliasType("Teslas", Annotated[float, Quantity("T", 0, 100, "The strength of a magnetic field in teslas.")])
TiterGcPerMl = TypeAliasType(
    "TiterGcPerMl", Annotated[float, Quantity("{gc}/mL", 0, 1e15, "Genome copies per millilitre.")]
)
UnitsPerMilliliter = TypeAliasType(
    "UnitsPerMilliliter",
    Annotated[float, Quantity("U/mL", 0, 1e9, "Units of activity per millilitre, of an enzyme or hormone.")],
)
Extensions = TypeAliasType("Extensions", Annotated[dict[str, dict[str, Any]], ExtensionTable()])

Sex = TypeAliasType("Sex", Annotated[str, Closed("sex")])
Modality = TypeAliasType("Modality", Annotated[str, Closed("modality")])
Platform = TypeAliasType("Platform", Annotated[str, Closed("platform")])
DataLevel = TypeAliasType("DataLevel", Annotated[str, Closed("data_level")])
AgeReference = TypeAliasType("AgeReference", Annotated[str, Closed("age_reference")])
FreeValues = TypeAliasType(
    "FreeValues",
    Annotated[dict[str, Any], FreeObject("Values by name, as a program reads or returns them; none of it is checked.")],
)
AnyValue = TypeAliasType("AnyValue", Annotated[Any, FreeValue("Any value; nothing in it is checked.")])
QualityStatus = TypeAliasType("QualityStatus", Annotated[str, Closed("quality_status")])
QualityStage = TypeAliasType("QualityStage", Annotated[str, Closed("quality_stage")])
ProcessType = TypeAliasType("ProcessType", Annotated[str, Closed("process_type")])
ProcessStage = TypeAliasType("ProcessStage", Annotated[str, Closed("process_stage")])
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
AxisDirection = TypeAliasType("AxisDirection", Annotated[str, Closed("axis_direction")])
FrameOrigin = TypeAliasType("FrameOrigin", Annotated[str, Closed("frame_origin")])
DepthReference = TypeAliasType("DepthReference", Annotated[str, Closed("depth_reference")])
HeadLevelling = TypeAliasType("HeadLevelling", Annotated[str, Closed("head_levelling")])
RotationComposition = TypeAliasType("RotationComposition", Annotated[str, Closed("rotation_composition")])
RotationSense = TypeAliasType("RotationSense", Annotated[str, Closed("rotation_sense")])
GridPoint = TypeAliasType("GridPoint", Annotated[str, Closed("grid_point")])
Hemisphere = TypeAliasType("Hemisphere", Annotated[str, Closed("hemisphere")])
TargetStatus = TypeAliasType("TargetStatus", Annotated[str, Closed("target_status")])
AntibodyClass = TypeAliasType("AntibodyClass", Annotated[str, Closed("antibody_class")])
CraniotomyType = TypeAliasType("CraniotomyType", Annotated[str, Closed("craniotomy_type")])
EthicsApprovalType = TypeAliasType("EthicsApprovalType", Annotated[str, Closed("ethics_approval")])
FixationMethod = TypeAliasType("FixationMethod", Annotated[str, Closed("fixation_method")])
HybridizationMethod = TypeAliasType("HybridizationMethod", Annotated[str, Closed("hybridization_method")])
InjectionProfile = TypeAliasType("InjectionProfile", Annotated[str, Closed("injection_profile")])
MuscleArrayType = TypeAliasType("MuscleArrayType", Annotated[str, Closed("muscle_array_type")])
PainCategory = TypeAliasType("PainCategory", Annotated[str, Closed("pain_category")])
RelativePosition = TypeAliasType("RelativePosition", Annotated[str, Closed("relative_position")])
Route = TypeAliasType("Route", Annotated[str, Closed("administration_route")])
SampleType = TypeAliasType("SampleType", Annotated[str, Closed("sample_type")])
SectionPlane = TypeAliasType("SectionPlane", Annotated[str, Closed("section_plane")])
Severity = TypeAliasType("Severity", Annotated[str, Closed("severity")])
SpecimenFate = TypeAliasType("SpecimenFate", Annotated[str, Closed("specimen_fate")])
SpecimenType = TypeAliasType("SpecimenType", Annotated[str, Closed("specimen_type")])
StainTarget = TypeAliasType("StainTarget", Annotated[str, Closed("stain_target")])
VirusPrepType = TypeAliasType("VirusPrepType", Annotated[str, Closed("virus_prep_type")])
