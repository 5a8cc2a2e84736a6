"""`processing add`, run as a shell script runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ASSET = "ecephys_625463_2022-10-06_10-14-25_sorted_2022-10-12_23-10-01"


def run(*arguments: str, cwd: Path, given: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    (cwd / ASSET).mkdir(exist_ok=True)
    done = subprocess.run(
        [sys.executable, "-c", "from aind_schema.cli import main; main()", "processing", "add", ASSET, *arguments],
        capture_output=True,
        input=given,
        encoding="utf-8",
        cwd=cwd,
        env={**os.environ, "COLUMNS": "80", "PYTHONUTF8": "1", **environment},
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done


def written(cwd: Path) -> list[dict[str, Any]]:
    steps: list[dict[str, Any]] = json.loads((cwd / ASSET / "processing.json").read_text())["processes"]
    return steps


def test_a_step_is_added(tmp_path: Path) -> None:
    done = run(
        *("--name", "Sorting", "--type", "spike-sorting", "--stage", "processing", "--person", "Ada Lovelace"),
        *("--container", f"ghcr.io:443/lab/sorter:1.2@sha256:{'0' * 64}", "--version", "1.2"),
        *("--parameters", "-", "--input", "s3://lake/x.csv", "--output", "units.csv", "--notes", "fine"),
        *("--start", "2022-10-12T23:10:01-07:00", "--end", "2022-10-13T00:00:00-07:00"),
        cwd=tmp_path,
        given='{"level": 5}',
        SLURM_JOB_ID="77",
    )
    assert done.stdout == f"{ASSET}/processing.json: added Sorting\n"
    (step,) = written(tmp_path)
    assert step.pop("resources")["architecture"]
    assert {"database": "Slurm job", "id": "77"} in step.pop("runs")
    step["code"]["container"].pop("engine", None)
    assert step == {
        "name": "Sorting",
        "type": "spike-sorting",
        "stage": "processing",
        "code": {
            "version": "1.2",
            "container": {"image": "ghcr.io:443/lab/sorter", "tag": "1.2", "digest": f"sha256:{'0' * 64}"},
            "parameters": {"level": 5},
        },
        "experimenters": [{"name": "Ada Lovelace"}],
        "started_at": "2022-10-12T23:10:01-07:00",
        "ended_at": "2022-10-13T00:00:00-07:00",
        "inputs": [{"location": "s3://lake/x.csv"}],
        "outputs": [{"path": "units.csv"}],
        "notes": "fine",
    }


def test_a_graph_is_told_by_what_came_before(tmp_path: Path) -> None:
    assert run("--name", "one", "--first", cwd=tmp_path).returncode == 0
    assert run("--name", "two", "--after", "one", cwd=tmp_path).returncode == 0
    assert [step["depends_on"] for step in written(tmp_path)] == [[], ["one"]]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_the_script_that_calls_tells_when_it_began(tmp_path: Path) -> None:
    assert run("--name", "one", "--start", str(os.getpid()), cwd=tmp_path).returncode == 0
    assert written(tmp_path)[0]["started_at"]


def test_settings_may_be_yaml(tmp_path: Path) -> None:
    (tmp_path / "settings.yaml").write_text("level: 5\n")
    run("--name", "one", "--parameters", "settings.yaml", "--results", "-", cwd=tmp_path, given='{"units": 3}')
    (step,) = written(tmp_path)
    assert (step["code"]["parameters"], step["results"]) == ({"level": 5}, {"units": 3})


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--start", "\u00b2"], "is not a time"),
        (["--end", str(os.getpid())], "is not a time"),
        (["--after", "one", "--first"], "--first says that it needed no other step"),
        (["--no-code", "--version", "1"], "--no-code says that no code was run"),
        (["--pipeline-version", "1"], "give the pipeline a name"),
        (["--start", "2022-10-12T23:10:01"], "has no offset from UTC; write 2022-10-12T23:10:01-07:00"),
        (["--start", "99999999"], "no process 99999999 can be asked when it began"),
        (["--container", "@"], "is no image"),
    ],
)
def test_wrong_usage_is_told(tmp_path: Path, arguments: list[str], told: str) -> None:
    done = run("--name", "one", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert told in " ".join(done.stderr.split())
    assert list((tmp_path / ASSET).iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "given", "code", "path"),
    [
        (["--type", "spike-srting"], "", "unknown-term", "/processes/0/type"),
        (["--stage", "x"], "", "unknown-term", "/processes/0/stage"),
        (["--parameters", "-"], "", "empty-file", ""),
        (["--parameters", "-"], '{"a": NaN}', "non-finite-number", "/a"),
        (["--parameters", "-"], '{"a": 1, "a": 2}', "duplicate-key", "/a"),
        (["--parameters", "-"], "[1]", "wrong-type", "/processes/0/code/parameters"),
        (["--results", "missing.json"], "", "not-found", ""),
        (["--package", "nosuchpkg"], "", "package-missing", ""),
        (["--after", "nope"], "", "unknown-process", "/processes/0/depends_on/0"),
        (["--input", "https://ada:s3cret@example.org/x"], "", "secret-in-url", "/inputs/0/location"),
    ],
)
def test_what_is_wrong_is_told_as_a_report(
    tmp_path: Path, arguments: list[str], given: str, code: str, path: str
) -> None:
    done = run("--name", "one", "--format", "json", *arguments, cwd=tmp_path, given=given)
    assert done.returncode == 1
    problem = json.loads(done.stdout)["problems"][0]
    assert (problem["code"], problem["path"]) == (code, path)
    assert "s3cret" not in done.stdout + done.stderr
    assert list((tmp_path / ASSET).iterdir()) == []


def test_a_lab_may_have_stages_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("vocabulary: process_stage\nnamespace: lab\nterms: [{name: own}]\n")
    done = run("--name", "one", "--stage", "lab:own", "--vocabulary", "own.yaml", cwd=tmp_path)
    assert done.returncode == 0, done.stderr + done.stdout
    assert written(tmp_path)[0]["stage"] == "lab:own"


def test_code_may_be_told_by_its_url_and_a_pipeline_by_its_version(tmp_path: Path) -> None:
    done = run(
        *("--name", "one", "--code", "https://example.org/sorter", "--code-name", "sorter", "--version", "2.5"),
        *("--commit", "3f2a9c1", "--package", "pydantic", "--package", "kilosort==2.5", "--no-host"),
        *("--pipeline", "ephys", "--pipeline-version", "1.4", "--pipeline-url", "https://example.org/ephys"),
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stdout
    (step,) = written(tmp_path)
    code = step["code"]
    assert (code["name"], code["uri"], code["commit"]) == ("sorter", "https://example.org/sorter", "3f2a9c1")
    assert (code["language"], code["packages"][1]) == ("Python", {"name": "kilosort", "version": "2.5"})
    assert "host" not in step["resources"]
    assert step["pipeline"] == "ephys"


def test_work_by_hand_has_no_code(tmp_path: Path) -> None:
    assert run("--name", "one", "--no-code", cwd=tmp_path).returncode == 0
    assert "code" not in written(tmp_path)[0]


def test_a_script_outside_of_git_is_told_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "sort.py").write_text("print()\n")
    assert run("--name", "one", "--code", str(tmp_path / "sort.py"), cwd=tmp_path).returncode == 0
    assert written(tmp_path)[0]["code"]["entry_point"] == "sort.py"
    assert str(tmp_path) not in json.dumps(written(tmp_path))


def test_a_job_that_runs_again_replaces_its_step(tmp_path: Path) -> None:
    for notes in ("first", "second"):
        assert run("--name", "one", "--notes", notes, "--replace", cwd=tmp_path).returncode == 0
    assert [step["notes"] for step in written(tmp_path)] == ["second"]


def test_a_refusal_is_a_report(tmp_path: Path) -> None:
    assert run("--name", "one", cwd=tmp_path).returncode == 0
    done = run("--name", "one", "--format", "json", cwd=tmp_path)
    told = json.loads(done.stdout)
    assert (done.returncode, told["ok"], told["step"]) == (1, False, None)
    assert told["problems"][0]["code"] == "process-repeated"
