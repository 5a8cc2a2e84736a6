"""What becomes of single values: small functions that anyone can run again on the original.

Each returns None where a value can't be placed with certainty; the caller then keeps it as it is.
"""

from __future__ import annotations

import re
from datetime import date as Date  # noqa: N812 - an argument below is called date
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from aind_schema import pointers
from aind_schema.vocabulary import Term, load

_TIME = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[T ](?P<hour>[0-9]{2})[:-](?P<minute>[0-9]{2})[:-](?P<second>[0-9]{2})"
    r"(?P<fraction>\.[0-9]+)?\s?(?P<offset>[Zz]|[+-][0-9]{2}:?[0-9]{2})?"
)
_CLOCK = re.compile(r"[0-9]{2}:[0-9]{2}:[0-9]{2}.*")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MODALITY_REPR = re.compile(r"""name=(['"])(?P<name>.*?)\1 abbreviation=(['"])(?P<abbreviation>.*?)\3""")
_ORCID = re.compile(r"(?:(?:https?://)?orcid\.org/|ORCID:)?([0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X])", re.IGNORECASE)
_PREFIXED = re.compile(r"(?P<prefix>[A-Za-z][A-Za-z0-9._-]*):(?P<local>\S+)")
# Where one of these stands, a comma may be one within a name: "Van Dyck, Jan Karel", "Ada Lovelace, MD PhD".
_NO_FULL_NAME = frozenset(
    [
        "md",
        "phd",
        "msc",
        "bsc",
        "jr",
        "sr",
        "ii",
        "iii",
        "iv",
        "dr",
        "prof",
        "van",
        "von",
        "der",
        "den",
        "de",
        "di",
        "da",
        "la",
        "le",
        "del",
    ]
)
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9 ()/_.-]{0,40}")
_SLUG = re.compile(r"[^A-Za-z0-9._-]+")


def text(value: Any) -> str | None:
    """Return a text on one line without white space at its ends; numbers are written out."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return " ".join(str(value).split()) or None


def timestamp(value: Any, day: Any = None, *, zone: str | None = None) -> str | None:
    """Return an RFC 3339 time to the microsecond; a time without an offset is read in a zone, if one is given.

    ``day`` is the date where it stands apart from the time. A wall time that the zone's clocks skip or show twice is
    not placed.
    """
    if not isinstance(value, str):
        return None
    if isinstance(day, str) and _DAY.fullmatch(day) and _CLOCK.fullmatch(value):
        value = f"{day}T{value}"
    found = _TIME.fullmatch(value.strip())
    if found is None:
        return None
    clock = f"{found['day']}T{found['hour']}:{found['minute']}:{found['second']}"
    try:
        wall = datetime.fromisoformat(clock)
    except ValueError:
        return None
    offset = _offset(found["offset"]) or (_offset_in(wall, zone) if zone else None)
    return None if offset is None else clock + _microseconds(found["fraction"]) + offset


def utc_timestamp(value: Any) -> str | None:
    """Return an RFC 3339 time, where the format says that a time without an offset is in UTC."""
    return timestamp(value, zone="UTC")


def date(value: Any) -> str | None:
    """Return a calendar date; of a date with a time, its day."""
    found = re.fullmatch(rf"({_DAY.pattern})(?:[T ].*)?", value) if isinstance(value, str) else None
    try:
        return Date.fromisoformat(found[1]).isoformat() if found else None
    except ValueError:
        return None


def year(value: Any) -> int | None:
    """Return a year that may be written as a text."""
    if isinstance(value, str) and re.fullmatch("[0-9]{4}", value):
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def utc_clock(value: Any) -> str | None:
    """Return a time of day with its offset; the format says that one without an offset is in UTC."""
    if not isinstance(value, str):
        return None
    found = re.fullmatch(
        r"([0-9]{1,2})(:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?)(z|[+-][0-9]{2}:[0-9]{2})?", value, re.I
    )
    return f"{int(found[1]):02}{found[2]}{(found[3] or 'Z').upper()}" if found else None


def curie(identifier: Any, registry: Any = None) -> str | None:
    """Return a compact identifier with the prefix of the registry that the source names, or that the id itself has."""
    if not isinstance(identifier, str | int) or isinstance(identifier, bool):
        return None
    local, own = _split_prefix(str(identifier).strip())
    named = _registry(registry)
    if registry is not None and named is None:
        return None
    prefix = named or own
    if prefix is None or (own is not None and own != prefix):
        return None
    return f"{prefix}:{local}"


def orcid(identifier: Any, registry: Any = None) -> str | None:
    """Return an ORCID with its prefix, of one that may be written as a URL."""
    found = _ORCID.fullmatch(identifier.strip()) if isinstance(identifier, str) else None
    if found is None or (registry is not None and _registry(registry) != "ORCID"):
        return None
    return f"ORCID:{found[1].upper()}"


def species_id(name: Any) -> str | None:
    """Look up the NCBI Taxonomy id of a species."""
    return _id_of("species", name)


def strain_id(name: Any) -> str | None:
    """Look up the id of a strain."""
    return _id_of("strain", name)


def organization_id(name: Any) -> str | None:
    """Look up the ROR id of an organisation by its name or abbreviation."""
    return _id_of("organization", name)


def ror_id(identifier: Any) -> str | None:
    """Return the compact identifier of an organisation, where the field tells that it is one of ROR."""
    return curie(identifier, "ROR")


def organization_name(name: Any) -> str | None:
    """Return the full name of an organisation that is named by its name or abbreviation."""
    term = _find("organization", name)
    return term.name if term else text(name)


def modality(value: Any, other: Any = None) -> str | None:
    """Return the bare name of a modality, told by abbreviation or name; one that we lack becomes a term of AIND's."""
    found = _MODALITY_REPR.fullmatch(value) if isinstance(value, str) else None
    if found is not None:
        value, other = found["abbreviation"], found["name"]
    return _closed("modality", value, other)


def platform(value: Any, other: Any = None) -> str | None:
    """Return the bare name of a platform, told by abbreviation or name; one that we lack becomes a term of AIND's."""
    return _closed("platform", value, other)


def sex(value: Any) -> str | None:
    """Return the bare name of a sex."""
    term = _find("sex", value)
    return term.name if term else None


def data_level(value: Any) -> str | None:
    """Return the bare name of a data level."""
    return _closed("data_level", value)


def mating_status(value: Any) -> str | None:
    """Return the bare name of a mating status."""
    return _closed("mating_status", value)


def people(value: Any) -> list[str] | None:
    """Split a list of full names; a text of which a part may be half a name or a title is one name."""
    whole = text(value)
    if whole is None:
        return None
    parts = [part.strip() for part in re.split(r",(?: and )?|;| and ", whole)]
    return parts if all(map(_is_full_name, parts)) else [whole]


def asset_name(value: Any) -> str | None:
    """Return the name of an asset that is told by its name or by a URI or path that ends in it."""
    whole = text(value)
    return whole.rstrip("/").rsplit("/", 1)[-1] if whole else None


def uri(value: Any) -> str | None:
    """Return a value if it is a URI."""
    return value if isinstance(value, str) and re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*://[!-~]+", value) else None


def key_above(place: str) -> str:
    """Return the key of the list that the value at a JSON Pointer is an item of."""
    return pointers.split(place)[-2]


def mgi_id(value: Any) -> str | None:
    """Return the compact identifier of an MGI number, which may have its prefix already."""
    found = re.fullmatch("(?:MGI:)?([0-9]+)", str(value).strip())
    return f"MGI:{found[1]}" if found else None


def rrid(value: Any) -> str | None:
    """Return an RRID with its prefix."""
    found = re.fullmatch(r"(?:RRID:)?\s*([A-Za-z]+[_:][!-~]+)", value.strip()) if isinstance(value, str) else None
    return f"RRID:{found[1]}" if found else None


def object_kind(value: Any) -> str | None:
    """Return the word by which this library knows an ``object_type``."""
    return None if text(value) is None else _SLUG.sub("_", str(value)).lower()


def _is_full_name(part: str) -> bool:
    words = part.split()
    return len(words) > 1 and not any(word.casefold().strip(".") in _NO_FULL_NAME for word in words)


def _offset(stated: str | None) -> str | None:
    if stated is None or stated in "Zz":
        return "Z" if stated else None
    return f"{stated[:3]}:{stated[-2:]}".replace("-00:00", "+00:00")


def _offset_in(wall: datetime, zone: str) -> str | None:
    """Return the offset of a wall time in a zone, if the zone's clocks showed it exactly once."""
    if zone == "UTC":
        return "Z"
    first, second = (wall.replace(tzinfo=ZoneInfo(zone), fold=fold) for fold in (0, 1))
    ahead = first.utcoffset()
    if ahead is None or ahead != second.utcoffset() or ahead % timedelta(minutes=1):
        return None
    return _offset(first.strftime("%z"))


def _microseconds(fraction: str | None) -> str:
    """Round a fraction of a second down to what Python's clocks can hold."""
    return "" if fraction is None else fraction[:7]


def _split_prefix(identifier: str) -> tuple[str, str | None]:
    """Split an identifier into its local part and the registry's prefix as we write it, if it has one that we know."""
    found = _PREFIXED.fullmatch(identifier)
    if found is None:
        return identifier, None
    local = found["local"]
    prefix = _registry(found["prefix"])
    if prefix == "NCBITaxon":
        local = local.removeprefix("txid")
    return (local, prefix) if prefix else (identifier, None)


def _registry(stated: Any) -> str | None:
    """Return the prefix of a registry that is told by a text, or by an object with name and abbreviation."""
    words = list(stated.values()) if isinstance(stated, dict) else [stated]
    found = {term.name if (term := _find("registry", word)) else None for word in words if word}
    return found.pop() if len(found) == 1 else None


def _closed(vocabulary: str, value: Any, other: Any = None) -> str | None:
    term, second = _find(vocabulary, value), _find(vocabulary, other)
    if term is None and second is None:
        word = isinstance(value, str) and other is None and _WORD.fullmatch(value)
        return f"aind:{_SLUG.sub('-', str(value)).strip('-._')}" if word else None
    if other is None or term == second:
        return term.name if term else None
    return None


def _id_of(vocabulary: str, name: Any) -> str | None:
    term = _find(vocabulary, name)
    return term.id if term else None


def _find(vocabulary: str, word: Any) -> Term | None:
    return load(vocabulary).find(word) if isinstance(word, str) and word else None
