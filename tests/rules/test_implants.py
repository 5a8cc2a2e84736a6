"""Implanted devices can be told apart, and came out after they had gone in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from samples.animals import device, procedures, surgery

if TYPE_CHECKING:
    from aind_schema import Procedures


def fiber(name: str | None) -> dict[str, Any]:
    return {"kind": "fiber_implant", "device": {"kind": "fiber_probe", "name": name}}


def explant(name: str | None) -> dict[str, Any]:
    return {"kind": "explant", "device_name": name}


def test_two_devices_of_one_name_are_not_in_place_at_once(find: Any) -> None:
    code = "implant-repeated"
    (finding,) = find(code, surgery(fiber("a"), fiber("a")))
    assert finding.path == "/subject_procedures/0/steps/1/device/name"
    assert (
        find(code, surgery(fiber("a"), explant("a"), fiber("a"))) == find(code, surgery(fiber("a"), fiber("b"))) == []
    )
    assert find(code, surgery(fiber(None), fiber(None), {"kind": "fiber_implant"}, explant(None))) == []


def test_what_was_taken_out_had_been_put_in(find: Any) -> None:
    code = "unknown-implant"
    (finding,) = find(code, surgery(fiber("fiber_0"), explant("fiber0")))
    assert finding.hint == 'did you mean "fiber_0"?'
    assert find(code, surgery(fiber("fiber_0"), explant("fiber_0"))) == []


def test_headframes_wells_and_windows_are_implants_too(find: Any) -> None:
    headframe = {"kind": "headframe", "device": device("headframe", "hf"), "well": device("well", "w")}
    craniotomy = {"kind": "craniotomy", "window": device("cranial_window", "glass")}
    out = [explant(name) for name in ("hf", "w", "glass")]
    assert find("unknown-implant", surgery(headframe, craniotomy, *out)) == []
    assert find("implant-repeated", surgery(headframe, craniotomy)) == []
    alike = surgery(
        {"kind": "headframe", "device": device("headframe", "x"), "well": device("well", "x")},
        {"kind": "craniotomy", "window": device("cranial_window", "x")},
        fiber("x"),
    )
    assert [finding.path.rpartition("steps/")[2] for finding in find("implant-repeated", alike)] == [
        "0/well/name",
        "1/window/name",
        "2/device/name",
    ]


def test_a_piece_is_in_one_place(find: Any) -> None:
    code, number = "implant-repeated", "18005117142"
    one, other = (
        {"kind": "probe_implant", "device": device("ephys_probe", name, serial_number=number)} for name in ("A", "B")
    )
    (finding,) = find(code, surgery(one, other))
    assert finding.path == "/subject_procedures/0/steps/1/device/serial_number"
    assert find(code, surgery(one, explant("A"), other)) == []


def test_nothing_is_taken_out_twice(find: Any) -> None:
    (finding,) = find("unknown-implant", surgery(fiber("a"), explant("a"), explant("a")))
    assert finding.path == "/subject_procedures/0/steps/2/device_name"


def test_dates_tell_which_was_earlier(find: Any) -> None:
    def surgeries(**days: str) -> Procedures:
        steps = {"in": fiber("a"), "out": explant("a")}
        return procedures(*({"kind": "surgery", "start_date": day, "steps": [steps[w]]} for w, day in days.items()))

    code = "unknown-implant"
    assert find(code, surgeries(**{"in": "2024-03-05", "out": "2024-01-05"}))
    assert find(code, surgeries(**{"out": "2024-03-05", "in": "2024-01-05"})) == []
    assert find(code, surgeries(**{"in": "2024-01-05", "out": "2024-01-05"})) == []
