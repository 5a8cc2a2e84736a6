"""Paths inside an asset: relative, with forward slashes, and such that all usual systems can hold them side by side."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# No step may be empty or end in a dot or a space, which Windows drops; so none is "." or "..".
_CHARACTER = r'[^/\\<>:"|?*\x00-\x1F\x7F-\x9F]'
_LAST = r'[^/\\<>:"|?*\x00-\x20\x7F-\x9F.]'
_STEP = f"{_CHARACTER}*{_LAST}"
#: The form that every path must have; the rest is told by :func:`objection`.
PATTERN = f"^{_STEP}(?:/{_STEP})*$"
#: The longest path in characters, which leaves room for the asset's name within S3's limit for a key.
LONGEST = 760
_MOST_BYTES = 255  # what the usual file systems hold in one step

_FORM = re.compile(PATTERN)
_REFUSED = re.compile(r'[\\<>:"|?*]')
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3]) *(\.|$)", re.IGNORECASE)


def objection(path: str) -> str | None:
    """Tell why some system could not hold a path, or would take it for another one; None if all can."""
    if not path.isascii():
        try:
            path.encode()
        except UnicodeEncodeError:
            return "its bytes are not UTF-8"
    if len(path.encode()) > LONGEST:
        return f"it takes {len(path.encode())} bytes; at most {LONGEST} leave room for the asset's name in a bucket"
    if not _FORM.match(path) or path[-1] == "\n":
        return _form_objection(path)
    for step in path.split("/"):
        if len(step.encode()) > _MOST_BYTES:
            return f"one part of it takes {len(step.encode())} bytes; at most {_MOST_BYTES} fit"
        if device := _DEVICE.match(step):
            return f"Windows takes {device[1]!r} for a device"
    return None


def _form_objection(path: str) -> str:
    if not path or path[0] == "/":
        return "it is not relative to the asset's folder"
    if found := _REFUSED.search(path):
        return f"the character {found[0]!r} is refused by Windows"
    for step in path.split("/"):
        if step in ("", ".", ".."):
            return f"the part {step!r} leads elsewhere or nowhere"
        if step[-1] in ". ":
            return f"the part {step!r} ends with a dot or a space, which Windows drops"
    return "it holds a control character"


def clashes(paths: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Yield each path that can't stand beside an earlier one, that one, and why: for files, in any order.

    Folders count too: `A/x` and `a/y` would be one folder on systems that ignore case.
    """
    first: dict[str, str] = {}
    files: dict[str, str] = {}
    for path in paths:
        folded = _fold(path)
        if folded in files:
            yield path, files[folded], "is named twice" if path == files[folded] else _likeness(path, files[folded])
            continue
        files[folded] = path
        if (clash := _folder_clash(path, folded, first)) is not None:
            yield path, *clash
    for folded, path in files.items():
        if folded in first:
            yield path, first[folded], "is a folder there"


def _folder_clash(path: str, folded: str, first: dict[str, str]) -> tuple[str, str] | None:
    """Enter the folders of a path; return the one that is spelt otherwise than before."""
    end = path.rfind("/")
    folded_end = folded.rfind("/")
    while end > 0:
        folder = path[:end]
        known = first.setdefault(folded[:folded_end], folder)
        if known != folder:
            return known, _likeness(folder, known)
        end, folded_end = path.rfind("/", 0, end), folded.rfind("/", 0, folded_end)
    return None


def _likeness(one: str, other: str) -> str:
    same_letters = unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)
    return "differs only in its Unicode form" if same_letters else "differs only in case"


def _fold(path: str) -> str:
    """Return what a path is to a system that ignores case and Unicode form."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", path).casefold())
