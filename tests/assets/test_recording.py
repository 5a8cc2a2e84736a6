"""Steps add themselves to the record of an asset, many at once, and none is lost."""

from __future__ import annotations

import json
import math
import os
import platform
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from aind_schema import Processing, add_step, read, validate
from aind_schema.assets import stamping
from aind_schema.assets.verifying import verify
from aind_schema.errors import InvalidRecord, Refused
from aind_schema.records.metadata import Metadata

if TYPE_CHECKING:
    from aind_schema.records.manifest import Manifest

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


def refused(asset: Path, name: str = "Sorting", **fields: Any) -> str:
    with pytest.raises(Refused) as refusal:
        add_step(asset, name, **fields)
    return refusal.value.report.problems[0].code


def test_a_stamped_asset_is_left_alone(asset: Path) -> None:
    (asset / "manifest.json").write_text("{}")
    assert refused(asset) == "asset-stamped"
    assert [path.name for path in asset.iterdir()] == ["manifest.json"]


def test_a_name_is_given_once(asset: Path) -> None:
    add_step(asset, "Sorting")
    assert refused(asset) == "process-repeated"


def test_a_step_that_runs_again_takes_the_place_of_the_former_one(asset: Path) -> None:
    noon, night = "2022-10-13T12:00:00-07:00", "2022-10-13T23:00:00-07:00"
    add_step(asset, "Sorting", parameters={"run": 1}, results={"units": 1}, started_at=noon, replace=True)
    add_step(asset, "Curation", depends_on=["Sorting"], started_at=noon, ended_at=night)
    step = add_step(asset, "Sorting", parameters={"run": 2}, replace=True)
    assert step.code is not None
    assert step.code.parameters == {"run": 2}
    assert step.results is None
    assert steps_of(asset) == ["Sorting", "Curation"]
    # What needed it is of the former run; the rules say so until that runs again too.
    assert [problem.code for problem in validate(asset).errors] == ["process-before-needed"]
    add_step(asset, "Curation", depends_on=["Sorting"], replace=True)
    assert validate(asset).ok


def test_a_step_that_replaces_one_has_to_fit_itself(asset: Path) -> None:
    held = {"kind": "processing", "schema_version": "0.1.0", "processes": [{"name": "x", "depends_on": ["gone"]}]}
    (asset / "processing.json").write_text(json.dumps(held))
    assert refused(asset, "x", depends_on=["gone"], replace=True) == "unknown-process"
    add_step(asset, "x", replace=True)
    assert validate(asset).ok


def test_yaml_is_left_to_people(asset: Path) -> None:
    (asset / "processing.yaml").write_text("kind: processing\nschema_version: 0.1.0\nprocesses: []\n")
    assert refused(asset) == "kept-by-hand"


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


LOOP: list[Any] = []
LOOP.append(LOOP)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"type": "spike-srting"}, "unknown-term"),
        ({"stage": "x"}, "unknown-term"),
        ({"no_such_field": 1}, "unknown-field"),
        ({"depends_on": ["nope"]}, "unknown-process"),
        ({"depends_on": ["Sorting"]}, "process-cycle"),
        ({"pipeline": "nope"}, "unknown-pipeline"),
        ({"started_at": "2100-01-01T00:00:00Z"}, "ends-before-start"),
        ({"parameters": {"seed": 12345678901234567890}}, "unsafe-integer"),
        ({"parameters": {"a": math.nan}}, "non-finite-number"),
        ({"results": {"a": math.inf}}, "non-finite-number"),
        ({"parameters": {"a": "\ud800"}}, "lone-surrogate"),
        ({"parameters": {"a": LOOP}}, "too-deep"),
        ({"parameters": {"a": json.loads("[" * 97 + "]" * 97)}}, "too-deep"),
        ({"parameters": {"a": object()}}, "not-json"),
        ({"code": "missing.py"}, "not-found"),
        ({"packages": ["nosuchpkg"]}, "package-missing"),
        ({"code": "https://ada:s3cret@example.org/code"}, "secret-in-url"),
        ({"inputs": ["s3://KEY:SECRET@lake/x"]}, "secret-in-url"),
        ({"pipeline": {"name": "x", "uri": "https://example.org/?token=1"}}, "secret-in-url"),
    ],
)
def test_a_step_must_fit(asset: Path, fields: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        add_step(asset, "Sorting", **fields)
    assert code in {problem.code for problem in refusal.value.report}
    assert "s3cret" not in str(refusal.value)
    assert list(asset.iterdir()) == []


def test_errors_that_were_there_before_cost_no_step(asset: Path) -> None:
    held = {"kind": "processing", "schema_version": "0.1.0", "processes": [{"name": "x", "depends_on": ["gone"]}]}
    (asset / "processing.json").write_text(json.dumps(held))
    add_step(asset, "Sorting", depends_on=["x"])
    assert steps_of(asset) == ["x", "Sorting"]


def test_a_pipeline_is_described_by_the_first_of_its_steps(asset: Path) -> None:
    pipeline = {"name": "ephys", "version": "1.4"}
    add_step(asset, "one", pipeline=pipeline)
    add_step(asset, "two", pipeline=pipeline)
    add_step(asset, "three", pipeline="ephys")
    record = read(asset / "processing.json")
    assert isinstance(record, Processing)
    assert [each.to_dict() for each in record.pipelines] == [pipeline]
    assert {step.pipeline for step in record.processes} == {"ephys"}
    assert refused(asset, "four", pipeline={"name": "ephys", "version": "1.5"}) == "pipeline-repeated"


def test_what_is_odd_about_the_surroundings_costs_no_step(asset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLURM_JOB_ID", "123 ")
    monkeypatch.setenv("GITHUB_RUN_ID", "1" * 256)
    monkeypatch.setenv("APPTAINER_CONTAINER", "/")
    monkeypatch.setattr(platform, "node", lambda: "bad\nname")
    step = add_step(asset, "Sorting")
    assert [run.id for run in step.runs if run.database in ("Slurm job", "GitHub Actions run")] == ["123"]
    assert step.code is not None
    assert step.code.to_dict()["container"] == {"engine": "apptainer"}
    assert step.resources is not None
    assert step.resources.host is None


def test_one_input_need_not_stand_in_a_list(asset: Path) -> None:
    step = add_step(asset, "Sorting", inputs="raw", outputs={"path": "sorted"})
    assert (step.to_dict()["inputs"], step.to_dict()["outputs"]) == ([{"path": "raw"}], [{"path": "sorted"}])


def test_the_name_of_the_machine_can_be_left_out(asset: Path) -> None:
    step = add_step(asset, "Sorting")
    assert step.resources is not None
    assert step.resources.host == platform.node()
    step = add_step(asset, "Curation", host=False)
    assert step.resources is not None
    assert step.resources.host is None


def test_work_by_hand_has_no_code(asset: Path) -> None:
    assert add_step(asset, "Curation", code={}).code is None


def test_code_that_is_stated_keeps_container_and_parameters(asset: Path) -> None:
    container = {"image": "lab/sorter", "digest": f"sha256:{'0' * 64}"}
    step = add_step(asset, "Sorting", code={"container": container, "parameters": {"a": 1}})
    assert step.code is not None
    assert step.code.to_dict()["container"].items() >= container.items()
    assert step.code.parameters == {"a": 1}


# ---- a stamped asset, a bundle, and other files ---------------------------------------------------------------------


@pytest.mark.parametrize("name", ["manifest.json", "manifest.yaml"])
def test_whatever_manifest_there_is_stamps_the_asset(asset: Path, name: str) -> None:
    (asset / name).symlink_to("nowhere")
    assert refused(asset) == "asset-stamped"


def test_a_step_that_comes_while_the_asset_is_stamped_is_not_lost(asset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    description = {"kind": "data_description", "schema_version": "0.1.0", "name": asset.name, "data_level": "derived"}
    description |= {"modalities": ["ecephys"], "source_assets": [{"name": RAW}]}
    (asset / "data_description.json").write_text(json.dumps(description))
    add_step(asset, "first")
    made = stamping._manifest

    def late(*arguments: Any) -> Manifest:
        add_step(asset, "late")
        return made(*arguments)

    with monkeypatch.context() as patched:
        patched.setattr(stamping, "_manifest", late)
        report = stamping.stamp(asset).report
    assert [problem.code for problem in report.errors] == ["file-changing"]
    assert stamping.stamp(asset).manifest
    assert verify(asset).report.ok
    assert steps_of(asset) == ["first", "late"]


def test_stamping_beside_jobs_tells_of_nothing_but_change(asset: Path) -> None:
    description = {"kind": "data_description", "schema_version": "0.1.0", "name": asset.name, "data_level": "derived"}
    description |= {"modalities": ["ecephys"], "source_assets": [{"name": RAW}]}
    (asset / "data_description.json").write_text(json.dumps(description))
    assert stamping.stamp(asset).manifest
    (asset / "manifest.json").unlink()  # the bundle stays, and both are written by the jobs
    job = start(asset, 0, steps=60)
    codes = set()
    while job.poll() is None and not (stamped := stamping.stamp(asset)).manifest:
        codes |= {problem.code for problem in stamped.report.errors}
    job.wait()
    assert codes <= {"file-changing"}


def test_the_bundle_goes_on_saying_the_same(asset: Path) -> None:
    (asset / "metadata.json").write_text('{"kind": "metadata", "schema_version": "0.1.0"}')
    add_step(asset, "first")
    add_step(asset, "second")
    assert validate(asset).ok
    bundle = read(asset / "metadata.json")
    assert isinstance(bundle, Metadata)
    assert bundle.processing == read(asset / "processing.json")


def test_steps_in_a_bundle_of_yaml_are_left_to_people(asset: Path) -> None:
    text = "kind: metadata\nschema_version: 0.1.0\n"
    (asset / "metadata.yaml").write_text(text)
    add_step(asset, "first")
    (asset / "processing.json").unlink()
    (asset / "metadata.yaml").write_text(
        text + "processing: {kind: processing, schema_version: 0.1.0, processes: [{name: first}]}\n"
    )
    assert refused(asset) == "kept-by-hand"


@pytest.mark.skipif(os.name == "nt", reason="needs links and permissions")
def test_a_record_behind_a_link_is_written_where_it_lies(asset: Path, tmp_path: Path) -> None:
    shared = tmp_path / "shared.json"
    shared.write_text('{"kind": "processing", "schema_version": "0.1.0", "processes": [{"name": "first"}]}')
    shared.chmod(0o664)
    (asset / "processing.json").symlink_to(shared)
    add_step(asset, "second")
    assert (asset / "processing.json").is_symlink()
    assert shared.stat().st_mode & 0o777 == 0o664
    assert steps_of(asset) == ["first", "second"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [asset.name, "shared.json"]


def test_what_is_written_is_valid(asset: Path) -> None:
    add_step(asset, "Sorting", "spike-sorting", code={"version": "1.0"}, outputs=["units.csv"])
    assert validate(asset).problems == ()
