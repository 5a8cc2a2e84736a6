"""All vocabularies: those of the package, and what labs add to them."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from threading import RLock

from aind_schema.errors import UnknownTerm
from aind_schema.spelling import did_you_mean, nearest
from aind_schema.vocabulary import table
from aind_schema.vocabulary.errors import InvalidVocabulary
from aind_schema.vocabulary.layout import Layout, read
from aind_schema.vocabulary.vocabulary import Vocabulary

#: Names the files and folders of a lab's own terms, separated as in PATH.
VARIABLE = "AIND_SCHEMA_VOCABULARIES"

_DATA = Path(__file__).parent / "data"
_SUFFIXES = (".yaml", ".yml")
_lock = RLock()
_loaded: dict[str, Vocabulary] = {}
_used: list[Layout] = []


@cache
def available() -> tuple[str, ...]:
    """Return the names of the vocabularies."""
    return tuple(sorted(path.stem for path in _DATA.iterdir() if path.suffix in (".yaml", ".tsv")))


def load(name: str) -> Vocabulary:
    """Return a vocabulary with the terms that labs have added; always the same object for the same name."""
    if name not in _loaded:
        with _lock:
            if name not in _loaded:
                _loaded[name] = Vocabulary(_package(name), _own(name))
    return _loaded[name]


def extend(path: str | os.PathLike[str]) -> Vocabulary:
    """Return a copy of the vocabulary that a lab's file names, with the file's terms; change nothing."""
    lab = _lab_file(Path(path))
    return Vocabulary(_package(lab.vocabulary), [*_own(lab.vocabulary), lab])


def use(path: str | os.PathLike[str]) -> None:
    """Add a lab's own terms for the rest of the process, from a YAML file or a folder of such files.

    Vocabularies that were loaded before see the new terms too. Nothing is added if one of the files is wrong.
    """
    added = _lab_files(Path(path))
    with _lock:
        names = sorted({lab.vocabulary for lab in added})
        extended = {
            name: Vocabulary(_package(name), [*_own(name), *(lab for lab in added if lab.vocabulary == name)])
            for name in names
        }
        for name, vocabulary in extended.items():
            load(name)._adopt(vocabulary)
        _used.extend(added)


def forget() -> None:
    """Go back to the terms of the package and of the files that the environment names now."""
    with _lock:
        _used.clear()
        _from_environment.cache_clear()
        for name, vocabulary in _loaded.items():
            vocabulary._adopt(Vocabulary(_package(name), _own(name)))


@cache
def _package(name: str) -> Layout:
    if name not in available():
        raise UnknownTerm("vocabularies", name, nearest(name, available()))
    path = _DATA / f"{name}.yaml"
    if path.exists():
        return read(path.read_text(encoding="utf-8"), path.name)
    path = path.with_suffix(".tsv")
    return table.read(path.read_text(encoding="utf-8"), path.name)


def _own(name: str) -> list[Layout]:
    return [lab for lab in (*_from_environment(), *_used) if lab.vocabulary == name]


@cache
def _from_environment() -> tuple[Layout, ...]:
    paths = [path for path in os.environ.get(VARIABLE, "").split(os.pathsep) if path]
    return tuple(lab for path in paths for lab in _lab_files(Path(path)))


def _lab_files(path: Path) -> list[Layout]:
    if path.is_dir():
        return [_lab_file(entry) for entry in sorted(path.iterdir()) if entry.suffix in _SUFFIXES]
    return [_lab_file(path)]


def _lab_file(path: Path) -> Layout:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise InvalidVocabulary(str(path), "it is not written in UTF-8") from None
    except OSError as error:
        raise InvalidVocabulary(str(path), f"it can't be read: {error.strerror}") from None
    lab = read(text, str(path))
    if lab.vocabulary not in available():
        hint = did_you_mean(lab.vocabulary, available())
        reason = f'no vocabulary is called "{lab.vocabulary}"'
        raise InvalidVocabulary(str(path), f"{reason}; {hint}" if hint else reason)
    return lab
