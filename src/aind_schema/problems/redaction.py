"""A report that may leave the house: what is wrong and where, without a word of the document.

Kept are codes, severities, line numbers, the prose of messages, and the names that the schemas themselves use.
"""

from __future__ import annotations

import re
from dataclasses import replace
from posixpath import splitext
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from aind_schema.problems.problem import Problem

# A string that lacks its end reaches to the end of the text: rather too much than too little.
_QUOTED = re.compile(r'"(?:[^"\\]|\\.?)*"?', re.DOTALL)

# A longer number is more likely the id of an animal, as a key, than a place in a list.
_INDEX = re.compile(r"0|[1-9][0-9]{0,3}")

# What people add to a name behind a dot may be an id as well, so only well-known endings are shown.
_SUFFIXES = frozenset({".json", ".jsonl", ".yaml", ".yml", ".toml", ".xml", ".csv", ".tsv", ".txt", ".nwb", ".zarr"})

# Below these everything is a lab's own.
_OPEN = frozenset({"extensions", "parameters"})


def redact(problems: Sequence[Problem], known_names: Collection[str]) -> tuple[Problem, ...]:
    """Strip all that could come from a document or from the name of its folder."""
    known = frozenset(known_names)
    folders: dict[str, int] = {}
    return tuple(
        replace(
            problem,
            path=_path(problem.path, known),
            message=_prose(problem.message),
            hint=None if problem.hint is None else _prose(problem.hint),
            file=None if problem.file is None else _file(problem.file, known, folders),
            excerpt=None,
        )
        for problem in problems
    )


def _prose(text: str) -> str:
    return _QUOTED.sub("[redacted]", text)


def _path(path: str, known: frozenset[str]) -> str:
    start, *segments = path.split("/")
    return "/".join([start and "*", *_segments(segments, known)])


def _segments(segments: Sequence[str], known: frozenset[str]) -> Iterator[str]:
    below = False
    for segment in segments:
        name = segment.replace("~1", "/").replace("~0", "~")
        yield segment if not below and (name in known or _INDEX.fullmatch(name)) else "*"
        below = below or name in _OPEN


def _file(file: str, known: frozenset[str], folders: dict[str, int]) -> str:
    folder, _, name = file.replace("\\", "/").rpartition("/")
    number = folders.setdefault(folder, len(folders) + 1)
    return f"{number}/{_basename(name, known)}"


def _basename(name: str, known: frozenset[str]) -> str:
    stem, suffix = splitext(name)
    shown = suffix if suffix in _SUFFIXES else ""
    return name if stem in known and shown == suffix else f"*{shown}"
