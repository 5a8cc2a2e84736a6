"""From a folder to an asset: named, checked, bundled, and listed in a manifest that is written last."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from aind_schema.assets.bundling import BUNDLE, write_bundle
from aind_schema.assets.describing import describe
from aind_schema.assets.digests import Stamp
from aind_schema.assets.faults import fault
from aind_schema.assets.hashing import Hashed, hash_files
from aind_schema.assets.journal import Journal
from aind_schema.assets.locking import RECORD, locked
from aind_schema.assets.naming import state_name
from aind_schema.assets.scanning import Found, Scan, list_again, scan
from aind_schema.errors import InvalidName, InvalidRecord
from aind_schema.names import AssetName
from aind_schema.paths import JOURNAL, MANIFEST
from aind_schema.problems import Problem, Report, quote
from aind_schema.progress import SILENT, Progress
from aind_schema.reading import DEFAULT_LIMIT
from aind_schema.records.data_description import DataDescription
from aind_schema.records.manifest import Manifest
from aind_schema.records.metadata import Metadata
from aind_schema.validation import FileSet, check_files, places, read, record_files
from aind_schema.validation.checking import check
from aind_schema.validation.pipeline import check_planned
from aind_schema.versions import LATEST

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aind_schema.base import Record


_DESCRIBING = ("data_description", "metadata")
_WAIT = "stamp again when nothing writes into the folder any more"
_LATE = fault("file-changing", RECORD, "a step was added while the folder was stamped", _WAIT)


class Stamped(NamedTuple):
    """What stamping made of a folder: no manifest where the report holds an error."""

    folder: Path
    report: Report
    manifest: Manifest | None = None
    unchanged: bool = False


class _Bundled(NamedTuple):
    """The records of an asset as they were read, and the files beside them; no description where there is an error."""

    report: Report
    found: Scan
    files: tuple[places.File, ...] = ()
    description: DataDescription | None = None


def stamp(
    folder: str | os.PathLike[str],
    *,
    rename: bool = False,
    replace: bool = False,
    follow_links: bool = False,
    processes: int | None = None,
    progress: Progress = SILENT,
) -> Stamped:
    """Make an asset of a folder: check its name and records, bundle them, and list all files in `manifest.json`.

    The same folder gives the same bytes. What was done before stamping was stopped is not done again.

    Parameters
    ----------
    folder
        The folder; it bears the asset's name.
    rename
        Give the folder the name that the records state.
    replace
        Write manifest and bundle anew even if the folder differs from those that are there.
    follow_links
        Take files and folders that links lead to for parts of the asset.
    processes
        How many files to read at once; as many as there are cores unless told otherwise.
    """
    place = Path(folder)
    unnamed = _state_name(place)
    named = _named(place) if rename else place
    found = scan(place, follow_links=follow_links)
    if problems := (*unnamed, *found.problems):
        # Nothing is written into such a folder; the lock could be what is wrong with it.
        return Stamped(place, check_files(FileSet(tuple(_record_files(place, replace)), named)) + Report(problems))
    bundled = _bundle(place, named, found, replace)
    if bundled.description is None:
        return Stamped(place, bundled.report)
    digests, faults = _digest(place, bundled.found, follow_links, processes, progress)
    after = list_again(place, follow_links=follow_links)
    changes = {problem.file: problem for problem in (*faults, *_changes(bundled.found, after), *after.problems)}
    if changes:
        return Stamped(place, bundled.report + Report(tuple(changes.values())))
    stamped = _finish(place, named, bundled, _manifest(bundled.description, bundled.found, digests), replace)
    if stamped.manifest is None or named == place:
        return stamped
    place.resolve().rename(named)
    return stamped._replace(folder=named)


def _state_name(folder: Path) -> list[Problem]:
    """Complete the data description by its name; what lies behind a link is not changed."""
    descriptions = [path for path in record_files(folder) if path.stem == "data_description" and not path.is_symlink()]
    return [problem for path in descriptions if (problem := state_name(path))]


def _named(folder: Path) -> Path:
    """Return where the folder is when it bears the name that its records state; that place has to be free."""
    try:
        description = _description([read(path) for path in record_files(folder) if path.stem in _DESCRIBING])
        name = str(AssetName.parse(description.name)) if description else None
    except (InvalidRecord, InvalidName):
        return folder  # validation tells what is wrong with it
    real = folder.resolve()
    if name is None or name == real.name:
        return folder
    target = real.with_name(name)
    if target.exists():
        raise FileExistsError(errno.EEXIST, "there is another folder of this name", str(target))
    return folder.with_name(target.name) if folder.name == real.name else target


def _record_files(folder: Path, replace: bool) -> list[Path]:
    """List the records that the asset is described by; a bundle that may be replaced is none, if others are there."""
    files = [path for path in record_files(folder) if path.stem != "manifest"]
    others = [path for path in files if path.stem != "metadata"]
    return others if replace and others else files


def _description(records: list[Record]) -> DataDescription | None:
    found = (record.data_description if isinstance(record, Metadata) else record for record in records)
    return next((each for each in found if isinstance(each, DataDescription)), None)


def _bundle(folder: Path, named: Path, found: Scan, replace: bool) -> _Bundled:
    """Check the records and bundle them, while no job adds a step."""
    with locked(folder / RECORD) as lock:
        files = tuple(places.hold(path, DEFAULT_LIMIT) for path in _record_files(folder, replace))
        report = check_files(FileSet(files, named))
        if not report.ok:
            return _Bundled(report, found)
        checked = [check(places.load(file, DEFAULT_LIMIT), places.shown(file)) for file in files]
        records = [each.record for each in checked if each.record]
        if (description := _description(records)) is None:
            hint = "write data_description.json; an asset gets its name from it"
            unnamed = fault("no-name", folder.as_posix(), "no record says what it is", hint)
            return _Bundled(report + Report((unnamed,)), found)
        write_bundle(folder, records, lock.write)
        found = _as_locked(found, folder)
        if not lock.is_held():
            return _Bundled(report + Report((_LATE,)), found)
    return _Bundled(report, found, files, description)


def _as_locked(found: Scan, folder: Path) -> Scan:
    """Return a scan with the files that jobs write as they are while the lock keeps jobs away."""
    ours = {name: folder / name for name in (RECORD, BUNDLE)}
    files = [file for file in found.files if file.path not in ours]
    files += [Found(name, Stamp.of(path.stat())) for name, path in ours.items() if path.is_file()]
    files.sort(key=lambda file: os.fsencode(file.path))
    return found._replace(files=files)


def _digest(
    folder: Path, found: Scan, follow_links: bool, processes: int | None, progress: Progress
) -> tuple[dict[str, Hashed], list[Problem]]:
    stamps = {file.path: file.stamp for file in found.files}
    journal = Journal(folder / JOURNAL)
    digests = journal.recall(stamps)
    progress.start("stamping", sum(file.stamp.size_bytes for file in found.files))
    progress.advance(sum(stamps[path].size_bytes for path in digests))
    todo = [file for file in found.files if file.path not in digests]
    problems = []
    try:
        for batch in hash_files(folder, todo, follow_links=follow_links, processes=processes, progress=progress):
            good = [each for each in batch if each.fault is None]
            problems += [_unread(each.path, each.fault, each.changed) for each in batch if each.fault is not None]
            journal.note(good, stamps)
            digests |= {each.path: each for each in good}
    finally:
        journal.close()
        progress.finish()
    return digests, problems


def _unread(path: str, reason: str, changed: bool) -> Problem:
    if changed:
        return fault("file-changing", path, reason, _WAIT)
    return fault("unreadable", path, f"it cannot be read: {reason}")


def _changes(before: Scan, after: Scan) -> list[Problem]:
    """Return what was added, removed or changed while the files were read."""
    old = {file.path: file.stamp for file in before.files}
    new = {file.path: file.stamp for file in after.files}
    changed = [path for path in old.keys() | new.keys() if old.get(path) != new.get(path)]
    if changed:
        told = {path: _what(path, old, new) for path in changed}
    else:  # folders become empty, or cease to be, with the files in them
        told = dict.fromkeys({*before.empty_folders} ^ {*after.empty_folders}, "appeared or went away")
    return [
        fault("file-changing", path, f"it {told[path]} while the folder was stamped", _WAIT)
        for path in sorted(told, key=os.fsencode)
    ]


def _what(path: str, old: Mapping[str, Stamp], new: Mapping[str, Stamp]) -> str:
    if path not in old:
        return "appeared"
    return "was changed" if path in new else "went away"


def _manifest(description: DataDescription, found: Scan, digests: Mapping[str, Hashed]) -> Manifest:
    files: list[dict[str, object]] = []
    for path, stamp in found.files:
        what = describe(path, description.modalities)
        entry = {
            "path": path,
            "size_bytes": stamp.size_bytes,
            "sha256": digests[path].sha256,
            "crc64nvme": digests[path].crc64nvme,
            "media_type": what.media_type,
            "role": what.role,
        }
        files.append(entry | ({"modality": what.modality} if what.modality else {}))
    content: dict[str, object] = {"kind": "manifest", "schema_version": LATEST, "name": description.name}
    content["files"] = files
    if found.empty_folders:
        content["empty_folders"] = found.empty_folders
    # As JSON at once: the constructor would look through all entries for models and terms first.
    return Manifest.model_validate_json(json.dumps(content))


def _finish(folder: Path, named: Path, bundled: _Bundled, manifest: Manifest, replace: bool) -> Stamped:
    """Write the manifest last, unless another one is there, or it does not fit to what the records say."""
    path = folder / MANIFEST
    text = manifest.to_json() + "\n"
    report = bundled.report + check_planned(FileSet(bundled.files, named), manifest, path.as_posix())
    if not report.ok:
        return Stamped(folder, report)
    unchanged = path.is_file() and path.read_bytes() == text.encode()
    if path.is_file() and not unchanged and not replace:
        hint = "aind-schema verify tells what changed; stamp with --replace if the folder is right as it is"
        stale = fault("already-stamped", MANIFEST, f"{quote(manifest.name)} was stamped with other content", hint)
        Journal(folder / JOURNAL).remove()
        return Stamped(folder, report + Report((stale,)))
    if not unchanged and not _write_between_steps(path, text, bundled.found):
        return Stamped(folder, report + Report((_LATE,)))
    Journal(folder / JOURNAL).remove()
    return Stamped(folder, report, manifest, unchanged)


def _write_between_steps(path: Path, text: str, found: Scan) -> bool:
    """Write the manifest while no job adds a step, unless one did since the files were read."""
    record = path.with_name(RECORD)
    with locked(record) as lock:
        before = next((file.stamp for file in found.files if file.path == RECORD), None)
        after = Stamp.of(record.stat()) if record.exists() else None
        return before == after and lock.write(path, text)
