"""Whether implanted devices can be told apart, and came out only after they had gone in."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from aind_schema.parts.procedures.implanting import Explant
from aind_schema.parts.procedures.surgery import Surgery
from aind_schema.problems import quote
from aind_schema.rules.registry import Finding, rule
from aind_schema.rules.spans import days_of
from aind_schema.rules.walking import models
from aind_schema.spelling import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aind_schema.records.procedures import Procedures

#: The fields of steps that hold what stays in or on the animal.
_DEVICES = ("device", "well", "window")


class _Move(NamedTuple):
    """Tell on which day, as far as known, a device went in or came out, and where that is said."""

    day: date
    place: str
    name: str
    serial: tuple[str, str] | None
    taken_out: bool


@rule("implant-repeated")
def implant_repeated(procedures: Procedures) -> Iterator[Finding]:
    """Check that no two implanted devices have one name or one serial number.

    What it means: a device of the same name, or of the same kind and serial number, was implanted earlier, and no step
    took it out in between. Headframes, wells and windows count as well.

    Why it matters: acquisitions refer to the device by its name; with two of them nobody knows from which place the
    data come. A device that has two names counts as two.

    Before:

        subject_procedures:
          - kind: surgery
            steps:
              - {kind: fiber_implant, device: {kind: fiber_probe, name: fiber_0}}
              - {kind: fiber_implant, device: {kind: fiber_probe, name: fiber_0}}

    After:

        subject_procedures:
          - kind: surgery
            steps:
              - {kind: fiber_implant, device: {kind: fiber_probe, name: fiber_0}}
              - {kind: fiber_implant, device: {kind: fiber_probe, name: fiber_1}}
    """
    inside: dict[str, tuple[str, str] | None] = {}
    for move in _moves(procedures):
        if move.taken_out:
            inside.pop(move.name, None)
            continue
        if move.name in inside:
            message = f"another implanted device is called {quote(move.name)}"
            yield Finding(procedures, f"{move.place}/name", message, "give each device a name of its own")
        elif move.serial and move.serial in inside.values():
            message = f"another implanted device has the serial number {quote(move.serial[1])}"
            yield Finding(procedures, f"{move.place}/serial_number", message)
        inside[move.name] = move.serial


@rule("unknown-implant", "warning")
def unknown_implant(procedures: Procedures) -> Iterator[Finding]:
    """Check that a device that was taken out had been implanted.

    What it means: no earlier step of this document implants a device of that name, or it had been taken out already.
    Where procedures have dates, these tell which is earlier, else their order in the list.

    Why it matters: whoever looks for the data of a device wants to know until when it was in place. A name that is
    written differently is not found.

    Before:

        subject_procedures:
          - kind: surgery
            steps:
              - {kind: fiber_implant, device: {kind: fiber_probe, name: fiber_0}}
          - {kind: surgery, steps: [{kind: explant, device_name: Fiber0}]}

    After:

        subject_procedures:
          - kind: surgery
            steps:
              - {kind: fiber_implant, device: {kind: fiber_probe, name: fiber_0}}
          - {kind: surgery, steps: [{kind: explant, device_name: fiber_0}]}
    """
    in_place: dict[str, bool] = {}
    for move in _moves(procedures):
        if move.taken_out and move.name not in in_place:
            hint = did_you_mean(move.name, in_place)
            yield Finding(procedures, move.place, f"no earlier step implants {quote(move.name)}", hint)
        elif move.taken_out and not in_place[move.name]:
            yield Finding(procedures, move.place, f"{quote(move.name)} had been taken out already")
        in_place[move.name] = not move.taken_out


def _moves(procedures: Procedures) -> list[_Move]:
    """Return how named devices went in and came out, by day; what has no day stays behind what stands before it."""
    found: list[_Move] = []
    last = date.min
    for place, surgery in models(procedures, Surgery):
        last = days_of(surgery).first or last
        for i, step in enumerate(surgery.steps):
            last = days_of(step).first or last
            at = f"{place}/steps/{i}"
            if isinstance(step, Explant):
                if step.device_name:
                    found.append(_Move(last, f"{at}/device_name", step.device_name, None, taken_out=True))
                continue
            for field in _DEVICES:
                device = getattr(step, field, None)
                if device is not None and device.name:
                    serial = (device.kind, device.serial_number) if device.serial_number else None
                    found.append(_Move(last, f"{at}/{field}", device.name, serial, taken_out=False))
    return sorted(found, key=lambda move: move.day)
