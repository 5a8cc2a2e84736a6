"""Malformed JSON: the message says what to do, at the place where to do it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aind_schema.reading import parse

MALFORMED = [
    ('{"a": 1,}', "", 1, 8, "comma after the last item"),
    ("[1,\n 2 ,\n]", "", 2, 4, "comma after the last item"),
    ("[1,,2]", "", 1, 4, "comma without a value"),
    ('{"a": 1\n "b": 2}', "", 1, 8, "comma is missing"),
    ("[1 2]", "", 1, 3, "comma is missing"),
    ('{"a": 1; "b": 2}', "", 1, 8, "where a comma should"),
    ("{'a': 1}", "", 1, 2, "single quotes"),
    ("[\"a\", 'b']", "/1", 1, 7, "single quotes"),
    ("['b]", "", 1, 2, "single quote"),
    ("{a: 1}", "", 1, 2, "no quotes"),
    ('{"a": laser}', "/a", 1, 7, "no quotes"),
    ('{"a": 12 mm}', "", 1, 10, "without quotes"),
    ('{"a": "b}', "", 1, 7, "not closed"),
    ('{"a": "b\n}', "", 1, 7, "not closed in its line"),
    ('{"a": "say "hi" now"}', "", 1, 13, "goes on behind its closing quote"),
    ('{"kind: "laser"}', "/kind: ", 1, 2, "not closed before its colon"),
    ("{\u201ca\u201d: 1}", "", 1, 2, "not those of JSON"),
    ('{"a": 1 // why\n}', "", 1, 9, "no comments"),
    ('/* why */\n{"a": 1}', "", 1, 1, "no comments"),
    ('{"a": /* why */ 1}', "", 1, 7, "no comments"),
    ("[1] /* why", "", 1, 5, "comment is not closed"),
    ('{"a": True}', "/a", 1, 7, 'does not know "True"'),
    ("[nan]", "/0", 1, 2, 'does not know "nan"'),
    ("[007]", "/0", 1, 2, "begin with 0"),
    ("[+1]", "/0", 1, 2, "plus sign"),
    ("[.5]", "/0", 1, 2, "begin with a point"),
    ("[5.]", "/0", 1, 2, "missing after the point"),
    ("[0x1F]", "/0", 1, 2, "decimal numbers only"),
    ("[1_000]", "/0", 1, 2, "underscore"),
    ("[2024-05-01]", "/0", 1, 2, "needs quotes"),
    ("[12:30:45]", "/0", 1, 2, "needs quotes"),
    ("[12mm]", "/0", 1, 2, "letters"),
    ("[1.2.3]", "/0", 1, 2, "not how JSON writes a number"),
    ('{"a" 1}', "/a", 1, 5, "colon is missing"),
    ('{"a" = 1}', "/a", 1, 6, "where a colon should"),
    ('{"a":}', "/a", 1, 6, "value is missing"),
    ('{"a"}', "/a", 1, 5, "value is missing"),
    ('{"a"::1}', "", 1, 6, "colon has no place"),
    ('["a": 1]', "", 1, 5, "colon has no place"),
    ('{"a": 1 {}}', "", 1, 9, "has no place"),
    ("{[]: 1}", "", 1, 2, "key should stand here"),
    ('{"p": "C:\\data"}', "/p", 1, 10, "means nothing"),
    ('{"p": "\\u12"}', "/p", 1, 8, "means nothing"),
    ('["a\tb"]', "/0", 1, 4, "U+0009"),
    ('{"a": {"b": 1, "c\\d": 2}}', "/a", 1, 18, "means nothing"),
    ('{"a":\u00a01}', "", 1, 6, "U+00A0"),
    ("[\x01]", "", 1, 2, "U+0001"),
    ('{"a": [1, 2}', "/a", 1, 12, "[ of line 1, column 7"),
    ('{"a": {\n"b": [1, 2', "/a/b", 2, 11, "[ of line 2, column 6"),
    ('{"a":\n', "", 1, 6, "file ends before the {"),
    ('{"a', "", 1, 2, "not closed"),
    ("// nothing", "", 1, 1, "no comments"),
    ("]", "", 1, 1, "no place"),
    ("[1]]", "", 1, 4, "closes nothing"),
    ("{}\n{}", "", 2, 1, "after the end"),
]


@pytest.mark.parametrize(("text", "path", "line", "column", "part"), MALFORMED, ids=[row[0] for row in MALFORMED])
def test_a_fault_is_named_at_its_place(text, path, line, column, part):
    result = parse(text.encode(), file="rig.json")
    (problem,) = result.problems
    assert (problem.code, problem.severity, problem.origin) == ("malformed-json", "error", "file")
    assert (problem.path, problem.line, problem.column) == (path, line, column)
    assert part in problem.message
    assert problem.hint
    assert problem.file == "rig.json"
    assert problem.excerpt.start == column - 1
    assert result.document is None


def test_all_faults_are_told_at_once():
    text = '{\n  name: "a",\n  "weight": 021,\n  "alive": True,\n  "depth": NaN,\n  "notes": null,\n}'
    result = parse(text.encode())
    assert [(p.code, p.line) for p in result.problems] == [
        ("malformed-json", 2),
        ("malformed-json", 3),
        ("malformed-json", 4),
        ("non-finite-number", 5),
        ("malformed-json", 6),
    ]
    assert result.document is None


def test_a_line_full_of_faults_is_told_of_once():
    (problem,) = parse(b"[" + b"a, " * 100_000).problems
    assert (problem.code, problem.column) == ("malformed-json", 2)


# Pieces that make sound JSON, nearly sound JSON and nonsense.
PIECES = st.sampled_from(
    [
        *"[]{},:\"'\\/# \n\r\t-+.019eE;=",
        '"a":',
        '"b"',
        "1.5",
        "true",
        "null",
        "NaN",
        "a",
        "é",
        "\u00a0",
        "\U0001f600",
        "\\ud800",
        "//",
        "/*",
        "*/",
        "\x01",
        "1e999",
    ]
)


@given(
    st.lists(PIECES, max_size=12).map("".join)
    | st.recursive(
        PIECES, lambda inner: st.lists(inner, max_size=3).map(lambda items: "[" + ",".join(items) + "]"), max_leaves=6
    )
)
def test_the_scanner_and_python_agree_on_what_is_json(text):
    result = parse(text.encode())
    try:
        value = json.loads(text)
    except json.JSONDecodeError:
        assert result.document is None
        assert result.problems
    else:
        assert result.document is not None
        if not result.problems:
            assert result.document.data == value


@given(st.binary() | st.text().map(str.encode))
def test_no_bytes_make_it_raise(raw):
    result = parse(raw)
    assert (result.document is None) == any(
        p.code not in ("duplicate-key", "non-finite-number", "unsafe-integer", "lone-surrogate")
        for p in result.problems
    )
