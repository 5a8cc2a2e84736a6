"""Checks that look across fields and across records: one small function each, with a code."""

from aind_schema.rules.registry import PROFILES, Finding, Rule, all_rules, run

__all__ = ["PROFILES", "Finding", "Rule", "all_rules", "run"]
