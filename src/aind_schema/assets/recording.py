"""A step of processing that adds itself to the record of an asset, beside other jobs that do the same."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from aind_schema.assets import surroundings
from aind_schema.assets.bundling import BUNDLE
from aind_schema.assets.faults import fault
from aind_schema.assets.locking import locked
from aind_schema.assets.placing import describe_data
from aind_schema.errors import AindSchemaError
from aind_schema.files import write_text
from aind_schema.parts.processing import Process
from aind_schema.paths import MANIFEST
from aind_schema.problems import Report, quote
from aind_schema.records.metadata import Metadata
from aind_schema.records.processing import Processing
from aind_schema.validation import read

if TYPE_CHECKING:
    from collections.abc import Iterable

RECORD = "processing.json"

PathLike = str | os.PathLike[str]


class Unrecordable(AindSchemaError, ValueError):
    """Tell in a report why a step can't be added to the record of an asset."""

    def __init__(self, report: Report) -> None:
        super().__init__(report)
        self.report = report

    def __str__(self) -> str:
        return self.report.text()


def add_step(
    folder: PathLike,
    name: str,
    type: str | None = None,
    *,
    code: PathLike | Mapping[str, Any] | None = None,
    parameters: Mapping[str, Any] | None = None,
    packages: Sequence[str] = (),
    inputs: Iterable[PathLike | Mapping[str, Any]] = (),
    outputs: Iterable[PathLike | Mapping[str, Any]] = (),
    **fields: Any,
) -> Process:
    """Add what this program did to an asset to its `processing.json`, and return it as it was written.

    What it can find out by itself is filled in: commit of its code, container, machine, runs of workflow systems, the
    version of Python, when it began, and that it ends now. Several jobs may add steps to one asset at once.

    Parameters
    ----------
    folder
        The asset's folder.
    name, type
        Name of the step, once in the asset, and its type.
    code
        Script or folder that git is asked about, the running script unless told otherwise; or the code as a document
        states it.
    packages
        Names of installed packages whose versions matter.
    inputs, outputs
        What was read and written: paths in the asset, paths and URLs of assets or in them, or any other place.
    fields
        Any other field of a step, such as `depends_on`, `started_at`, `experimenters`, `results` or `notes`.

    Raises
    ------
    Unrecordable
        If the asset is stamped already, or has a step of this name.
    InvalidRecord
        If the asset's `processing.json` is not valid; it is left as it is.
    """
    place = Path(folder)
    about = dict(code) if isinstance(code, Mapping) else {**surroundings.language_facts(packages), **_facts_of(code)}
    given = {
        "code": {**about, "container": surroundings.container_facts() or None, "parameters": parameters},
        "started_at": surroundings.started_at(os.getpid()),
        "inputs": [describe_data(each, place) for each in inputs] or None,
        "outputs": [describe_data(each, place) for each in outputs] or None,
    }
    return record_step(place, {"name": name, "type": type, **given, **fields})


def record_step(folder: PathLike, step: Mapping[str, Any]) -> Process:
    """Add a step to the `processing.json` of an asset; machine, runs and end are filled in where it states none."""
    found = {"ended_at": _now(), "resources": surroundings.machine_facts(), "runs": surroundings.run_facts() or None}
    stated = {name: _pruned(value) for name, value in {**found, **step}.items()}
    process = Process(**{name: value for name, value in stated.items() if value is not None})
    _refuse_no_folder(Path(folder))
    file = Path(folder) / RECORD
    while not _add(file, process):
        pass  # somebody took the lock for abandoned while this job was held up
    return process


def _add(file: Path, process: Process) -> bool:
    """Write the record with one more step, unless the lock was lost meanwhile."""
    with locked(file) as lock:
        _refuse_stamped(file.parent)
        record = _present(file)
        if any(each.name == process.name for each in record.processes):
            hint = "give the step a name that says what sets it apart"
            message = f"there is a step called {quote(process.name)} already"
            raise Unrecordable(Report((fault("process-repeated", file.as_posix(), message, hint),)))
        text = record.replace(processes=[*record.processes, process]).to_json() + "\n"
        if not lock.is_held():
            return False
        write_text(file, text)
        return True


def _present(file: Path) -> Processing:
    """Read the record that is there, or that the bundle holds; a new one if there is none."""
    if file.exists():
        return cast("Processing", read(file))  # whatever else it holds is refused, by its name
    _refuse_yaml(file)
    bundle = file.with_name(BUNDLE)
    held = read(bundle) if bundle.exists() else None
    found = held.processing if isinstance(held, Metadata) else None
    return found or Processing(processes=())


def _refuse_no_folder(folder: Path) -> None:
    if not folder.is_dir():
        raise Unrecordable(Report((fault("not-found", folder.as_posix(), "there is no such folder"),)))


def _refuse_stamped(folder: Path) -> None:
    if (folder / MANIFEST).exists():
        hint = "derive an asset for the results, or remove manifest.json and stamp again when the step is added"
        message = "the asset is stamped; what is added now would not be what its manifest lists"
        raise Unrecordable(Report((fault("already-stamped", (folder / MANIFEST).as_posix(), message, hint),)))


def _refuse_yaml(file: Path) -> None:
    for other in (file.with_suffix(".yaml"), file.with_suffix(".yml")):
        if other.exists():
            hint = "turn it into processing.json first"
            message = "the steps stand in YAML, which is written by people and not changed by programs"
            raise Unrecordable(Report((fault("not-json", other.as_posix(), message, hint),)))


def _facts_of(code: PathLike | None) -> dict[str, Any]:
    """Ask git of the code, or of the script that runs; a notebook or a prompt is none."""
    script = code if code is not None else getattr(sys.modules["__main__"], "__file__", None)
    return surroundings.code_facts(Path(script)) if script else {}


def _now() -> datetime:
    return datetime.now().astimezone().replace(microsecond=0)


def _pruned(value: Any) -> Any:
    """Leave out what is not stated, in objects that have fields."""
    if not isinstance(value, Mapping):
        return value
    kept = {name: inner for name, inner in value.items() if inner is not None}
    return kept or None
