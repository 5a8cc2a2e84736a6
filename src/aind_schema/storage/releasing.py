"""Whether the local copy of an asset may go."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from aind_schema.assets.faults import fault
from aind_schema.assets.scanning import MANIFEST
from aind_schema.assets.verifying import verify
from aind_schema.problems import Problem, Report
from aind_schema.progress import SILENT, Progress
from aind_schema.storage.planning import asset_url, read_object
from aind_schema.stores import open_store

if TYPE_CHECKING:
    import os


class Released(NamedTuple):
    """The answer: the copy may go if the report holds no error."""

    folder: Path
    url: str
    report: Report
    files: int = 0
    bytes: int = 0

    @property
    def may_go(self) -> bool:
        """Tell whether every byte of the folder is safe in the store."""
        return self.report.ok


def release(
    folder: str | os.PathLike[str],
    url: str,
    *,
    deep: bool = False,
    processes: int | None = None,
    progress: Progress = SILENT,
) -> Released:
    """Answer whether the local copy of an asset may go; nothing is deleted.

    It may if the folder is what its manifest says, the store holds that very manifest, and every object there agrees
    with it by a checksum that the store has computed, or read back where there is none.

    Parameters
    ----------
    folder
        The stamped folder.
    url
        Where it was uploaded to, as for :func:`upload`.
    deep
        Read everything back, whatever checksums the store keeps.
    """
    place = Path(folder)
    here = verify(place, processes=processes, progress=progress)
    if here.manifest is None:
        return Released(place, url, here.report)
    target = asset_url(url, here.manifest.name)
    report = _errors(here.report)
    remote = read_object(open_store(target), MANIFEST)
    if remote is None:
        report += Report((fault("no-manifest", target, "there is no manifest.json: the asset is not complete", _HINT),))
    elif remote != (place / MANIFEST).read_bytes():
        report += Report((fault("asset-exists", target, "another asset of this name is there", _HINT),))
    else:
        report += _at(target, _errors(verify(target, deep=deep, progress=progress).report))
    files = here.manifest.files
    return Released(place, target, report, len(files), sum(entry.size_bytes for entry in files))


_HINT = "upload the folder first"


def _errors(report: Report) -> Report:
    """Leave out what does not bear on the answer: warnings about records."""
    return Report(report.errors, report.files, report.checks)


def _at(url: str, report: Report) -> Report:
    """Tell the objects in the store from the files of the same paths in the folder."""
    placed = [
        problem if problem.file is None or "://" in problem.file else _moved(problem, f"{url}/{problem.file}")
        for problem in report
    ]
    return Report(tuple(placed), report.files, report.checks)


def _moved(problem: Problem, file: str) -> Problem:
    return fault(problem.code, file, problem.message, problem.hint)
