"""The command line, run as people and pipelines run it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

DEMO = Path(__file__).resolve().parents[2] / "docs" / "demo"
NAME = "ecephys_625463_2022-10-06_10-14-25"


def run(*arguments: object, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
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


def test_a_valid_asset_gives_0() -> None:
    done = run("validate", DEMO / NAME)
    assert done.returncode == 0, done.stdout
    assert "no problems" in done.stdout
    assert done.stderr == ""


def test_mistakes_give_1_and_are_shown_where_they_are() -> None:
    done = run("validate", DEMO / "mistakes" / NAME)
    assert done.returncode == 1
    for text in ('no field "genotpye" here; did you mean "genotype"?', 'did you mean "male"?', "there is no day"):
        assert text in done.stdout
    shown = [line for line in done.stdout.splitlines() if not line.startswith(str(DEMO))]
    assert all(len(line) <= 80 for line in shown)


@pytest.mark.parametrize(
    "arguments", [["validate"], ["validate", "--format", "xml", "."], ["no-such-verb"], ["convert", "x", "y"]]
)
def test_wrong_usage_gives_2(arguments: list[str]) -> None:
    assert run(*arguments).returncode == 2


def test_json_for_pipelines() -> None:
    done = run("validate", DEMO / "mistakes", "--format", "json")
    report = json.loads(done.stdout)
    assert report["ok"] is False
    assert {"code", "severity", "origin", "path", "message", "file", "line", "column"} <= report["problems"][0].keys()


def test_annotations_for_github_and_sarif_for_code_scanning() -> None:
    assert run("validate", DEMO / "mistakes", "--format", "github").stdout.startswith("::error file=")
    sarif = json.loads(run("validate", DEMO / "mistakes", "--format", "sarif").stdout)
    assert sarif["version"] == "2.1.0"
    assert sarif["runs"][0]["results"]


@pytest.mark.parametrize("style", ["text", "json", "github", "sarif"])
def test_a_redacted_report_tells_no_value(style: str) -> None:
    done = run("validate", DEMO / "mistakes", "--redact", "--format", style)
    assert done.returncode == 1
    for secret in ("625463", "625464", "Mael", "genotpye", "Snap25", "2022-02-30", "2022-10-06"):
        assert secret not in done.stdout


def test_the_largest_file_is_an_option(tmp_path: Path) -> None:
    path = tmp_path / "subject.json"
    path.write_text(json.dumps({"kind": "subject", "schema_version": "0.1.0", "subject_id": "1", "notes": "x" * 5000}))
    assert run("validate", path).returncode == 0
    done = run("validate", path, "--limit-mb", "0.001")
    assert done.returncode == 1
    assert "too-large" in done.stdout


HOSTILE = {
    "empty.json": b"",
    "nul.json": b"\0" * 100,
    "truncated.json": b'{"kind": "subject"',
    "utf16.json": '{"kind": "subject"}'.encode("utf-16"),
    "latin1.json": '{"kind": "sübject"}'.encode("latin-1"),
    "deep.json": b"[" * 100_000,
    "deep_objects.json": b'{"a":' * 100_000,
    "nan.json": b'{"kind": NaN}',
    "digits.json": b"1" * 100_000,
    "twice.json": b'{"kind": "subject", "kind": "subject"}',
    "surrogate.json": b'{"kind": "\\ud800"}',
    "escape.json": b'{"kind": "\\u001b[2J"}',
    "scalar.json": b"7",
    "bomb.yaml": b"a: &a [x,x,x,x,x,x,x,x,x]\n"
    + b"".join(b"%c: &%c [%s]\n" % (98 + i, 98 + i, b",".join([b"*%c" % (97 + i)] * 9)) for i in range(12)),
    "tag.yaml": b"kind: !!python/object/apply:os.system [true]\n",
    "deep.yaml": b"[" * 100_000,
    "cycle.yaml": b"&a [*a]\n",
    "two.yaml": b"a: 1\n---\nb: 2\n",
    "keys.yaml": b"1: x\n? [a]\n: y\n",
    "tab.yaml": b"a:\n\t- b\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_problems_and_no_tracebacks(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(HOSTILE[name])
    done = run("validate", path)
    assert done.returncode == 1, done.stdout
    assert "error[" in done.stdout
    assert "\x1b" not in done.stdout


def test_a_folder_where_a_file_should_be(tmp_path: Path) -> None:
    (tmp_path / "subject.json").mkdir()
    for path in (tmp_path, tmp_path / "subject.json"):
        done = run("validate", path)
        assert done.returncode == 1
        assert "error[not-a-file]" in done.stdout


def test_names() -> None:
    done = run("name", "parse", f"{NAME}_sorted-Ks2.5")
    parts = json.loads(done.stdout)
    assert parts["subject_ids"] == ["625463"]
    assert parts["derivations"] == [{"process": "sorted-Ks2.5", "made_at": None}]
    assert parts["parent"] == NAME
    arguments = ["--prefix", "ecephys", "--subject", "625463", "--acquired-at", "2022-10-06T10:14:25"]
    assert run("name", "build", *arguments).stdout.strip() == NAME
    arguments = ["--parent", f"{NAME}_sorted_2022-10-07_10-00-00", "--process", "curated"]
    assert run("name", "build", *arguments).stdout.strip() == f"{NAME}_sorted_2022-10-07_10-00-00_curated"
    assert run("name", "build", "--subject", "625463").returncode == 2


def test_a_bad_name_does_not_stop_the_others() -> None:
    done = run("name", "parse", "ecephys_625463_2022-13-06_10-14-25", NAME)
    assert done.returncode == 1
    assert "2022-13-06" in done.stderr
    assert json.loads(done.stdout)["name"] == NAME


def test_schemas(tmp_path: Path) -> None:
    assert run("schemas", "export", tmp_path).returncode == 0
    assert run("schemas", "check", tmp_path).returncode == 0
    (tmp_path / "0.1.0" / "subject.json").write_text("{}")
    done = run("schemas", "check", tmp_path)
    assert done.returncode == 1
    assert "schema-differs" in done.stdout


def test_convert_writes_the_document_and_the_trace(tmp_path: Path) -> None:
    target, trace = tmp_path / "metadata.json", tmp_path / "trace.json"
    done = run("convert", DEMO / "aind", target, "--from", "aind", "--report", trace)
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(target.read_text(encoding="utf-8"))["subject"]["subject_id"] == "702131"
    assert json.loads(trace.read_text(encoding="utf-8"))["counts"]["mapped"] > 10
    assert sorted(path.name for path in tmp_path.iterdir()) == ["metadata.json", "trace.json"]


def test_convert_says_what_it_can_not_read(tmp_path: Path) -> None:
    source = tmp_path / "subject.json"
    source.write_text("{")
    done = run("convert", source, tmp_path / "out.json", "--from", "aind")
    assert done.returncode == 1
    assert "malformed-json" in done.stderr
    assert not (tmp_path / "out.json").exists()
    done = run("convert", DEMO / "aind", tmp_path / "out.json", "--from", "aind", "--timezone", "Mars/Olympus")
    assert done.returncode == 2
    assert "Mars/Olympus" in done.stderr


def test_convert_to_a_place_that_can_not_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = run("convert", DEMO / "aind", tmp_path / "file" / "out.json", "--from", "aind")
    assert done.returncode == 1
    assert done.stderr.startswith("error: ")


def test_explain() -> None:
    assert "unknown-term" in run("explain").stdout
    done = run("explain", "unknown-term")
    assert done.returncode == 0
    assert all(len(line) <= 80 for line in done.stdout.splitlines())
    done = run("explain", "unknown-tern")
    assert done.returncode == 2
    assert "unknown-term" in done.stderr


def test_terms() -> None:
    assert "species" in run("terms").stdout
    assert "NCBITaxon:10090" in run("terms", "species", "house mouse").stdout
    done = run("terms", "modality", "ecefys")
    assert done.returncode == 1
    assert 'did you mean "ecephys"?' in done.stderr
    assert "AIND" in run("terms", "organization", "AIND").stdout
    assert "replaced by" in run("terms", "data_use", "GRU-CC").stdout
    assert run("terms", "no-such-vocabulary").returncode == 1


def test_a_lab_brings_its_own_terms(tmp_path: Path) -> None:
    terms = tmp_path / "terms.yaml"
    terms.write_text("vocabulary: modality\nnamespace: mylab\nterms:\n  - {name: opto-tagging}\n")
    path = tmp_path / "data_description.json"
    name = "625463_2022-10-06_10-14-25"
    header = {"kind": "data_description", "schema_version": "0.1.0", "name": name, "data_level": "raw"}
    path.write_text(json.dumps({**header, "modalities": ["mylab:opto-tagging"]}))
    assert "mylab:opto-tagging" in run("terms", "modality", "--vocabulary", terms).stdout
    assert "unknown-own-term" in run("validate", path).stdout
    assert "no problems" in run("validate", path, "--vocabulary", terms).stdout
    assert "no problems" in run("validate", path, AIND_SCHEMA_VOCABULARIES=str(terms)).stdout
    terms.write_text("vocabulary: modality\nterms: 7\n")
    assert run("validate", path, "--vocabulary", terms).returncode == 2
    # A vocabulary that can't be read must not pass for one that knows everything.
    assert run("validate", path, AIND_SCHEMA_VOCABULARIES=str(terms)).returncode == 2


def test_help_fits_a_terminal() -> None:
    for verb in ("validate", "convert", "explain", "name", "schemas", "terms"):
        done = run(verb, "--help")
        assert done.returncode == 0
        assert all(len(line) <= 80 for line in done.stdout.splitlines())


def test_convert_fails_where_the_record_can_not_be_made(tmp_path: Path) -> None:
    source = tmp_path / "subject.json"
    source.write_text(json.dumps({"object_type": "Subject", "subject_id": None, "notes": "lost"}))
    done = run("convert", source, tmp_path / "out.json", "--from", "aind")
    assert done.returncode == 1
    assert "error[lacking] (document)" in done.stdout
    source.write_text(json.dumps({"foo": 1}))
    assert "foreign-format" in run("convert", source, tmp_path / "out.json", "--from", "aind").stderr


def test_convert_does_not_overwrite_what_it_reads(tmp_path: Path) -> None:
    source = tmp_path / "subject.json"
    source.write_bytes((DEMO / "aind" / "subject.json").read_bytes())
    assert run("convert", source, source, "--from", "aind").returncode == 2
    assert run("convert", tmp_path, source, "--from", "aind").returncode == 2
    assert run("convert", source, tmp_path / "out.yaml", "--from", "aind").returncode == 2
    assert source.read_bytes() == (DEMO / "aind" / "subject.json").read_bytes()


@pytest.mark.parametrize("limit", ["nan", "inf", "-1", "x"])
def test_a_limit_is_a_number(limit: str) -> None:
    assert run("validate", DEMO, "--limit-mb", limit).returncode == 2
