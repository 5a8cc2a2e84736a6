"""What a process finds out about itself, and what it leaves alone."""

from __future__ import annotations

import os
import platform
import shutil
import socket
import subprocess
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from aind_schema.assets import surroundings
from aind_schema.errors import UnknownTerm

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    (folder / "code").mkdir(parents=True)
    (folder / "code" / "run.py").write_text("print()\n")
    for command in (
        ["init", "--quiet"],
        ["add", "."],
        ["-c", "user.name=x", "-c", "user.email=x@x.org", "commit", "--quiet", "-m", "first"],
        ["remote", "add", "origin", "https://ada:secret@example.org/lab/code.git"],
    ):
        subprocess.run(["git", "-C", str(folder), *command], check=True)
    return folder


@needs_git
def test_git_knows_repository_and_commit(repository: Path) -> None:
    facts = surroundings.code_facts(repository / "code" / "run.py")
    commit = facts.pop("commit")
    assert len(commit) == 40
    assert facts == {
        "uri": "https://example.org/lab/code.git",
        "uncommitted_changes": False,
        "entry_point": "code/run.py",
    }


@needs_git
def test_changes_and_tags_are_seen(repository: Path) -> None:
    subprocess.run(["git", "-C", str(repository), "tag", "v1.2"], check=True)
    (repository / "code" / "run.py").write_text("print(1)\n")
    facts = surroundings.code_facts(repository)
    assert (facts["version"], facts["uncommitted_changes"]) == ("v1.2", True)


@pytest.mark.parametrize(
    ("remote", "uri"),
    [
        ("https://token@github.com/lab/code.git", "https://github.com/lab/code.git"),
        ("https://github.com/lab/code.git?key=1", "https://github.com/lab/code.git"),
        ("git@github.com:lab/code.git", "ssh://github.com/lab/code.git"),
        ("ssh://git@host:22/lab/code.git", "ssh://host:22/lab/code.git"),
        ("/home/ada/code", None),
        ("file:///home/ada/code", None),
        (None, None),
    ],
)
def test_addresses_lose_what_is_secret_or_private(remote: str | None, uri: str | None) -> None:
    assert surroundings._without_credentials(remote) == uri


def test_without_a_repository_nothing_is_said(tmp_path: Path) -> None:
    assert surroundings.code_facts(tmp_path) == {}


def test_packages_have_versions() -> None:
    facts = surroundings.language_facts(["pydantic"])
    assert facts["language_version"] == platform.python_version()
    assert facts["packages"][0]["version"]
    with pytest.raises(UnknownTerm, match='did you mean "pydantic"'):
        surroundings.language_facts(["pydantik"])


def test_runs_and_images_are_read_from_the_environment() -> None:
    assert surroundings.run_facts({"SLURM_JOB_ID": "7", "CO_CAPSULE_ID": ""}) == [{"database": "Slurm job", "id": "7"}]
    image = {"APPTAINER_CONTAINER": "/home/ada/images/sorter.sif"}
    assert surroundings.container_facts(image) == {"engine": "apptainer", "image": "sorter.sif"}


def test_the_machine_is_described_and_not_named() -> None:
    facts = surroundings.machine_facts()
    assert facts["architecture"] == platform.machine()
    assert facts["cpu_cores"] >= 1
    assert socket.gethostname() not in facts.values()


@needs_proc
def test_a_process_began_before_now() -> None:
    began = surroundings.started_at(os.getpid())
    assert began is not None
    assert began.utcoffset() is not None
    assert timedelta(0) <= datetime.now().astimezone() - began < timedelta(days=1)
    assert surroundings.started_at(2**22 + 1) is None
