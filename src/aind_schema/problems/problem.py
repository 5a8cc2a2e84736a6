"""One problem, and where it is."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "info"]
Origin = Literal["file", "schema", "rule"]


@dataclass(frozen=True)
class Excerpt:
    """Show the offending line.

    ``text`` is the line, or a window of about 100 characters of a long one; ``start`` and ``width`` say which
    characters of it to underline.
    """

    text: str
    start: int
    width: int


@dataclass(frozen=True)
class Problem:
    """Say what is wrong, where, and what would be right.

    ``path`` is a JSON Pointer into the document (RFC 6901), "" the whole of it; ``line`` and ``column`` count from 1.
    Whatever ``message`` and ``hint`` repeat from the document is quoted with :func:`quote`, so that a report can be
    redacted.
    """

    code: str
    severity: Severity
    origin: Origin
    path: str
    message: str
    hint: str | None = None
    file: str | None = None
    line: int | None = None
    column: int | None = None
    excerpt: Excerpt | None = None


def quote(value: object) -> str:
    """Write a value of a document as JSON on one line; of a long one the two ends, which tell names apart."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    if len(text) > 60:
        text = f"{text[:28]}...{text[-29:]}"
    return json.dumps(text, ensure_ascii=False)
