"""What git says of the code that ran."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from aind_schema.assets.repositories import code_facts

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")


def git(folder: Path, *command: str) -> None:
    subprocess.run(["git", "-C", str(folder), *command], check=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    (folder / "code").mkdir(parents=True)
    (folder / "code" / "run.py").write_text("print()\n")
    (folder / ".gitignore").write_text(".venv\n")
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "-c", "user.name=x", "-c", "user.email=x@x.org", "commit", "--quiet", "-m", "first")
    git(folder, "remote", "add", "origin", "https://ada:secret@example.org/lab/code.git")
    return folder


def test_git_knows_repository_and_commit(repository: Path) -> None:
    facts = code_facts(repository / "code" / "run.py")
    commit = facts.pop("commit")
    assert len(commit) == 40
    assert facts == {
        "uri": "https://example.org/lab/code.git",
        "uncommitted_changes": False,
        "entry_point": "code/run.py",
    }


def test_changes_and_tags_are_seen(repository: Path) -> None:
    git(repository, "tag", "v1.2")
    (repository / "code" / "run.py").write_text("print(1)\n")
    facts = code_facts(repository)
    assert (facts["version"], facts["uncommitted_changes"]) == ("v1.2", True)


@pytest.mark.parametrize("path", ["code/new.py", ".venv/bin/tool"])
def test_of_what_git_does_not_have_only_the_name_is_noted(repository: Path, path: str) -> None:
    script = repository / path
    script.parent.mkdir(parents=True, exist_ok=True)
    script.write_text("print()\n")
    assert code_facts(script) == {"entry_point": script.name}
    if path.startswith("."):
        assert code_facts(script.parent) == {"name": "bin"}


def test_a_link_to_a_script_means_what_it_leads_to(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "run.py").symlink_to(repository / "code" / "run.py")
    assert code_facts(tmp_path / "run.py")["entry_point"] == "code/run.py"
    (tmp_path / "outside.py").write_text("print()\n")
    (repository / "outside.py").symlink_to(tmp_path / "outside.py")
    assert code_facts(repository / "outside.py") == {"entry_point": "outside.py"}


def test_another_remote_than_origin_will_do(repository: Path) -> None:
    git(repository, "remote", "rename", "origin", "upstream")
    git(repository, "remote", "add", "disk", "/home/ada/code")
    assert code_facts(repository)["uri"] == "https://example.org/lab/code.git"


@pytest.mark.parametrize("place", [".", ".."])
def test_a_folder_whose_name_nobody_stated_has_none(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.chdir(tmp_path)
    assert code_facts(Path(place)) == {}
    assert caplog.messages == []


def test_it_is_told_why_git_keeps_silent(
    repository: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("PATH", "")
    assert code_facts(repository) == {"name": "repository"}
    assert "git does not tell which commit" in caplog.text
