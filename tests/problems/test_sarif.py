"""A report as SARIF, held against what the standard requires of the parts that we write."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from aind_schema.problems import Problem, Report
from aind_schema.problems.sarif import uri
from samples.problems import LAZER


def closed(required: str, **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": required.split(),
        "additionalProperties": False,
    }


def several(items: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "array", "items": items, **more}


STRING, COUNT = {"type": "string"}, {"type": "integer", "minimum": 1}

# Sections 3.13 to 3.52 of SARIF 2.1.0, as far as we use them.
LOCATION = closed(
    "",
    physicalLocation=closed(
        "artifactLocation",
        artifactLocation=closed(
            "uri", uri={"type": "string", "pattern": r"^([A-Za-z0-9._~:/!$&'()*+,;=@-]|%[0-9A-F]{2})*$"}
        ),
        region=closed("startLine", startLine=COUNT, startColumn=COUNT),
    ),
    logicalLocations=several(closed("fullyQualifiedName", fullyQualifiedName=STRING), minItems=1, uniqueItems=True),
)
RESULT = closed(
    "ruleId ruleIndex level message",
    ruleId=STRING,
    ruleIndex={"type": "integer", "minimum": 0},
    level={"enum": ["none", "note", "warning", "error"]},
    message=closed("text", text=STRING),
    locations=several(LOCATION, minItems=1, uniqueItems=True),
)
RULE = closed("id", id=STRING)
DRIVER = closed("name", name={"const": "aind-schema"}, version=STRING, rules=several(RULE, uniqueItems=True))
RUN = closed(
    "tool results columnKind",
    tool=closed("driver", driver=DRIVER),
    columnKind={"const": "unicodeCodePoints"},
    results=several(RESULT),
)
LOG = closed(
    "$schema version runs",
    **{"$schema": STRING, "version": {"const": "2.1.0"}, "runs": several(RUN, minItems=1, maxItems=1)},
)


def run(*problems: Problem) -> dict[str, Any]:
    log = json.loads(Report(problems).sarif(version="1.2.3"))
    Draft202012Validator(LOG).validate(log)
    found: dict[str, Any] = log["runs"][0]
    return found


def result(problem: Problem) -> dict[str, Any]:
    (found,) = run(problem)["results"]
    return dict(found)


def test_a_problem_becomes_a_result() -> None:
    assert run(LAZER) == {
        "tool": {"driver": {"name": "aind-schema", "version": "1.2.3", "rules": [{"id": "unknown-kind"}]}},
        "columnKind": "unicodeCodePoints",
        "results": [
            {
                "ruleId": "unknown-kind",
                "ruleIndex": 0,
                "level": "error",
                "message": {"text": 'no device of kind "lazer"; did you mean "laser"?'},
                "locations": [
                    {
                        "physicalLocation": {
                            "artifactLocation": {"uri": "rig.json"},
                            "region": {"startLine": 9, "startColumn": 15},
                        },
                        "logicalLocations": [{"fullyQualifiedName": "/devices/1/kind"}],
                    }
                ],
            }
        ],
    }


def test_rules_are_listed_once() -> None:
    found = run(LAZER, replace(LAZER, code="bad-time"), LAZER)
    assert found["tool"]["driver"]["rules"] == [{"id": "bad-time"}, {"id": "unknown-kind"}]
    assert [r["ruleIndex"] for r in found["results"]] == [1, 0, 1]


def test_an_info_is_a_note() -> None:
    levels = [
        r["level"] for r in run(LAZER, replace(LAZER, severity="warning"), replace(LAZER, severity="info"))["results"]
    ]
    assert levels == ["error", "warning", "note"]


def test_a_location_says_what_is_known() -> None:
    document = replace(LAZER, path="", line=None, column=None)
    assert result(document)["locations"] == [{"physicalLocation": {"artifactLocation": {"uri": "rig.json"}}}]
    assert "locations" not in result(replace(document, file=None))
    assert result(replace(LAZER, file=None))["locations"] == [
        {"logicalLocations": [{"fullyQualifiedName": "/devices/1/kind"}]}
    ]


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("rig.json", "rig.json"),
        ("./a/rig.json", "a/rig.json"),
        ("../rig.json", "../rig.json"),
        (".", "."),
        ("a\\rig.json", "a/rig.json"),
        ("my rig#1?.json", "my%20rig%231%3F.json"),
        ("100%.json", "100%25.json"),
        ("Zürich/rig.json", "Z%C3%BCrich/rig.json"),
        ("a:b.json", "a%3Ab.json"),
        ("broken\udcff.json", "broken%FF.json"),
        ("broken\ud800.json", "broken%3F.json"),
        ("/data/my rig.json", "file:///data/my%20rig.json"),
        ("C:\\data\\rig.json", "file:///C:/data/rig.json"),
        ("\\\\server\\share\\rig.json", "file://server/share/rig.json"),
        ("s3://bucket/a b/rig.json", "s3://bucket/a%20b/rig.json"),
    ],
)
def test_file_names_become_uris(file: str, expected: str) -> None:
    assert uri(file) == expected


def test_a_message_is_no_template_and_no_link() -> None:
    message = result(replace(LAZER, message="got {0} and [click](here) and a[1]", hint=None))["message"]["text"]
    assert message == r"got {{0}} and [click\](here) and a[1]"


def test_the_version_is_that_of_the_package_unless_given(monkeypatch: pytest.MonkeyPatch) -> None:
    def driver(**given: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(Report().sarif(**given))["runs"][0]["tool"]["driver"]
        return found

    monkeypatch.setattr("importlib.metadata.version", {"aind-schema": "9.8.7"}.__getitem__)
    assert driver()["version"] == "9.8.7"
    assert driver(version="1.2.3")["version"] == "1.2.3"


def test_a_package_that_is_not_installed_has_no_version(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(name: str) -> str:
        from importlib.metadata import PackageNotFoundError

        raise PackageNotFoundError(name)

    monkeypatch.setattr("importlib.metadata.version", nothing)
    assert "version" not in json.loads(Report().sarif())["runs"][0]["tool"]["driver"]


@given(
    st.builds(
        Problem,
        code=st.sampled_from(["unknown-kind", "bad-time"]),
        severity=st.sampled_from(["error", "warning", "info"]),
        origin=st.just("rule"),
        path=st.text(),
        message=st.text(),
        hint=st.none() | st.text(),
        file=st.none() | st.text(st.characters() | st.sampled_from("\udcff\\:/ ")),
        line=st.none() | st.integers(min_value=1),
        column=st.none() | st.integers(min_value=1),
    )
)
def test_whatever_a_problem_holds_the_log_is_valid_and_the_same_each_time(problem: Problem) -> None:
    run(problem)
    written = Report((problem,)).sarif(version="1.2.3")
    assert written == Report((problem,)).sarif(version="1.2.3")
    assert written.isascii()
    assert not re.search(r"\\ud[89ab]..(?!\\ud[c-f])", written)


@given(st.from_regex(r"[^/\\.\ud800-\udfff]+(/[^/\\.\ud800-\udfff]+){0,3}", fullmatch=True))
def test_a_relative_name_can_be_read_back(file: str) -> None:
    assert unquote(uri(file)) == file
