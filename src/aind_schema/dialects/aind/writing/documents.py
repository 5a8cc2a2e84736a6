"""From our records to the core files that hold them in 2.x."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from aind_schema import pointers
from aind_schema.base import Model
from aind_schema.dialects.aind.core_files import CORE_FILES
from aind_schema.dialects.aind.writing.data_description import data_description
from aind_schema.dialects.aind.writing.demands import fill_blanks
from aind_schema.dialects.aind.writing.fitting import refusals
from aind_schema.dialects.aind.writing.keeping import pruned, put_back
from aind_schema.dialects.aind.writing.metadata import metadata
from aind_schema.dialects.aind.writing.originals import Originals
from aind_schema.dialects.aind.writing.origins import check_origin
from aind_schema.dialects.aind.writing.procedures import procedures
from aind_schema.dialects.aind.writing.processing import processing
from aind_schema.dialects.aind.writing.quality import quality
from aind_schema.dialects.aind.writing.shared import FRAME, is_of_2x
from aind_schema.dialects.aind.writing.subject import subject
from aind_schema.dialects.conversion import Conversion, ConversionReport
from aind_schema.dialects.outbound import Outbound
from aind_schema.dialects.tracing import Cursor, Whole
from aind_schema.errors import InvalidRecord
from aind_schema.problems import Problem, Report, quote
from aind_schema.versions import PER_SUBJECT

if TYPE_CHECKING:
    from collections.abc import Callable

    from aind_schema.base import Record

#: How each kind of record is mapped, and the core file that it becomes, in the order in which they stand in a record.
_MAPPINGS: dict[str, tuple[str, Callable[[Cursor], dict[str, Any]]]] = {
    "data_description": ("data_description", data_description),
    "subject": ("subject", subject),
    "procedures": ("procedures", procedures),
    "processing": ("processing", processing),
    "quality": ("quality_control", quality),
}
_NO_MAPPING = tuple(PER_SUBJECT.values())


def write(record: Record | Mapping[str, Any] | Conversion, read: Conversion | None = None) -> Conversion:
    """Write a record or a bundle as core files of 2.x; the document holds each under its name.

    Parameters
    ----------
    record
        A record, its document, or what reading gave.
    read
        What reading gave, where the record was changed since: what is still the same gets the source's spelling again.

    Raises
    ------
    InvalidRecord
        If it is no record of ours, or did not come from what was read.
    """
    read = read or (record if isinstance(record, Conversion) else None)
    data = _plain(record)
    kind = data.get("kind")
    if kind not in ("metadata", *_MAPPINGS):
        raise _unusable(record, kind)
    if read is not None:
        check_origin(read, data)
    books, source = Outbound(FRAME), Cursor(data)
    if kind == "metadata":
        document = _bundle(books, source)
    else:
        name = _MAPPINGS[str(kind)][0]
        document = {name: _core_file(books, str(kind), source)}
        books.lose_rest(source)
    if read is not None:
        moved = "" if kind == "metadata" else f"/{_MAPPINGS[str(kind)][0]}"
        Originals(read, data, books.lost()).restore(document, books, moved, _of_2x(data, str(kind)))
    return _finish(books, document)


def _plain(record: Any) -> dict[str, Any]:
    """Return the document of a record, or nothing for what can't be one."""
    if isinstance(record, Conversion):
        return record.document
    stated = record.to_dict() if isinstance(record, Model) else record
    return dict(stated) if isinstance(stated, Mapping) else {}


def files(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the files of an asset folder by their names; what stands beside the core files needs one for them all."""
    found = {f"{name}.json": document[name] for name in CORE_FILES if name in document}
    return found if document.keys() <= set(CORE_FILES) else {**found, "metadata.nd.json": document}


def _finish(books: Outbound, document: dict[str, Any]) -> Conversion:
    for name, _ in _MAPPINGS.values():
        if name in document:
            fill_blanks(document[name])
            books.problems += refusals(name, document[name])
    return Conversion(
        document, ConversionReport(books.told(), books.entries, ways=("mapped", "normalised", "restored", "lost"))
    )


def _core_file(books: Outbound, kind: str, source: Cursor) -> dict[str, Any]:
    """Return the core file of a record, with what was kept of the file that it was read from."""
    name, mapping = _MAPPINGS[kind]
    tree = pruned(mapping(source)) or {}
    if is_of_2x(source):
        tree = put_back(tree, source["extensions"]["aind"])
    return books.place(tree, f"/{name}")


def _bundle(books: Outbound, source: Cursor) -> dict[str, Any]:
    """Return the core files of a bundle, and beside them what the bundle itself says."""
    kept = source["extensions"]["aind"]
    document = _beside(books, source)
    for kind, (name, _) in _MAPPINGS.items():
        if isinstance(source[kind].value, dict):
            document[name] = _core_file(books, kind, source[kind])
    told = {"extensions"}
    for kind in _NO_MAPPING:
        if source[kind]:
            part = kind.replace("_", " ")
            books.lose_whole(source[kind], f"2.x knows one subject of an asset; the {part} of several is not written")
            told.add(kind)
    for name in CORE_FILES:
        if kept[name]:
            _kept_file(books, name, kept[name], document)
    for each in source.fields():
        if each.path[0] not in told:
            books.lose_rest(each)
    books.lose_rest(Cursor(_without_core_files(source["extensions"].value), ("extensions",), source.left))
    return document


def _without_core_files(extensions: Any) -> Any:
    """Return extensions without the core files that were kept whole, which are accounted for one by one."""
    kept = extensions.get("aind") if isinstance(extensions, dict) else None
    if not isinstance(kept, dict):
        return extensions
    return {**extensions, "aind": {key: value for key, value in kept.items() if key not in CORE_FILES}}


def _beside(books: Outbound, source: Cursor) -> dict[str, Any]:
    """Return what stands beside the core files; where that is nothing, there is no need to say what it is."""
    tree = pruned(metadata(source)) or {}
    if is_of_2x(source):
        rest = Cursor(_without_core_files(source["extensions"].value), ("extensions",), source.left)
        tree = put_back(tree, rest["aind"])
    elif not tree.keys() - set(FRAME):
        return {}
    return books.place(tree, "")


def _kept_file(books: Outbound, name: str, kept: Cursor, document: dict[str, Any]) -> None:
    """Put back a core file that was kept whole, if it is one of 2.x."""
    version = kept["schema_version"].value
    if isinstance(version, str) and version.startswith("2.") and name not in document:
        document[name] = books.place({name: Whole(kept.value, kept.path)}, "")[name]
        message = f"the {name} is written as it was kept; whether aind-data-schema takes it is not checked"
        books.problems.append(Problem("kept-part", "info", "file", pointers.join(kept.path), message))
    else:
        books.lose_whole(kept, f"the {name} that was kept is no core file of 2.x; it is not written")


def _of_2x(data: dict[str, Any], kind: str) -> list[str]:
    """Return the names of the core files that were read from 2.x."""
    if kind != "metadata":
        return [_MAPPINGS[kind][0]] if is_of_2x(Cursor(data)) else []
    return [name for each, (name, _) in _MAPPINGS.items() if is_of_2x(Cursor(data)[each])]


def _unusable(record: Any, kind: Any) -> InvalidRecord:
    if kind is None:
        stated = "it has no kind" if isinstance(record, Mapping) else f"it is a {type(record).__name__}"
        hint = "give a record, its document, or what read gave"
        problem = Problem("missing-kind", "error", "file", "", f"this is no record: {stated}", hint)
    else:
        message = f"there is no core file for {quote(kind)}"
        problem = Problem("unknown-kind", "error", "file", pointers.join(("kind",)), message)
    return InvalidRecord(Report((problem,), files=1))
