"""What a process can find out about itself: its language and packages, its container, the machine, its run.

Nothing here names a person: user names and paths of homes are not read. What does not fit a record is left out.
"""

from __future__ import annotations

import os
import platform
import re
import sys
from datetime import datetime, timezone
from importlib import metadata
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from aind_schema.assets.faults import fault
from aind_schema.errors import Refused
from aind_schema.parts.links import ExternalId
from aind_schema.parts.processing import Resources
from aind_schema.parts.software import Container, Package
from aind_schema.problems import Report
from aind_schema.spelling import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aind_schema.base import Model

#: What workflow systems call a run: how its id is made, and of which variables. All of them must be there, since a
#: part of an id is none.
RUNS = {
    "Slurm job": ("{}", "SLURM_JOB_ID"),
    "Slurm array task": ("{}_{}", "SLURM_ARRAY_JOB_ID", "SLURM_ARRAY_TASK_ID"),
    "PBS job": ("{}", "PBS_JOBID"),
    "LSF job": ("{}", "LSB_JOBID"),
    "Code Ocean capsule": ("{}", "CO_CAPSULE_ID"),
    "Code Ocean computation": ("{}", "CO_COMPUTATION_ID"),
    "Nextflow session": ("{}", "NXF_SESSION_ID"),
    "Seqera Platform workflow": ("{}", "TOWER_WORKFLOW_ID"),
    "AWS Batch job": ("{}", "AWS_BATCH_JOB_ID"),
    "Airflow task": ("{}/{}/{}", "AIRFLOW_CTX_DAG_ID", "AIRFLOW_CTX_DAG_RUN_ID", "AIRFLOW_CTX_TASK_ID"),
    "GitHub Actions run": ("{}", "GITHUB_RUN_ID"),
}

_PROC = Path("/proc")
_IN_CONTAINER = re.compile(r"docker|containerd|kubepods|libpod")


def fitting(model: type[Model], facts: Mapping[str, Any]) -> dict[str, Any]:
    """Keep the facts that fields of a model can hold: what is odd about a machine must not cost a step its record."""
    return {name: value for name, value in facts.items() if value not in (None, "") and _fits(model, {name: value})}


def language_facts(packages: Iterable[str] | None) -> dict[str, Any]:
    """Say which Python runs this, and which versions of some packages it has: of all that are loaded if none are named.

    A version that is stated, as in `numpy==2.1`, is taken as it is, and may be of any other language or environment.

    Raises
    ------
    Refused
        If a package is not installed.
    """
    named = None if packages is None else [name.partition("==") for name in packages]
    if named is None:
        found = [package for package in _loaded() if _fits(Package, package)]
    else:
        found = [{"name": name, "version": version or _version(name)} for name, _, version in named]
    here = named is None or not all(version for _, _, version in named)
    facts = {"language": "Python", "language_version": platform.python_version()} if here else {}
    return {**facts, "packages": found} if found else facts


def container_facts(environment: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Say which container this runs in; of most only that they are one can be seen from inside."""
    for engine in ("APPTAINER", "SINGULARITY"):
        if image := environment.get(f"{engine}_CONTAINER"):
            return fitting(Container, {"engine": engine.lower(), "image": PurePosixPath(image).name})
    podman = _read("/run/.containerenv")
    if podman is not None:
        found = re.search(r'^image="([^"\n]+)"$', podman, re.MULTILINE)
        return fitting(Container, {"engine": "podman", "image": found[1] if found else None})
    if Path("/.dockerenv").exists():
        return {"engine": "docker"}
    found = _IN_CONTAINER.search(_read(_PROC / "1" / "cgroup") or "")
    return {"engine": {"libpod": "podman", "kubepods": "kubernetes"}.get(found[0], found[0])} if found else {}


def machine_facts(*, host: bool = True) -> dict[str, Any]:
    """Say what the machine is, and how much of it this process may use; its name can be left out."""
    facts = {
        "host": platform.node() if host else None,
        "os": " ".join(filter(None, (platform.system(), platform.release()))),
        "architecture": platform.machine(),
        "cpu_model": _found(r"^model name\s*: (.+)$", _PROC / "cpuinfo"),
        "cpu_cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "memory_gb": _memory_gb(),
        "gpu_model": next(filter(None, map(_gpu, sorted(_PROC.glob("driver/nvidia/gpus/*/information")))), None),
    }
    return fitting(Resources, facts)


def run_facts(environment: Mapping[str, str] = os.environ) -> list[dict[str, str]]:
    """Name the runs of workflow systems that this process is part of."""
    runs = []
    for what, (form, *names) in RUNS.items():
        values = [environment.get(name, "").strip() for name in names]
        run = {"database": what, "id": form.format(*values)}
        if all(values) and _fits(ExternalId, run):
            runs.append(run)
    return runs


def started_at(process: int) -> datetime | None:
    """Return when a running process of this machine began; None where the system does not tell."""
    stat, booted = _read(_PROC / str(process) / "stat"), _found(r"^btime ([0-9]+)$", _PROC / "stat")
    if stat is None or booted is None:
        return None
    # The second field is a name in brackets, which may hold anything; this is the 22nd.
    ticks = int(stat.rpartition(")")[2].split()[19])
    seconds = int(booted) + ticks / os.sysconf("SC_CLK_TCK")
    return datetime.fromtimestamp(seconds, timezone.utc).astimezone().replace(microsecond=0)


def _fits(model: type[Model], facts: Mapping[str, Any]) -> bool:
    try:
        model(**facts)
    except (ValidationError, TypeError):  # the latter for what is no text at all
        return False
    return True


def _loaded() -> list[dict[str, str]]:
    """Return the distributions whose modules are loaded, with their versions; not those that share a module's name."""
    tops = {name.partition(".")[0] for name in [*sys.modules]}
    owners = [set(owners) for top, owners in metadata.packages_distributions().items() if top in tops]
    names = {name for each in owners if len(each) == 1 for name in each}
    return [{"name": name, "version": metadata.version(name)} for name in sorted(names, key=str.casefold)]


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except (metadata.PackageNotFoundError, ValueError):  # the latter for an empty name
        installed = [name for each in metadata.distributions() if (name := each.metadata["Name"])]
        meant = nearest(package, installed)
        hint = f'did you mean "{meant}"?' if meant else f"write {package}==VERSION for one of another environment"
        message = "no such package is installed in the Python that runs this"
        raise Refused(Report((fault("package-missing", package, message, hint),))) from None


def _memory_gb() -> float | None:
    """Return the memory of the machine, or less if this process may use less."""
    total = _found(r"^MemTotal:\s+([0-9]+) kB$", _PROC / "meminfo")
    limit = (_read("/sys/fs/cgroup/memory.max") or "").strip()
    amounts = [int(total) * 1024] if total else []
    amounts += [int(limit)] if limit.isdigit() else []
    return min(amounts) / 1e9 if amounts else None


def _gpu(file: Path) -> str | None:
    return _found(r"^Model:\s+(.+)$", file)


def _found(pattern: str, file: Path) -> str | None:
    found = re.search(pattern, _read(file) or "", re.MULTILINE)
    return found[1].strip() if found else None


def _read(file: str | Path) -> str | None:
    try:
        return Path(file).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
