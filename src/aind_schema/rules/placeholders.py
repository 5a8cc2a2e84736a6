"""Words that stand where somebody knew nothing: better no value than one that looks like one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aind_schema.fields import Identifier
from aind_schema.problems import quote
from aind_schema.rules.names import parsed
from aind_schema.rules.registry import Finding, rule
from aind_schema.rules.walking import values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aind_schema.base import Record
    from aind_schema.records.data_description import DataDescription

#: What programs write where a value is empty.
_EMPTY = frozenset({"none", "null", "nil", "nan", "undefined", "unknown"})
#: What people write when a form wants to be filled in.
_FILLERS = frozenset(
    {"n/a", "n.a", "na", "no", "test", "tbd", "tba", "todo", "fixme", "xxx", "unspecified", "missing", "placeholder"}
    | {"not available", "not applicable", "not known", "not required", "not needed", "to be determined", "pending"}
    | {"other", "misc", "default", "?", "??", "???", "-", "--", "---"}
)


def is_placeholder(text: str | None) -> bool:
    """Tell whether a text only says that nothing is known."""
    return (text or "").strip("<>[](){} .").casefold() in _EMPTY | _FILLERS


@rule("placeholder-id", "warning")
def placeholder_id(record: Record) -> Iterator[Finding]:
    """Check that no identifier is a word such as "unknown", "none", "test" or "n/a".

    What it means: the field holds a word that stands for no thing at all.

    Why it matters: programs take every identifier at its word. Two animals called "unknown" become one animal in a
    catalogue, and a search for their data finds the sum of both. A field that is left out says plainly that nothing
    is known; for an asset without a subject leave `subject_ids` empty.

    Before:

        details:
          kind: animal
          housing: {cage_id: unknown}

    After:

        details:
          kind: animal
    """
    for place, _, value in values(record, Identifier):
        if is_placeholder(value):
            yield Finding(record, place, f"{quote(value)} identifies nothing", "leave the field out")


@rule("placeholder-in-name", "warning")
def placeholder_in_name(data_description: DataDescription) -> Iterator[Finding]:
    """Check that no process in the asset's name is a word such as "None" or "unknown".

    What it means: the name was put together by a program that lacked the name of the process, and wrote the empty
    value out as a word: often Python's None, or the nan of a table.

    Why it matters: a name is what people see first, and it can't be changed once others cite it. An analysis called
    "None" can't be told from the next one called "None".

    Before:

        name: ecephys_776259_2025-04-09_17-25-12_None_2025-07-02_02-08-26

    After:

        name: ecephys_776259_2025-04-09_17-25-12_sorted_2025-07-02_02-08-26
    """
    name = parsed(data_description.name)
    for step in name.derivations if name else ():
        if step.process.casefold() in _EMPTY:
            message = f"the process {quote(step.process)} in the name stands for nothing"
            yield Finding(data_description, "/name", message, "name the asset anew before others refer to it")
