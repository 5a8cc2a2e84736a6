"""Files: whatever a path leads to is a document or a problem, never an exception."""

import io
import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aind_schema.reading import DEFAULT_LIMIT, parse, read


def only(result):
    """Return the one problem of a reading that gave no document."""
    assert result.document is None
    (problem,) = result.problems
    assert (problem.severity, problem.origin, problem.path) == ("error", "file", "")
    return problem


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("rig.json", '{"a": 1}'),
        ("rig.yaml", "a: 1"),
        ("rig.YML", "a: 1"),
        ("rig", '{"a": 1}'),
        ("rig.yaml", '{"a": 1}'),
    ],
)
def test_the_suffix_tells_the_syntax(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    document = read(path).document
    assert document.data == {"a": 1}
    assert document.file == path.as_posix()
    assert read(str(path)).document.data == {"a": 1}


def test_yaml_in_a_json_file_is_not_json(tmp_path):
    path = tmp_path / "rig.json"
    path.write_text("a: 1", encoding="utf-8")
    assert only(read(path)).code == "malformed-json"


def test_the_path_is_shown_as_given(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert only(read(os.path.join(".", "no", "rig.json"))).file == "./no/rig.json"  # noqa: PTH118 - as people type it


@pytest.mark.parametrize("name", ["absent.json", "rig.json/absent.json", "zero\0.json"])
def test_no_file(tmp_path, name):
    (tmp_path / "rig.json").write_text("{}", encoding="utf-8")
    assert only(read(f"{tmp_path}/{name}")).code == "not-found"


def test_a_name_that_is_too_long(tmp_path):
    assert only(read(tmp_path / ("x" * 5000))).code in ("unreadable", "not-found")


def test_a_directory(tmp_path):
    problem = only(read(tmp_path))
    assert (problem.code, problem.line) == ("not-a-file", None)
    assert "directory" in problem.message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "rig.json")
    assert only(read(tmp_path / "rig.json")).code == "not-a-file"


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such device")
def test_a_device():
    assert only(read("/dev/null")).code == "not-a-file"


def test_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    # Not by changing its mode: an administrator may read all the same.
    def refuse(*args, **kwargs):
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "rig.json"
    path.write_text("{}", encoding="utf-8")
    monkeypatch.setattr("pathlib.Path.open", refuse)
    assert only(read(path)).code == "no-permission"


def test_a_disk_that_fails(tmp_path, monkeypatch):
    def fail(*args, **kwargs):
        raise OSError(5, "Input/output error")

    path = tmp_path / "rig.json"
    path.write_text("{}", encoding="utf-8")
    monkeypatch.setattr("pathlib.Path.open", fail)
    problem = only(read(path))
    assert problem.code == "unreadable"
    assert "Input/output error" in problem.message


def test_a_file_that_grows_while_it_is_read(tmp_path, monkeypatch):
    path = tmp_path / "rig.json"
    path.write_bytes(b"[]")
    monkeypatch.setattr("pathlib.Path.open", lambda *args: io.BytesIO(b"[1, 2, 3]"))
    assert only(read(path, limit=5)).code == "too-large"


def test_the_limit(tmp_path):
    path = tmp_path / "rig.json"
    path.write_bytes(b"[" + b" " * 998 + b"]")
    assert read(path, limit=1000).document.data == []
    problem = only(read(path, limit=999))
    assert problem.code == "too-large"
    assert "1,000 bytes" in problem.message
    assert "999 bytes" in problem.message
    assert "--limit-mb" in problem.hint
    assert DEFAULT_LIMIT == 64 * 1024 * 1024


@pytest.mark.parametrize("syntax", ["json", "yaml"])
@pytest.mark.parametrize("raw", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n"])
def test_an_empty_file(syntax, raw):
    assert only(parse(raw, file="rig.json", syntax=syntax)).code == "empty-file"


@pytest.mark.parametrize("syntax", ["json", "yaml"])
@pytest.mark.parametrize(
    ("raw", "line", "column", "offset", "hint"),
    [
        ('{"a":\n "é\u00e9"}'.encode("latin-1"), 2, 3, 8, "Latin-1"),
        ('{"é": '.encode() + b'\n"\xfc"', 2, 2, 9, '"ü"'),
        ('["\u201cquoted\u201d"]'.encode("cp1252"), 1, 3, 2, "Windows-1252"),
        ('{"a": 1}'.encode("utf-16"), 1, 1, 0, "UTF-16"),
        ('{"a": 1}'.encode("utf-16-le"), 1, 2, 1, "UTF-16"),
        ('{"a": 1}'.encode("utf-16-be"), 1, 1, 0, "UTF-16"),
        ('{"a": 1}'.encode("utf-32"), 1, 1, 0, "UTF-32"),
        ('["é'.encode()[:-1], 1, 3, 2, "cut off"),
        (b"\x1f\x8b\x08\x00", 1, 2, 1, "gzip"),
        (b"\xef\xbb\xbf[\xe9]", 1, 2, 4, "Latin-1"),
        (b"\x81\x8d", 1, 1, 0, "UTF-8"),
    ],
)
def test_another_encoding(syntax, raw, line, column, offset, hint):
    problem = only(parse(raw, syntax=syntax))
    assert (problem.code, problem.line, problem.column) == ("wrong-encoding", line, column)
    assert f"offset {offset}, on line {line}" in problem.message
    assert hint in problem.hint
    assert problem.excerpt is not None


@given(
    st.text(),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "latin-1", "cp1252", "shift-jis"]),
    st.sampled_from([b"", b"\x1f\x8b", b"PK\x03\x04", b"\x89HDF", b"\xff\xfe", b"{\n", b"\xc3\xa9\n"]),
    st.sampled_from(["json", "yaml"]),
)
def test_no_encoding_makes_it_raise(text, encoding, first, syntax):
    result = parse(first + text.encode(encoding, errors="replace"), syntax=syntax)
    assert result.document is not None or result.problems


def test_reading_json_loads_neither_yaml_nor_pydantic(tmp_path):
    (tmp_path / "rig.json").write_text("{}", encoding="utf-8")
    code = "import sys; from aind_schema import reading; reading.read(sys.argv[1]); print(*sys.modules)"
    path = tmp_path / "rig.json"
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=True)
    assert not {"yaml", "pydantic", "pydantic_core", "jsonschema"} & set(done.stdout.split())
