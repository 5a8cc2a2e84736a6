"""From a store to a folder: every byte held against the manifest, which is written last."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from aind_schema.assets.comparing import compare
from aind_schema.assets.contents import FolderContents
from aind_schema.assets.digests import Digester
from aind_schema.assets.faults import fault
from aind_schema.assets.scanning import MANIFEST
from aind_schema.assets.verifying import read_manifest
from aind_schema.files import write_bytes
from aind_schema.problems import Problem, Report, quote
from aind_schema.progress import SILENT, Progress
from aind_schema.storage.folder import FolderStore
from aind_schema.storage.planning import Refused, read_object
from aind_schema.stores import Sending, Store, StoreError, WrongChecksum, open_store
from aind_schema.threads import Shared, merge
from aind_schema.validation import places

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Sequence

    from aind_schema.parts.files import FileEntry
    from aind_schema.records.manifest import Manifest

_STREAMS = 8


class Fetched(NamedTuple):
    """What was brought back, and where it is."""

    name: str
    folder: Path
    report: Report
    fetched_files: int = 0
    fetched_bytes: int = 0
    present_files: int = 0


def fetch(url: str, folder: str | os.PathLike[str], *, progress: Progress = SILENT) -> Fetched:
    """Bring an asset back from a store; stopped at any moment, it completes when it is started again.

    Nothing that is there is overwritten, and nothing is written outside the asset's folder.

    Parameters
    ----------
    url
        Where the asset is.
    folder
        Where assets are kept, or where this one shall be: the last part is the asset's name in the end.

    Raises
    ------
    Refused
        If there is no sound manifest at the URL, or other files are in the way.
    """
    store = open_store(url)
    opened = read_manifest(places.Remote(store))
    if opened.manifest is None:
        raise Refused(*opened.report)
    manifest = opened.manifest
    target = Path(folder) if Path(folder).name == manifest.name else Path(folder) / manifest.name
    missing = _missing(manifest, target, read_object(store, MANIFEST), progress)
    problems = _fetch_files(store, target, missing, progress)
    if not problems:
        for path in manifest.empty_folders:
            (target / path).mkdir(parents=True, exist_ok=True)
        write_bytes(target / MANIFEST, read_object(store, MANIFEST) or b"")
    fetched = sum(entry.size_bytes for entry in missing)
    report = Report(tuple(problems), files=len(manifest.files))
    return Fetched(manifest.name, target, report, len(missing), fetched, len(manifest.files) - len(missing))


def _missing(manifest: Manifest, target: Path, text: bytes | None, progress: Progress) -> list[FileEntry]:
    """List the files that are not in the folder yet; refuse it if it holds anything else."""
    if not target.exists():
        return list(manifest.files)
    hint = "fetch into another folder, or take them out of the way"
    here = FolderContents(target, progress=progress)
    stamped = target / MANIFEST
    if stamped.is_file() and stamped.read_bytes() != text:
        message = f"another asset that is called {quote(manifest.name)} is in this folder"
        raise Refused(fault("asset-exists", target.as_posix(), message, hint))
    found = compare(manifest.files, here)
    in_the_way = [*(entry.path for entry in found.differing), *found.added, *(path for _, path in found.renamed)]
    others = [fault("asset-exists", path, "another file of this name is in the folder", hint) for path in in_the_way]
    if here.problems or others or found.unreadable:
        unreadable = [fault("unreadable", entry.path, reason) for entry, reason in found.unreadable]
        raise Refused(*here.problems, *others, *unreadable)
    return [*found.missing, *(entry for entry, _ in found.renamed)]


def _fetch_files(store: Store, target: Path, files: Sequence[FileEntry], progress: Progress) -> list[Problem]:
    target.mkdir(parents=True, exist_ok=True)
    local = FolderStore(target.resolve())
    progress.start("fetching", sum(entry.size_bytes for entry in files))
    todo = Shared(files)
    try:
        told = merge([(_fetch_file(store, local, entry, progress) for entry in todo) for _ in range(_STREAMS)])
        return [problem for problem in told if problem is not None]
    finally:
        progress.finish()


def _fetch_file(store: Store, local: FolderStore, entry: FileEntry, progress: Progress) -> Problem | None:
    what = Sending(entry.path, entry.size_bytes, entry.crc64nvme, entry.media_type)
    try:
        local.receive(what, _verified(store, entry, progress))
    except WrongChecksum:
        hint = "the manifest and the object disagree; aind-schema verify --deep tells which others do"
        return fault("file-changed", entry.path, "its bytes are not those that the manifest lists", hint)
    except StoreError as error:
        return fault("unreachable", entry.path, error.reason, error.hint)
    return None


def _verified(store: Store, entry: FileEntry, progress: Progress) -> Iterator[bytes]:
    """Yield the bytes of an object, but no more than it should have, and raise WrongChecksum if they are others."""
    digester = Digester()
    left = entry.size_bytes
    for piece in store.read(entry.path):
        left -= len(piece)
        if left < 0:
            break
        digester.update(piece)
        progress.advance(len(piece))
        yield piece
    if left or digester.digests().sha256 != entry.sha256:
        raise WrongChecksum(store.url, "its bytes are not those that the manifest lists")
