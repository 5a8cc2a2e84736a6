"""What an asset was made from, and where that is."""

from __future__ import annotations

import json
import os
import posixpath
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from aind_schema.assets.descriptions import Described, find_description
from aind_schema.errors import MissingExtra
from aind_schema.paths import objection
from aind_schema.rules.names import parsed
from aind_schema.stores import StoreError, is_url, open_store
from aind_schema.validation import places
from aind_schema.validation.places import Place, Remote

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Source(NamedTuple):
    """A source as a data description states it or as the name implies it, and where in the description it stands."""

    name: str
    uri: str | None
    path: str


class Sought(NamedTuple):
    """What was found of a source, and the places where it was looked for in vain."""

    found: Described | None
    looked: tuple[str, ...] = ()


def sources_of(asset: Described) -> Iterator[Source]:
    """Yield the sources that an asset states, or else the parent that its name tells."""
    stated = asset.description.source_assets if asset.description else ()
    for i, source in enumerate(stated):
        if source.name:
            yield Source(source.name, source.uri, f"/source_assets/{i}/name")
    name = parsed(asset.name)
    if not stated and name and name.parent:
        yield Source(str(name.parent), None, "/name")


def seek(source: Source, child: Place, search: Sequence[Place]) -> Sought:
    """Look for a source at its URI, beside the asset that states it, and in the places to search.

    It is where the records say that they are of an asset with its name. A copy of which no name can be read counts only
    if there is no other.
    """
    broken = None
    looked: dict[str, None] = {}
    for where, given, meant in _candidates(source, child, search):
        try:
            found = find_description(_at(given, child) if isinstance(given, str) else given)
        except (StoreError, MissingExtra) as error:
            looked[f"{where} ({error.reason if isinstance(error, StoreError) else error})"] = None
            continue
        if found and found.name == source.name:
            return Sought(found)
        if found and meant and found.name is None:
            broken = broken or found
        looked[f"{where} (which is {whole(found.name)})" if found and meant and found.name else where] = None
    return Sought(broken, tuple(looked))


def whole(text: str) -> str:
    """Quote a name or a place that someone will look for, so that all of it can be copied."""
    return json.dumps(text, ensure_ascii=False)


def _candidates(source: Source, child: Place, search: Sequence[Place]) -> Iterator[tuple[str, str | Place, bool]]:
    """Yield places, the likeliest first: what to call each, the place, and whether only the source can be meant."""
    if source.uri:
        yield f"at {whole(source.uri)}", source.uri, True
    # A name with a slash in it could lead anywhere.
    if objection(source.name) is None and "/" not in source.name:
        for folder in (*_around(child), *search):
            yield f"in {whole(places.shown(folder))}", folder / source.name, True
    for folder in search:
        yield f"in {whole(places.shown(folder))}", folder, False


def _at(uri: str, child: Place) -> Place:
    """Return the place that a URI leads to; one without a scheme is relative to the folder that states it."""
    if is_url(uri):
        return places.locate(uri)
    if isinstance(child, Path):
        return Path(os.path.normpath(child / uri))
    scheme, host, path = _split(child)
    return places.locate(f"{scheme}://{host}{posixpath.normpath(f'/{path}/{uri}')}")


def _around(child: Place) -> list[Place]:
    """Return the folder that an asset lies in; two where a link leads to the asset."""
    if isinstance(child, Path):
        real = child.resolve().parent
        beside = child.parent if child.name not in ("", "..") else real
        return [beside] if beside.resolve() == real else [beside, real]
    scheme, host, path = _split(child)
    return [Remote(open_store(f"{scheme}://{host}/{path.rpartition('/')[0]}"))] if path else []


def _split(place: Remote) -> tuple[str, str, str]:
    """Take the URL of a folder in a store apart: the scheme, the bucket, the path in it."""
    url = place.store.below(place.path).url if place.path else place.store.url
    scheme, _, rest = url.partition("://")
    host, _, path = rest.partition("/")
    return scheme, host, path
