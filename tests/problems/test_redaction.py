"""A report that may travel: no value, id or unknown name of a document is left in it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aind_schema.problems import Excerpt, Problem, Report, quote
from samples.problems import LAZER

KNOWN = {"rig", "subject", "devices", "kind", "extensions", "parameters", "a/b"}
LISTS = {"devices"}
SECRET = "Kx7secret"


def redacted(problem: Problem) -> Problem:
    (left,) = Report((problem,)).redacted(KNOWN, LISTS)
    return left


def test_a_redacted_problem_says_what_and_where() -> None:
    assert redacted(LAZER) == Problem(
        code="unknown-kind",
        severity="error",
        origin="schema",
        path="/devices/1/kind",
        message="no device of kind [redacted]",
        hint="did you mean [redacted]?",
        file="1/rig.json",
        line=9,
        column=15,
    )


def test_the_counts_stay() -> None:
    report = Report((LAZER,), files=2, checks=41)
    assert report.redacted(KNOWN, LISTS).text() == (
        "1/rig.json:9:15: error[unknown-kind] /devices/1/kind\n"
        "  no device of kind [redacted]; did you mean [redacted]?\n"
        "\n"
        "2 files, 41 checks: 1 error, 0 warnings         aind-schema explain unknown-kind"
    )


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (f"{quote('a')} and {quote('b')} differ", "[redacted] and [redacted] differ"),
        (f"got {quote(chr(34) + ' secret')}", "got [redacted]"),
        (f"got {quote(chr(92))} here", "got [redacted] here"),
        (f"got {quote({'id': 'M1'})}", "got [redacted]"),
        ('cut in the "middle of secr', "cut in the [redacted]"),
        ('cut behind a "backslash\\', "cut behind a [redacted]"),
        ("nothing of the document", "nothing of the document"),
    ],
)
def test_quoted_values_are_left_out(message: str, expected: str) -> None:
    assert redacted(replace(LAZER, message=message)).message == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("", ""),
        ("/devices/10/kind", "/devices/10/kind"),
        ("/4321", "/*"),
        ("/subject/4321", "/subject/*"),
        ("/devices/10/nickname", "/devices/10/*"),
        ("/a~1b/kind~0", "/a~1b/*"),
        ("/subject/extensions/0/kind", "/subject/extensions/*/*"),
        ("/parameters/kind", "/parameters/*"),
        ("/subject/625463", "/subject/*"),
        ("/devices/01", "/devices/*"),
        ("/devices//kind", "/devices/*/kind"),
        ("no pointer/kind", "*/kind"),
    ],
)
def test_paths_keep_the_names_of_the_schemas_and_places_in_lists(path: str, expected: str) -> None:
    assert redacted(replace(LAZER, path=path)).path == expected


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("rig.json", "1/rig.json"),
        ("/home/jane/rig.yaml", "1/rig.yaml"),
        ("C:\\jane\\rig.json", "1/rig.json"),
        ("s3://bucket/jane/rig.json", "1/rig.json"),
        ("jane.json", "1/*.json"),
        ("rig.jane", "1/*"),
        ("rig.jane.json", "1/*.json"),
        ("rig", "1/rig"),
        ("jane/625463", "1/*"),
        ("", "1/*"),
    ],
)
def test_files_keep_what_the_library_itself_calls_them(file: str, expected: str) -> None:
    assert redacted(replace(LAZER, file=file)).file == expected


def test_folders_are_numbered_in_order() -> None:
    files = ["m2/rig.json", "m1/rig.json", "m2/subject.json", None]
    report = Report(tuple(replace(LAZER, file=file) for file in files))
    assert [problem.file for problem in report.redacted(KNOWN, LISTS)] == [
        "1/rig.json",
        "2/rig.json",
        "1/subject.json",
        None,
    ]


# Secrets of all shapes; their core is plain, so that no escaping could hide it from the test.
junk = st.text(st.characters() | st.sampled_from('"\\/~.{}\n'), max_size=8)
secrets = st.builds(lambda before, after: before + SECRET + after, junk, junk)
values = st.recursive(secrets, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(secrets, inner, max_size=2))
prose = st.sampled_from(["no device of kind ", "; did you mean ", " (100%) ", " and "])
sentences = st.lists(prose | values.map(quote), max_size=5).map("".join)
segments = secrets.map(lambda s: s.replace("~", "~0").replace("/", "~1")) | st.sampled_from([*KNOWN, "0", "12"])
problems = st.builds(
    Problem,
    code=st.just("unknown-kind"),
    severity=st.sampled_from(["error", "warning", "info"]),
    origin=st.just("rule"),
    path=st.lists(segments, max_size=5).map(lambda parts: "".join(f"/{part}" for part in parts)) | secrets,
    message=sentences,
    hint=st.none() | sentences,
    file=st.none()
    | secrets
    | st.builds("{}/{}.{}".format, secrets, secrets | st.just("rig"), secrets | st.just("json")),
    line=st.none() | st.integers(1, 10**6),
    column=st.none() | st.integers(1, 10**6),
    excerpt=st.none() | st.builds(Excerpt, secrets, st.integers(0, 20), st.integers(0, 20)),
)
reports = st.lists(problems, max_size=4).map(lambda found: Report(tuple(found)))


@given(reports)
def test_no_form_of_a_redacted_report_holds_a_secret(report: Report) -> None:
    left = report.redacted(KNOWN, LISTS)
    forms = [
        left.text(),
        left.text(color=True, width=30),
        left.json(),
        left.github(),
        left.sarif(version="1"),
        repr(left),
    ]
    assert not any(SECRET in form for form in forms)


@given(reports)
def test_redacting_twice_changes_nothing_more(report: Report) -> None:
    once = report.redacted(KNOWN, LISTS)
    assert once.redacted(KNOWN, LISTS) == once


@given(reports)
def test_lines_and_columns_stay(report: Report) -> None:
    def places(of: Report) -> list[tuple[int | None, int | None]]:
        return [(problem.line, problem.column) for problem in of]

    assert places(report.redacted(KNOWN, LISTS)) == places(report)
