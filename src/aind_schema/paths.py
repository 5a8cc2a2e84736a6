"""Paths inside an asset: relative, with forward slashes, and such that all usual systems can hold them side by side."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from aind_schema.versions import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: The list of all other files of an asset.
MANIFEST = "manifest.json"
#: Where stamping notes what it has done, so that it can go on after it was stopped.
JOURNAL = ".manifest.json.journal"
#: Where uploading to a folder keeps what is not whole yet.
UPLOADING = ".upload"
#: Says in a store which upload is under way.
CLAIM = ".upload.json"

_UNFINISHED = re.compile(rf"\.(?:{'|'.join(KINDS)})\.(?:json|ya?ml)\.\d+\.part", re.IGNORECASE)

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
_DEVICE = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3]) *(\.|$)", re.IGNORECASE
)


def is_own(path: str) -> bool:
    """Tell whether a path is that of the manifest, or of something that this package keeps beside it for a while."""
    top = path.partition("/")[0]
    return top in (MANIFEST, JOURNAL, CLAIM, UPLOADING) or _UNFINISHED.fullmatch(top) is not None


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


def clashes(files: Iterable[str], empty_folders: Iterable[str] = ()) -> Iterator[tuple[str, str, str]]:
    """Yield each path that can't stand beside another one, that one, and why.

    Folders above the paths count too: `A/x` and `a/y` would be one folder on systems that ignore case.
    """
    folders: dict[str, str] = {}
    known: dict[str, str] = {}
    for path in files:
        folded = _fold(path)
        if folded in known:
            yield path, known[folded], _likeness("they", path, known[folded])
            continue
        known[folded] = path
        if (other := _other_folder(path, folded, folders)) is not None:
            yield path, *other
    listed: set[str] = set()
    for path in empty_folders:
        if path in listed:
            yield path, path, _likeness("they", path, path)
        elif (other := _other_folder(f"{path}/", f"{_fold(path)}/", folders)) is not None:
            yield path, *other
        listed.add(path)
    for folded, path in known.items():
        if folded in folders:
            yield path, folders[folded], "one is a file, the other a folder"


def _other_folder(path: str, folded: str, folders: dict[str, str]) -> tuple[str, str] | None:
    """Enter the folders of a path; return the one that is spelt otherwise than before."""
    end = path.rfind("/")
    folded_end = folded.rfind("/")
    while end > 0:
        folder = path[:end]
        known = folders.setdefault(folded[:folded_end], folder)
        if known != folder:
            return known, _likeness("their folders", folder, known)
        end, folded_end = path.rfind("/", 0, end), folded.rfind("/", 0, folded_end)
    return None


def _likeness(what: str, one: str, other: str) -> str:
    if one == other:
        return "one path is listed twice"
    same_letters = unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)
    return f"{what} differ only in {'Unicode form' if same_letters else 'case'}"


def _fold(path: str) -> str:
    """Return what a path is to a system that ignores case and Unicode form."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", path).casefold())
