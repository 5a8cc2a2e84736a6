"""Whether somebody allowed what was done, and still did so on the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aind_schema.parts.procedures.living import SubjectStep
from aind_schema.problems import quote
from aind_schema.rules.placeholders import is_placeholder
from aind_schema.rules.procedures import days_of
from aind_schema.rules.registry import Finding, rule
from aind_schema.rules.walking import models

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aind_schema.parts.procedures.ethics import EthicsApproval
    from aind_schema.records.procedures import Procedures

#: What needs no approval of its own, or is a part of what has one.
_HARMLESS = frozenset({"training", "handling", "diet", "generic", "mri_scan"})


@rule("lacks-ethics", "warning")
def lacks_ethics(procedures: Procedures) -> Iterator[Finding]:
    """Check that every procedure on a living subject names the approval that it was done under.

    What it means: a surgery, injection, restriction, sample collection or perfusion has no approval with a number, or
    only one whose number is a word such as "none". For a step of a surgery the surgery's approval counts.

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
        if step is None or step.kind in _HARMLESS or any(map(_says_something, step.ethics)):
            continue
        what = step.kind.replace("_", " ")
        hint = "name the authority's number in ethics, or an exemption"
        yield Finding(procedures, f"/subject_procedures/{i}/ethics", f"the {what} names no approval", hint)


@rule("approval-not-valid", "warning")
def approval_not_valid(procedures: Procedures) -> Iterator[Finding]:
    """Check that an approval was valid on the day of the procedure.

    What it means: the procedure is dated before `valid_from` or after `valid_until` of the approval that it names.

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
    for place, step in models(procedures, SubjectStep):
        days = days_of(step)
        for i, approval in enumerate(step.ethics):
            late = days.first and approval.valid_until and days.first > approval.valid_until
            early = days.first and approval.valid_from and days.first < approval.valid_from
            if late or early:
                edge = f"ended on {approval.valid_until}" if late else f"begins on {approval.valid_from}"
                field = "valid_until" if late else "valid_from"
                message = f"done on {quote(str(days.first))}, but the approval {edge}"
                yield Finding(procedures, f"{place}/ethics/{i}/{field}", message)


def _says_something(approval: EthicsApproval) -> bool:
    if approval.approval == "exemption":
        return True
    return bool(approval.protocol_id) and not is_placeholder(approval.protocol_id)
