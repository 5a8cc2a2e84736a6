"""However a record is damaged, writing accounts for each of its values."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from aind_schema.dialects import aind
from aind_schema.errors import InvalidRecord
from aind_schema.versions import LATEST
from dialects.writing_of_aind import MOUSE, PATHS, PROCEDURES, PROCESSING, QUALITY, SURGERY, check_the_books, example

json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**6), 10**6) | st.sampled_from(["", "x", "MGI:1", "2.0", "animal"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "0", "a/b"]), inner, max_size=3)
    ),
    max_leaves=6,
)
KEPT = {
    **MOUSE,
    "converted_from": {"version": "2.0.13"},
    "extensions": {"aind": {"subject_details": {"alleles": {"0": {"x": 1}}, "source": {"y": [1]}}}, "lab": {"a": 1}},
}
BUNDLE = {
    "kind": "metadata",
    "schema_version": LATEST,
    "name": "x",
    "identifiers": [{"database": "LIMS", "id": "7"}],
    "subject": KEPT,
    "processing": PROCESSING,
    "quality": QUALITY,
    "converted_from": {"version": "2.2.2"},
    "extensions": {"aind": {"acquisition": {"schema_version": "2.0.1", "a": [None, 1]}, "_id": "1"}},
}
DAMAGED = [KEPT, PROCESSING, QUALITY, BUNDLE, example(PROCEDURES), *(example(path) for path in PATHS)]


def damage(data: st.DataObject, source: Any) -> None:
    """Put other values in some places of a record."""
    for _ in range(data.draw(st.integers(1, 4))):
        holder: Any = source
        while True:
            keys = [
                key for key in (sorted(holder) if isinstance(holder, dict) else range(len(holder))) if key != "kind"
            ]
            if not keys:
                break
            key = data.draw(st.sampled_from(keys))
            if isinstance(holder[key], dict | list) and holder[key] and data.draw(st.booleans()):
                holder = holder[key]
                continue
            holder[key] = data.draw(json_values)
            break


@settings(max_examples=300, suppress_health_check=list(HealthCheck), deadline=None)
@given(st.data())
def test_however_a_record_is_damaged_the_books_are_right(data: st.DataObject) -> None:
    source = copy.deepcopy(data.draw(st.sampled_from(DAMAGED)))
    damage(data, source)
    # What a whole object stands for is given as its leaves: the functions of damaged values are not called again.
    check_the_books(source, aind.write(source), again=False)


@settings(max_examples=100, suppress_health_check=list(HealthCheck), deadline=None)
@given(st.data())
def test_however_a_record_is_damaged_since_it_was_read_the_books_are_right(data: st.DataObject) -> None:
    read = aind.read(SURGERY)
    source = copy.deepcopy(read.document)
    damage(data, source)
    try:
        conversion = aind.write(source, read)
    except InvalidRecord:
        reject()  # so little is left that it could be another record
    check_the_books(source, conversion, again=False)
