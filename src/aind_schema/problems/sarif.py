"""A report as SARIF 2.1.0, the OASIS format that code scanning services and editors read."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from aind_schema.problems.printable import printable, sentence, well_formed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aind_schema.problems.problem import Problem

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}

# All that RFC 3986 allows in a path, but for the colon, which would make a scheme of the first segment.
_SAFE = "/!$&'()*+,;=@"


def as_sarif(problems: Sequence[Problem], *, version: str | None) -> str:
    """Write one run with all the problems as its results."""
    codes = sorted({problem.code for problem in problems})
    driver: dict[str, Any] = {"name": "aind-schema"}
    if version is not None:
        driver["version"] = version
    driver["rules"] = [{"id": code} for code in codes]
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, codes.index(problem.code)) for problem in problems],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def uri(file: str) -> str:
    """Write a file's name as a URI reference: relative names stay relative, with forward slashes."""
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", file):
        return _encoded(file, _SAFE + ":")
    path = "/".join(part for part in re.split(r"[/\\]", file) if part != ".") or "."
    if re.match(r"[A-Za-z]:/", path):
        return "file:///" + _encoded(path, _SAFE + ":")
    if path.startswith("/"):
        # Two slashes in front name a server: its name takes the place of the empty one.
        return ("file:" if path.startswith("//") else "file://") + _encoded(path, _SAFE)
    return _encoded(path, _SAFE)


def _result(problem: Problem, rule: int) -> dict[str, Any]:
    result = {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": _LEVELS[problem.severity],
        "message": {"text": _message(problem)},
    }
    location = _location(problem)
    return {**result, "locations": [location]} if location else result


def _message(problem: Problem) -> str:
    text = printable(sentence(problem), keep="\r\n\t")
    # Braces would be placeholders (SARIF 3.11.5), and a value of a document must not become a link (3.11.6).
    return text.replace("{", "{{").replace("}", "}}").replace("](", "\\](")


def _location(problem: Problem) -> dict[str, Any]:
    location: dict[str, Any] = {}
    if problem.file is not None:
        physical: dict[str, Any] = {"artifactLocation": {"uri": uri(problem.file)}}
        region = {"startLine": problem.line, "startColumn": problem.column}
        if problem.line is not None:
            physical["region"] = {name: number for name, number in region.items() if number is not None}
        location["physicalLocation"] = physical
    if problem.path:
        location["logicalLocations"] = [{"fullyQualifiedName": well_formed(problem.path)}]
    return location


def _encoded(text: str, safe: str) -> str:
    try:
        # Names that are no UTF-8 reach Python as surrogates: this gives back their bytes.
        return quote(text, safe=safe, errors="surrogateescape")
    except UnicodeEncodeError:
        return quote(text, safe=safe, errors="replace")
