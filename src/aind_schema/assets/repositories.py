"""What git says of a script or folder."""

from __future__ import annotations

import logging
import os
import subprocess
from typing import TYPE_CHECKING, Any

from aind_schema.assets.addresses import repository

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PATIENCE_S = 30
_log = logging.getLogger(__name__)


def code_facts(place: Path) -> dict[str, Any]:
    """Say which commit of which repository a script or folder is; what it is called, if git does not have it there."""
    real = place.resolve()
    if facts := _commit_facts(real):
        return facts
    # Only the name: the folders above it are those of this machine. Of "." nobody stated a name.
    name = "" if place.name == ".." else place.name
    return {"entry_point": real.name} if real.is_file() else {"name": name} if name else {}


def _commit_facts(real: Path) -> dict[str, Any]:
    folder, name = (real, ".") if real.is_dir() else (real.parent, real.name)
    top = next((each for each in (folder, *folder.parents) if os.path.lexists(each / ".git")), None)
    if top is None or (commit := _git(folder, "rev-parse", "--verify", "HEAD", tell=True)) is None:
        return {}
    if _git(folder, "ls-files", "--error-unmatch", "--", name) is None:
        return {}  # it lies in the repository, and is no part of it
    changed = _git(folder, "status", "--porcelain", "--untracked-files=no")
    facts = {
        "uri": next(_addresses(folder), None),
        "version": _git(folder, "describe", "--tags", "--exact-match"),
        "commit": commit,
        "uncommitted_changes": None if changed is None else bool(changed),
        "entry_point": real.relative_to(top).as_posix() if real.is_file() else None,
    }
    return {name: value for name, value in facts.items() if value is not None}


def _addresses(folder: Path) -> Iterator[str]:
    """Yield where the repository comes from, as others may see it; its origin first."""
    remotes = (_git(folder, "remote") or "").split()
    for name in sorted(remotes, key=lambda name: name != "origin"):
        if address := repository(_git(folder, "remote", "get-url", name) or ""):
            yield address


def _git(folder: Path, *arguments: str, tell: bool = False) -> str | None:
    """Ask git; None where it has no answer, which may be told to whoever looks on."""
    command = ["git", "-C", str(folder), *arguments]
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(
            command, capture_output=True, encoding="utf-8", env=environment, timeout=_PATIENCE_S, check=False
        )
        if done.returncode == 0:
            return done.stdout.strip()
        reason = done.stderr.strip().partition("\n")[0]
    except (OSError, UnicodeDecodeError, subprocess.TimeoutExpired) as error:
        reason = f"no answer within {_PATIENCE_S} s" if isinstance(error, subprocess.TimeoutExpired) else str(error)
        tell = True
    if tell:
        _log.warning("git does not tell which commit %s is of: %s", folder, reason)
    return None
