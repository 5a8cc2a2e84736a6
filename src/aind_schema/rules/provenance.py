"""Whether processing and the other records of an asset tell one story."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Literal

from aind_schema.problems import quote
from aind_schema.rules.listing import above, listed
from aind_schema.rules.names import parsed
from aind_schema.rules.registry import Finding, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aind_schema.parts.processing import ProcessData
    from aind_schema.records.data_description import DataDescription
    from aind_schema.records.manifest import Manifest
    from aind_schema.records.processing import Processing

#: What may be done to a recording before it is stored, since the measurement stays what it was.
_KEEPS_DATA_RAW = ("compression", "file-format-conversion", "fix-color-range", "image-importing", "other", "pipeline")
#: A name's time is a wall clock's, somewhere on earth.
_WIDEST_OFFSET = timedelta(hours=14)


@rule("input-made-by-nothing", "warning")
def input_made_by_nothing(processing: Processing, data_description: DataDescription) -> Iterator[Finding]:
    """Check that what a step of derived data reads inside its own asset was written by another step.

    What it means: an input has a path in the asset itself, and no other step says that it wrote this file, or a folder
    around it, or something inside. Raw data are left alone, since their files come from the rig.

    Why it matters: everything in derived data was made by some step. Where an input comes from nowhere, a step is
    missing, or the file came from another asset which is not named.

    Before:

        # data description
        data_level: derived
        # processing
        processes: [{name: Sorting, inputs: [{path: filtered/ap.bin}]}]

    After:

        # data description
        data_level: derived
        # processing
        processes:
          - {name: Filtering, outputs: [{path: filtered}]}
          - {name: Sorting, inputs: [{path: filtered/ap.bin}]}
    """
    if data_description.data_level == "raw":
        return
    written = _Paths(processing, "outputs", data_description.name)
    for i, process in enumerate(processing.processes or ()):
        for k, given in enumerate(process.inputs):
            path = given.path if _is_here(given, data_description.name) else None
            if path and not written.meet(path, but=i):
                message = f"no other step wrote {quote(path)}"
                hint = "add the step that made it, or name the asset that it lies in"
                yield Finding(processing, f"/processes/{i}/inputs/{k}/path", message, hint)


@rule("output-missing", "warning")
def output_missing(processing: Processing, manifest: Manifest) -> Iterator[Finding]:
    """Check that what the steps wrote into the asset is there.

    What it means: an output has a path in the asset itself, the manifest lists no such file or folder, and no later
    step took it as an input that may have been deleted since.

    Why it matters: a result is missing that somebody will look for, or it was moved and the record not changed.

    Before:

        # processing
        processes: [{name: Sorting, outputs: [{path: sorted/units.csv}]}]
        # manifest
        files: [{path: sorted/spikes.csv}]

    After:

        # processing
        processes: [{name: Sorting, outputs: [{path: sorted/spikes.csv}]}]
        # manifest
        files: [{path: sorted/spikes.csv}]
    """
    outputs = [
        (f"/processes/{i}/outputs/{k}/path", output.path)
        for i, process in enumerate(processing.processes or ())
        for k, output in enumerate(process.outputs)
        if output.path and _is_here(output, manifest.name)
    ]
    if not outputs:
        return
    present = listed(manifest)
    used = _Paths(processing, "inputs", manifest.name)
    for place, path in outputs:
        if path not in present and not used.meet(path):
            message = f"the manifest has no {quote(path)}"
            yield Finding(processing, place, message, "state where the result lies now")


@rule("file-made-by-nothing", "info")
def file_made_by_nothing(
    processing: Processing, data_description: DataDescription, manifest: Manifest
) -> Iterator[Finding]:
    """Check that the steps of derived data account for all of its files.

    What it means: every step says by paths what it wrote into the asset, and data lie in it that none of them names.
    The first such file is told, with the number of the others.

    Why it matters: nobody can tell how such a file came about, nor whether it can be trusted or made again.

    Before:

        # data description
        data_level: derived
        # processing
        processes: [{name: Sorting, outputs: [{path: sorted}]}]
        # manifest
        files:
          - {path: sorted/spikes.csv, role: data}
          - {path: extra.csv, role: data}

    After:

        # data description
        data_level: derived
        # processing
        processes:
          - {name: Sorting, outputs: [{path: sorted}]}
          - {name: Plotting, outputs: [{path: extra.csv}]}
        # manifest
        files:
          - {path: sorted/spikes.csv, role: data}
          - {path: extra.csv, role: data}
    """
    steps = processing.processes or ()
    name = data_description.name
    told = all(any(output.path and _is_here(output, name) for output in step.outputs) for step in steps)
    if data_description.data_level == "raw" or not steps or not told:
        return
    written = _Paths(processing, "outputs", name)
    files = enumerate(manifest.files or ())
    unmade = [
        (i, entry.path) for i, entry in files if entry.path and entry.role == "data" and not written.meet(entry.path)
    ]
    if unmade:
        i, path = unmade[0]
        more = f", nor {len(unmade) - 1:,} more" if len(unmade) > 1 else ""
        message = f"no step says that it wrote {quote(path)}{more}"
        yield Finding(manifest, f"/files/{i}/path", message, "add the step, or the path to its outputs")


@rule("processed-before-acquired", "info")
def processed_before_acquired(processing: Processing, data_description: DataDescription) -> Iterator[Finding]:
    """Check that no step was run before the data were acquired.

    What it means: a step began before the recording did: by `created_at` of raw data, or by the time in the name of
    derived data, of which the time zone is not known.

    Why it matters: the record was copied from another asset and its times left as they were, or a clock was wrong.

    Before:

        # data description
        data_level: raw
        created_at: "2022-10-06T10:14:25-07:00"
        # processing
        processes: [{name: Compression, started_at: "2022-10-05T12:00:00-07:00"}]

    After:

        # data description
        data_level: raw
        created_at: "2022-10-06T10:14:25-07:00"
        # processing
        processes: [{name: Compression, started_at: "2022-10-06T12:00:00-07:00"}]
    """
    acquired = _earliest(data_description)
    if acquired is None:
        return
    for i, process in enumerate(processing.processes or ()):
        if process.started_at and process.started_at < acquired:
            message = f"begun at {quote(process.started_at.isoformat())}, before there were any data"
            yield Finding(processing, f"/processes/{i}/started_at", message)


@rule("processed-but-raw", "info")
def processed_but_raw(processing: Processing, data_description: DataDescription) -> Iterator[Finding]:
    """Check that raw data went through no step that computes results.

    What it means: the data level is raw, and a step is of a type that makes something else of the measurement, such as
    spike sorting. Compression, conversion of formats and the like are left alone.

    Why it matters: raw data are what can't be computed again. Results among them are kept forever and found by nobody;
    or this is the processing record of a derived asset.

    Before:

        # data description
        data_level: raw
        # processing
        processes: [{name: Sorting, type: spike-sorting}]

    After:

        # data description
        data_level: raw
        # processing
        processes: [{name: Compression, type: compression}]
    """
    if data_description.data_level != "raw":
        return
    for i, process in enumerate(processing.processes or ()):
        # What a lab's own type does to data is not known here.
        if process.type and process.type not in _KEEPS_DATA_RAW and ":" not in process.type:
            message = f"the data are raw, but went through {quote(process.type)}"
            yield Finding(processing, f"/processes/{i}/type", message, "put results into an asset of their own")


class _Paths:
    """The paths in the asset itself that the steps of processing wrote, or that they read."""

    def __init__(self, processing: Processing, field: Literal["inputs", "outputs"], asset: str) -> None:
        self._steps: dict[str, set[int]] = {}
        self._below: dict[str, set[int]] = {}
        for i, process in enumerate(processing.processes or ()):
            for each in getattr(process, field):
                if each.path and _is_here(each, asset):
                    self._steps.setdefault(each.path, set()).add(i)
                    for folder in above(each.path):
                        self._below.setdefault(folder, set()).add(i)

    def meet(self, path: str, *, but: int | None = None) -> bool:
        """Tell whether a path is one of these, lies in one, or has one in it; those of one step may be left out."""
        found = [self._below.get(path, set()), *(self._steps.get(each, set()) for each in (path, *above(path)))]
        return any(steps - {but} for steps in found)


def _is_here(given: ProcessData, asset: str) -> bool:
    """Tell whether something lies in this asset, which a step may name or not."""
    return given.asset is None or given.asset.name == asset


def _earliest(description: DataDescription) -> datetime | None:
    """Return the earliest moment at which the data can have been acquired."""
    if description.data_level == "raw":
        return description.created_at
    name = parsed(description.name)
    return None if name is None else name.acquired_at.replace(tzinfo=timezone.utc) - _WIDEST_OFFSET
