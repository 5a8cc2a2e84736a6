"""A report for people: every problem under the line that it is about."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from aind_schema.problems.printable import cells, printable, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aind_schema.problems.problem import Excerpt, Problem

_Pen = Callable[[str, str], str]

_STYLES = {"position": "1", "gutter": "2", "error": "31", "warning": "33", "info": "36"}

# A narrower excerpt would show nothing worth the underlining.
_NARROWEST = 20


def as_text(problems: Sequence[Problem], *, files: int, checks: int, color: bool, width: int) -> str:
    """Write the problems file by file, and below them a line that counts them."""
    ordered = in_order(problems)
    pen = _colored if color else _plain
    blocks = ["\n".join(_block(problem, pen, width)) for problem in ordered]
    return "\n\n".join([*blocks, _summary(ordered, files, checks, width)])


def in_order(problems: Sequence[Problem]) -> list[Problem]:
    """Sort by file as first met, then by place in the file, then by path."""
    files: dict[str | None, int] = {}
    for problem in problems:
        files.setdefault(problem.file, len(files))
    return sorted(problems, key=lambda p: (files[p.file], p.line or 0, p.column or 0, _path_order(p.path)))


def _colored(style: str, text: str) -> str:
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m"


def _plain(_style: str, text: str) -> str:
    return text


def _path_order(path: str) -> list[tuple[int, int, str]]:
    # By length first, so that the tenth item of a list comes after the second.
    return [(0, len(part), part) if part.isdecimal() else (1, 0, part) for part in path.split("/")]


def _block(problem: Problem, pen: _Pen, width: int) -> list[str]:
    message = printable(sentence(problem))
    if problem.excerpt is not None:
        return [_heading(problem, pen), *_underlined(problem, problem.excerpt, message, pen, width)]
    return [_heading(problem, pen), *(f"  {line}" for line in _wrapped(message, width - 2) if line)]


def _heading(problem: Problem, pen: _Pen) -> str:
    label = pen(problem.severity, f"{problem.severity}[{printable(problem.code)}]")
    # What is wrong with a file as a whole is at no place of a document.
    path = printable(problem.path) or ("" if problem.file and problem.origin == "file" else "(document)")
    if problem.file is None:
        return f"{label} {path}"
    numbers = "" if problem.line is None else f"{problem.line}:"
    if numbers and problem.column is not None:
        numbers += f"{problem.column}:"
    return f"{pen('position', f'{printable(problem.file)}:{numbers}')} {label} {path}".rstrip()


def _underlined(problem: Problem, excerpt: Excerpt, message: str, pen: _Pen, width: int) -> list[str]:
    number = "" if problem.line is None else str(problem.line)
    gutter, blank = f"  {number} |", f"  {' ' * len(number)} |"
    room = width - len(gutter) - 1
    before, marked, after = _window(*_parts(excerpt), max(room, _NARROWEST))
    indent, carets = " " * cells(before), "^" * max(cells(marked), 1)
    behind = cells(indent) + len(carets) + 1 + cells(message) <= room
    lines = [
        f"{pen('gutter', gutter)} {before}{marked}{after}",
        f"{pen('gutter', blank)} {indent}{pen(problem.severity, carets)}" + (f" {message}" if behind else ""),
    ]
    if not behind:
        lines += [f"{pen('gutter', blank)} {line}" for line in _wrapped(message, room)]
    return [line.rstrip() for line in lines]


def _parts(excerpt: Excerpt) -> tuple[str, str, str]:
    """Split the line into what stands before, on and after the underline."""
    text = excerpt.text.rstrip("\r\n")
    start = min(max(excerpt.start, 0), len(text))
    end = start + max(excerpt.width, 1)
    # What is missing at the end of a line is underlined behind it.
    return _line(text[:start]), _line(text[start:end]) or " ", _line(text[end:])


def _line(text: str) -> str:
    # Tabs indent in many files; as \x09 they would hide the line's shape.
    return printable(text.replace("\t", "    "))


def _window(before: str, marked: str, after: str, room: int) -> tuple[str, str, str]:
    """Cut a long line on both sides of what is underlined."""
    if cells(before) + cells(marked) + cells(after) <= room:
        return before, marked, after
    if cells(marked) > room - 6:
        # Dots in front may take three columns; those at the end stand inside the underlined part.
        marked, after = _head(marked, room - 6), ""
    spare = room - cells(marked)
    left = min(cells(before), max(spare // 2, spare - cells(after)))
    # Read backwards, the end of a text is its head, and dots are the same either way.
    return _head(before[::-1], left)[::-1], marked, _head(after, spare - left)


def _head(text: str, room: int) -> str:
    if cells(text) <= room:
        return text
    taken, used = 0, 3
    while used + cells(text[taken]) <= room:
        used += cells(text[taken])
        taken += 1
    return text[:taken] + "..."[: max(room, 0)]


def _wrapped(text: str, width: int) -> list[str]:
    """Break between words only: a word that is too long is more useful whole."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and cells(lines[-1]) + 1 + cells(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _summary(problems: Sequence[Problem], files: int, checks: int, width: int) -> str:
    scope = f"{_count(files, 'file')}, {_count(checks, 'check')}"
    if not problems:
        return f"{scope}: no problems"
    by_severity = {name: sum(p.severity == name for p in problems) for name in ("error", "warning", "info")}
    tally = [_count(number, name) for name, number in by_severity.items() if number or name != "info"]
    found = f"{scope}: {', '.join(tally)}"
    first = next((p for p in problems if p.severity == "error"), problems[0])
    advice = f"aind-schema explain {printable(first.code)}"
    gap = width - len(found) - len(advice)
    return found + (" " * gap if gap >= 2 else "\n") + advice


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
