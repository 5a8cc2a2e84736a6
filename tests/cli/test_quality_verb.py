"""`aind-schema quality` tells what the metrics of an asset come to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from aind_schema import Metadata, Quality
from aind_schema.assets.judging import NoQuality
from aind_schema.cli.quality import command
from aind_schema.errors import InvalidRecord

if TYPE_CHECKING:
    from click.testing import Result

PROBES = Path(__file__).resolve().parents[1] / "examples" / "0.1.0" / "quality" / "valid" / "probes.json"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(command, [str(each) for each in arguments])


def metric(status: str) -> dict[str, Any]:
    return {"name": "drift", "stage": "raw", "status_history": [{"status": status}]}


def quality(*statuses: str) -> Quality:
    metrics = [metric(status) for status in statuses]
    return Quality.model_validate({"kind": "quality", "schema_version": "0.1.0", "metrics": metrics})


def test_a_table_tells_the_groups() -> None:
    done = run(PROBES)
    assert done.exit_code == 1
    rows = [line.split() for line in done.output.splitlines()]
    assert rows[0] == ["by", "name", "status", "pass", "fail", "pending"]
    assert rows[1] == ["all", "fail", "3", "1", "0"]
    assert ["tag", "probe:ProbeB", "fail", "0", "1", "0"] in rows


def test_json_for_pipelines() -> None:
    told = json.loads(run(PROBES, "--format", "json").output)
    assert told["status"] == "fail"
    assert told["groups"][0] == {"by": "all", "name": None, "status": "fail", "pass": 3, "fail": 1, "pending": 0}


@pytest.mark.parametrize(("statuses", "code"), [(("pass",), 0), (("pending", "pass"), 0), (("fail",), 1), ((), 0)])
def test_only_failure_fails(tmp_path: Path, statuses: tuple[str, ...], code: int) -> None:
    quality(*statuses).write(tmp_path / "quality.json")
    done = run(tmp_path)
    assert done.exit_code == code
    assert statuses or done.output == "no metrics\n"


def test_a_bundle_holds_it_where_there_is_no_file_of_its_own(tmp_path: Path) -> None:
    Metadata(quality=quality("fail")).write(tmp_path / "metadata.json")
    assert run(tmp_path).exit_code == 1
    quality("pass").write(tmp_path / "quality.json")
    assert run(tmp_path).exit_code == 0


@pytest.mark.parametrize(
    ("statuses", "required", "code"),
    [
        (("pass",), "pass", 0),
        (("pending",), "pass", 1),
        ((), "pass", 1),
        (("pending",), "pending", 0),
        ((), "pending", 1),
    ],
)
def test_more_may_be_required(tmp_path: Path, statuses: tuple[str, ...], required: str, code: int) -> None:
    quality(*statuses).write(tmp_path / "quality.json")
    assert run(tmp_path, "--require", required).exit_code == code


def test_some_metrics_alone_or_another_moment() -> None:
    assert run(PROBES, "--tag", "ProbeA", "--modality", "ecephys").exit_code == 0
    told = json.loads(run(PROBES, "--tag", "probe:ProbeB", "--format", "json").output)
    assert (told["ok"], told["status"]) == (False, "fail")
    assert run(PROBES, "--at", "2000-01-01T00:00:00Z").exit_code == 0
    assert "is not a time" in run(PROBES, "--at", "yesterday").output
    wrong = json.loads(run(PROBES, "--tag", "probeB", "--format", "json").output)
    assert wrong["error"] == 'there is no "probeB" among the tags of these metrics; did you mean "ProbeB"?'


def test_what_can_not_be_relied_on_is_no_verdict(tmp_path: Path) -> None:
    document = quality("fail", "pass").to_dict()
    history = document["metrics"][0]["status_history"]
    history[0]["at"] = "2024-06-14T10:00:00Z"
    history.append({"status": "pass", "at": "2024-06-12T10:00:00Z"})
    (tmp_path / "quality.json").write_text(json.dumps(document), encoding="utf-8")
    done = run(tmp_path)
    assert (done.exit_code, done.output) == (1, "")
    assert isinstance(done.exception, InvalidRecord)
    told = json.loads(run(tmp_path, "--format", "json").output)
    assert (told["ok"], told["state"]) == (False, "failed")
    assert told["error"] == "the status is older than the one before it"
    (problem,) = told["problems"]
    assert (problem["code"], problem["path"]) == ("status-order", "/metrics/0/status_history/1/at")
    (tmp_path / "quality.json").rename(tmp_path / "metadata.json")
    bundle = {"kind": "metadata", "schema_version": "0.1.0", "quality": document, "name": "no name"}
    (tmp_path / "metadata.json").write_text(json.dumps(bundle), encoding="utf-8")
    (problem,) = json.loads(run(tmp_path, "--format", "json").output)["problems"]
    assert problem["path"] == "/quality/metrics/0/status_history/1/at"


def test_problems_of_a_file_stand_one_by_one(tmp_path: Path) -> None:
    (tmp_path / "quality.json").write_text('{"kind": "quality", "metrics": 7}', encoding="utf-8")
    told = json.loads(run(tmp_path, "--format", "json").output)
    assert (told["ok"], [problem["code"] for problem in told["problems"]]) == (False, ["missing-version", "wrong-type"])


def test_other_records_say_nothing_of_quality(tmp_path: Path) -> None:
    Metadata().write(tmp_path / "metadata.json")
    done = run(tmp_path)
    assert (done.exit_code, type(done.exception), "says nothing of quality" in str(done.exception)) == (
        1,
        NoQuality,
        True,
    )
