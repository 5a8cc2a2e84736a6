"""From a stamped folder to a store: only what is missing, never over something else, the manifest last."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, NamedTuple

from aind_schema.assets.comparing import agrees
from aind_schema.assets.contents import digest_object
from aind_schema.assets.digests import FileChanged, digest_file
from aind_schema.assets.faults import fault
from aind_schema.errors import Refused
from aind_schema.paths import is_own
from aind_schema.problems import Report
from aind_schema.progress import SILENT, Progress
from aind_schema.storage.claims import Claim
from aind_schema.storage.planning import Plan, plan
from aind_schema.stores import ObjectExists, Sending, StoreError, WrongChecksum
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
#: Large files under way at once, each of them part by part.
_LARGE_STREAMS = 4


class Uploaded(NamedTuple):
    """What an upload did; the asset is complete if the report holds no error."""

    name: str
    url: str
    report: Report
    sent_files: int = 0
    sent_bytes: int = 0
    present_files: int = 0
    present_bytes: int = 0


def upload(
    folder: str | os.PathLike[str],
    url: str,
    *,
    replace: bool = False,
    follow_links: bool = False,
    progress: Progress = SILENT,
) -> Uploaded:
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
    follow_links
        Take files and folders that links lead to for parts of the asset, as when it was stamped.

    Raises
    ------
    Refused
        If the folder is not what its manifest says, or something else is in the way.
    """
    planned = plan(folder, url, follow_links=follow_links, progress=progress)
    claim = Claim(planned)
    sender = _Sender(planned, claim, progress)
    if not planned.complete:
        if obstacles := planned.obstacles(replace=replace):
            raise Refused(Report(tuple(obstacles)))
        claim.take(replace=replace)
        if replace:
            claim.clear()
        if problems := sender.send_all():
            return _uploaded(planned, sender, problems)
        if replace:
            _remove_others(planned, claim)
        claim.complete()
    return _uploaded(planned, sender, _tidy(planned, claim))


def _uploaded(planned: Plan, sender: _Sender, problems: list[Problem]) -> Uploaded:
    sent, present = sender.sent, [*planned.present, *sender.found]
    return Uploaded(
        planned.manifest.name,
        planned.store.url,
        Report(tuple(problems), files=len(planned.manifest.files)),
        len(sent),
        sum(sent.values()),
        len(present),
        sum(entry.size_bytes for entry in present),
    )


def _remove_others(planned: Plan, claim: Claim) -> None:
    """Remove what is not of this asset, also what came while it was sent."""
    claim.check()
    listed = {entry.path for entry in planned.manifest.files}
    paths = [each.path for each in planned.store.entries()]
    others = [path for path in paths if path not in listed and not is_own(path)]
    if assets := planned.assets_among(others):
        raise Refused(Report(tuple(assets)))
    for path in others:
        planned.store.delete(path)


def _tidy(planned: Plan, claim: Claim) -> list[Problem]:
    """Remove what is of no use any more; the asset is complete without that."""
    try:
        claim.drop()
        planned.store.tidy({entry.path for entry in planned.manifest.files})
    except StoreError as error:
        message = f"the asset is complete, but what its upload needed could not be removed: {error.reason}"
        return [fault("unreachable", error.url, message, error.hint, "warning")]
    return []


class _Sender:
    """Send files, many small ones at once, then some large ones at once."""

    def __init__(self, planned: Plan, claim: Claim, progress: Progress) -> None:
        self._plan = planned
        self._claim = claim
        self._progress = progress
        self._replaced = {entry.path for entry in planned.differing}
        self._problems: list[Problem] = []
        self._stop = threading.Event()
        #: How many bytes of which file were sent.
        self.sent: dict[str, int] = {}
        #: What somebody else has sent meanwhile.
        self.found: list[FileEntry] = []

    def send_all(self) -> list[Problem]:
        """Send all that is to go, and tell what did not get there."""
        files = self._plan.to_send
        self._progress.start("uploading", sum(entry.size_bytes for entry in files))
        try:
            small = Shared(entry for entry in files if entry.size_bytes <= SINGLE_BYTES)
            for _ in merge([map(self._send_small, small) for _ in range(_STREAMS)]):
                pass
            large = Shared(entry for entry in files if entry.size_bytes > SINGLE_BYTES)
            for _ in merge([map(self._send_large, large) for _ in range(_LARGE_STREAMS)]):
                pass
        finally:
            self._progress.finish()
        return sorted(self._problems, key=lambda problem: problem.file or "")

    def _send_small(self, entry: FileEntry) -> None:
        self._attempt(entry, self._put)

    def _send_large(self, entry: FileEntry) -> None:
        self._attempt(entry, self._send)

    def _put(self, entry: FileEntry, what: Sending, replace: bool) -> int:
        with (self._plan.folder / entry.path).open("rb") as file:
            data = file.read(entry.size_bytes + 1)  # one that has grown is told by its size
        self._plan.store.put(what, data, replace=replace)
        self._progress.advance(len(data))
        return len(data)

    def _send(self, entry: FileEntry, what: Sending, replace: bool) -> int:
        source = self._plan.folder / entry.path
        return self._plan.store.send(what, source, replace=replace, advance=self._progress.advance)

    def _attempt(self, entry: FileEntry, send: Callable[[FileEntry, Sending, bool], int]) -> None:
        """Send a file; where that fails tell of it, and go on only if the fault is the file's own."""
        if self._stop.is_set():
            return
        what = Sending(entry.path, entry.size_bytes, entry.crc64nvme, entry.media_type)
        replace = entry.path in self._replaced
        try:
            if replace:
                self._claim.check()  # two that replace each other's files would mix
            self.sent[entry.path] = send(entry, what, replace)
        except ObjectExists:
            self._look_at(entry)
        except WrongChecksum as error:
            self._tell_wrong(entry, error)
        except OSError as error:
            self._tell(entry, "unreadable", f"it cannot be read: {error.strerror or error}")
        except StoreError as error:
            self._give_up(entry, error)

    def _look_at(self, entry: FileEntry) -> None:
        """See what is there: another upload of the same asset, or an attempt whose answer was lost, was faster."""
        try:
            same = agrees(entry, digest_object(self._plan.store, entry.path))
        except StoreError as error:
            self._give_up(entry, error)
            return
        if same:
            self.found.append(entry)
            self._progress.advance(entry.size_bytes)
        else:
            self._tell(entry, "asset-exists", "something else was put there meanwhile")

    def _tell_wrong(self, entry: FileEntry, error: WrongChecksum) -> None:
        """Tell whether the file is not what its manifest says, or the way to the store damages it."""
        try:
            unchanged = digest_file(self._plan.folder / entry.path, follow_links=True).crc64nvme == entry.crc64nvme
        except (FileChanged, OSError):
            unchanged = False
        if unchanged:
            self._tell(entry, "unreachable", error.reason, error.hint)
        else:
            hint = "stamp the folder again, with --replace"
            self._tell(entry, "file-changed", "its bytes are not those that the manifest lists", hint)

    def _give_up(self, entry: FileEntry, error: StoreError) -> None:
        self._tell(entry, "unreachable", error.reason, error.hint)
        self._stop.set()

    def _tell(self, entry: FileEntry, code: str, message: str, hint: str | None = None) -> None:
        self._problems.append(fault(code, entry.path, message, hint))
