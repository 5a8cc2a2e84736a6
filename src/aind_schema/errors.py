"""The exceptions that this library raises.

::

    AindSchemaError
    ├── InvalidName      (ValueError)    a text that is no asset name
    ├── Refused          (ValueError)    what was not done; carries the report that says why
    │   └── InvalidRecord                a document that is no valid record
    ├── UnknownTerm      (LookupError)   a vocabulary, a term, a code ... that does not exist
    ├── MissingExtra     (ImportError)   an optional part of this library that is not installed
    ├── StoreError                       what a bucket or folder could not do; in ``aind_schema.stores``
    ├── NoArithmetic     (ValueError)    what can't be computed with; in ``aind_schema.coordinates``
    ├── NoPath           (LookupError)   frames that nothing declared connects; in ``aind_schema.coordinates``
    ├── ManyPaths        (LookupError)   frames that several ways connect; in ``aind_schema.coordinates``
    └── InvalidVocabulary                a lab's vocabulary file that is wrong; in ``aind_schema.vocabulary``

Faults of files and documents are not exceptions: they are the problems of a report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aind_schema.problems import Report


class AindSchemaError(Exception):
    """Base of every exception that this library raises on purpose."""


class InvalidName(AindSchemaError, ValueError):
    """Tell why a text is not the name of a data asset."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(name, reason)
        self.name = name
        self.reason = reason

    def __str__(self) -> str:
        shown = self.name if len(self.name) <= 80 else self.name[:77] + "..."
        return f"{shown!r} is not an asset name: {self.reason}"


class Refused(AindSchemaError, ValueError):
    """Carry the report of the problems for which something, or the rest of it, was not done."""

    def __init__(self, report: Report) -> None:
        super().__init__(report)
        self.report = report

    def __str__(self) -> str:
        return self.report.text()


class InvalidRecord(Refused):
    """Carry the report of a document that could not become a record."""


class UnknownTerm(AindSchemaError, LookupError):
    """Tell that there is no such thing among some that have names, and which one is nearest."""

    def __init__(self, group: str, name: str, nearest: str | None = None) -> None:
        super().__init__(group, name, nearest)
        self.group = group
        self.name = name
        self.nearest = nearest

    def __str__(self) -> str:
        hint = f'; did you mean "{self.nearest}"?' if self.nearest else ""
        return f'there is no "{self.name}" among the {self.group}{hint}'


class MissingExtra(AindSchemaError, ImportError):
    """Tell how to install what a part of this library needs."""

    def __init__(self, extra: str, purpose: str) -> None:
        super().__init__(extra, purpose)
        self.extra = extra
        self.purpose = purpose

    def __str__(self) -> str:
        return f"{self.purpose} needs the extra [{self.extra}]: pip install 'aind-schema[{self.extra}]'"
