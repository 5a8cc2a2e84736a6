"""How the tests of rules run one rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

from aind_schema import rules

if TYPE_CHECKING:
    from aind_schema.base import Record
    from aind_schema.rules import Finding


class Find(Protocol):
    def __call__(self, code: str, *records: Record, folder: str | None = None) -> list[Finding]: ...


@pytest.fixture
def find() -> Find:
    def run(code: str, *records: Record, folder: str | None = None) -> list[Finding]:
        """Run the rules over the records of one asset, and return what the rule with this code finds."""
        found = rules.run(records, folder, rules.PROFILES)
        return [finding for rule, findings in found if rule.code == code for finding in findings]

    return run
