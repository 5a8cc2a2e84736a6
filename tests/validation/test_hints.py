"""What the hints propose is what was meant, and right as it stands."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from pydantic import ValidationError

from aind_schema import Surgery, validate

PROCEDURES = {"kind": "procedures", "schema_version": "0.1.0", "subject_id": "625463"}
ETHICS = {"ethics": [{"protocol_id": "2115"}]}


def problem_of(step: dict[str, Any]) -> Any:
    """Return the one problem of a step in a surgery."""
    surgery = {"kind": "surgery", "start_date": "2024-01-05", **ETHICS, "steps": [step]}
    (problem,) = validate({**PROCEDURES, "subject_procedures": [surgery]}).errors
    return problem


def hint(step: dict[str, Any]) -> str | None:
    found: str | None = problem_of(step).hint
    return found


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("volume_ul", 'write it multiplied by 1000 into "volume_nl"'),
        ("volume_pl", 'write it divided by 1000 into "volume_nl"'),
        ("current_na", 'write it divided by 1000 into "current_ua"'),
        ("duration_min", 'write it multiplied by 60 into "duration_s"'),
    ],
)
def test_another_unit_is_converted(field: str, expected: str) -> None:
    kind = "iontophoresis" if field == "current_na" else "pressure"
    site = {"dynamics": {"kind": kind, field: 1.0}}
    assert hint({"kind": "brain_injection", "sites": [site]}) == expected


@pytest.mark.parametrize("field", ["titer_gc_per_ul", "titer_gc_per_l"])
def test_a_titer_is_converted(field: str) -> None:
    found = hint({"kind": "brain_injection", "materials": [{"kind": "virus", field: 1e9}]})
    assert found is not None
    assert found.endswith('into "titer_gc_per_ml"')


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("lot", 'did you mean "lot_number"?'),
        ("supplier", 'did you mean "source"?'),
    ],
)
def test_a_field_of_another_name_is_found(field: str, expected: str) -> None:
    assert hint({"kind": "brain_injection", "materials": [{"kind": "virus", field: "x"}]}) == expected


def test_a_field_like_no_other_goes_where_there_is_room_or_the_fields_are_told() -> None:
    assert hint({"kind": "craniotomy", "shelf": "x"}) == "what has no field goes into extensions"
    found = hint({"kind": "brain_injection", "materials": [{"kind": "virus", "shelf": "x"}]})
    assert found is not None
    assert found.startswith("its fields are name, source, ")


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("viral_injection", 'did you mean "brain_injection"?'),
        ("neuropixels", 'did you mean "probe_implant"?'),
        ("surgery", 'it belongs under "subject_procedures" of the procedures'),
    ],
)
def test_a_kind_of_another_name_is_found(kind: str, expected: str) -> None:
    assert hint({"kind": kind}) == expected


def test_a_step_that_stands_outside_its_surgery_is_told_where_it_belongs() -> None:
    (problem,) = validate({**PROCEDURES, "subject_procedures": [{"kind": "headframe"}]}).errors
    assert problem.hint == 'it belongs under "steps" of the surgery'


def test_a_field_of_the_items_of_a_list_is_told_which_list() -> None:
    assert hint({"kind": "brain_injection", "dynamics": []}) == 'it belongs under "sites"'


def test_what_stands_for_a_list_of_objects() -> None:
    virus = {"kind": "virus", "name": "AAV1"}
    assert hint({"kind": "brain_injection", "materials": virus}) == "put it in square brackets, as a list of one"
    (problem,) = validate({**PROCEDURES, "subject_procedures": [{"kind": "injection", "ethics": "none"}]}).errors
    assert problem.hint == "leave the field out where there is nothing to say"
    (problem,) = validate({**PROCEDURES, "subject_procedures": [{"kind": "injection", "ethics": "2115"}]}).errors
    assert problem.hint == "a list is meant: [{authority: ...}]"


def test_what_stands_for_a_single_object() -> None:
    expected = "there can be one alone: leave out the square brackets"
    assert hint({"kind": "brain_injection", "sites": [{"dynamics": [{"kind": "pressure"}]}]}) == expected
    assert hint({"kind": "fiber_implant", "device": [{"kind": "fiber_probe"}]}) == expected


def test_an_object_that_says_no_kind_is_told_which() -> None:
    assert hint({"kind": "fiber_implant", "device": {"name": "a"}}) == "write kind: fiber_probe"
    assert hint({"kind": "fiber_implant", "device": "a"}) == "write it as an object: {kind: fiber_probe, name: ...}"


@pytest.mark.parametrize(
    ("step", "message"),
    [
        ({"kind": "headframe", "started_at": "2024-01-05"}, "is not a date and time with its offset"),
        ({"kind": "headframe", "start_date": "2024-01-05T09:00:00"}, "is a time, and a day is meant"),
        ({"kind": "craniotomy", "size_mm": -1}, "should be at least 0 mm, not"),
    ],
)
def test_messages_are_for_readers(step: dict[str, Any], message: str) -> None:
    assert message in problem_of(step).message


@pytest.mark.parametrize("value", ["200", "200 nl", "1e12", "1_000"])
def test_a_number_in_quotation_marks(value: str) -> None:
    expected = "write the number alone, without quotation marks; its unit is that of the field"
    assert hint({"kind": "craniotomy", "size_mm": value}) == expected


def test_python_is_told_that_a_time_lacks_its_offset() -> None:
    with pytest.raises(ValidationError, match="Input should be a date and time with its offset from UTC"):
        Surgery(started_at=datetime(2024, 1, 1, 9))
