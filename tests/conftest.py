"""What all tests share: where the examples are, and the corpus of real files, if it is there."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import settings

# These need a peer in an environment of its own: make test-peers.
collect_ignore = [] if find_spec("aind_data_schema") else ["peers"]

ROOT = Path(__file__).resolve().parents[1]

# The same examples in each run: a failure that comes and goes with the seed helps nobody.
settings.register_profile("same", derandomize=True, deadline=None)
settings.load_profile("same")


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def corpus() -> Path:
    folder = ROOT.parent / "shared" / "corpus"
    if not folder.is_dir():
        pytest.skip("the corpus of real files is not here")
    return folder
