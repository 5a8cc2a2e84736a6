"""Whether a bundle says what the files beside it say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aind_schema import pointers
from aind_schema.base import Record
from aind_schema.problems import quote
from aind_schema.rules.registry import Finding, rule
from aind_schema.versions import PER_SUBJECT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aind_schema.records.data_description import DataDescription
    from aind_schema.records.metadata import Metadata

#: Says where an editor finds a schema, and nothing of the asset.
_MEANINGLESS = "$schema"


@rule("bundle-differs")
def bundle_differs(metadata: Metadata, record: Record) -> Iterator[Finding]:
    """Check that a bundle repeats the record files beside it word for word.

    What it means: `metadata.json` holds a copy of a record that also lies beside it as a file, and the two are not the
    same. The file counts as the original.

    Why it matters: pipelines and catalogues read the bundle, people open the files. When a mistake is mended in one
    place only, both go on with different facts. Make the bundle anew from the files.

    Before:

        # subject
        details: {kind: animal, sex: female}
        # bundle
        subject: {details: {kind: animal, sex: male}}

    After:

        # subject
        details: {kind: animal, sex: female}
        # bundle
        subject: {details: {kind: animal, sex: female}}
    """
    place, copy = _copy(metadata, record) or ("", record)
    if copy is record:
        return
    ours, theirs = copy.to_dict(), record.to_dict()
    if ours.get("subject_id") != theirs.get("subject_id"):
        ours, theirs = ({"subject_id": each.get("subject_id")} for each in (ours, theirs))
    for pointer, here, beside in _differences(ours, theirs, place):
        message = f"the bundle says {_shown(here)}, the file beside it says {_shown(beside)}"
        yield Finding(metadata, pointer, message, "make the bundle anew from the files")


@rule("bundle-name-differs")
def bundle_name_differs(metadata: Metadata, data_description: DataDescription) -> Iterator[Finding]:
    """Check that a bundle and its data description give the asset the same name.

    What it means: `name` of the bundle is not `name` of the data description.

    Why it matters: the bundle was made for another asset, or one was renamed and the other forgotten. Catalogues list
    the asset under the one name, papers cite it under the other.

    Before:

        name: SmartSPIM_654092_2023-01-26_10-45-12
        data_description: {name: smartspim_654092_2023-01-31_08-23-09}

    After:

        name: smartspim_654092_2023-01-31_08-23-09
        data_description: {name: smartspim_654092_2023-01-31_08-23-09}
    """
    ours, theirs = metadata.name, data_description.name
    if ours and theirs and ours != theirs:
        message = f"the bundle is called {quote(ours)}, the data description says {quote(theirs)}"
        yield Finding(metadata, "/name", message)


def _copy(metadata: Metadata, record: Record) -> tuple[str, Record] | None:
    """Return the bundle's copy of a record, with its place: of several that of the same subject, else the first."""
    kind = record.record_kind()
    one = getattr(metadata, kind, None)
    held = [(f"/{kind}", one)] if isinstance(one, Record) else []
    if several := PER_SUBJECT.get(kind):
        held += [(f"/{several}/{i}", each) for i, each in enumerate(getattr(metadata, several))]
    # A repeated subject is a problem of its own.
    itself = [each for each in held if each[1] is record]
    alike = [each for each in held if _subject(each[1]) == _subject(record)]
    return next(iter([*itself, *alike, *held]), None)


def _subject(record: Record) -> str | None:
    return getattr(record, "subject_id", None)


def _differences(ours: Any, theirs: Any, place: str) -> Iterator[tuple[str, Any, Any]]:
    """Yield where two documents differ, down to the innermost objects."""
    if not isinstance(ours, dict) or not isinstance(theirs, dict):
        if ours != theirs:
            yield place, ours, theirs
        return
    for key in dict.fromkeys([*ours, *theirs]):
        if key != _MEANINGLESS:
            inner = place + pointers.join([key])
            yield from _differences(ours.get(key), theirs.get(key), inner)


def _shown(value: Any) -> str:
    return "nothing" if value is None else quote(value)
