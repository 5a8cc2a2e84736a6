"""A report that may leave the house: what is wrong and where, without a word of the document.

Kept are codes, severities, line numbers, the prose of messages, and the names that the schemas themselves use.
"""

from __future__ import annotations

import re
from dataclasses import replace
from posixpath import splitext
from typing import TYPE_CHECKING

from aind_schema import pointers

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from aind_schema.problems.problem import Problem

# A string that lacks its end reaches to the end of the text: rather too much than too little.
_QUOTED = re.compile(r'"(?:[^"\\]|\\.?)*"?', re.DOTALL)

_INDEX = re.compile("0|[1-9][0-9]*")

# What people add to a name behind a dot may be an id as well, so only well-known endings are shown.
_SUFFIXES = frozenset({".json", ".jsonl", ".yaml", ".yml", ".toml", ".xml", ".csv", ".tsv", ".txt", ".nwb", ".zarr"})

# Below these everything is a lab's own.
_OPEN = frozenset({"extensions", "parameters", "results"})


def redact(
    problems: Sequence[Problem], known_names: Collection[str], list_names: Collection[str]
) -> tuple[Problem, ...]:
    """Strip all that could come from a document or from the name of its folder."""
    known, lists = frozenset(known_names), frozenset(list_names)
    folders: dict[str, int] = {}
    return tuple(
        replace(
            problem,
            path=_path(problem.path, known, lists),
            message=_prose(problem.message),
            hint=None if problem.hint is None else _prose(problem.hint),
            file=None if problem.file is None else _file(problem.file, known, folders),
            excerpt=None,
        )
        for problem in problems
    )


def _prose(text: str) -> str:
    return _QUOTED.sub("[redacted]", text)


def _path(path: str, known: frozenset[str], lists: frozenset[str]) -> str:
    return ("" if path[:1] in ("", "/") else "*") + pointers.join(_segments(pointers.split(path), known, lists))


def _segments(segments: Sequence[str], known: frozenset[str], lists: frozenset[str]) -> Iterator[str]:
    """Yield the names that the schemas use, and positions where a list stands; any other number may be an id."""
    below, before = False, ""
    for name in segments:
        shown = name in known or (before in lists and _INDEX.fullmatch(name) is not None)
        yield name if shown and not below else "*"
        below = below or name in _OPEN
        before = name


def _file(file: str, known: frozenset[str], folders: dict[str, int]) -> str:
    folder, _, name = file.replace("\\", "/").rpartition("/")
    number = folders.setdefault(folder, len(folders) + 1)
    return f"{number}/{_basename(name, known)}"


def _basename(name: str, known: frozenset[str]) -> str:
    stem, suffix = splitext(name)
    shown = suffix if suffix in _SUFFIXES else ""
    return name if stem in known and shown == suffix else f"*{shown}"
