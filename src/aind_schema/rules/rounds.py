"""Whether rounds of hybridisation can be told apart, and follow one another."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from aind_schema.parts.procedures.staining import Hybridization, Stripping
from aind_schema.problems import quote
from aind_schema.rules.dates import precedes
from aind_schema.rules.registry import Finding, rule
from aind_schema.rules.spans import span_of
from aind_schema.rules.walking import models, repeated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aind_schema.records.procedures import Procedures


@rule("round-repeated")
def round_repeated(procedures: Procedures) -> Iterator[Finding]:
    """Check that the rounds of a hybridisation have different numbers.

    What it means: two rounds of one step have the same number.

    Why it matters: images are matched with the probes of a round by its number. With two of them, the genes of one
    round are taken for those of the other.

    Before:

        specimen_procedures:
          - {kind: hybridization, rounds: [{number: 1}, {number: 1}]}

    After:

        specimen_procedures:
          - {kind: hybridization, rounds: [{number: 1}, {number: 2}]}
    """
    for place, step in models(procedures, Hybridization):
        rounds = ((f"{place}/rounds/{i}/number", each.number) for i, each in enumerate(step.rounds))
        for at, number, _ in repeated(rounds):
            yield Finding(procedures, at, f"another round has the number {quote(number)} too")


@rule("round-out-of-order")
def round_out_of_order(procedures: Procedures) -> Iterator[Finding]:
    """Check that the rounds of a hybridisation began in the order of their numbers.

    What it means: a round began before one with a lower number.

    Why it matters: barcodes are read round by round. If two were swapped, every gene is taken for another one; if only
    a date is wrong, what had bleached or was left over from before can't be judged.

    Before:

        specimen_procedures:
          - kind: hybridization
            rounds:
              - {number: 1, start_date: 2025-06-22}
              - {number: 2, start_date: 2025-06-20}

    After:

        specimen_procedures:
          - kind: hybridization
            rounds:
              - {number: 1, start_date: 2025-06-20}
              - {number: 2, start_date: 2025-06-22}
    """
    for place, step in models(procedures, Hybridization):
        begun = [(each.number, span_of(each), i) for i, each in enumerate(step.rounds) if span_of(each).first]
        begun.sort(key=lambda each: (each[0], each[2]))
        for (lower, earlier, _), (number, later, i) in itertools.pairwise(begun):
            if earlier.first and later.first and lower < number and precedes(later.first, earlier.first):
                message = f"began before round {quote(lower)}, on {quote(earlier.first.isoformat())}"
                yield Finding(procedures, f"{place}/rounds/{i}/{later.first_field}", message)


@rule("unknown-round")
def unknown_round(procedures: Procedures) -> Iterator[Finding]:
    """Check that the round whose labels were taken out was made.

    What it means: `round_number` of a stripping is the number of no round on the same specimens. Where no rounds are
    described at all, nothing is said.

    Why it matters: what was seen in a round is judged by what had been taken out before it. Mostly the rounds are
    counted from 0 at one place and from 1 at the other.

    Before:

        specimen_procedures:
          - {kind: hybridization, rounds: [{number: 1}, {number: 2}]}
          - {kind: stripping, round_number: 0}

    After:

        specimen_procedures:
          - {kind: hybridization, rounds: [{number: 1}, {number: 2}]}
          - {kind: stripping, round_number: 1}
    """
    every: set[int] = set()
    made: dict[str | None, set[int]] = {}
    for _, step in models(procedures, Hybridization):
        for name in step.specimen_ids or (None,):
            made.setdefault(name, set()).update(each.number for each in step.rounds)
        every.update(each.number for each in step.rounds)
    for place, stripping in models(procedures, Stripping):
        known = (
            [made.get(name, set()) for name in (*stripping.specimen_ids, None)] if stripping.specimen_ids else [every]
        )
        numbers = set[int]().union(*known)
        if stripping.round_number is not None and numbers and stripping.round_number not in numbers:
            message = f"no round has the number {quote(stripping.round_number)}"
            hint = f"the rounds are numbered from {quote(min(numbers))} to {quote(max(numbers))}"
            yield Finding(procedures, f"{place}/round_number", message, hint)
