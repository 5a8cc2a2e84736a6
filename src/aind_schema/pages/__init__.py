"""What each problem code means, why it matters, and what would be right: one page a code.

The page of a rule is the docstring of its function. Every other code has a file beside this one, named after it.
"""

from __future__ import annotations

import re
import textwrap
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from aind_schema import rules
from aind_schema.errors import UnknownTerm
from aind_schema.spelling import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["codes", "page", "title"]

_WIDTH = 80
_SUFFIX = ".md"
_SENTENCE = re.compile(r".+?\.(?=\s|$)|.+")
_FENCE = "```"
_ITEM = re.compile(r"(?:[-*]|[0-9]+\.) +")
# What must keep its lines: headings, indented snippets, tables, and the empty lines between paragraphs.
_AS_IT_IS = re.compile(r"#|    |\||\s*$")


@cache
def codes() -> tuple[str, ...]:
    """Return the codes of all problems that there are, of rules, files, schemas and conversions, in order."""
    return tuple(sorted(_of_rules().keys() | _of_files()))


def title(code: str) -> str:
    """Return the sentence that says what a code means."""
    # Below the heading, the first paragraph is the sentence.
    paragraph = _text(code).split("\n\n")[1]
    found = _SENTENCE.match(" ".join(paragraph.split()))
    return found[0] if found else code


def page(code: str) -> str:
    """Return the page of a code as Markdown, broken into lines of at most 80 characters; raise UnknownTerm for none."""
    return "\n".join(_wrapped(_text(code)))


def _text(code: str) -> str:
    docstrings = _of_rules()
    if code in docstrings:
        return f"# {code}\n\n{docstrings[code]}".rstrip()
    if code in _of_files():
        return (files(__name__) / f"{code}{_SUFFIX}").read_text(encoding="utf-8").rstrip()
    raise UnknownTerm("problem codes", code, nearest(code, codes()))


@cache
def _of_rules() -> dict[str, str]:
    return {rule.code: rule.page for rule in rules.all_rules()}


@cache
def _of_files() -> frozenset[str]:
    names = (entry.name for entry in files(__name__).iterdir())
    return frozenset(name.removesuffix(_SUFFIX) for name in names if name.endswith(_SUFFIX))


def _wrapped(text: str) -> Iterator[str]:
    """Yield the lines of a page: those of paragraphs broken anew, all others as they are."""
    paragraph: list[str] = []
    fenced = False
    for line in text.splitlines():
        fence = line.startswith(_FENCE)
        if fenced or fence or _AS_IT_IS.match(line):
            yield from _filled(paragraph)
            paragraph.clear()
            yield line.rstrip()
        else:
            if _ITEM.match(line):
                yield from _filled(paragraph)
                paragraph.clear()
            paragraph.append(line)
        fenced ^= fence
    yield from _filled(paragraph)


def _filled(paragraph: list[str]) -> list[str]:
    text = " ".join(line.strip() for line in paragraph)
    item = _ITEM.match(text)
    # Codes, options and paths stay whole, so that they can be copied.
    return textwrap.wrap(
        text,
        _WIDTH,
        subsequent_indent=" " * item.end() if item else "",
        break_long_words=False,
        break_on_hyphens=False,
    )
