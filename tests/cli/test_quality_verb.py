"""`aind-schema quality` tells what the metrics of an asset come to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from aind_schema import Metadata, Quality
from aind_schema.cli.quality import command

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
    assert ["tag", "ProbeB", "fail", "0", "1", "0"] in rows


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


def test_other_records_say_nothing_of_quality(tmp_path: Path) -> None:
    Metadata().write(tmp_path / "metadata.json")
    done = run(tmp_path)
    assert done.exit_code == 1
    assert "says nothing of quality" in done.output
