"""`derive` and `lineage`, run as people and pipelines run them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

DEMO = Path(__file__).resolve().parents[2] / "docs" / "demo"
RAW = "ecephys_625463_2022-10-06_10-14-25"
SORTED = f"{RAW}_sorted_2022-10-12_23-10-01"
CURATED = f"{SORTED}_curated_2022-11-01_09-00-00"
AT = "2022-10-12T23:10:01-07:00"


def run(*arguments: object, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own; whatever happens, it prints no traceback."""
    done = subprocess.run(
        [sys.executable, "-c", "from aind_schema.cli import main; main()", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        cwd=cwd,
        env={**os.environ, "COLUMNS": "80", "PYTHONUTF8": "1", **environment},
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    """Return a folder with a recording, what was sorted from it, and what was curated from that."""
    shutil.copytree(DEMO / RAW, tmp_path / RAW)
    assert run("derive", RAW, "sorted", ".", "--made-at", AT, cwd=tmp_path).stdout == f"{SORTED}\n"
    done = run("derive", SORTED, "curated", ".", "--made-at", "2022-11-01T09:00:00-07:00", cwd=tmp_path)
    assert done.stdout == f"{CURATED}\n"
    return tmp_path


def test_what_is_derived_is_valid_and_can_be_stamped(lake: Path) -> None:
    done = run("validate", ".", cwd=lake)
    assert done.stdout.startswith("9 files")
    assert done.stdout.endswith("no problems\n")
    assert run("stamp", CURATED, cwd=lake).returncode == 0


def test_deriving_for_a_pipeline(lake: Path) -> None:
    done = run("derive", RAW, "sorted", "results", "--made-at", AT, "--format", "json", cwd=lake)
    told = json.loads(done.stdout)
    assert (told["ok"], told["folder"], told["name"]) == (True, f"results/{SORTED}", SORTED)
    done = run("derive", "results", "sorted", ".", "--format", "json", cwd=lake)
    assert done.returncode == 1
    told = json.loads(done.stdout)
    assert (told["ok"], told["folder"], told["problems"][0]["code"]) == (False, None, "no-description")


@pytest.mark.parametrize(
    ("time", "hint"),
    [
        ("2022-10-12T23:10:01", "has no offset from UTC; write 2022-10-12T23:10:01-07:00, or 2022-10-12T23:10:01Z"),
        ("2022-10-12", "is not a time; write it like 2022-10-12T23:10:01-07:00"),
        ("2022-02-30T23:10:01Z", "is not a time"),
        ("2022-10-12T23:10:01+15:00", "is not a time"),
        ("", "is not a time"),
    ],
)
def test_a_time_needs_its_offset(tmp_path: Path, time: str, hint: str) -> None:
    done = run("derive", RAW, "sorted", ".", "--made-at", time, cwd=tmp_path)
    assert done.returncode == 2
    assert hint in " ".join(done.stderr.split())


@pytest.mark.parametrize(
    ("parent", "process", "told"),
    [
        ("nowhere", "sorted", "error: nowhere: No such file or directory\n"),
        (RAW, "kilosort 2", "the character ' ' is white space; use letters, digits and hyphens\n"),
        (RAW, "sorted", f"error: {SORTED}: there is something of this name already\n"),
        ("s4://lake/x", "sorted", "error: s4://lake/x: no store is opened by s4://; there are s3://, file://\n"),
    ],
)
def test_what_cannot_be_derived_is_told_in_a_line(lake: Path, parent: str, process: str, told: str) -> None:
    done = run("derive", parent, process, ".", "--made-at", AT, cwd=lake)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.endswith(told)


def test_the_way_back_is_a_tree(lake: Path) -> None:
    done = run("lineage", CURATED, cwd=lake)
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        CURATED,
        "│  derived by curated",
        f"└─ {SORTED}",
        "   │  derived by sorted",
        f"   └─ {RAW}  raw, 2022-10-06",
    ]


def test_in_a_terminal_without_lines_they_are_plain(lake: Path) -> None:
    done = run("lineage", SORTED, cwd=lake, PYTHONUTF8="0", PYTHONIOENCODING="ascii", COLUMNS="70")
    assert done.stdout.splitlines() == [SORTED, "|  derived by sorted", f"`- {RAW}  raw, 2022-10-06"]


def test_what_is_missing_and_what_is_elsewhere(lake: Path) -> None:
    shutil.move(lake / RAW, lake / "other" / RAW)
    done = run("lineage", SORTED, cwd=lake)
    assert done.returncode == 1
    assert "error[parent-missing]" in done.stdout
    assert done.stdout.splitlines()[-2:] == [f"{SORTED}  derived by sorted", f"└─ {RAW}  not found"]
    done = run("lineage", SORTED, "--in", "other", cwd=lake)
    assert done.returncode == 0
    assert " ".join(done.stdout.split()).endswith(f"raw, 2022-10-06, in {lake}/other")
    (lake / "other" / RAW).rename(lake / "other" / "mounted")
    done = run("lineage", SORTED, "--in", "nothing", "--in", "other/mounted", cwd=lake)
    assert (done.returncode, done.stderr) == (1, "error: nothing: there is no such folder to look in\n")
    done = run("lineage", SORTED, "--in", "other/mounted", cwd=lake)
    assert done.stdout.endswith("raw, 2022-10-06, at other/mounted\n")


def write(lake: Path, name: str, *sources: str, level: str = "derived") -> None:
    (lake / name).mkdir()
    description = {"kind": "data_description", "schema_version": "0.1.0", "name": name, "data_level": level}
    description |= {"modalities": ["ecephys"], "source_assets": [{"name": each} for each in sources]}  # type: ignore[dict-item]
    (lake / name / "data_description.json").write_text(json.dumps(description))


def test_each_asset_is_told_once(lake: Path) -> None:
    write(lake, "merged", CURATED, "simulated", SORTED)
    write(lake, "simulated", level="simulated")
    done = run("lineage", "merged", cwd=lake)
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "merged  derived",
        f"├─ {CURATED}",
        "│  │  derived by curated",
        f"│  └─ {SORTED}",
        "│     │  derived by sorted",
        f"│     └─ {RAW}  raw, 2022-10-06",
        "├─ simulated  simulated",
        f"└─ {SORTED}  see above",
    ]


def test_a_circle_ends_where_it_closes(tmp_path: Path) -> None:
    write(tmp_path, "a", "b")
    write(tmp_path, "b", "a")
    done = run("lineage", "a", cwd=tmp_path)
    assert done.returncode == 1
    assert 'the sources lead in a circle: "a", made from "b", made from "a"' in done.stdout
    assert done.stdout.splitlines()[-3:] == ["a  derived", "└─ b  derived", "   └─ a  a circle, see above"]


def test_a_long_chain_goes_down_and_not_off_the_screen(tmp_path: Path) -> None:
    write(tmp_path, "0", level="raw")
    for i in range(50):
        write(tmp_path, str(i + 1), str(i))
    done = run("lineage", "50", cwd=tmp_path)
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert len(lines) == 51
    assert max(map(len, lines)) <= 60


def test_the_way_back_for_a_pipeline(lake: Path) -> None:
    shutil.rmtree(lake / RAW)
    done = run("lineage", (lake / SORTED).as_uri(), "--format", "json", cwd=lake)
    assert done.returncode == 1
    told = json.loads(done.stdout)
    assert told["name"] == SORTED
    assert [problem["code"] for problem in told["problems"]] == ["parent-missing"]
    assert told["edges"] == [{"asset": SORTED, "source": RAW}]
    assert told["nodes"] == [
        {
            "name": SORTED,
            "place": (lake / SORTED).as_uri(),
            "level": "derived",
            "process": "sorted",
            "made_at": "2022-10-12T23:10:01-07:00",
        },
        {"name": RAW, "place": None, "level": None, "process": None, "made_at": "2022-10-06T10:14:25"},
    ]


def test_what_names_hide_is_shown(tmp_path: Path) -> None:
    write(tmp_path, "a", "b\u202egnp")
    assert "b\\u202egnp  not found" in run("lineage", "a", cwd=tmp_path).stdout
