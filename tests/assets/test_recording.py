"""Steps add themselves to the record of an asset, many at once, and none is lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from aind_schema import Processing, add_step, read, validate
from aind_schema.assets.recording import Unrecordable
from aind_schema.errors import InvalidRecord

RAW = "ecephys_625463_2022-10-06_10-14-25"
JOBS, STEPS = 16, 5

_JOB = """
import sys
from aind_schema import add_step
for step in range(int(sys.argv[3])):
    add_step(sys.argv[1], f"job {sys.argv[2]} step {step}", "spike-sorting", parameters={"step": step})
"""


@pytest.fixture
def asset(tmp_path: Path) -> Path:
    folder = tmp_path / f"{RAW}_sorted_2022-10-12_23-10-01"
    folder.mkdir()
    return folder


def steps_of(asset: Path) -> list[str]:
    record = read(asset / "processing.json")
    assert isinstance(record, Processing)
    return [process.name for process in record.processes]


def start(asset: Path, job: int, steps: int = STEPS) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", _JOB, str(asset), str(job), str(steps)])


def test_a_step_knows_itself(asset: Path) -> None:
    parameters = {"level": 5, "labels": ["good", None], "nested": {}}
    step = add_step(
        asset, "Sorting", "spike-sorting", parameters=parameters, packages=["pydantic"], inputs=[RAW], outputs=["units"]
    )
    assert step.code is not None
    assert (step.code.language, step.code.parameters) == ("Python", parameters)
    assert step.resources is not None
    assert step.ended_at is not None
    assert step.to_dict()["inputs"] == [{"asset": {"name": RAW}}]
    assert step.to_dict()["outputs"] == [{"path": "units"}]
    assert steps_of(asset) == ["Sorting"]
    assert [path.name for path in asset.iterdir()] == ["processing.json"]


def test_what_is_stated_wins_over_what_is_found(asset: Path) -> None:
    code = {"version": "1.0"}
    step = add_step(asset, "Sorting", code=code, resources=None, runs=[], depends_on=[], notes="by hand")
    assert step.to_dict()["code"]["version"] == "1.0"
    assert step.resources is None
    assert step.to_dict()["depends_on"] == []


def test_steps_come_one_after_another(asset: Path) -> None:
    add_step(asset, "one")
    add_step(asset, "two", depends_on=["one"])
    assert steps_of(asset) == ["one", "two"]


def test_many_jobs_add_at_once_and_no_step_is_lost(asset: Path) -> None:
    jobs = [start(asset, job) for job in range(JOBS)]
    assert [job.wait(120) for job in jobs] == [0] * JOBS
    steps = steps_of(asset)
    assert sorted(steps) == sorted(f"job {job} step {step}" for job in range(JOBS) for step in range(STEPS))
    for job in range(JOBS):
        own = [name for name in steps if name.startswith(f"job {job} ")]
        assert own == sorted(own)
    assert [path.name for path in asset.iterdir()] == ["processing.json"]


@pytest.mark.skipif(os.name == "nt", reason="needs signals")
def test_a_job_that_is_killed_leaves_a_whole_record(asset: Path) -> None:
    add_step(asset, "first")
    job = start(asset, 0, steps=10_000)
    while len(steps_of(asset)) < 5:
        time.sleep(0.01)
    job.send_signal(signal.SIGKILL)
    job.wait()
    assert steps_of(asset)[0] == "first"


def test_an_invalid_record_is_refused_and_stays(asset: Path) -> None:
    text = '{"kind": "processing", "schema_version": "0.1.0", "processes": [{"nam": "x"}]}'
    (asset / "processing.json").write_text(text)
    with pytest.raises(InvalidRecord):
        add_step(asset, "Sorting")
    assert (asset / "processing.json").read_text() == text


def refused(asset: Path, name: str = "Sorting") -> str:
    with pytest.raises(Unrecordable) as refusal:
        add_step(asset, name)
    return refusal.value.report.problems[0].code


def test_a_stamped_asset_is_left_alone(asset: Path) -> None:
    (asset / "manifest.json").write_text("{}")
    assert refused(asset) == "already-stamped"
    assert [path.name for path in asset.iterdir()] == ["manifest.json"]


def test_a_name_is_given_once(asset: Path) -> None:
    add_step(asset, "Sorting")
    assert refused(asset) == "process-repeated"


def test_yaml_is_left_to_people(asset: Path) -> None:
    (asset / "processing.yaml").write_text("kind: processing\nschema_version: 0.1.0\nprocesses: []\n")
    assert refused(asset) == "not-json"


def test_another_record_under_the_name_is_refused(asset: Path) -> None:
    (asset / "processing.json").write_text('{"kind": "subject", "schema_version": "0.1.0", "subject_id": "1"}')
    with pytest.raises(InvalidRecord, match="misnamed-file"):
        add_step(asset, "Sorting")


def test_there_must_be_a_folder(asset: Path) -> None:
    assert refused(asset / "missing") == "not-found"
    assert not (asset / "missing").exists()


def test_steps_that_only_the_bundle_holds_are_taken_over(asset: Path) -> None:
    held = {"kind": "processing", "schema_version": "0.1.0", "processes": [{"name": "first"}]}
    bundle = {"kind": "metadata", "schema_version": "0.1.0", "processing": held}
    (asset / "metadata.json").write_text(json.dumps(bundle))
    add_step(asset, "second")
    assert steps_of(asset) == ["first", "second"]


@pytest.mark.parametrize("fields", [{"type": "spike-srting"}, {"stage": "x"}, {"no_such_field": 1}])
def test_a_step_must_fit(asset: Path, fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        add_step(asset, "Sorting", **fields)
    assert list(asset.iterdir()) == []


def test_what_is_written_is_valid(asset: Path) -> None:
    add_step(asset, "Sorting", "spike-sorting", code={"version": "1.0"}, outputs=["units.csv"])
    assert validate(asset).problems == ()
