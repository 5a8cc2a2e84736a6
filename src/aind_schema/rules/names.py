"""What the name of an asset says, and whether the records say the same."""

from __future__ import annotations

import re
import unicodedata
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from aind_schema.errors import InvalidName
from aind_schema.problems import quote
from aind_schema.rules.registry import Finding, rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from aind_schema.names import AssetName
    from aind_schema.records.data_description import DataDescription

# What the reason of a refusal repeats from the name.
_REPEATED = re.compile(r"'((?:[^'\\]|\\.)*)'|([0-9]{4}-[0-9]{2}-[0-9]{2}[_ T][0-9:.-]+|(?<=year )[0-9]+)")
_NOT_IN_NAMES = re.compile(r"[^\w.()-]|_")
_QUARTER = timedelta(minutes=15)
_FARTHEST = timedelta(hours=14)


@lru_cache(maxsize=64)
def parsed(name: str | None) -> AssetName | None:
    """Return the parts of a name; None where it is missing or no name of an asset."""
    found = _parse(name or "")
    return None if isinstance(found, InvalidName) else found


def _parse(name: str) -> AssetName | InvalidName:
    from aind_schema.names import AssetName  # a subject by itself has no name to take apart

    try:
        return AssetName.parse(name)
    except InvalidName as refusal:
        return refusal


def in_a_name(subject_id: str) -> str:
    """Return an id as a name can hold it: a hyphen for what would split the name or a path."""
    return _NOT_IN_NAMES.sub("-", unicodedata.normalize("NFC", subject_id))


@rule("malformed-name")
def malformed_name(data_description: DataDescription) -> Iterator[Finding]:
    """Check that the asset's name follows the grammar of names.

    What it means: a raw asset is called `[<prefix>_]<subject>_<date>_<time>`, a derived one
    `<parent>_<process>[_<date>_<time>]`; the date is written 2022-10-06, the time 10-14-25. `no-subject` stands for
    no subject, and the ids of several are joined with `+`.

    Why it matters: people and programs read animal, time and descent from the name alone: in a bucket's listing, in
    a paper, on a hard disk years later. A name also has to survive every file system, web address and command line.

    Before:

        name: ecephys 625463 2022-10-06

    After:

        name: ecephys_625463_2022-10-06_10-14-25
    """
    found = _parse(data_description.name) if data_description.name else None
    if isinstance(found, InvalidName):
        reason, _, hint = quoted(found.reason).partition("; ")
        message = f"{quote(found.name)} is not the name of an asset: {reason}"
        yield Finding(data_description, "/name", message, hint or None)


@rule("name-folder-differs")
def name_folder_differs(data_description: DataDescription, folder: str) -> Iterator[Finding]:
    """Check that the folder bears the name that the data description states.

    What it means: the folder in which the records lie is called otherwise than the asset.

    Why it matters: an asset is found by its folder. After a copy under another name, or records copied from the asset
    beside it, one of the two is wrong, and nobody can tell which by looking at either alone.

    Before:

        # folder ecephys_625464_2022-10-06_10-14-25
        name: ecephys_625463_2022-10-06_10-14-25

    After:

        # folder ecephys_625463_2022-10-06_10-14-25
        name: ecephys_625463_2022-10-06_10-14-25
    """
    name = data_description.name
    if name and name != folder:
        message = f"the asset is called {quote(name)}, its folder {quote(folder)}"
        yield Finding(data_description, "/name", message, "rename the folder, or correct the name")


@rule("name-subject-differs")
def name_subject_differs(data_description: DataDescription) -> Iterator[Finding]:
    """Check that the asset's name holds the ids of its subjects.

    What it means: the subject in the name, in front of the first date, is not the one in `subject_ids`. Where an id
    can't stand in a name, since it holds `_` or a space, the name has a hyphen in that place.

    Why it matters: one of the two is another animal. Whoever searches by name and whoever searches by subject find
    different data, and a mistake of one digit mixes up two animals for good.

    Before:

        name: ecephys_625463_2022-10-06_10-14-25
        subject_ids: ["625436"]

    After:

        name: ecephys_625463_2022-10-06_10-14-25
        subject_ids: ["625463"]
    """
    name, stated = parsed(data_description.name), data_description.subject_ids
    if not name or not stated:
        return
    if {in_a_name(subject) for subject in stated} != {in_a_name(subject) for subject in name.subject_ids}:
        held = f"of {listed(name.subject_ids)}" if name.subject_ids else "without subject"
        message = f"the name is that of an asset {held}, subject_ids says {listed(stated)}"
        hint = "an id that holds _ is written with a hyphen in names" if any("_" in each for each in stated) else None
        yield Finding(data_description, "/subject_ids", message, hint)


@rule("name-time-differs")
def name_time_differs(data_description: DataDescription) -> Iterator[Finding]:
    """Check that the time in the asset's name is the time at which the asset was made.

    What it means: the last date and time in the name is not `created_at`, both read as the clock on the wall showed
    them. For raw data that is when the acquisition began, for derived data when the processing began.

    Why it matters: the name orders sessions, and links an asset to notebooks and to other rigs. A difference of whole
    hours usually means that one of the two was written in UTC or by a computer in another zone; then also the day may
    be wrong. Other differences often mean records that were copied from another session.

    Before:

        name: ecephys_625463_2022-10-06_10-14-25
        created_at: "2022-10-06T17:14:25Z"

    After:

        name: ecephys_625463_2022-10-06_10-14-25
        created_at: "2022-10-06T10:14:25-07:00"
    """
    name, created = parsed(data_description.name), data_description.created_at
    named = name.made_at if name else None
    if named is None or created is None:
        return
    difference = named - created.replace(tzinfo=None)
    # A fraction of a second may have been cut off or rounded.
    if abs(difference) >= timedelta(seconds=1):
        wall = created.replace(tzinfo=None, microsecond=0)
        message = f"the name holds {quote(str(named))}, created_at says {quote(str(wall))}"
        yield Finding(data_description, "/created_at", message, _zone_hint(named, created))


def _zone_hint(named: datetime, created: datetime) -> str | None:
    """Tell the offset that would make two times agree, if there is one."""
    offset = named - created.replace(tzinfo=None) + (created.utcoffset() or timedelta())
    nearest = round(offset / _QUARTER) * _QUARTER
    if abs(offset - nearest) >= timedelta(seconds=1) or abs(nearest) > _FARTHEST:
        return None
    hours, minutes = divmod(int(abs(nearest).total_seconds()) // 60, 60)
    fitting = f"{named.isoformat()}{'-' if nearest < timedelta() else '+'}{hours:02}:{minutes:02}"
    return f"the name holds the same moment in another zone; created_at would be {quote(fitting)} there"


@rule("name-level-differs")
def name_level_differs(data_description: DataDescription) -> Iterator[Finding]:
    """Check that the asset's name and its data level both say raw, or both say derived.

    What it means: a name that holds a process is that of a derived asset, one without is that of a raw asset; the data
    level says the opposite.

    Why it matters: raw data are protected, backed up and never made again, derived data may be deleted and computed
    anew. Whoever cleans up a bucket goes by one of the two.

    Before:

        name: ecephys_625463_2022-10-06_10-14-25_sorted
        data_level: raw

    After:

        name: ecephys_625463_2022-10-06_10-14-25_sorted
        data_level: derived
    """
    name, level = parsed(data_description.name), data_description.data_level
    if name and level in ("raw", "derived") and level != name.level:
        message = f"the name is that of {name.level} data, the data level is {quote(level)}"
        yield Finding(data_description, "/data_level", message)


@rule("name-parent-not-source")
def name_parent_not_source(data_description: DataDescription) -> Iterator[Finding]:
    """Check that the asset whose name a derived asset carries on is among its sources.

    What it means: the name of a derived asset begins with the name of the asset that it was made from, and that one
    is not listed under `source_assets`.

    Why it matters: by its sources an analysis is traced back to the recording. If name and sources lead to different
    recordings, the results belong to one of them at most.

    Before:

        name: ecephys_625463_2022-10-06_10-14-25_sorted
        source_assets: [{name: ecephys_625464_2022-10-06_10-14-25}]

    After:

        name: ecephys_625463_2022-10-06_10-14-25_sorted
        source_assets: [{name: ecephys_625463_2022-10-06_10-14-25}]
    """
    name = parsed(data_description.name)
    sources = [source.name for source in data_description.source_assets if source.name]
    if name and name.parent and sources and str(name.parent) not in sources:
        message = f"the name says that the asset was made from {quote(str(name.parent))}, which is no source of it"
        yield Finding(data_description, "/source_assets", message, "add it to the sources, or correct the name")


@rule("name-process-differs")
def name_process_differs(data_description: DataDescription) -> Iterator[Finding]:
    """Check that `process` is the last process in the asset's name.

    What it means: `process` repeats the word that stands in the name between the parent's time and the asset's own.
    The two differ.

    Why it matters: catalogues group derived assets by process, people by the word in the name. If they differ, one
    asset is in two groups, or in the wrong one.

    Before:

        name: ecephys_699847_2024-04-17_12-12-44_dlc_2024-04-25_12-15-20
        process: dlc_face

    After:

        name: ecephys_699847_2024-04-17_12-12-44_dlc_face_2024-04-25_12-15-20
        process: dlc_face
    """
    name, process = parsed(data_description.name), data_description.process
    if name and name.derivations and process and process != name.derivations[-1].process:
        message = f"the process in the name is {quote(name.derivations[-1].process)}, process says {quote(process)}"
        yield Finding(data_description, "/process", message)


def quoted(reason: str) -> str:
    """Quote what a reason repeats from a name, so that a report can be redacted."""
    return _REPEATED.sub(lambda found: quote(found[1] if found[2] is None else found[2]), reason)


def listed(ids: Iterable[str]) -> str:
    """Write ids in a row."""
    return ", ".join(quote(each) for each in ids)
