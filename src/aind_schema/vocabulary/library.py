"""All vocabularies: those of the package, and what labs add to them."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from aind_schema.errors import UnknownTerm
from aind_schema.spelling import did_you_mean, nearest
from aind_schema.vocabulary import table
from aind_schema.vocabulary.errors import InvalidVocabulary
from aind_schema.vocabulary.layout import Layout, read
from aind_schema.vocabulary.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Names the files and folders of a lab's own terms, separated as in PATH.
VARIABLE = "AIND_SCHEMA_VOCABULARIES"

_DATA = Path(__file__).parent / "data"
_READERS = {".yaml": read, ".yml": read, ".tsv": table.read}
_STRUCTURES = "_structure"
_lock = RLock()
_loaded: dict[str, Vocabulary] = {}
_used: list[Layout] = []


def available() -> tuple[str, ...]:
    """Return the names of the vocabularies, with those of a lab's own atlases."""
    return tuple(sorted({*_packaged(), *(lab.vocabulary for lab in (*_from_environment(), *_used))}))


@cache
def _packaged() -> dict[str, Path]:
    return {path.stem: path for path in _DATA.iterdir() if path.suffix in _READERS}


def load(name: str) -> Vocabulary:
    """Return a vocabulary with the terms that labs have added; always the same object for the same name."""
    if name not in _loaded:
        with _lock:
            if name not in _loaded:
                _loaded[name] = _made(name)
    return _loaded[name]


def extend(path: str | os.PathLike[str]) -> Vocabulary:
    """Return a copy of the vocabulary that a lab's file names, with the file's terms; change nothing."""
    lab = _lab_file(Path(path))
    return _made(lab.vocabulary, [lab])


def use(path: str | os.PathLike[str]) -> None:
    """Add a lab's own terms for the rest of the process, from a YAML file or a folder of such files.

    Vocabularies that were loaded before see the new terms too. Nothing is added if one of the files is wrong.
    """
    added = _lab_files(Path(path))
    with _lock:
        names = sorted({lab.vocabulary for lab in added})
        extended = {name: _made(name, added) for name in names}
        for name, vocabulary in extended.items():
            _loaded.setdefault(name, vocabulary)._adopt(vocabulary)
        _used.extend(added)


def forget() -> None:
    """Go back to the terms of the package and of the files that the environment names now."""
    with _lock:
        _used.clear()
        _from_environment.cache_clear()
        for name in _loaded.keys() - available():
            del _loaded[name]
        for name, vocabulary in _loaded.items():
            vocabulary._adopt(_made(name))


def _made(name: str, more: Sequence[Layout] = ()) -> Vocabulary:
    """Return a vocabulary of the package's terms and of those of labs; that of a lab's atlas has theirs alone."""
    labs = [lab for lab in (*_from_environment(), *_used, *more) if lab.vocabulary == name]
    if name in _packaged():
        return Vocabulary(_package(name), labs)
    if not labs:
        raise UnknownTerm("vocabularies", name, nearest(name, available()))
    return Vocabulary(labs[0], labs[1:])


@cache
def _package(name: str) -> Layout:
    path = _packaged()[name]
    return _READERS[path.suffix](path.read_text(encoding="utf-8"), path.name)


@cache
def _from_environment() -> tuple[Layout, ...]:
    paths = [path for path in os.environ.get(VARIABLE, "").split(os.pathsep) if path]
    return tuple(lab for path in paths for lab in _lab_files(Path(path)))


def _lab_files(path: Path) -> list[Layout]:
    if path.is_dir():
        return [_lab_file(entry) for entry in sorted(path.iterdir()) if entry.suffix in _READERS]
    return [_lab_file(path)]


def _lab_file(path: Path) -> Layout:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise InvalidVocabulary(str(path), "it is not written in UTF-8") from None
    except OSError as error:
        raise InvalidVocabulary(str(path), f"it can't be read: {error.strerror}") from None
    lab = _READERS.get(path.suffix, read)(text, str(path))
    if lab.vocabulary in _packaged():
        return lab
    if lab.atlases and lab.vocabulary.endswith(_STRUCTURES):
        return lab._replace(open=True)
    reason = f'no vocabulary is called "{lab.vocabulary}"'
    hint = did_you_mean(lab.vocabulary, _packaged())
    hint = hint or f'one of a lab\'s own says which "atlases" draw its terms, and its name ends with {_STRUCTURES}'
    raise InvalidVocabulary(str(path), f"{reason}; {hint}")
