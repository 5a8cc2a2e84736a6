"""YAML: the core schema of version 1.2, and nothing that JSON can't say."""

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from aind_schema.reading import parse
from samples.json_values import VALUES


class Dumper(yaml.SafeDumper):
    """Write what the core schema reads back: texts in quotes, and no aliases."""

    def ignore_aliases(self, data):
        return True


Dumper.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def loader(request, monkeypatch):
    """Read with the parser in C where there is one, and with the one in Python."""
    if request.param == "SafeLoader":
        monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    elif not hasattr(yaml, "CSafeLoader"):
        pytest.skip("PyYAML was built without libyaml")


def read_yaml(text):
    return parse(text.encode(), file="rig.yaml", syntax="yaml")


@given(VALUES, st.booleans())
def test_what_is_dumped_is_read_back(value, flow):
    result = read_yaml(yaml.dump(value, Dumper=Dumper, default_flow_style=flow))
    assert result.problems == ()
    assert result.document.data == value
    assert json.loads(result.document.json_bytes) == value


PLAIN = st.text(
    st.characters(codec="ascii", categories=["L", "N", "Zs"]) | st.sampled_from("é\U0001f600{[,:#"), max_size=5
)
FLOW = st.recursive(
    st.none() | st.integers(-9, 9) | PLAIN,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(PLAIN, inner, max_size=3),
)


@given(FLOW)
def test_json_stands_at_the_same_places_in_yaml(value):
    text = json.dumps(value, ensure_ascii=False, indent=1)
    as_yaml, as_json = read_yaml(text).document, parse(text.encode()).document
    assert as_yaml.data == as_json.data
    stack = [("", value)]
    while stack:
        pointer, inner = stack.pop()
        assert as_yaml.locate(pointer) == as_json.locate(pointer)
        assert as_yaml.locate(pointer, key=True) == as_json.locate(pointer, key=True)
        items = inner.items() if isinstance(inner, dict) else enumerate(inner) if isinstance(inner, list) else ()
        stack += [(f"{pointer}/{key}", item) for key, item in items]


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("written", "value"),
    [
        *[(text, None) for text in ("", "~", "null", "Null", "NULL")],
        *[(text, True) for text in ("true", "True", "TRUE")],
        ("false", False),
        *[(text, text) for text in ("no", "yes", "on", "off", "y", "tRUE", "nULL")],
        *[
            (text, text)
            for text in ("12:30:45", "190:20:30", "2020-01-01", "2020-01-01T10:00:00Z", "1_000", "0b1", "<<", "=")
        ],
        *[(text, text) for text in ("-0x1", "0o8", "1e", ".", "+", "NaN", "inf", "1.2.3", "١")],
        *[("0", 0), ("-12", -12), ("+12", 12), ("0123", 123), ("0o17", 15), ("0x1F", 31)],
        *[("1.5", 1.5), (".5", 0.5), ("1.", 1.0), ("-1e3", -1000.0), ("+.5E-1", 0.05)],
        *[("'1'", "1"), ('"true"', "true"), ("! 12", "12"), ("!!str 12", "12"), ("!!int '12'", 12), ("!!float 1", 1.0)],
        *[("!!null ''", None), ("!!bool 'true'", True), ("!!map {}", {}), ("!!seq []", []), ("|\n  x\n", "x\n")],
    ],
)
def test_plain_text_means_what_the_core_schema_says(written, value):
    result = read_yaml(f"a: {written}\n")
    assert result.problems == ()
    assert result.document.data == {"a": value}
    assert type(result.document.data["a"]) is type(value)


def test_places_are_those_of_the_source():
    text = "# rig\r\nname: é\U0001f600 x\r\nlist:\r\n- &a {k: v}\r\n-  *a\r\nempty:\r\ntext: |\r\n  one\r\n"
    document = read_yaml(text).document
    assert document.data == {"name": "é\U0001f600 x", "list": [{"k": "v"}, {"k": "v"}], "empty": None, "text": "one\n"}
    spots = {
        pointer: document.locate(pointer)
        for pointer in ("", "/name", "/list/0", "/list/1", "/list/1/k", "/empty", "/text")
    }
    assert {pointer: (spot.line, spot.column) for pointer, spot in spots.items()} == {
        "": (2, 1),
        "/name": (2, 7),
        "/list/0": (4, 3),
        "/list/1": (5, 4),
        "/list/1/k": (4, 10),
        "/empty": (6, 7),
        "/text": (7, 7),
    }
    assert document.locate("/empty", key=True).column == 1
    assert spots["/list/1"].excerpt.text == "-  *a"
    assert spots["/empty"].excerpt.start == len("empty:")


def test_aliases_are_copies():
    data = read_yaml("a: &a [{b: 1}]\nc: *a\n").document.data
    assert data == {"a": [{"b": 1}], "c": [{"b": 1}]}
    assert data["a"] is not data["c"]
    assert data["a"][0] is not data["c"][0]


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("text", "value", "faults"),
    [
        ("a: 1\nb: 2\na: 3\n", {"a": 3, "b": 2}, [("duplicate-key", "/a", 3, 1)]),
        (
            "a: [.inf, .nan,\n -.INF, 1e400]",
            {"a": [None] * 4},
            [("non-finite-number", f"/a/{i}", *at) for i, at in enumerate([(1, 5), (1, 11), (2, 2), (2, 9)])],
        ),
        ("a: 9007199254740993", {"a": 9007199254740993}, [("unsafe-integer", "/a", 1, 4)]),
    ],
)
def test_some_faults_leave_a_document(text, value, faults):
    result = read_yaml(text)
    assert result.document.data == value
    assert [(p.code, p.path, p.line, p.column) for p in result.problems] == faults


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("1: a\n~: b\ntrue: c\n", [("yaml-key", "/1", 1, 1), ("yaml-key", "/~0", 2, 1), ("yaml-key", "/true", 3, 1)]),
        ("a:\n  ? # none\n  : 1", [("yaml-key", "/a/", 2, 4)]),
        ("a: {{ name }}", [("yaml-key", "/a", 1, 5)]),
        ("a: &a 1\n*a : 2", [("yaml-key", "", 2, 1)]),
        ("a: !!timestamp 2020-01-01\nb: !x {}\n", [("yaml-tag", "/a", 1, 4), ("yaml-tag", "/b", 2, 4)]),
        (
            "a: !!int x\nb: !!seq {}\nc: !!float 0x1",
            [("yaml-tag", "/a", 1, 4), ("yaml-tag", "/b", 2, 4), ("yaml-tag", "/c", 3, 4)],
        ),
        ("a: 1\n---\nb: 2\n", [("yaml-documents", "", 2, 1)]),
        ("a: &a [*a]", [("yaml-alias-bomb", "/a/0", 1, 8)]),
        ("a: *b", [("malformed-yaml", "", 1, 4)]),
        pytest.param(f"a: {'1' * 4301}", [("too-many-digits", "/a", 1, 4)], id="4301 digits"),
        pytest.param(f"a: 0x{'F' * 4000}", [("too-many-digits", "/a", 1, 4)], id="4000 hexadecimal digits"),
        ("# nothing\n", [("empty-file", "", None, None)]),
        ("[" * 101, [("too-deep", "/0" * 100, 1, 101)]),
        ("a: \x01", [("malformed-yaml", "", 1, 4)]),
    ],
)
def test_other_faults_leave_none(text, faults):
    result = read_yaml(text)
    assert [(p.code, p.path, p.line, p.column) for p in result.problems] == faults
    assert result.document is None


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ("a: b: c", 1, "a colon stands"),
        ("a: 1\n b: 2", 2, "a colon stands"),
        ("a: @x", 1, "no value can begin"),
        ("a:\n\t- 1", 2, "no value can begin"),
        ("a: 1\nb\nc: 2", 3, "lacks its colon"),
        ("a: [1, 2", 1, "not closed"),
        ("a: [1,\n 2}", 2, "begins on line 1"),
        ("a: 'x\n", 2, "quoted text is not closed"),
        ("a: 'it's'", 1, "does not fit"),
        ('a: "C:\\data"', 1, "backslash"),
        ("a: *", 1, "name is missing"),
        ("%YAML 2.0\n---\na", 1, "version of YAML"),
        ("a: !<%ed%a0%80> x", 1, "not YAML"),
    ],
)
def test_malformed_yaml_is_explained(text, line, part):
    result = read_yaml(text)
    (problem,) = result.problems
    assert (problem.code, problem.line) == ("malformed-yaml", line)
    assert part in problem.message
    assert problem.hint
    assert result.document is None


@pytest.mark.parametrize("levels", [101, 100_000, 1_000_000])
@pytest.mark.parametrize("opening", ["[", "- ", "{a: "])
def test_deep_nesting_is_refused_without_a_crash(levels, opening):
    (problem,) = read_yaml(opening * levels).problems
    assert problem.code == "too-deep"


def test_an_alias_may_not_nest_deeper_than_anything_else():
    steps = [f"- &{name} {'[' * 40}{inner}{']' * 40}\n" for name, inner in (("a", 1), ("b", "*a"), ("c", "*b"))]
    (problem,) = read_yaml("".join(steps)).problems
    assert (problem.code, problem.line) == ("too-deep", 3)


@pytest.mark.parametrize("first", ["[" + ", ".join(["lol"] * 9) + "]", "x" * 10_000])
def test_a_billion_laughs_are_refused(first):
    lines = [f"a0: &a0 {first}"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 10)]
    result = read_yaml("\n".join(lines))
    (problem,) = result.problems
    assert problem.code == "yaml-alias-bomb"
    assert "1,000,000" in problem.message


@given(st.binary() | st.text(alphabet="ab01 \n\t-:?[]{},&*!|>%#'\"\\@`~.\r\ufeff\x85u", max_size=40).map(str.encode))
@pytest.mark.parametrize("parser", ["CSafeLoader", "SafeLoader"])
def test_no_bytes_make_it_raise(parser, raw):
    with pytest.MonkeyPatch.context() as patch:
        if parser == "SafeLoader":
            patch.delattr(yaml, "CSafeLoader", raising=False)
        result = parse(raw, syntax="yaml")
    assert result.document is not None or result.problems
