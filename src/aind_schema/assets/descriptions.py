"""What an asset says of itself, wherever it lies: the data description in a file of its own, or else in the bundle."""

from __future__ import annotations

import errno
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from aind_schema.assets.faults import fault
from aind_schema.reading import DEFAULT_LIMIT
from aind_schema.records.data_description import DataDescription
from aind_schema.records.metadata import Metadata
from aind_schema.validation import places, record_files
from aind_schema.validation.checking import Checked, check

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aind_schema.problems import Problem
    from aind_schema.validation.places import Place

_NOWHERE = (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG)
_HOLDERS = ("data_description", "metadata")


class Described(NamedTuple):
    """The data description found in a folder, as far as it can be read, and the document that it stands in."""

    place: Place
    problems: tuple[Problem, ...] = ()
    description: DataDescription | None = None
    document: Checked | None = None

    @property
    def name(self) -> str | None:
        """Return the name that the asset gives itself."""
        return self.description.name if self.description else None

    def placed(self, problem: Problem) -> Problem:
        """Add file and line to a problem, whose path is one in the data description."""
        if self.document is None:
            return problem
        inside = "/data_description" if self.document.record is not self.description else ""
        return self.document.placed(replace(problem, path=inside + problem.path))


def find_description(place: Place) -> Described | None:
    """Read the data description of the asset at a place; None if there is no such folder.

    Raises
    ------
    StoreError
        If the store that the place is in can't be reached.
    """
    try:
        files = record_files(place)
    except OSError as error:
        if error.errno in _NOWHERE:
            return None
        return Described(place, (fault("unreadable", places.shown(place), f"it cannot be listed: {error.strerror}"),))
    if (holder := holder_of(files)) is None:
        return Described(place, (undescribed(place),)) if places.is_folder(place) else None
    document = inspect(holder)
    description = description_in(document)
    problems = tuple(document.problems)
    if description is None and not problems:
        problems = (undescribed(holder),)
    return Described(place, problems, description, document)


def holder_of(files: Sequence[Place]) -> Place | None:
    """Pick the file that the data description stands in: its own before the bundle."""
    stems = {stem(file): file for file in reversed(files)}
    return next((stems[each] for each in _HOLDERS if each in stems), None)


def stem(file: Place) -> str:
    """Return the name of a file without what stands behind its last dot."""
    return PurePath(file.name).stem


def inspect(file: Place) -> Checked:
    """Read a record file; what is wrong with it stands beside what it holds."""
    return check(places.load(file, DEFAULT_LIMIT), places.shown(file))


def description_in(document: Checked) -> DataDescription | None:
    """Return the data description that a document is or holds."""
    record = document.record.data_description if isinstance(document.record, Metadata) else document.record
    return record if isinstance(record, DataDescription) else None


def undescribed(place: Place) -> Problem:
    """Tell that no data description is there."""
    hint = "write data_description.json, which states its name and its sources"
    return fault("no-description", places.shown(place), "no record says what this asset is", hint)
