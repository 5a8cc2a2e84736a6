"""The way back from an asset to the recordings that it began with."""

from __future__ import annotations

import errno
import os
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from aind_schema.assets.descriptions import Described, find_description
from aind_schema.assets.faults import fault
from aind_schema.assets.sources import Source, seek, sources_of, whole
from aind_schema.problems import Problem, Report
from aind_schema.rules.names import parsed
from aind_schema.stores import StoreError
from aind_schema.validation import places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from aind_schema.validation.places import Place

#: Of a longer circle only the beginning is told.
_MOST_TOLD = 10


class Asset(NamedTuple):
    """An asset on the way back: where it was found, what it is, and the names of those that it was made from."""

    name: str
    place: Place | None = None
    level: str | None = None
    process: str | None = None
    made_at: datetime | None = None
    sources: tuple[str, ...] = ()


class Lineage(NamedTuple):
    """All assets that one goes back to, itself first, by name, and what keeps the way from ending in recordings."""

    name: str | None
    assets: dict[str, Asset]
    report: Report


def trace(place: str | os.PathLike[str], *, search: Iterable[str | os.PathLike[str]] = ()) -> Lineage:
    """Walk back from an asset to the recordings that it was made from; only records are read.

    A source is looked for at the URI that is stated for it, beside the asset that states it, and in the places to
    search. It is found where the records say its name, whatever the folder is called.

    Parameters
    ----------
    place
        The asset's folder, or its URL.
    search
        Folders and URLs that hold further assets, or are one.
    """
    walk = _Walk([_searchable(each) for each in search])
    try:
        start = find_description(places.locate(place))
    except StoreError as error:
        return Lineage(None, {}, Report((places.unreachable(error),)))
    if start is None:
        return Lineage(None, {}, Report((_nowhere(os.fspath(place)),)))
    if start.name is None:
        return Lineage(None, {}, Report(start.problems, files=1))
    walk.go(start.name, start)
    return Lineage(start.name, walk.assets(), walk.report())


def _nowhere(place: str) -> Problem:
    return fault("not-found", place, "there is no such folder", "check the path")


def _searchable(given: str | os.PathLike[str]) -> Place:
    place = places.locate(given)
    if isinstance(place, Path) and not place.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "there is no such folder to look in", str(place))
    return place


@dataclass
class _Walk:
    """What has been met so far; what was met and not found is None."""

    search: Sequence[Place]
    found: dict[str, Described | None] = field(default_factory=dict)
    sources: dict[str, dict[str, Source]] = field(default_factory=dict)
    missing: dict[str, Problem] = field(default_factory=dict)

    def go(self, name: str, start: Described) -> None:
        """Find all sources, and the sources of those."""
        self.found[name] = start
        pending = deque([(name, start)])
        while pending:
            name, child = pending.popleft()
            self.sources[name] = {source.name: source for source in sources_of(child)}
            for source in self.sources[name].values():
                # What one asset could not lead to, another one may.
                if self.found.get(source.name) is None and (met := self._meet(source, child)):
                    pending.append((source.name, met))

    def _meet(self, source: Source, child: Described) -> Described | None:
        met, looked = seek(source, child.place, self.search)
        self.found[source.name] = met
        if met:
            self.missing.pop(source.name, None)
        elif source.name not in self.missing:
            self.missing[source.name] = _missing(source, child, looked)
        return met

    def assets(self) -> dict[str, Asset]:
        """Return what was met, in that order."""
        return {name: _asset(name, each, tuple(self.sources.get(name, ()))) for name, each in self.found.items()}

    def report(self) -> Report:
        """Tell what keeps the way from ending in recordings."""
        found = [each for each in self.found.values() if each]
        problems = [problem for each in found for problem in each.problems]
        problems += [problem for each in found if (problem := _endless(each))]
        problems += self.missing.values()
        problems += [self._circle(names) for names in _circles(next(iter(self.found)), self.sources)]
        return Report(tuple(problems), files=len(found), checks=len(found))

    def _circle(self, names: Sequence[str]) -> Problem:
        """Tell of a circle at the place from which it leads back."""
        last = self.found[names[-1]]
        told = [whole(name) for name in (*names, names[0])]
        if len(names) > _MOST_TOLD:
            told[_MOST_TOLD:-1] = [f"{len(names) - _MOST_TOLD} more"]
        message = f"the sources lead in a circle: {', made from '.join(told)}"
        hint = "correct the sources of one of them"
        path = self.sources[names[-1]][names[0]].path
        problem = Problem("lineage-cycle", "error", "rule", path, message, hint)
        return last.placed(problem) if last else problem


def _asset(name: str, found: Described | None, sources: tuple[str, ...]) -> Asset:
    """Say of an asset what its records say, and where they are silent what its name says."""
    described, told = found.description if found else None, parsed(name)
    process = told.derivations[-1].process if told and told.derivations else None
    made_at = told.made_at if told else None
    if described:
        process, made_at = described.process or process, described.created_at or made_at
    return Asset(
        name, found.place if found else None, described.data_level if described else None, process, made_at, sources
    )


def _missing(source: Source, child: Described, looked: Sequence[str]) -> Problem:
    told = f"looked {', '.join(looked)}; " if looked else ""
    hint = f"{told}say with --in which folder or URL holds it"
    message = f"the source {whole(source.name)} is not found"
    return child.placed(Problem("parent-missing", "error", "rule", source.path, message, hint))


def _endless(asset: Described) -> Problem | None:
    """Tell of derived data that don't say what they were made from."""
    if asset.description is None or asset.description.data_level != "derived" or next(sources_of(asset), None):
        return None
    message, hint = "the data are derived, but neither records nor name say from what", "state source_assets"
    return asset.placed(Problem("parent-missing", "error", "rule", "/data_level", message, hint))


def _circles(start: str, sources: Mapping[str, Mapping[str, Source]]) -> Iterator[list[str]]:
    """Yield the names in each circle, from the one at which the way enters it."""
    way, places_on_way, done = [start], {start: 0}, set()
    pending = [iter(sources.get(start, ()))]
    while pending:
        for name in pending[-1]:
            if name in places_on_way:
                yield way[places_on_way[name] :]
            elif name not in done:
                places_on_way[name] = len(way)
                way.append(name)
                pending.append(iter(sources.get(name, ())))
                break
        else:
            pending.pop()
            done.add(way[-1])
            del places_on_way[way.pop()]
