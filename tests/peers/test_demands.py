"""The facts of what AIND's own library demands are those of its schemas."""

from __future__ import annotations

from peers.demands import TARGET, drawn, text


def test_the_facts_are_those_of_the_schemas() -> None:
    assert TARGET.read_text(encoding="utf-8") == text(drawn())


def test_the_facts_are_few() -> None:
    assert len(text(drawn()).encode()) < 60_000
