"""A problem that the tests of reports share."""

from __future__ import annotations

from aind_schema.problems import Excerpt, Problem

LAZER = Problem(
    code="unknown-kind",
    severity="error",
    origin="schema",
    path="/devices/1/kind",
    message='no device of kind "lazer"',
    hint='did you mean "laser"?',
    file="rig.json",
    line=9,
    column=15,
    excerpt=Excerpt('      "kind": "lazer",', 14, 7),
)
