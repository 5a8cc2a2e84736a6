"""From a store to a folder: every byte held against the manifest, which is written last."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from aind_schema.assets.comparing import agrees, compare
from aind_schema.assets.contents import FolderContents, digest_object
from aind_schema.assets.digests import Digester, digest_bytes
from aind_schema.assets.faults import fault
from aind_schema.assets.verifying import Opened, read_manifest
from aind_schema.errors import Refused
from aind_schema.paths import MANIFEST
from aind_schema.problems import Problem, Report, quote
from aind_schema.progress import SILENT, Progress
from aind_schema.storage.folder import FolderStore
from aind_schema.stores import NoSuchObject, ObjectExists, Sending, Store, StoreError, WrongChecksum, open_store
from aind_schema.threads import Shared, merge
from aind_schema.validation import places

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aind_schema.parts.files import FileEntry
    from aind_schema.records.manifest import Manifest

_STREAMS = 8


class Fetched(NamedTuple):
    """What was brought back, and where it is; the asset is complete if the report holds no error."""

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
        raise Refused(opened.report)
    manifest = opened.manifest
    target = _target(Path(folder), manifest.name)
    missing = _missing(opened, manifest, target, progress)
    target.mkdir(parents=True, exist_ok=True)
    fetcher = _Fetcher(store, FolderStore(target.resolve()), progress)
    problems = fetcher.fetch_all(missing)
    if not problems:
        for path in manifest.empty_folders:
            (target / path).mkdir(parents=True, exist_ok=True)
        fetcher.complete(opened.raw)
    fetched = fetcher.fetched
    present = len(manifest.files) - len(missing)
    report = Report(tuple(problems), files=len(manifest.files))
    return Fetched(manifest.name, target, report, len(fetched), sum(fetched.values()), present)


def _target(folder: Path, name: str) -> Path:
    # Only the absolute path of "." ends in a name.
    return folder if os.path.basename(os.path.abspath(folder)) == name else folder / name  # noqa: PTH100, PTH119


def _missing(opened: Opened, manifest: Manifest, target: Path, progress: Progress) -> list[FileEntry]:
    """List the files that are not in the folder yet; refuse it if it holds anything else."""
    if not target.exists():
        return list(manifest.files)
    hint = "fetch into another folder, or take them out of the way"
    here = FolderContents(target, progress=progress)
    stamped = target / MANIFEST
    if stamped.is_file() and stamped.read_bytes() != opened.raw:
        message = f"another asset that is called {quote(manifest.name)} is in this folder"
        raise Refused(Report((fault("asset-exists", target.as_posix(), message, hint),)))
    found = compare(manifest.files, here)
    in_the_way = [*(entry.path for entry in found.differing), *found.added, *(path for _, path in found.renamed)]
    others = [fault("asset-exists", path, "it is in the folder, and not as in the asset", hint) for path in in_the_way]
    if here.problems or others or found.unreadable:
        unreadable = [fault("unreadable", entry.path, reason) for entry, reason in found.unreadable]
        raise Refused(Report((*here.problems, *others, *unreadable)))
    return found.absent


class _Fetcher:
    """Fetch files, several at once."""

    def __init__(self, store: Store, local: FolderStore, progress: Progress) -> None:
        self._store = store
        self._local = local
        self._progress = progress
        self._stop = threading.Event()
        #: How many bytes of which file were fetched.
        self.fetched: dict[str, int] = {}

    def fetch_all(self, files: Sequence[FileEntry]) -> list[Problem]:
        """Fetch files, and tell what did not arrive."""
        self._local.tidy({entry.path for entry in files})
        self._progress.start("fetching", sum(entry.size_bytes for entry in files))
        todo = Shared(files)
        try:
            told = merge([map(self._fetch, todo) for _ in range(_STREAMS)])
            return sorted(filter(None, told), key=lambda problem: problem.file or "")
        finally:
            self._progress.finish()

    def complete(self, manifest: bytes) -> None:
        """Write the manifest, unless it is there already."""
        about = Sending(MANIFEST, len(manifest), digest_bytes(manifest).crc64nvme, "application/json")
        if self._local.stat(MANIFEST) is None:
            self._local.put(about, manifest)

    def _fetch(self, entry: FileEntry) -> Problem | None:
        """Fetch a file; where that fails tell of it, and go on only if the fault is the file's own."""
        if self._stop.is_set():
            return None
        what = Sending(entry.path, entry.size_bytes, entry.crc64nvme, entry.media_type)
        try:
            self._local.receive(what, self._verified(entry))
            self.fetched[entry.path] = entry.size_bytes
        except NoSuchObject as error:
            return fault(
                "file-missing", entry.path, error.reason, "the asset is not whole there; see aind-schema verify"
            )
        except WrongChecksum:
            hint = "the manifest and the object disagree; aind-schema verify --deep tells which others do"
            return fault("file-changed", entry.path, "its bytes are not those that the manifest lists", hint)
        except ObjectExists as error:
            if not agrees(entry, digest_object(self._local, entry.path)):
                return fault("asset-exists", entry.path, error.reason)
        except StoreError as error:
            self._stop.set()
            hint = "start again; what has arrived is kept"
            return fault("unreachable", entry.path, error.reason, error.hint or hint)
        return None

    def _verified(self, entry: FileEntry) -> Iterator[bytes]:
        """Yield the bytes of an object, but no more than it should have, and raise WrongChecksum if they are others."""
        digester = Digester()
        left = entry.size_bytes
        for piece in self._store.read(entry.path):
            left -= len(piece)
            if left < 0:
                break
            digester.update(piece)
            self._progress.advance(len(piece))
            yield piece
        if left or digester.digests().sha256 != entry.sha256:
            raise WrongChecksum(self._store.url, "its bytes are not those that the manifest lists")
