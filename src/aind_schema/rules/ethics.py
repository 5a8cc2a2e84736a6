"""Whether somebody allowed what was done, and still did so on the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aind_schema.parts.procedures.living import SubjectStep
from aind_schema.parts.procedures.surgery import Surgery
from aind_schema.problems import quote
from aind_schema.rules.placeholders import is_placeholder
from aind_schema.rules.registry import Finding, rule
from aind_schema.rules.spans import days_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from aind_schema.parts.procedures.ethics import EthicsApproval
    from aind_schema.records.procedures import Procedures

#: What needs no approval of its own where the animal is awake, or is a part of what has one.
_HARMLESS = frozenset({"training", "handling", "diet", "generic", "mri_scan"})


@rule("lacks-ethics", "warning")
def lacks_ethics(procedures: Procedures) -> Iterator[Finding]:
    """Check that every procedure on a living subject names the approval that it was done under.

    What it means: a surgery, injection, restriction, sample collection or perfusion, or anything under anaesthesia, has
    no approval with a number, or only one whose number is a word such as "none" or "pending". For a step of a surgery
    the surgery's approval counts.

    Why it matters: journals and archives ask for the approval, and years later only the record tells which protocol
    an animal was on. Where the authority said that none is needed, say so with an `exemption`.

    Before:

        subject_procedures:
          - {kind: surgery, start_date: 2023-02-28}

    After:

        subject_procedures:
          - kind: surgery
            start_date: 2023-02-28
            ethics: [{approval: iacuc-protocol, protocol_id: "2109"}]
    """
    for i, step in enumerate(procedures.subject_procedures):
        harmless = step.kind in _HARMLESS and not step.anaesthesia
        if harmless or any(map(_says_something, step.ethics)):
            continue
        what = step.kind.replace("_", " ")
        hint = "name the authority's number in ethics, or an exemption"
        yield Finding(procedures, f"/subject_procedures/{i}/ethics", f"the {what} names no approval", hint)


@rule("approval-not-valid", "warning")
def approval_not_valid(procedures: Procedures) -> Iterator[Finding]:
    """Check that an approval was valid on the day of the procedure.

    What it means: the procedure began before `valid_from` or ended after `valid_until` of the approval that it names. A
    surgery without a date lasts from the first to the last of its steps.

    Why it matters: work without a valid approval has to be reported. More often the animal was moved to a new
    protocol, and the record still names the old one.

    Before:

        subject_procedures:
          - kind: surgery
            start_date: 2023-02-28
            ethics: [{protocol_id: "2109", valid_until: 2022-12-31}]

    After:

        subject_procedures:
          - kind: surgery
            start_date: 2023-02-28
            ethics: [{protocol_id: "2109", valid_until: 2024-12-31}]
    """
    for place, step, first, last in _dated(procedures):
        for i, approval in enumerate(step.ethics):
            if last and approval.valid_until and last > approval.valid_until:
                message = f"done on {quote(str(last))}, but the approval ended on {quote(str(approval.valid_until))}"
                yield Finding(procedures, f"{place}/ethics/{i}/valid_until", message)
            elif first and approval.valid_from and first < approval.valid_from:
                message = f"done on {quote(str(first))}, but the approval begins on {quote(str(approval.valid_from))}"
                yield Finding(procedures, f"{place}/ethics/{i}/valid_from", message)


def _dated(procedures: Procedures) -> Iterator[tuple[str, SubjectStep, date | None, date | None]]:
    """Yield the procedures and the steps of surgeries, with their first and last days, or those of the whole."""
    for i, procedure in enumerate(procedures.subject_procedures):
        steps = procedure.steps if isinstance(procedure, Surgery) else ()
        days = [day for each in (procedure, *steps) for day in days_of(each)[:2] if day]
        first, last = min(days, default=None), max(days, default=None)
        yield f"/subject_procedures/{i}", procedure, first, last
        for j, step in enumerate(steps):
            if isinstance(step, SubjectStep):
                own = days_of(step)
                yield f"/subject_procedures/{i}/steps/{j}", step, own.first or first, own.last or own.first or last


def _says_something(approval: EthicsApproval) -> bool:
    """Tell whether an approval has a number, or says that none was needed; zero is no number of one."""
    number = approval.protocol_id
    return approval.approval == "exemption" or bool(number and number.strip("0") and not is_placeholder(number))
