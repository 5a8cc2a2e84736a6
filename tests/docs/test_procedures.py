"""The guide on procedures names every rule that looks at them."""

from __future__ import annotations

from pathlib import Path

import pytest

from aind_schema import rules

GUIDE = (Path(__file__).resolve().parents[2] / "docs/procedures.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "rule", [each for each in rules.all_rules() if "procedures" in each.needs], ids=lambda it: it.code
)
def test_the_guide_names_the_rule(rule: rules.Rule) -> None:
    assert f"`{rule.code}`" in GUIDE
