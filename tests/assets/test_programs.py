"""The code that a step ran."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from aind_schema.assets import surroundings
from aind_schema.assets.programs import describe_code
from aind_schema.errors import Refused
from aind_schema.parts.software import Container

IMAGE = {"image": "ghcr.io/lab/sorter", "digest": f"sha256:{'0' * 64}"}


@pytest.fixture(autouse=True)
def container(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(surroundings, "container_facts", lambda: {"engine": "apptainer", "image": "sorter.sif"})


@pytest.mark.parametrize("stated", [IMAGE, Container(**IMAGE)])
def test_a_container_that_is_stated_keeps_what_is_found_beside_it(stated: Any) -> None:
    assert describe_code(None, {"container": stated}) == {"container": {"engine": "apptainer", **IMAGE}}


def test_what_is_stated_is_kept() -> None:
    stated = {"uri": "https://example.org/sorter", "parameters": {"threshold": 6}, "commit": None}
    found = {"container": {"engine": "apptainer", "image": "sorter.sif"}}
    assert describe_code(None, stated) == {"uri": stated["uri"], "parameters": {"threshold": 6}, **found}


def test_code_may_lie_at_a_url() -> None:
    code = describe_code("https://example.org/sorter", {"version": "2.5"})
    assert code is not None
    assert (code["uri"], code["version"]) == ("https://example.org/sorter", "2.5")


def test_work_by_hand_has_no_code() -> None:
    assert describe_code(None, {}) is None


@pytest.mark.parametrize("name", ["missing.py", "x" * 5000])
def test_code_must_be_there(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused, match="there is no such code"):
        describe_code(tmp_path / name, {})
