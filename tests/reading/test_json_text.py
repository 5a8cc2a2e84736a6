"""JSON: what is clean is read as it stands, and every value is found again."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from aind_schema.reading import parse
from samples.json_values import VALUES

LAYOUTS = st.sampled_from(
    [{}, {"indent": 2}, {"indent": "\t"}, {"separators": (",", ":")}, {"separators": (" ,\r\n ", "\r:")}]
)


def places(value, pointer=""):
    """Yield every pointer into a value, with the value and the key."""
    yield pointer, value, None
    if isinstance(value, dict):
        for key, item in value.items():
            (_, found, _), *rest = places(item, pointer + "/" + key.replace("~", "~0").replace("/", "~1"))
            yield pointer + "/" + key.replace("~", "~0").replace("/", "~1"), found, key
            yield from rest
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from places(item, f"{pointer}/{index}")


def offset(text, location):
    """Turn a line and a column into an offset."""
    lines = text.replace("\r\n", "\n\0").replace("\r", "\n").split("\n")
    before = sum(len(line) + 1 for line in lines[: location.line - 1])
    return before + location.column - 1 + lines[location.line - 1].startswith("\0")


@given(VALUES, LAYOUTS, st.booleans())
@example({"a/b": {"~": [{}]}, "": [[], 1.5e300, 'é\U0001f600\\"\n']}, {"indent": 2}, False)
def test_every_value_is_read_and_found(value, layout, ascii_only):
    text = json.dumps(value, ensure_ascii=ascii_only, **layout)
    result = parse(text.encode())
    assert result.problems == ()
    assert result.document.data == value
    assert result.document.json_bytes == text.encode()
    for pointer, expected, key in places(value):
        location = result.document.locate(pointer)
        assert json.JSONDecoder().raw_decode(text, offset(text, location))[0] == expected
        assert location.excerpt.width >= 1
        key_location = result.document.locate(pointer, key=True)
        if key is None:
            assert key_location is None
        else:
            assert json.JSONDecoder().raw_decode(text, offset(text, key_location))[0] == key


@given(VALUES)
def test_searching_and_indexing_find_the_same(value):
    raw = json.dumps(value, indent=1).encode()
    indexed = parse(raw).document
    for _ in range(5):
        indexed.locate("")
    for pointer, _, _ in places(value):
        searched = parse(raw).document
        assert searched.locate(pointer) == indexed.locate(pointer)
        assert searched.locate(pointer, key=True) == indexed.locate(pointer, key=True)


@pytest.mark.parametrize(
    "pointer", ["/c", "/c/d", "/a/2", "/a/-", "/a/01", "/a/x", "/a/0/0", "/b/x", "a", "/", "/a/" + "9" * 5000]
)
@pytest.mark.parametrize("searches", [0, 5])
def test_a_place_that_does_not_exist_is_not_found(pointer, searches):
    document = parse(b'{"a": [1, 2], "b": "text"}').document
    for _ in range(searches):
        document.locate("")
    assert document.locate(pointer) is None


def test_a_byte_order_mark_is_tolerated():
    result = parse(b'\xef\xbb\xbf{"a": 1}')
    assert result.problems == ()
    assert result.document.json_bytes == b'{"a": 1}'
    assert result.document.locate("/a").column == 7


@pytest.mark.parametrize(
    "raw", [b'"\\ud83d\\ude00"', b'"4e123, 12345678901234567890"', b"[1.7e308, 0.1234567890123456789]"]
)
def test_what_only_looks_dangerous_is_clean(raw):
    result = parse(raw)
    assert result.problems == ()
    assert result.document.data == json.loads(raw)
    assert result.document.json_bytes == raw


@pytest.mark.parametrize("raw", [b"[" * 100 + b"]" * 100, b'["' + b"[" * 200 + b'"]', b'["\\"' + b"[" * 200 + b'"]'])
def test_a_hundred_levels_are_allowed_and_brackets_in_texts_are_not_counted(raw):
    assert parse(raw).problems == ()


@pytest.mark.parametrize("levels", [101, 100_000, 1_000_000, 10_000_000])
@pytest.mark.parametrize("opening", [b"[", b'{"a":'])
def test_deeper_nesting_is_refused_without_a_crash(levels, opening):
    (problem,) = parse(opening * levels).problems
    assert (problem.code, problem.line, problem.column) == (
        "too-deep",
        1,
        100 * len(opening) + len(opening.rstrip(b'"a:')),
    )


def test_many_shallow_brackets_are_no_depth():
    raw = b"[" + b"[{}], " * 100_000 + b"1]"
    assert parse(raw).problems == ()


def test_a_key_that_stands_twice():
    (problem,) = parse(b'{"a": 1,\n "\\u0061": 2}', file="rig.json").problems
    assert (problem.code, problem.path, problem.line, problem.column) == ("duplicate-key", "/a", 2, 2)


def test_the_later_of_two_equal_keys_counts():
    result = parse(b'{"a": {"x": 1},\n "b": 2,\n "a": {"y": NaN, "y": 3}}')
    assert result.document.data == {"a": {"y": 3}, "b": 2}
    assert json.loads(result.document.json_bytes) == result.document.data
    assert [(p.code, p.path, p.line, p.column) for p in result.problems] == [
        ("duplicate-key", "/a", 3, 2),
        ("non-finite-number", "/a/y", 3, 13),
        ("duplicate-key", "/a/y", 3, 18),
    ]
    assert "on line 1" in result.problems[0].message
    assert result.document.locate("/a").line == 3
    assert result.document.locate("/a/x") is None


@pytest.mark.parametrize(
    ("written", "code", "value"),
    [
        ("NaN", "non-finite-number", None),
        ("-Infinity", "non-finite-number", None),
        ("1e400", "non-finite-number", None),
        ("-1E+400", "non-finite-number", None),
        ("9" * 400 + ".5", "non-finite-number", None),
        ("9007199254740992", "unsafe-integer", 2**53),
        ("-9007199254740992", "unsafe-integer", -(2**53)),
        pytest.param("-" + "9" * 4300, "unsafe-integer", int("-" + "9" * 4300), id="4300 digits"),
        (r'"a\ud800b"', "lone-surrogate", "a\ufffdb"),
        (r'"\ude00\ud83d"', "lone-surrogate", "\ufffd\ufffd"),
        (r'"\\ud83d\ude00"', "lone-surrogate", "\\ud83d\ufffd"),
    ],
)
def test_a_value_that_others_cannot_read_leaves_a_document(written, code, value):
    result = parse(f'{{\n  "a": [{written}]\n}}'.encode())
    (problem,) = result.problems
    assert (problem.code, problem.path, problem.line, problem.column) == (code, "/a/0", 2, 9)
    assert result.document.data == {"a": [value]}
    assert json.loads(result.document.json_bytes) == {"a": [value]}


def test_half_a_character_in_a_key():
    result = parse(rb'{"a": 1, "\ud800": 2}')
    (problem,) = result.problems
    assert (problem.code, problem.path, problem.column) == ("lone-surrogate", "", 10)
    assert result.document.data == {"a": 1, "\ufffd": 2}
    assert result.document.locate("/\ufffd").column == 20


def test_an_integer_that_python_cannot_read_leaves_none():
    result = parse(b"[1,\n" + b"7" * 4301 + b"]")
    (problem,) = result.problems
    assert (problem.code, problem.line, problem.column) == ("too-many-digits", 2, 1)
    assert result.document is None


def test_the_faults_of_one_file_are_capped():
    result = parse(b"[" + b"NaN, " * 1000 + b"1]")
    assert len(result.problems) == 101
    assert result.problems[-1].code == "too-many-problems"
    assert result.problems[-1].message.startswith("900 ")
    assert result.document.data == [None] * 1000 + [1]


def test_reading_stops_after_many_faults_that_leave_no_document():
    result = parse(b"[" + b"a,\n" * 1000 + b"1]")
    assert {p.code for p in result.problems[:-1]} == {"malformed-json"}
    assert result.problems[-1].code == "too-many-problems"
