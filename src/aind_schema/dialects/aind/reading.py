"""From AIND's files to ours."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from aind_schema.dialects.accounting import Account
from aind_schema.dialects.aind.core_files import CORE_FILES, core_file, load_source
from aind_schema.dialects.aind.data_description import data_description
from aind_schema.dialects.aind.procedures import procedures
from aind_schema.dialects.aind.processing import processing
from aind_schema.dialects.aind.quality import quality
from aind_schema.dialects.aind.record import record
from aind_schema.dialects.aind.subject import subject
from aind_schema.dialects.conversion import Conversion, ConversionReport
from aind_schema.dialects.tracing import Cursor
from aind_schema.errors import UnknownTerm
from aind_schema.spelling import nearest
from aind_schema.versions import LATEST

if TYPE_CHECKING:
    from collections.abc import Callable

#: How the core files that we have records for are mapped, in the order in which they stand in the bundle.
_MAPPINGS: dict[str, Callable[[Cursor, str | None], dict[str, Any]]] = {
    "data_description": data_description,
    "subject": lambda source, zone: subject(source),
    "procedures": procedures,
    "processing": processing,
    "quality_control": quality,
}

#: Our names for the core files that are called otherwise.
_OUR_NAMES = {"quality_control": "quality"}


def read(source: Mapping[str, Any] | str | os.PathLike[str], timezone: str | None = None) -> Conversion:
    """Read a whole record, a core file or a folder of core files, of version 0.x, 1.x or 2.x.

    Parameters
    ----------
    source
        The JSON as a dict, or the path of a file or folder.
    timezone
        IANA name of the zone in which times without an offset were written; without it they are kept as they are.

    Raises
    ------
    InvalidRecord
        If the source can't be read or is nothing of AIND's; its report says why.
    UnknownTerm
        If there is no such time zone.
    """
    _check_zone(timezone)
    data, problems = load_source(source)
    account = Account("aind", list(problems))
    name = core_file(data)
    document = _core_file(account, name, Cursor(data), timezone) if name else _record(account, data, timezone)
    return Conversion(document, ConversionReport(tuple(account.problems), account.entries, {"timezone": timezone}))


def _core_file(account: Account, name: str, source: Cursor, zone: str | None) -> dict[str, Any]:
    """Return the record of a core file, or a bundle that keeps it where there is no record for it."""
    if name in _MAPPINGS and (document := account.fit(_MAPPINGS[name](source, zone), source, "")):
        return document
    bundle: dict[str, Any] = {"kind": "metadata", "schema_version": LATEST}
    account.keep_whole(source, bundle, name)
    return bundle


def _record(account: Account, data: dict[str, Any], zone: str | None) -> dict[str, Any]:
    """Return the bundle of a whole record, which always fits: what does not is kept."""
    files = {name: file for name in CORE_FILES if (file := Cursor(data)[name])}
    beside = Cursor({key: value for key, value in data.items() if key not in files})
    bundle = account.fit(record(beside), beside, "") or {}
    extensions = bundle.pop("extensions", None)
    for name, mapping in _MAPPINGS.items():
        ours = _OUR_NAMES.get(name, name)
        if name in files and (part := account.fit(mapping(files[name], zone), files[name], f"/{ours}")):
            bundle[ours] = part
            del files[name]
    if extensions:
        bundle["extensions"] = extensions
    for name, file in files.items():
        account.keep_whole(file, bundle, name)
    return bundle


def _check_zone(zone: str | None) -> None:
    if zone is None:
        return
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UnknownTerm("time zones", zone, nearest(zone, available_timezones())) from None
