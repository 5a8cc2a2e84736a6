"""What a rule is, and how the rules are run.

A rule names the records that it needs as its parameters:

``subject``, ``data_description``, ``metadata`` and the other kinds of document
    one record of that kind; the rule runs once for each that there is
``subjects``
    all subjects of the asset, at least one
``record``
    any record; the rule runs for each
``records``
    all records of the asset
``folder``
    name of the asset's folder

It runs only where all of them are there, on models: faulty parts of a document have been taken out before.
"""

from __future__ import annotations

import importlib
import inspect
import itertools
from typing import TYPE_CHECKING, Any, NamedTuple

from aind_schema.starting import uncollected
from aind_schema.versions import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Sequence

    from aind_schema.base import Record
    from aind_schema.problems import Severity

#: The rooms in which rules live, in the order in which they run; with each the kind of record without which none of its
#: rules has anything to do, so that it need not be loaded.
_CORE = {
    "identity": None,
    "bundles": "metadata",
    "names": "data_description",
    "lineage": "data_description",
    "manifests": "manifest",
    "procedures": "procedures",
    "sequence": "procedures",
    "ethics": "procedures",
    "surgeries": "procedures",
    "implants": "procedures",
    "injections": "procedures",
    "targets": "procedures",
    "weights": "procedures",
    "ranges": "procedures",
    "specimens": "procedures",
    "tissue": "procedures",
    "rounds": "procedures",
    "reagents": "procedures",
    "processing": "processing",
    "software": "processing",
    "provenance": "processing",
    "quality": "quality",
    "metrics": "quality",
    "placeholders": None,
    "dates": None,
    "lives": None,
    "zones": None,
    "ages": "subject",
    "species": "subject",
    "terms": None,
    "anatomy": "procedures",
    "coordinates": "procedures",
    "frames": "procedures",
    "transforms": "procedures",
    "positions": "procedures",
    "sides": "procedures",
    "references": None,
    "people": None,
    "access": "data_description",
    "privacy": "subject",
    "plausibility": "subject",
}

#: The rooms of each set of rules that a user asks for by name; "core" always runs.
PROFILES: dict[str, dict[str, str | None]] = {
    "core": _CORE,
    "dandi": {"completeness": None, "dandi": "data_description"},
    "nwb": {"completeness": None, "injections": "procedures", "targets": "procedures"},
    "bids": {"bids": None},
}


class Finding(NamedTuple):
    """Tell what a rule found: in which record, at which place of it, and what would be right."""

    record: Record
    path: str
    message: str
    hint: str | None = None


class Rule(NamedTuple):
    """Hold a check with its code and the records that it needs; its docstring is the page that explains the code."""

    code: str
    severity: Severity
    profiles: tuple[str, ...]
    check: Callable[..., Iterator[Finding]]

    needs: tuple[str, ...]

    @property
    def page(self) -> str:
        """What the code means, why it matters, and a before and after."""
        return inspect.cleandoc(self.check.__doc__ or "")


_PARAMETERS = frozenset({*KINDS, "subjects", "record", "records", "folder"})
_rooms: dict[str, list[Rule]] = {}


def rule(
    code: str, severity: Severity = "error", profiles: tuple[str, ...] = ("core",)
) -> Callable[[Callable[..., Iterator[Finding]]], Callable[..., Iterator[Finding]]]:
    """Register a function as the rule with this code."""

    def register(check: Callable[..., Iterator[Finding]]) -> Callable[..., Iterator[Finding]]:
        needs = tuple(name for name in check.__annotations__ if name != "return")
        if unknown := set(needs) - _PARAMETERS:
            raise TypeError(f"the rule {code} asks for {', '.join(sorted(unknown))}, which no asset has")
        room = check.__module__.rpartition(".")[-1]
        _rooms.setdefault(room, []).append(Rule(code, severity, profiles, check, needs))
        return check

    return register


def all_rules(profiles: Iterable[str] = tuple(PROFILES), kinds: Container[str] | None = None) -> list[Rule]:
    """Return the rules of some profiles, room by room; with ``kinds``, those that such records give something to do."""
    wanted = dict.fromkeys(profiles)
    rooms = {room: need for profile in wanted for room, need in PROFILES[profile].items()}
    needed = [room for room, need in rooms.items() if kinds is None or need is None or need in kinds]
    found = []
    for room in needed:
        with uncollected():
            importlib.import_module(f"aind_schema.rules.{room}")
        found += [each for each in _rooms[room] if not wanted.keys().isdisjoint(each.profiles)]
    return found


def run(
    records: Sequence[Record],
    folder: str | None = None,
    profiles: Sequence[str] = ("core",),
    needing: str | None = None,
) -> Iterator[tuple[Rule, list[Finding]]]:
    """Run the rules of some profiles over the records of one asset, and yield what each run finds.

    With ``needing``, the name of a parameter, only those run that ask for it.
    """
    available = _arguments(records, folder)
    for each in all_rules(("core", *profiles), available):
        if needing is None or needing in each.needs:
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
        "records": [tuple(records)] if records else [],
        "subjects": [subjects] if subjects else [],
        "folder": [folder] if folder else [],
    }
