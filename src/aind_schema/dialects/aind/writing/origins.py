"""What was read is held against the record that is said to come from it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from aind_schema.dialects.tracing import FRAME, leaves
from aind_schema.errors import InvalidRecord
from aind_schema.problems import Problem, Report, quote

if TYPE_CHECKING:
    from aind_schema.dialects.conversion import Conversion

#: Places of what tells one record from another.
_IDENTITY = ("/subject_id", "/name", "/subject/subject_id", "/procedures/subject_id", "/data_description/name")
_POSITION = re.compile(r"/[0-9]+(?=/|$)")
_SHARE = 0.5
_HINT = "give the report of the reading that the record came from, or none"


def check_origin(read: Conversion, data: dict[str, Any]) -> None:
    """Raise InvalidRecord where a record can't have come from what was read."""
    then, kind = read.document, data.get("kind")
    if "lost" in read.report.ways:
        hint = "give the report that `convert --from` wrote when the record was read"
        raise _refused("", "this is the report of a writing, and the report of the reading is needed", hint)
    if then.get("kind") != kind:
        raise _refused("/kind", f"what was read is a {quote(then.get('kind'))} document, and this is a {quote(kind)}")
    before, after = dict(leaves(then)), dict(leaves(data))
    shared = [place for place in _IDENTITY if place in before and place in after]
    for place in shared:
        if before[place] != after[place]:
            message = f"the report is of the reading of {quote(before[place])}, and the record is of "
            raise _refused(place, message + quote(after[place]), _HINT)
    one, other = _told(before), _told(after)
    if not shared and (one & other).total() < _SHARE * min(one.total(), other.total()):
        message = "the report is of another record's reading: less than half of the values are the same"
        raise _refused("", message, _HINT)


def _told(held: dict[str, Any]) -> Counter[tuple[str, str]]:
    """Count what a record says, wherever in its lists it stands."""
    return Counter(
        (_POSITION.sub("/*", place), str(value))
        for place, value in held.items()
        if place.rpartition("/")[2] not in FRAME and not place.startswith("/converted_from")
    )


def _refused(path: str, message: str, hint: str | None = None) -> InvalidRecord:
    return InvalidRecord(Report((Problem("foreign-format", "error", "file", path, message, hint),), files=1))
