"""What the YAML parser complains of, in words that say what to do."""

from __future__ import annotations

import re

# The two parsers of PyYAML word their complaints differently.
_COMPLAINTS = (
    (
        "mapping values are not allowed",
        "a colon stands where no key can be",
        "put a text that holds a colon in quotes, or mend the indentation",
    ),
    (
        "cannot start any token",
        "no value can begin with this character",
        "put the text in quotes; indent with spaces, never with tabs",
    ),
    ("tab character", "a tab indents this line", "indent with spaces"),
    (
        r"did not find expected key|expected <block end>, but found",
        "this does not fit what stands before it",
        "look at the indentation, and at quotes inside of quoted texts",
    ),
    (
        r"expected '-' indicator|block sequence entries are not allowed",
        "items of a list and keys are mixed here",
        "give all items of a list one indentation, and begin each with a dash",
    ),
    (
        r"expected ',' or",
        "a list or mapping in brackets is not closed, or lacks a comma",
        "add the comma or the closing bracket",
    ),
    ("unexpected end of stream", "a quoted text is not closed", "add the closing quote"),
    (
        r"could not find expected ':'",
        "a key lacks its colon, or a text goes on without indentation",
        "write a colon and a space after the key, or indent the text",
    ),
    ("unknown escape", "a backslash means nothing here", "write two backslashes, or use single quotes"),
    ("escape code|escape sequence|hexa", "this is no escape that YAML knows", "write the character itself"),
    ("undefined tag handle", "a tag that nothing defines", "leave the tag out"),
    ("incompatible YAML document", "a version of YAML that does not exist", "leave the %YAML line out"),
    (
        "expected the node content|expected node content",
        "a value is missing here",
        "write the value, or null",
    ),
    (
        "expected '?<document start>",
        "the text goes on behind the end of the document",
        "look at the indentation, and at brackets and quotes that close too early",
    ),
    ("expected alphabetic", "a name is missing after * or &", "put the text in quotes if no alias is meant"),
)


def about_error(complaint: str) -> tuple[str, str]:
    """Return a message and a hint for a complaint of the parser."""
    for pattern, message, hint in _COMPLAINTS:
        if re.search(pattern, complaint):
            return message, hint
    return "this is not YAML", "put a text with special characters in quotes"
