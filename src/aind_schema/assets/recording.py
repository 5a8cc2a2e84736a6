"""A step of processing that adds itself to the record of an asset, beside other jobs that do the same."""

from __future__ import annotations

import dataclasses
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from aind_schema import pointers
from aind_schema.assets import surroundings
from aind_schema.assets.addresses import secrets_in
from aind_schema.assets.bundling import BUNDLE, bundle
from aind_schema.assets.faults import fault
from aind_schema.assets.locking import RECORD, Lock, locked
from aind_schema.assets.placing import describe_data
from aind_schema.assets.programs import describe_code
from aind_schema.base import as_stated
from aind_schema.errors import InvalidRecord, Refused
from aind_schema.paths import MANIFEST
from aind_schema.problems import Report
from aind_schema.records.metadata import Metadata
from aind_schema.records.processing import Processing
from aind_schema.validation import read, record_files, validate
from aind_schema.validation.gathering import SUFFIXES

if TYPE_CHECKING:
    from aind_schema.parts.processing import Process

PathLike = str | os.PathLike[str]
#: What was read or written: a path, a URL, or a description.
Data = PathLike | Mapping[str, Any]


def add_step(
    folder: PathLike,
    name: str,
    type: str | None = None,
    *,
    code: PathLike | Mapping[str, Any] | None = None,
    parameters: Mapping[str, Any] | None = None,
    packages: Sequence[str] | None = None,
    inputs: Data | Iterable[Data] = (),
    outputs: Data | Iterable[Data] = (),
    pipeline: str | Mapping[str, Any] | None = None,
    host: bool = True,
    replace: bool = False,
    **fields: Any,
) -> Process:
    """Add what this program did to an asset to its `processing.json`, and return it as it was written.

    What it can find out by itself is filled in: commit of its code, versions of Python and of packages, container,
    machine, runs of workflow systems, when it began, and that it ends now. Several jobs may add steps to one asset at
    once.

    Parameters
    ----------
    folder
        The asset's folder.
    name, type
        Name of the step, once in the asset, and its type.
    code
        Script or folder that git is asked about, the running script unless told otherwise; the URL of the code; or the
        code as a document states it, `{}` for work by hand.
    packages
        Names of installed packages whose versions matter, or `name==version`; all whose modules are loaded unless told
        otherwise, and none where the code is stated.
    inputs, outputs
        What was read and written: paths in the asset, paths and URLs of assets or in them, or any other place.
    pipeline
        Name of a pipeline that the record describes; or the pipeline as a document states it, which is added.
    host
        Whether the machine's name is noted.
    replace
        Put it in the place of the step of this name, if there is one: a job that runs again adds no second step.
    fields
        Any other field of a step, such as `depends_on`, `started_at`, `experimenters`, `results` or `notes`.

    Raises
    ------
    Refused
        If the asset is stamped already, the code or a package that is named is not there, the step does not fit its
        schema, or a rule finds an error in it. If what is there is not valid, it is an InvalidRecord. The record stays
        as it is.
    """
    place, stated = (None, {**code}) if isinstance(code, Mapping) else (_script() if code is None else code, {})
    if parameters is not None:
        stated["parameters"] = parameters
    if packages is None and isinstance(code, Mapping):
        packages = ()
    step = {
        "name": name,
        "type": type,
        "code": describe_code(place, stated, packages),
        "started_at": surroundings.started_at(os.getpid()),
        "inputs": inputs,
        "outputs": outputs,
        "pipeline": pipeline,
        **fields,
    }
    return record_step(folder, step, host=host, replace=replace)


def record_step(folder: PathLike, step: Mapping[str, Any], *, host: bool = True, replace: bool = False) -> Process:
    """Add a step to the `processing.json` of an asset; machine, runs and end are filled in where it states none."""
    place = Path(folder)
    if not place.is_dir():
        raise _refusal("not-found", place, "there is no such folder")
    found = {
        "ended_at": datetime.now().astimezone().replace(microsecond=0),
        "resources": surroundings.machine_facts(host=host),
        "runs": surroundings.run_facts() or None,
    }
    described = {name: _described(step.get(name), place) for name in ("inputs", "outputs")}
    addition = _Addition.of({**found, **step, **described}, place / RECORD, replace)
    while (process := _add(place, addition)) is None:
        pass  # somebody took the lock for abandoned while this job was held up
    return process


class _Addition(NamedTuple):
    """What is to be added to a record, in plain values."""

    step: Mapping[str, Any]
    pipeline: Mapping[str, Any] | None
    replaces: bool

    @classmethod
    def of(cls, stated: Mapping[str, Any], file: Path, replaces: bool) -> _Addition:
        """Take a step, which may hold the description of its pipeline; refuse what nobody else may read."""
        try:
            step = as_stated({name: value for name, value in stated.items() if value is not None})
        except RecursionError:
            raise _refusal("too-deep", file, "the step holds itself", "give values that end somewhere") from None
        pipeline = step.get("pipeline")
        if isinstance(pipeline, Mapping):
            step["pipeline"] = pipeline.get("name")
        else:
            pipeline = None
        if path := next(secrets_in({**step, "pipeline": pipeline}), None):
            hint = "give the address alone; passwords belong where programs look for them"
            message = "the URL holds a password or a signature, which would travel with the data"
            raise _refusal("secret-in-url", file, message, hint, path)
        return cls(step, pipeline, replaces)

    def place_in(self, record: Processing) -> int:
        """Return where among the steps it belongs: in the place of the one that it replaces, or at the end."""
        names = [process.name for process in record.processes] if self.replaces else []
        name = self.step.get("name")
        return names.index(name) if name in names else len(record.processes)

    def to(self, record: Processing) -> dict[str, Any]:
        """Return a record with the step in it, and with its pipeline unless that is described already."""
        document = record.to_dict()
        pipelines = document.get("pipelines", [])
        if self.pipeline is not None and self.pipeline not in pipelines:
            document["pipelines"] = [*pipelines, self.pipeline]
        steps, place = document["processes"], self.place_in(record)
        return {**document, "processes": [*steps[:place], self.step, *steps[place + 1 :]]}


def _described(given: Data | Iterable[Data] | None, folder: Path) -> list[dict[str, Any]] | None:
    several = [given] if isinstance(given, str | os.PathLike | Mapping) else given
    return [describe_data(as_stated(each), folder) for each in several or ()] or None


def _add(folder: Path, addition: _Addition) -> Process | None:
    """Write the record with one more step; None if the lock was lost meanwhile."""
    file = _behind_link(folder / RECORD)
    with locked(file) as lock:
        _refuse_stamped(folder)
        present = _present(folder)
        record, place = _with(addition, present, folder / RECORD), addition.place_in(present)
        if not lock.write(file, record.to_json() + "\n"):
            return None
        _repeat_in_bundle(lock, folder, record)
    return record.processes[place]


def _with(addition: _Addition, present: Processing, file: Path) -> Processing:
    """Return a record with one more step; refuse errors of the step, and others that were not there before."""
    document = addition.to(present)
    own = f"/processes/{addition.place_in(present)}"
    known = {(each.code, each.path) for each in validate(present).errors if own not in pointers.upwards(each.path)}
    new = [each for each in validate(document).errors if (each.code, each.path) not in known]
    if addition.replaces:
        # What needed the step was made by its former run, until it runs again as well.
        new = [each for each in new if each.code != "process-before-needed" or own in pointers.upwards(each.path)]
    if new:
        raise Refused(Report(tuple(dataclasses.replace(each, file=file.as_posix()) for each in new)))
    return Processing.model_validate(document)


def _present(folder: Path) -> Processing:
    """Read the record that is there, or that the bundle holds; a new one if there is none."""
    files = [path for path in record_files(folder) if path.stem in ("processing", "metadata")]
    for path in sorted(files, key=lambda path: (path.stem != "processing", path.suffix.lower() != ".json")):
        record = read(path)
        steps = record.processing if isinstance(record, Metadata) else record
        if not isinstance(steps, Processing):
            continue
        if path.suffix.lower() != ".json":
            message = "the steps stand in YAML, which is written by people and not changed by programs"
            raise _refusal("kept-by-hand", path, message, f"turn it into {path.stem}.json first")
        return steps
    return Processing(processes=())


def _repeat_in_bundle(lock: Lock, folder: Path, record: Processing) -> None:
    """Let the bundle say the same as the record, if there is one."""
    file = folder / BUNDLE
    if not file.is_file():
        return
    try:
        held = read(file)
    except InvalidRecord:
        return  # validation tells of it, whatever it says of the steps
    lock.write(_behind_link(file), bundle([held, record]).to_json() + "\n")


def _behind_link(file: Path) -> Path:
    """Return where a file really lies, so that it is not replaced by another one in the place of a link to it."""
    return Path(os.path.realpath(file)) if file.is_symlink() else file


def _refuse_stamped(folder: Path) -> None:
    manifest = folder / MANIFEST
    for path in (manifest.with_suffix(suffix) for suffix in SUFFIXES):
        if os.path.lexists(path):
            hint = f"derive an asset for the results, or remove {path.name} and stamp again when the step is added"
            message = "the asset is stamped; what is added now would not be what its manifest lists"
            raise _refusal("asset-stamped", path, message, hint)


def _refusal(code: str, file: Path, message: str, hint: str | None = None, path: str = "") -> Refused:
    return Refused(Report((dataclasses.replace(fault(code, file.as_posix(), message, hint), path=path),)))


def _script() -> str | None:
    """Return the script that runs; a notebook or a prompt is none."""
    script = getattr(sys.modules["__main__"], "__file__", None)
    return script if script and Path(script).exists() else None
