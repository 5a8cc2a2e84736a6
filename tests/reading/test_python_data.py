"""Documents from memory: the same rules as for files, without positions."""

import dataclasses
import datetime as dt
import enum
import json
import types
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from aind_schema.reading import from_data

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(), inner, max_size=5),
)


class Sex(str, enum.Enum):
    MALE = "male"


class Mouse(BaseModel):
    name: str
    weight: float


@dataclasses.dataclass
class Cage:
    number: int


@given(JSON)
def test_json_values_are_taken_as_they_are(value):
    result = from_data(value)
    assert result.problems == ()
    assert result.document.data == value
    assert json.loads(result.document.json_bytes) == value
    assert result.document.file is None
    assert result.document.locate("") is None


def test_the_document_is_a_copy():
    data = {"a": [1]}
    document = from_data(data).document
    data["a"].append(2)
    assert document.data == {"a": [1]}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ((1, (2,)), [1, [2]]),
        (Sex.MALE, "male"),
        ({Sex.MALE: 1}, {"male": 1}),
        (Mouse(name="a", weight=1.5), {"name": "a", "weight": 1.5}),
        (Cage(3), {"number": 3}),
        (dt.date(2024, 5, 1), "2024-05-01"),
        (uuid.UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        (types.MappingProxyType({"a": types.MappingProxyType({})}), {"a": {}}),
    ],
)
def test_what_pydantic_writes_is_taken(value, expected):
    result = from_data({"x": [value]})
    assert result.problems == ()
    assert result.document.data == {"x": [expected]}
    assert list(map(type, result.document.data["x"][0])) == list(map(type, expected))


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        (float("nan"), "non-finite-number", None),
        (float("-inf"), "non-finite-number", None),
        (Mouse(name="a", weight=float("inf")).weight, "non-finite-number", None),
        (2**53, "unsafe-integer", 2**53),
        ("a\ud800", "lone-surrogate", "a\ufffd"),
    ],
)
def test_some_faults_leave_a_document(value, code, expected):
    result = from_data({"a/b": [0, value]})
    (problem,) = result.problems
    assert (problem.code, problem.path, problem.line, problem.excerpt) == (code, "/a~1b/1", None, None)
    assert result.document.data == {"a/b": [0, expected]}


def cycle():
    items = []
    items.append({"a": items})
    return items


@pytest.mark.parametrize(
    ("value", "faults"),
    [
        ({"a": {1: 2, None: 3}}, [("not-json", "/a/1"), ("not-json", "/a/None")]),
        ({"a": object(), "b": 1j.__class__}, [("not-json", "/a"), ("not-json", "/b")]),
        ([b"\xff"], [("not-json", "/0")]),
        ([10**5000], [("too-many-digits", "/0")]),
        (cycle(), [("too-deep", "/0/a" * 50)]),
        ([cycle()], [("too-deep", "/0" + "/0/a" * 49 + "/0")]),
    ],
)
def test_other_faults_leave_none(value, faults):
    result = from_data(value)
    assert [(p.code, p.path) for p in result.problems] == faults
    assert result.document is None


def test_a_million_levels_do_not_crash():
    value = []
    for _ in range(1_000_000):
        value = [value]
    (problem,) = from_data(value).problems
    assert problem.code == "too-deep"
    while value:  # take it apart by hand: older Pythons free it by recursion
        value = value.pop()
