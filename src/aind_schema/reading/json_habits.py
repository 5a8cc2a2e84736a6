"""What people write in JSON out of other habits, and what to write instead."""

from __future__ import annotations

import re

from aind_schema.problems import quote

_CONSTANTS = {
    **dict.fromkeys(["True", "TRUE", "yes", "Yes", "on"], "true"),
    **dict.fromkeys(["False", "FALSE", "no", "No", "off"], "false"),
    **dict.fromkeys(["None", "Null", "NULL", "nil", "undefined", "NA", "N/A", "nan", "NAN", "inf", "-inf"], "null"),
}

_NUMBERS = (
    (r"[+-]?0[0-9]+", "a number can't begin with 0", "write an id in double quotes, a number without the zeros"),
    (r"\+.*", "a number has no plus sign", "leave it out"),
    (r"-?\.[0-9].*", "a number can't begin with a point", "write 0 before it"),
    (r"-?[0-9]+\.(?:[eE].*)?", "digits are missing after the point", "write 0 after it"),
    (r"[+-]?0[xXoObB].*", "JSON has decimal numbers only", "write it so, or as a text in double quotes"),
    (r"-?[0-9]+(?:_[0-9]+)+", "an underscore in a number", "leave it out"),
    (r"[0-9]+[-:/].*", "a date or time needs quotes", "put it in double quotes"),
    (r"-?[0-9.]+(?:[eE].*)?", "this is not how JSON writes a number", "write it like 1.5 or 2e-3"),
    (r"-?[0-9].*", "a number can't have letters in it", "write a unit in its field's name, a text in double quotes"),
)

_LOOK_ALIKES = "\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb\u0060\u00b4"


def about_word(word: str) -> tuple[str, str]:
    """Return a message and a hint for a word that stands where a value should."""
    if word in _CONSTANTS:
        return f"JSON does not know {quote(word)}", f"write {_CONSTANTS[word]}"
    if word[0] in _LOOK_ALIKES:
        return "these quotes are not those of JSON", "write straight double quotes"
    start = word[:100]
    for pattern, message, hint in _NUMBERS:
        if re.fullmatch(pattern, start):
            return f"{message}: {quote(word)}", hint
    return f"the text {quote(word)} has no quotes", "put it in double quotes"


def about_key(word: str) -> tuple[str, str]:
    """Return a message and a hint for a word that stands where a key should."""
    if word[0] in _LOOK_ALIKES:
        return about_word(word)
    return f"the key {quote(word)} has no quotes", "put it in double quotes"


def about_character(char: str) -> tuple[str, str]:
    """Return a message and a hint for a character with which nothing in JSON begins."""
    if char == "'":
        return "a single quote opens a text, and none closes it", "put the text in double quotes"
    if char == ":":
        return "a colon has no place here", "is a key missing before it?"
    return f"the character U+{ord(char):04X} has no place here", "take it out"
