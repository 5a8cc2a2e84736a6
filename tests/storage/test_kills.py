"""An upload that is killed at any moment completes when it is started again, and nothing half is ever seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from samples.kills import STATES, State, kill_and_resume, sample_asset

if TYPE_CHECKING:
    from pathlib import Path

    from samples.seaweed import Seaweed


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_asset(tmp_path_factory.mktemp("assets"))


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_an_upload_that_was_killed_completes(state: State, seaweed: Seaweed, folder: Path) -> None:
    outcome = kill_and_resume(state, seaweed, folder)
    assert not outcome.seen_whole_too_early
    assert (outcome.missing, outcome.wrong) == (0, 0)
    assert outcome.parts_sent_twice <= 1
