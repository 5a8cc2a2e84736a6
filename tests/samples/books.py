"""The books of a conversion into our records, held against the source and the document."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from aind_schema import pointers
from aind_schema.dialects.tracing import storable

if TYPE_CHECKING:
    from aind_schema.dialects import Conversion, Entry

#: What a mapping may add to the values of the source when it calls a function: none of it is told by the record.
OPTIONS = {"axes", "names", "number", "stated", "zone"}


def leaves(value: Any, path: str = "") -> dict[str, Any]:
    """Return the scalars of a document by their JSON Pointers, as the checker of other people's records does."""
    if isinstance(value, dict):
        items = [(key.replace("~", "~0").replace("/", "~1"), item) for key, item in value.items()]
    elif isinstance(value, list):
        items = [(str(i), item) for i, item in enumerate(value)]
    else:
        return {} if value is None or value == "" else {path: value}
    return {place: leaf for key, item in items for place, leaf in leaves(item, f"{path}/{key}").items()}


def value_at(document: Any, place: str) -> Any:
    """Return what stands at a place of a document."""
    for key in pointers.split(place):
        document = document[int(key) if isinstance(document, list) else key]
    return document


def check_the_books(source: Any, conversion: Conversion) -> None:
    """Every value of the source goes somewhere, and every value of the document can be made again from the source."""
    given, made = leaves(source), leaves(conversion.document)
    arrived, targets = defaultdict(set), set()
    stated = {repr(value) for value in given.values()}
    for entry in conversion.report.entries:
        arrived[entry.source].add(entry.how)
        targets.add(entry.target)
        assert given[entry.source] == entry.original
        check_entry(entry, value_at(conversion.document, entry.target))
        told = {repr(value) for value in leaves(list(entry.arguments)).values()}
        assert told <= stated | {repr(entry.source)}, entry
    assert given.keys() == arrived.keys()
    untraced = {path for path in made if path not in targets and path.split("/")[-1] not in ("kind", "schema_version")}
    assert not untraced


def check_entry(entry: Entry, value: Any) -> None:
    """What stands at the target is what the entry says: the very value, or what its function makes again."""
    assert (entry.how == "normalised") == (entry.by is not None), entry
    assert entry.options.keys() <= OPTIONS, entry
    if isinstance(value, dict):
        assert entry.how == "normalised", entry
        assert entry.again() is not None, entry
    elif entry.how == "kept":
        assert value == storable(entry.original), entry
    else:
        assert (value, type(value)) == (entry.again(), type(entry.again())), entry
