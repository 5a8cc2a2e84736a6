"""What a process can find out about itself: its code, its container, the machine, the run that it is part of.

Nothing here names a person or a machine: host names, user names and paths of homes are not read.
"""

from __future__ import annotations

import os
import platform
import re
import subprocess
from datetime import datetime, timezone
from importlib import metadata
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

from aind_schema.errors import UnknownTerm
from aind_schema.spelling import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: The variables in which workflow systems name the run, with what each of them is an id of.
RUNS = {
    "SLURM_JOB_ID": "Slurm job",
    "SLURM_ARRAY_TASK_ID": "Slurm array task",
    "PBS_JOBID": "PBS job",
    "LSB_JOBID": "LSF job",
    "CO_CAPSULE_ID": "Code Ocean capsule",
    "CO_COMPUTATION_ID": "Code Ocean computation",
    "NXF_SESSION_ID": "Nextflow session",
    "TOWER_WORKFLOW_ID": "Seqera Platform workflow",
    "AWS_BATCH_JOB_ID": "AWS Batch job",
    "AIRFLOW_CTX_DAG_RUN_ID": "Airflow run",
    "GITHUB_RUN_ID": "GitHub Actions run",
}

_PROC = Path("/proc")
_IN_CONTAINER = re.compile(r"docker|containerd|kubepods|libpod")
_GIT_PATIENCE_S = 30


def code_facts(place: Path) -> dict[str, Any]:
    """Say which commit of which repository a script or folder is, if git knows it."""
    folder = place if place.is_dir() else place.parent
    root = _git(folder, "rev-parse", "--show-toplevel")
    if root is None:
        return {}
    facts: dict[str, Any] = {"uri": _without_credentials(_git(folder, "remote", "get-url", "origin"))}
    facts["version"] = _git(folder, "describe", "--tags", "--exact-match")
    if commit := _git(folder, "rev-parse", "HEAD"):
        changed = _git(folder, "status", "--porcelain", "--untracked-files=no")
        facts |= {"commit": commit, "uncommitted_changes": None if changed is None else bool(changed)}
    if place.is_file():
        facts["entry_point"] = place.resolve().relative_to(Path(root).resolve()).as_posix()
    return _stated(facts)


def language_facts(packages: Iterable[str]) -> dict[str, Any]:
    """Say which Python runs this, and which versions of some packages it has.

    Raises
    ------
    UnknownTerm
        If a package is not installed.
    """
    found = [{"name": name, "version": _version(name)} for name in packages]
    facts = {"language": "Python", "language_version": platform.python_version()}
    return {**facts, "packages": found} if found else facts


def container_facts(environment: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Say which container this runs in; of most only that they are one can be seen from inside."""
    for engine in ("APPTAINER", "SINGULARITY"):
        if image := environment.get(f"{engine}_CONTAINER"):
            return {"engine": engine.lower(), "image": PurePosixPath(image).name}
    podman = _read("/run/.containerenv")
    if podman is not None:
        found = re.search(r'^image="([^"\n]+)"$', podman, re.MULTILINE)
        return _stated({"engine": "podman", "image": found[1] if found else None})
    if Path("/.dockerenv").exists():
        return {"engine": "docker"}
    found = _IN_CONTAINER.search(_read(_PROC / "1" / "cgroup") or "")
    return {"engine": {"libpod": "podman", "kubepods": "kubernetes"}.get(found[0], found[0])} if found else {}


def machine_facts() -> dict[str, Any]:
    """Say what the machine is, and how much of it this process may use."""
    facts = {
        "os": " ".join(filter(None, (platform.system(), platform.release()))),
        "architecture": platform.machine(),
        "cpu_model": _found(r"^model name\s*: (.+)$", _PROC / "cpuinfo"),
        "cpu_cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "memory_gb": _memory_gb(),
        "gpu_model": next(filter(None, map(_gpu, sorted(_PROC.glob("driver/nvidia/gpus/*/information")))), None),
    }
    return _stated(facts)


def run_facts(environment: Mapping[str, str] = os.environ) -> list[dict[str, str]]:
    """Name the runs of workflow systems that this process is part of."""
    return [{"database": what, "id": environment[name]} for name, what in RUNS.items() if environment.get(name)]


def started_at(process: int) -> datetime | None:
    """Return when a running process of this machine began; None where the system does not tell."""
    stat, booted = _read(_PROC / str(process) / "stat"), _found(r"^btime ([0-9]+)$", _PROC / "stat")
    if stat is None or booted is None:
        return None
    # The second field is a name in brackets, which may hold anything; this is the 22nd.
    ticks = int(stat.rpartition(")")[2].split()[19])
    seconds = int(booted) + ticks / os.sysconf("SC_CLK_TCK")
    return datetime.fromtimestamp(seconds, timezone.utc).astimezone().replace(microsecond=0)


def _git(folder: Path, *arguments: str) -> str | None:
    """Ask git; None where it has no answer, or is not installed."""
    command = ["git", "-C", str(folder), *arguments]
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(
            command, capture_output=True, encoding="utf-8", env=environment, timeout=_GIT_PATIENCE_S, check=False
        )
    except (OSError, UnicodeDecodeError, subprocess.TimeoutExpired):
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def _without_credentials(remote: str | None) -> str | None:
    """Leave out the password or token that some put into the address of a repository; a path is none of others'."""
    if not remote:
        return None
    if "://" not in remote:
        found = re.fullmatch(r"(?:[^@/\s]+@)?([^:/\s]+):(?!/)(\S+)", remote)
        return f"ssh://{found[1]}/{found[2]}" if found else None
    parts = urlsplit(remote)
    return (
        None
        if parts.scheme == "file"
        else urlunsplit((*parts[:1], parts.netloc.rpartition("@")[2], parts.path, "", ""))
    )


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        installed = [name for each in metadata.distributions() if (name := each.metadata["Name"])]
        raise UnknownTerm("installed packages", package, nearest(package, installed)) from None


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


def _stated(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if value not in (None, "")}
