"""The digests of many files, computed by several processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

from aind_schema.errors import AindSchemaError
from aind_schema.progress import SILENT, Progress
from aind_schema.threads import Shared, merge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aind_schema.assets.scanning import Found

#: A batch is what one process takes at a time: few enough that none waits for the last one.
_BATCH_FILES = 500
_BATCH_BYTES = 32 * 2**20
#: Less than this is done sooner by one process than another one starts.
_WORTH_A_PROCESS = 64 * 2**20
_FILE_COSTS = 50_000  # opening a file takes as long as reading so many bytes


class WorkerEnded(AindSchemaError):
    """Tell that a process that computes digests ended before its work did."""

    def __str__(self) -> str:
        return "a process that computes digests was ended from outside; start again, what is done is kept"


class Hashed(NamedTuple):
    """The digests of a file, or why there are none."""

    path: str
    sha256: str = ""
    crc64nvme: str = ""
    fault: str | None = None
    #: Whether it is a fault of whoever writes into the file, and not of reading it.
    changed: bool = False


def hash_files(
    root: Path,
    files: Sequence[Found],
    *,
    follow_links: bool = False,
    processes: int | None = None,
    progress: Progress = SILENT,
) -> Iterator[list[Hashed]]:
    """Return the digests of files below a folder, batch by batch as they are done.

    Each is read once; one that is no longer what the scan found is a fault of its own.
    """
    if not files:
        return iter(())
    work = sum(file.stamp.size_bytes + _FILE_COSTS for file in files)
    count = max(1, min(processes or _usable_cores(), work // _WORTH_A_PROCESS + 1))
    batches = Shared(_batches(files))
    return merge([_serve(root, follow_links, batches, progress) for _ in range(count)])


def _serve(
    root: Path, follow_links: bool, batches: Iterable[list[Found]], progress: Progress
) -> Iterator[list[Hashed]]:
    """Run one process, and feed it with batches until there are none."""
    try:
        with _start() as process:
            order, answers = process.stdin, process.stdout
            assert order is not None
            assert answers is not None
            _tell(order, [os.fspath(root.absolute()), follow_links])
            for batch in batches:
                _tell(order, batch)
                yield _results(answers, progress)
    except BrokenPipeError:  # closing the pipe raises it too
        raise WorkerEnded from None


def _tell(order: IO[str], what: object) -> None:
    order.write(json.dumps(what) + "\n")
    order.flush()


def _results(answers: IO[str], progress: Progress) -> list[Hashed]:
    """Read what a process says until it has done its batch."""
    for line in answers:
        answer = json.loads(line)
        progress.advance(answer["bytes"])
        if "results" in answer:
            return [Hashed(*each) for each in answer["results"]]
    raise WorkerEnded


def _start() -> subprocess.Popen[str]:
    # It shall find the modules that this process uses, and none that lie in the folder where it was started.
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONSAFEPATH": "1"}
    return subprocess.Popen(
        [sys.executable, "-m", "aind_schema.assets.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env=environment,
        cwd=Path(__file__).parent,
    )


def _batches(files: Sequence[Found]) -> Iterator[list[Found]]:
    batch: list[Found] = []
    size = 0
    for file in files:
        batch.append(file)
        size += file.stamp.size_bytes
        if len(batch) == _BATCH_FILES or size >= _BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _usable_cores() -> int:
    # What the scheduler allows, which on a cluster is less than what the machine has.
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
