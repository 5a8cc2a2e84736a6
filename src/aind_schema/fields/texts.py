"""Texts: names, identifiers, addresses, digests."""

from __future__ import annotations

from typing import Annotated

from typing_extensions import TypeAliasType

from aind_schema import paths
from aind_schema.constraints import TextType

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
