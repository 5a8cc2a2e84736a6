"""What a rule is, and how the rules are run.

A rule names the records that it needs as its parameters:

``subject``, ``data_description``, ``metadata``
    one record of that kind; the rule runs once for each that there is
``subjects``
    all subjects of the asset, at least one
``record``
    any record; the rule runs for each
``folder``
    name of the asset's folder

It runs only where all of them are there, on models: faulty parts of a document have been taken out before.
"""

from __future__ import annotations

import importlib
import inspect
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from aind_schema.base import Record
    from aind_schema.problems import Severity

#: The rooms in which rules live, in the order in which they are run.
_CORE = (
    "identity",
    "bundles",
    "names",
    "lineage",
    "placeholders",
    "times",
    "ages",
    "species",
    "terms",
    "references",
    "people",
    "access",
    "privacy",
    "plausibility",
)

#: The rooms of each set of rules that a user asks for by name; "core" always runs.
PROFILES = {"core": _CORE, "dandi": ("completeness", "dandi"), "nwb": ("completeness",), "bids": ("bids",)}


@dataclass(frozen=True)
class Finding:
    """What a rule found: in which record, at which place of it, and what would be right."""

    record: Record
    path: str
    message: str
    hint: str | None = None


@dataclass(frozen=True)
class Rule:
    """A check with its code and the records that it needs; its docstring is the page that explains the code."""

    code: str
    severity: Severity
    profiles: tuple[str, ...]
    check: Callable[..., Iterator[Finding]]

    needs: tuple[str, ...]

    @property
    def page(self) -> str:
        """What the code means, why it matters, and a before and after."""
        return inspect.cleandoc(self.check.__doc__ or "")


_rules: dict[str, Rule] = {}


def rule(
    code: str, severity: Severity = "error", profiles: tuple[str, ...] = ("core",)
) -> Callable[[Callable[..., Iterator[Finding]]], Callable[..., Iterator[Finding]]]:
    """Register a function as the rule with this code."""

    def register(check: Callable[..., Iterator[Finding]]) -> Callable[..., Iterator[Finding]]:
        if code in _rules:
            raise ValueError(f"two rules have the code {code}")
        needs = tuple(name for name in check.__annotations__ if name != "return")
        _rules[code] = Rule(code, severity, profiles, check, needs)
        return check

    return register


def all_rules(profiles: Iterable[str] = tuple(PROFILES)) -> tuple[Rule, ...]:
    """Return the rules of some profiles, of all where none is named, room by room."""
    wanted = dict.fromkeys(profiles)
    rooms = dict.fromkeys(f"aind_schema.rules.{room}" for profile in wanted for room in PROFILES[profile])
    for room in rooms:
        importlib.import_module(room)
    order = list(rooms)
    found = [each for each in _rules.values() if not wanted.keys().isdisjoint(each.profiles)]
    return tuple(sorted(found, key=lambda each: order.index(each.check.__module__)))


def run(
    records: Sequence[Record], folder: str | None = None, profiles: Sequence[str] = ("core",)
) -> Iterator[tuple[Rule, list[Finding]]]:
    """Run the rules of some profiles over the records of one asset, and yield what each run finds."""
    available = _arguments(records, folder)
    for each in all_rules(("core", *profiles)):
        for values in itertools.product(*(available.get(name, []) for name in each.needs)):
            yield each, list(each.check(*values))


def _arguments(records: Sequence[Record], folder: str | None) -> dict[str, list[Any]]:
    """Return the values that each parameter of a rule can take."""
    by_kind: dict[str, list[Any]] = {}
    for record in records:
        by_kind.setdefault(record.record_kind(), []).append(record)
    subjects = tuple(by_kind.get("subject", ()))
    return {
        **by_kind,
        "record": list(records),
        "subjects": [subjects] if subjects else [],
        "folder": [folder] if folder else [],
    }
