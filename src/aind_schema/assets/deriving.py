"""From an asset to the folder for what a process makes of it."""

from __future__ import annotations

import errno
import os
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from aind_schema.assets.descriptions import description_in, holder_of, inspect, stem, undescribed
from aind_schema.assets.faults import fault
from aind_schema.errors import Refused
from aind_schema.names import AssetName
from aind_schema.parts.links import AssetReference
from aind_schema.paths import objection
from aind_schema.problems import Problem, Report, quote
from aind_schema.records.data_description import DataDescription
from aind_schema.records.metadata import Metadata
from aind_schema.rules.names import in_a_name
from aind_schema.validation import FileSet, check_files, places, record_files
from aind_schema.versions import PER_SUBJECT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aind_schema.base import Record
    from aind_schema.validation.places import Place

#: The kinds of record that are as true of results as of what they were computed from.
TAKEN_OVER = ("subject", "procedures")

#: The fields of a data description that are as true of results: what was recorded of whom and with what; whose the
#: work is and who paid for it; the words to find it by; and every limit to sharing, which results must not shed.
#: All others speak of the parent alone. Title, summary, notes, acknowledgements and contributors tell of the recording
#: and of who made it; the time zone is that of the rig; DOI, publications and identifiers lead to the parent's entries;
#: related resources help to read its files; what stands under extensions is of a meaning that is not known here.
INHERITED = (
    *("modalities", "subject_ids", "platform", "tags"),
    *("project", "institution", "group", "funding", "investigators"),
    *("license", "metadata_license", "use_conditions", "restrictions", "access"),
)

_DESCRIPTION = "data_description.json"
_LONGEST_ID = 200  # in bytes, so that the file's name fits every file system
_LONGEST_URI = 2000


class _Parent(NamedTuple):
    """The asset that is derived from: what it says of itself, and its records that are taken over."""

    place: Place
    file: str
    description: DataDescription
    files: Sequence[Place]
    parts: Sequence[Record]


def derive(
    parent: str | os.PathLike[str], process: str, folder: str | os.PathLike[str], *, made_at: datetime | None = None
) -> Path:
    """Make the folder for what a process makes of an asset, with its description and the records that stay true.

    It is ready for the results, and to be stamped. Of simulated data it says that they are simulated still, since
    nothing in them was measured.

    Parameters
    ----------
    parent
        The asset's folder, or its URL.
    process
        Name of the process, as it shall stand in the new asset's name.
    folder
        Where the new folder is made, or that folder itself if it bears the new name.
    made_at
        When the process began, with an offset; now unless told otherwise.

    Raises
    ------
    InvalidName
        If the process can't stand in a name.
    Refused
        If the parent's records are wrong or missing, or something speaks against deriving from them.
    FileExistsError
        If there is something in the new folder already.
    """
    began = _in_whole_seconds(made_at)
    source = _read_parent(places.locate(parent))
    name = _name(source, process, began)
    target = _target(Path(folder), str(name))
    _refuse_inside(source.place, target)
    _refuse_taken(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".derive-", dir=target.parent) as temporary:
        new = Path(temporary) / "new"  # since the temporary folder itself is closed to others
        new.mkdir()
        _fill(new, source, name, began)
        if target.is_dir():
            target.rmdir()
        new.rename(target)
    return target


def _target(folder: Path, name: str) -> Path:
    if folder.name in ("", ".."):
        return folder.resolve() if folder.resolve().name == name else folder / name
    return folder if folder.name == name else folder / name


def _in_whole_seconds(made_at: datetime | None) -> datetime:
    moment = datetime.now().astimezone() if made_at is None else made_at
    if moment.utcoffset() is None:
        raise ValueError("made_at has no offset from UTC; give it a tzinfo")
    return moment.replace(microsecond=0)


def _read_parent(place: Place) -> _Parent:
    """Read the records that something is taken from, and refuse them if they are wrong."""
    files = [file for file in record_files(place) if stem(file) != "manifest"]
    holder = holder_of(files)
    if holder is None:
        raise Refused(Report((undescribed(place),)))
    copied = [file for file in files if _kind(file)]
    lacking = [kind for kind in TAKEN_OVER if kind not in map(_kind, copied)]
    bundles = [file for file in files if stem(file) == "metadata"] if lacking else []
    asked = tuple(dict.fromkeys((holder, *copied, *bundles)))
    if not (report := check_files(FileSet(asked))).ok:
        raise Refused(report)
    if problems := [problem for file in copied if (problem := _unportable(file))]:
        raise Refused(Report(tuple(problems)))
    description = description_in(inspect(holder))
    if description is None:
        raise Refused(Report((undescribed(holder),)))
    parts = [part for bundle in bundles for kind in lacking for part in _parts(inspect(bundle).record, kind)]
    return _Parent(place, places.shown(holder), description, copied, parts)


def _kind(file: Place) -> str | None:
    """Tell of which of the kinds that are taken over a file is, by its name."""
    return next((kind for kind in TAKEN_OVER if stem(file) == kind or stem(file).startswith(f"{kind}_")), None)


def _unportable(file: Place) -> Problem | None:
    reason = objection(file.name)
    return fault("unportable-path", places.shown(file), reason, "rename it") if reason else None


def _parts(bundle: Record | None, kind: str) -> Iterator[Record]:
    if isinstance(bundle, Metadata):
        if part := getattr(bundle, kind, None):
            yield part
        yield from getattr(bundle, PER_SUBJECT.get(kind, ""), ())


def _name(parent: _Parent, process: str, began: datetime) -> AssetName:
    name = AssetName.parse(parent.description.name)
    if name.made_at is None:
        message = f"the name of {quote(str(name))} has no date and time after its last process"
        hint = (
            "give it a dated name, such as ..._sorted_2022-10-12_23-10-01: only after a date can another process follow"
        )
        raise _refused("undated-parent", parent, message, hint)
    born = parent.description.created_at
    if born and began < born.replace(microsecond=0):
        message = f"the process began at {began.isoformat()}, before its input was made at {quote(born.isoformat())}"
        raise _refused("made-before-parent", parent, message, "correct the time, or look at the clocks")
    return name.derive(process, began.replace(tzinfo=None))


def _refused(code: str, parent: _Parent, message: str, hint: str) -> Refused:
    return Refused(Report((fault(code, parent.file, message, hint),)))


def _refuse_inside(parent: Place, target: Path) -> None:
    """Keep an asset as it was stamped."""
    url = _real_url(parent) if isinstance(parent, Path) else str(parent)
    if _real_url(target).startswith(f"{url}/"):
        message = "the new folder would lie inside the asset that it is derived from, and change it"
        problem = fault("inside-parent", target.as_posix(), message, "choose a folder beside it")
        raise Refused(Report((problem,)))


def _real_url(path: Path) -> str:
    return Path(os.path.realpath(path)).as_uri()  # Path.resolve raises where links lead in a circle


def _refuse_taken(target: Path) -> None:
    empty = target.is_dir() and not target.is_symlink() and not any(target.iterdir())
    if os.path.lexists(target) and not empty:
        raise FileExistsError(errno.EEXIST, "there is something of this name already", str(target))


def _fill(folder: Path, parent: _Parent, name: AssetName, began: datetime) -> None:
    _description(parent, name, began).write(folder / _DESCRIPTION)
    for file in parent.files:
        (folder / file.name).write_bytes(_bytes(file))
    for file_name, part in zip(_file_names(parent.parts), parent.parts, strict=True):
        part.write(folder / file_name)


def _bytes(file: Place) -> bytes:
    return file.read_bytes() if isinstance(file, Path) else b"".join(file.store.read(file.path))


def _description(parent: _Parent, name: AssetName, began: datetime) -> DataDescription:
    stated = parent.description.to_dict()
    # A path on this machine would tell nobody else anything.
    url = None if isinstance(parent.place, Path) else str(parent.place)
    source = AssetReference(name=parent.description.name, **({"uri": url} if url and _is_uri(url) else {}))
    return DataDescription(
        name=str(name),
        data_level="simulated" if parent.description.data_level == "simulated" else "derived",
        created_at=began,
        process=name.derivations[-1].process,
        source_assets=[source],
        **{field: stated[field] for field in INHERITED if field in stated},
    )


def _is_uri(url: str) -> bool:
    return url.isascii() and url.isprintable() and " " not in url and len(url) <= _LONGEST_URI


def _file_names(parts: Sequence[Record]) -> Iterator[str]:
    """Yield the name of a file for each part: with its subject's id where there are several of a kind."""
    kinds = [part.kind for part in parts]
    given: set[str] = set()
    for part in parts:
        word = part.kind
        if kinds.count(part.kind) > 1:
            safe = in_a_name(getattr(part, "subject_id", ""))
            word += "_" + safe.encode()[:_LONGEST_ID].decode(errors="ignore")
        # Other ids may become the same word, or do so on systems that ignore case.
        choices = (word, *(f"{word}-{number}" for number in range(2, len(parts) + 1)))
        word = next(each for each in choices if each.casefold() not in given)
        given.add(word.casefold())
        yield f"{word}.json"
