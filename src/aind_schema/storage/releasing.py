"""Whether the local copy of an asset may go."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from aind_schema.assets.contents import FolderContents, StoreContents
from aind_schema.assets.faults import fault
from aind_schema.assets.verifying import differences, open_manifest
from aind_schema.paths import MANIFEST
from aind_schema.problems import Problem, Report
from aind_schema.progress import SILENT, Progress
from aind_schema.storage.claims import UNDER_WAY, is_claimed_by_another
from aind_schema.storage.planning import asset_url, lies_in, no_copy, read_object
from aind_schema.stores import Store, open_store

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

    from aind_schema.records.manifest import Manifest


class Released(NamedTuple):
    """The answer: the copy may go if the report holds no error."""

    folder: Path
    #: Where the other copy is; None if it was not looked at.
    url: str | None
    report: Report
    files: int = 0
    bytes: int = 0

    @property
    def may_go(self) -> bool:
        """Tell whether every byte of the folder is safe in the store."""
        return self.url is not None and self.report.ok


def release(
    folder: str | os.PathLike[str],
    url: str,
    *,
    deep: bool = False,
    follow_links: bool = False,
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
    follow_links
        Take files and folders that links lead to for parts of the asset, as when it was stamped.
    processes
        How many files to read at once; as many as there are cores unless told otherwise.
    """
    place = Path(folder)
    opened = open_manifest(place)
    manifest = opened.manifest
    if manifest is None:
        return Released(place, None, opened.report)
    store = open_store(asset_url(url, manifest.name))
    if lies_in(store, place):
        return Released(place, store.url, Report((no_copy(store),)))
    here = FolderContents(place, follow_links=follow_links, processes=processes, progress=progress)
    problems = [*opened.report.errors, *differences(manifest, here)]
    problems += _faults_of_the_copy(store, manifest, opened.raw, deep, progress)
    report = Report(tuple(problems), len(here.sizes), len(manifest.files))
    return Released(place, store.url, report, len(manifest.files), sum(entry.size_bytes for entry in manifest.files))


def _faults_of_the_copy(
    store: Store, manifest: Manifest, raw: bytes, deep: bool, progress: Progress
) -> Iterator[Problem]:
    """Tell what keeps a store from holding all that a manifest lists."""
    hint = "upload the folder first"
    there = read_object(store, MANIFEST)
    if there is None:
        yield fault("no-manifest", store.url, "there is no manifest.json: the asset is not complete", hint)
    elif there != raw:
        yield fault("asset-exists", store.url, "another asset of this name is there", hint)
    else:
        for problem in differences(manifest, StoreContents(store, deep=deep, progress=progress)):
            yield replace(problem, file=f"{store.url}/{problem.file}")
        if is_claimed_by_another(store, manifest.name, raw):
            yield fault("asset-exists", store.url, UNDER_WAY, "wait until it is done, and ask again")
