"""What plain text means in YAML: the core schema of YAML 1.2, in which dates, times and `no` are just texts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from aind_schema.reading.faults import Span, Values

Kind = Literal["null", "bool", "int", "float", "str"]

_PREFIX = "tag:yaml.org,2002:"
#: The tags that say only what the core schema knows anyway.
CORE_TAGS: dict[str, Kind] = {
    _PREFIX + "null": "null",
    _PREFIX + "bool": "bool",
    _PREFIX + "int": "int",
    _PREFIX + "float": "float",
    _PREFIX + "str": "str",
}

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NON_FINITE = {
    **dict.fromkeys([".nan", ".NaN", ".NAN"], float("nan")),
    **dict.fromkeys([".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"], float("inf")),
    **dict.fromkeys(["-.inf", "-.Inf", "-.INF"], float("-inf")),
}

_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_BASES = {"0o": 8, "0x": 16}


def kind_of(text: str) -> Kind:
    """Tell what a plain text stands for."""
    if text in _NULLS:
        return "null"
    if text in _BOOLS:
        return "bool"
    # Nearly all texts begin with a letter and are done here.
    if text[0] not in "0123456789.+-":
        return "str"
    if _INTEGER.fullmatch(text):
        return "int"
    return "float" if text in _NON_FINITE or _FLOAT.fullmatch(text) else "str"


def fits(text: str, kind: Kind) -> bool:
    """Tell whether a text can be read as a kind that a tag names."""
    return kind in ("str", kind_of(text)) or (kind == "float" and _FLOAT.fullmatch(text) is not None)


def value_of(text: str, kind: Kind, checks: Values, span: Span) -> Any:
    """Read a text as what it stands for."""
    if kind == "null":
        return None
    if kind == "bool":
        return _BOOLS[text]
    if kind == "int":
        return checks.integer(text, _BASES.get(text[:2], 10), span)
    if kind == "float":
        return checks.finite(_NON_FINITE[text] if text in _NON_FINITE else float(text), text, span)
    return checks.text(text, span)


def short_tag(tag: str) -> str:
    """Write a tag as people write it."""
    return "!!" + tag[len(_PREFIX) :] if tag.startswith(_PREFIX) else tag
