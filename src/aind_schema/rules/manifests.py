"""Whether a manifest lists what an asset can be, and says what the records beside it say."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from aind_schema import paths
from aind_schema.problems import quote
from aind_schema.records.data_description import DataDescription
from aind_schema.rules.names import quoted
from aind_schema.rules.registry import Finding, rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aind_schema.base import Record
    from aind_schema.records.manifest import Manifest

#: An asset has hundreds of thousands of files, and a mistake in one of them is mostly made in all.
MOST_FINDINGS = 1000


@rule("manifest-name-differs")
def manifest_name_differs(manifest: Manifest, data_description: DataDescription) -> Iterator[Finding]:
    """Check that the manifest and the data description give the asset the same name.

    What it means: `name` of the manifest is not `name` of the data description.

    Why it matters: the manifest lists the files of another asset, or the asset was renamed after it was stamped. Its
    digests then prove nothing about the data that lie beside it. Find out which of the two is right, and stamp again.

    Before:

        # data description
        name: ecephys_625463_2022-10-06_10-14-25
        # manifest
        name: ecephys_625464_2022-10-06_10-14-25

    After:

        # data description
        name: ecephys_625463_2022-10-06_10-14-25
        # manifest
        name: ecephys_625463_2022-10-06_10-14-25
    """
    ours, theirs = manifest.name, data_description.name
    if ours and theirs and ours != theirs:
        message = f"the manifest is that of {quote(ours)}, the data description says {quote(theirs)}"
        yield Finding(manifest, "/name", message)


@rule("manifest-folder-differs")
def manifest_folder_differs(manifest: Manifest, records: tuple[Record, ...], folder: str) -> Iterator[Finding]:
    """Check that the folder bears the name that the manifest states, where no data description states one.

    What it means: the folder is called otherwise than the asset in its manifest, and no data description lies beside
    the manifest that could tell which of the two is right.

    Why it matters: an asset is found by its folder. A manifest in a folder of another name was copied there from
    somewhere else, or the folder was renamed and what refers to the asset no longer finds it.

    Before:

        # folder ecephys_625464_2022-10-06_10-14-25
        # manifest
        name: ecephys_625463_2022-10-06_10-14-25

    After:

        # folder ecephys_625463_2022-10-06_10-14-25
        # manifest
        name: ecephys_625463_2022-10-06_10-14-25
    """
    # Where a description states a name, the rules about that one tell of all differences.
    stated = any(isinstance(record, DataDescription) and record.name for record in records)
    if manifest.name and manifest.name != folder and not stated:
        message = f"the manifest is that of {quote(manifest.name)}, the folder is called {quote(folder)}"
        yield Finding(manifest, "/name", message, "rename the folder, or look where the manifest comes from")


@rule("unportable-path")
def unportable_path(manifest: Manifest) -> Iterator[Finding]:
    r"""Check that every usual system can hold the files and folders of an asset under their names.

    What it means: a path is too long, or holds a character or a word that some system refuses. Windows refuses
    `< > : " | ? * \`, dots and spaces at the end of a name, and the names of its devices, such as `con`, `nul` and
    `com1`, with any ending. One part of a path may take 255 bytes, the whole path 760. Names are written in UTF-8,
    without control characters. Stamping tells of files in a folder, validation of what a manifest lists.

    Why it matters: an asset is copied for decades, to systems that nobody knows today. A file that can't be created
    there is lost, or breaks off the copy of all the others; one that is created under another name is no longer found.

    Before:

        files: [{path: video/aux.mp4}]

    After:

        files: [{path: video/auxiliary.mp4}]
    """
    yield from _bounded(manifest, _unportable(manifest))


def _unportable(manifest: Manifest) -> Iterator[Finding]:
    for place, path in _paths(manifest):
        if reason := paths.objection(path):
            yield Finding(manifest, place, f"{quote(path)}: {quoted(reason)}", "rename it")


@rule("paths-clash")
def paths_clash(manifest: Manifest) -> Iterator[Finding]:
    """Check that all paths of an asset can stand side by side on every usual system.

    What it means: two paths are the same, differ only in capitals or in the Unicode form of a letter, or one of them
    is a file where the other needs a folder. Stamping tells of files in a folder, validation of what a manifest lists.

    Why it matters: on Windows and macOS `Probe.bin` and `probe.bin` are one file, on Linux and in a bucket they are
    two. Copied from here to there, one of them overwrites the other, and no program tells.

    Before:

        files:
          - {path: ecephys/Probe_A.bin}
          - {path: ecephys/probe_a.bin}

    After:

        files:
          - {path: ecephys/probe_a.bin}
          - {path: ecephys/probe_a_retry.bin}
    """
    yield from _bounded(manifest, _clashing(manifest))


def _clashing(manifest: Manifest) -> Iterator[Finding]:
    # What the manifest may not list at all is a problem of its own.
    listed = [entry.path for entry in manifest.files or () if not paths.is_own(entry.path)]
    places: dict[str, str] = {}
    for path, other, why in paths.clashes([paths.MANIFEST, *listed], manifest.empty_folders):
        places = places or {each: place for place, each in _paths(manifest)}
        message = f"{quote(path)} cannot stand beside {quote(other)}: {why}"
        yield Finding(manifest, places.get(path, "/files"), message, "rename one of them")


@rule("manifest-lists-itself")
def manifest_lists_itself(manifest: Manifest) -> Iterator[Finding]:
    """Check that a manifest lists neither itself nor what stamping and uploading keep for themselves.

    What it means: among the files is `manifest.json`, or one of the names that this package uses beside it while it
    works: `.manifest.json.journal`, `.upload.json` and `.upload`.

    Why it matters: a manifest can't hold its own digest, so that verifying would always fail; and what is there only
    while a program works is gone when someone looks for it.

    Before:

        files:
          - {path: ecephys/ap.bin}
          - {path: manifest.json}

    After:

        files:
          - {path: ecephys/ap.bin}
    """
    yield from _bounded(manifest, _own(manifest))


def _own(manifest: Manifest) -> Iterator[Finding]:
    for place, path in _paths(manifest):
        if paths.is_own(path):
            what = "the manifest itself" if path == paths.MANIFEST else "kept for stamping and uploading"
            yield Finding(manifest, place, f"{quote(path)} is {what}", "take it out of the list")


@rule("folder-not-empty")
def folder_not_empty(manifest: Manifest) -> Iterator[Finding]:
    """Check that no file lies in a folder that the manifest calls empty.

    What it means: a path under `empty_folders` is a folder in which a listed file lies.

    Why it matters: the manifest contradicts itself, so it was put together from two states of the folder, or changed
    by hand. Other entries may be out of date as well.

    Before:

        files: [{path: ecephys/ap.bin}]
        empty_folders: [ecephys]

    After:

        files: [{path: ecephys/ap.bin}]
        empty_folders: [behavior]
    """
    folders = _folders(manifest) if manifest.empty_folders else {}
    places = ((f"/empty_folders/{i}", path) for i, path in enumerate(manifest.empty_folders) if path in folders)
    found = (Finding(manifest, place, f"{quote(folders[path])} lies in {quote(path)}") for place, path in places)
    yield from _bounded(manifest, found)


@rule("modality-not-of-asset", severity="warning")
def modality_not_of_asset(manifest: Manifest, data_description: DataDescription) -> Iterator[Finding]:
    """Check that the modalities of the files are among those of the asset.

    What it means: a file in the manifest is said to come from a modality that is not listed under `modalities` of the
    data description. Each modality is told once, at the first such file.

    Why it matters: data are searched by the modalities of assets. What is not listed there is found by nobody who
    looks for it.

    Before:

        # data description
        modalities: [ecephys]
        # manifest
        files: [{path: pophys/plane_0.h5, modality: pophys}]

    After:

        # data description
        modalities: [ecephys, pophys]
        # manifest
        files: [{path: pophys/plane_0.h5, modality: pophys}]
    """
    known = {None, *(data_description.modalities or ())}
    if len(known) == 1:
        return
    for i, entry in enumerate(manifest.files or ()):
        if entry.modality not in known:
            known.add(entry.modality)
            message = f"the modality {quote(entry.modality)} is none of the asset's"
            yield Finding(manifest, f"/files/{i}/modality", message, "add it to those of the data description")


def _paths(manifest: Manifest) -> Iterator[tuple[str, str]]:
    """Yield every path that a manifest lists, with its place."""
    for i, entry in enumerate(manifest.files or ()):
        yield f"/files/{i}/path", entry.path
    for i, path in enumerate(manifest.empty_folders):
        yield f"/empty_folders/{i}", path


def _folders(manifest: Manifest) -> dict[str, str]:
    """Return the folders in which files lie, each with one of them."""
    folders: dict[str, str] = {}
    for entry in manifest.files or ():
        end = entry.path.rfind("/")
        while end > 0 and entry.path[:end] not in folders:
            folders[entry.path[:end]] = entry.path
            end = entry.path.rfind("/", 0, end)
    return folders


def _bounded(manifest: Manifest, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Pass on the first findings, and say how many more there are."""
    rest = iter(findings)
    yield from islice(rest, MOST_FINDINGS)
    if more := sum(1 for _ in rest):
        yield Finding(manifest, "/files", f"{more:,} more of these are not shown", "mend the first ones")
