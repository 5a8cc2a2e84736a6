"""The command line writes AIND's files out of our records, and overwrites nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from aind_schema.cli.convert import command
from aind_schema.dialects.tracing import leaves
from aind_schema.errors import InvalidRecord
from aind_schema.versions import LATEST

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "docs" / "demo" / "aind"
EXAMPLES = ROOT / "tests" / "examples" / LATEST


def convert(*arguments: object) -> Result:
    """Run the verb within this process."""
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


def stated(path: Path) -> dict[str, Any]:
    """Return what a file says, without the nulls at its ends, which say nothing."""
    return dict(leaves(json.loads(path.read_text(encoding="utf-8"))))


def test_files_that_were_read_are_written_back(tmp_path: Path) -> None:
    document, out, trace = tmp_path / "metadata.json", tmp_path / "out", tmp_path / "trace.json"
    assert convert(DEMO, document, "--from", "aind").exit_code == 0
    done = convert(document, out, "--to", "aind", "--report", trace)
    assert (done.exit_code, sorted(path.name for path in out.iterdir())) == (
        0,
        ["data_description.json", "subject.json"],
    )
    written = json.loads((out / "subject.json").read_text(encoding="utf-8"))
    assert written["subject_details"]["object_type"] == "Mouse subject"
    assert json.loads(trace.read_text(encoding="utf-8"))["counts"].keys() == {
        "mapped",
        "normalised",
        "restored",
        "lost",
    }


def test_the_report_of_the_reading_gives_the_files_back_as_they_were(tmp_path: Path) -> None:
    document, out, trace = tmp_path / "metadata.json", tmp_path / "out", tmp_path / "trace.json"
    convert(DEMO, document, "--from", "aind", "--report", trace)
    assert convert(document, out, "--to", "aind", "--read-report", trace).exit_code == 0
    for name in ("subject.json", "data_description.json"):
        assert stated(out / name) == stated(DEMO / name)
    assert convert(document, out, "--from", "aind", "--read-report", trace).exit_code == 2
    other = CliRunner().invoke(
        command, [str(DEMO / "subject.json"), str(out), "--to", "aind", "--read-report", str(document)]
    )
    assert isinstance(other.exception, InvalidRecord)


def test_equal_files_may_be_there_and_others_are_left_alone(tmp_path: Path) -> None:
    mouse = EXAMPLES / "subject" / "valid" / "mouse.json"
    convert(mouse, tmp_path, "--to", "aind")
    before = (tmp_path / "subject.json").read_bytes()
    assert "says something else" not in convert(mouse, tmp_path, "--to", "aind").output
    done = convert(EXAMPLES / "subject" / "valid" / "minimal.json", tmp_path, "--to", "aind")
    assert (done.exit_code, "says something else" in done.output) == (2, True)
    assert (tmp_path / "subject.json").read_bytes() == before


def test_what_is_lacking_is_told_and_fails(tmp_path: Path) -> None:
    done = convert(EXAMPLES / "subject" / "valid" / "minimal.json", tmp_path, "--to", "aind")
    assert (done.exit_code, "error[lacking] /subject/subject_details" in done.output) == (1, True)


def test_a_folder_of_records_is_written_as_one(tmp_path: Path) -> None:
    records = tmp_path / "asset"
    records.mkdir()
    for kind in ("subject", "data_description"):
        text = next((EXAMPLES / kind / "valid").glob("m*.json")).read_text(encoding="utf-8")
        (records / f"{kind}.json").write_text(text, encoding="utf-8")
    convert(records, tmp_path / "out", "--to", "aind")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["data_description.json", "subject.json"]


def test_every_record_of_a_folder_is_written_whatever_its_file_is_called(tmp_path: Path) -> None:
    records = tmp_path / "asset"
    records.mkdir()
    (records / "subject_775741.yaml").write_bytes((EXAMPLES / "subject" / "valid" / "mouse.json").read_bytes())
    (records / "quality.json").write_bytes((EXAMPLES / "quality" / "valid" / "probes.json").read_bytes())
    convert(records, tmp_path / "out", "--to", "aind")
    written = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert written == ["quality_control.json", "subject.json"]


def test_a_folder_without_records_is_an_error(tmp_path: Path) -> None:
    done = convert(tmp_path, tmp_path / "out", "--to", "aind")
    assert isinstance(done.exception, InvalidRecord)
    assert not (tmp_path / "out").exists()


def test_values_that_are_lost_in_one_way_take_one_line(tmp_path: Path) -> None:
    record = {
        "kind": "subject",
        "schema_version": LATEST,
        "subject_id": "1",
        "details": {"kind": "animal", "species": {"name": "Mus musculus"}},
        "extensions": {"lab": {"cages": ["a", "b", "c"]}},
    }
    (tmp_path / "subject.json").write_text(json.dumps(record), encoding="utf-8")
    lines = convert(tmp_path, tmp_path / "out", "--to", "aind").output.splitlines()
    assert [line for line in lines if "lost-value" in line] == [
        'warning[lost-value] /subject/extensions/lab/cages/0: "a" is not written: the other format has no field for it'
        " (and 2 more at /subject/extensions/lab/cages/*)"
    ]


def test_what_stands_beside_the_core_files_gets_a_file_of_them_all(tmp_path: Path) -> None:
    convert(EXAMPLES / "metadata" / "valid" / "bundle.json", tmp_path, "--to", "aind")
    whole = json.loads((tmp_path / "metadata.nd.json").read_text(encoding="utf-8"))
    assert whole["subject"] == json.loads((tmp_path / "subject.json").read_text(encoding="utf-8"))


def test_it_is_either_from_or_to(tmp_path: Path) -> None:
    assert convert(DEMO, tmp_path / "x.json").exit_code == 2
    assert convert(DEMO, tmp_path / "x.json", "--from", "aind", "--to", "aind").exit_code == 2
    assert convert(DEMO, tmp_path / "x", "--to", "aind", "--timezone", "UTC").exit_code == 2
    assert convert(DEMO, tmp_path, "--from", "aind").exit_code == 2
    assert convert(DEMO, DEMO / "subject.json", "--to", "aind").exit_code == 2


def test_what_is_refused_is_told_once(tmp_path: Path) -> None:
    document, out, trace = tmp_path / "metadata.json", tmp_path / "out", tmp_path / "trace.json"
    convert(DEMO, document, "--from", "aind")
    convert(document, out, "--to", "aind", "--report", trace)
    script = "from aind_schema.cli import main; main()"
    line = [sys.executable, "-c", script, "convert", document, out, "--to", "aind", "--read-report", trace]
    done = subprocess.run(line, capture_output=True, encoding="utf-8", check=False)
    assert done.stderr.startswith("error[foreign-format] (document)\n  this is the report of a writing")
