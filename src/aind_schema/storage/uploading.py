"""From a stamped folder to a store: only what is missing, never over something else, the manifest last."""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING, NamedTuple

from aind_schema.assets.digests import digest_bytes
from aind_schema.assets.faults import fault
from aind_schema.assets.scanning import CLAIM, MANIFEST
from aind_schema.problems import Report
from aind_schema.progress import SILENT, Progress
from aind_schema.storage.planning import Plan, Refused, plan, read_object
from aind_schema.stores import ObjectExists, Sending, Store, StoreError, WrongChecksum
from aind_schema.threads import Shared, merge

if TYPE_CHECKING:
    import os
    from collections.abc import Callable

    from aind_schema.parts.files import FileEntry
    from aind_schema.problems import Problem

#: Up to this size a file is one request, with its bytes in memory.
SINGLE_BYTES = 16 * 2**20
#: Small files under way at once.
_STREAMS = 8


class Uploaded(NamedTuple):
    """What an upload did."""

    name: str
    url: str
    report: Report
    sent_files: int = 0
    sent_bytes: int = 0
    present_files: int = 0
    present_bytes: int = 0


def upload(folder: str | os.PathLike[str], url: str, *, replace: bool = False, progress: Progress = SILENT) -> Uploaded:
    """Bring a stamped folder into a store; stopped at any moment, it completes when it is started again.

    Only what is missing goes, the store checks every byte that arrives, nothing there is overwritten, and the manifest
    goes last: readers see a whole asset or none.

    Parameters
    ----------
    folder
        A stamped folder.
    url
        Where assets are kept, or where this one shall be: the last part is the asset's name in the end.
    replace
        Put this asset in the place of another one of the same name.
    """
    planned = plan(folder, url, progress=progress)
    if not planned.complete:
        _claim(planned, replace)
        if replace and planned.remote_manifest is not None:
            planned.store.delete(MANIFEST)
        report = _Sender(planned, progress).send_all()
        if not report.ok:
            return Uploaded(planned.manifest.name, planned.store.url, report)
        for path in planned.unknown:
            planned.store.delete(path)
        _put_manifest(planned)
    planned.store.delete(CLAIM)
    planned.store.tidy()
    sent = planned.to_send
    return Uploaded(
        planned.manifest.name,
        planned.store.url,
        Report(files=len(planned.manifest.files)),
        len(sent),
        sum(entry.size_bytes for entry in sent),
        len(planned.present),
        sum(entry.size_bytes for entry in planned.present),
    )


def _claim(planned: Plan, replace: bool) -> None:
    """Say in the store which asset is on its way, so that no other one of this name mixes with it."""
    digests = digest_bytes(planned.manifest_bytes)
    claim = json.dumps({"name": planned.manifest.name, "manifest_sha256": digests.sha256}).encode()
    there = read_object(planned.store, CLAIM)
    if not replace:
        if there not in (None, claim):
            raise _refusal(planned, "another asset of this name is being uploaded there")
        _refuse_others(planned)
    if there != claim:
        try:
            _put(planned.store, CLAIM, claim, replace=replace)
        except ObjectExists:
            if read_object(planned.store, CLAIM) != claim:
                raise _refusal(planned, "another asset of this name is being uploaded there") from None
    # The other one may have been completed since the plan was made.
    if not replace and read_object(planned.store, MANIFEST) not in (None, planned.manifest_bytes):
        planned.store.delete(CLAIM)
        raise _refusal(planned, "another asset of this name was completed there meanwhile")


def _refuse_others(planned: Plan) -> None:
    """Refuse to touch what is not of this asset."""
    if planned.remote_manifest not in (None, planned.manifest_bytes):
        raise _refusal(planned, "another asset of this name is there")
    differing = [
        _in_the_way(planned, f"/{entry.path}", "it is there with other content") for entry in planned.differing
    ]
    unknown = [_in_the_way(planned, f"/{path}", "it is there, and no file of this asset") for path in planned.unknown]
    if differing or unknown:
        raise Refused(*differing, *unknown)


def _refusal(planned: Plan, message: str) -> Refused:
    return Refused(_in_the_way(planned, "", message))


def _in_the_way(planned: Plan, path: str, message: str) -> Problem:
    hint = "give this one another name, or put it in the other one's place with --replace"
    return fault("asset-exists", planned.store.url + path, message, hint)


def _put_manifest(planned: Plan) -> None:
    try:
        _put(planned.store, MANIFEST, planned.manifest_bytes)
    except ObjectExists:
        if read_object(planned.store, MANIFEST) != planned.manifest_bytes:
            raise _refusal(planned, "another asset of this name was completed there meanwhile") from None


def _put(store: Store, path: str, data: bytes, *, replace: bool = False) -> None:
    digests = digest_bytes(data)
    store.put(Sending(path, len(data), digests.crc64nvme, "application/json"), data, replace=replace)


class _Sender:
    """Send files, many small ones at once, then the large ones one after another in several parts at once."""

    def __init__(self, planned: Plan, progress: Progress) -> None:
        self._plan = planned
        self._progress = progress
        self._replaced = {entry.path for entry in planned.differing}
        self._problems: list[Problem] = []
        self._stop = threading.Event()

    def send_all(self) -> Report:
        """Send all, and report what did not get there."""
        files = self._plan.to_send
        self._progress.start("uploading", sum(entry.size_bytes for entry in files))
        try:
            small = Shared(entry for entry in files if entry.size_bytes <= SINGLE_BYTES)
            for _ in merge([map(self._send_small, small) for _ in range(_STREAMS)]):
                pass
            for entry in files:
                if entry.size_bytes > SINGLE_BYTES:
                    self._send_large(entry)
        finally:
            self._progress.finish()
        return Report(tuple(self._problems))

    def _send_small(self, entry: FileEntry) -> None:
        def send(what: Sending, replace: bool) -> None:
            data = (self._plan.folder / entry.path).read_bytes()
            self._plan.store.put(what, data, replace=replace)
            self._progress.advance(len(data))

        self._attempt(entry, send)

    def _send_large(self, entry: FileEntry) -> None:
        def send(what: Sending, replace: bool) -> None:
            source = self._plan.folder / entry.path
            self._plan.store.send(what, source, replace=replace, advance=self._progress.advance)

        self._attempt(entry, send)

    def _attempt(self, entry: FileEntry, send: Callable[[Sending, bool], None]) -> None:
        """Send a file; where that fails tell of it, and go on only if the fault is the file's own."""
        if self._stop.is_set():
            return
        what = Sending(entry.path, entry.size_bytes, entry.crc64nvme, entry.media_type)
        try:
            send(what, entry.path in self._replaced)
        except ObjectExists:
            # Another upload of the same asset, or an earlier attempt whose answer was lost, has been faster.
            there = self._plan.store.stat(entry.path)
            if there is None or there[1:] != (entry.size_bytes, entry.crc64nvme):
                self._tell(entry, "asset-exists", "something else was put there meanwhile")
        except WrongChecksum as error:
            self._tell(entry, "file-changed", error.reason, error.hint)
        except OSError as error:
            self._tell(entry, "unreadable", error.strerror or "it cannot be read")
        except StoreError as error:
            self._tell(entry, "unreachable", error.reason, error.hint)
            self._stop.set()

    def _tell(self, entry: FileEntry, code: str, message: str, hint: str | None = None) -> None:
        self._problems.append(fault(code, entry.path, message, hint))
