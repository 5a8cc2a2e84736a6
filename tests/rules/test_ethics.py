"""Who allowed what was done, and until when."""

from __future__ import annotations

from typing import Any

import pytest

from samples.animals import APPROVED, procedures, surgery


@pytest.mark.parametrize("ethics", [[], [{}], [{"protocol_id": "none"}], [{"protocol_id": "N/A"}], [{"title": "x"}]])
def test_no_approval_and_a_placeholder_are_the_same(ethics: list[dict[str, str]], find: Any) -> None:
    (finding,) = find("lacks-ethics", surgery(ethics=ethics))
    assert finding.path == "/subject_procedures/0/ethics"


@pytest.mark.parametrize("ethics", [APPROVED, [{"approval": "exemption"}], [{"protocol_id": "none"}, *APPROVED]])
def test_an_approval_or_an_exemption_is_enough(ethics: list[dict[str, str]], find: Any) -> None:
    assert find("lacks-ethics", surgery({"kind": "perfusion"}, ethics=ethics)) == []


def test_training_needs_no_approval_of_its_own(find: Any) -> None:
    assert find("lacks-ethics", procedures({"kind": "training"}, {"kind": "handling"})) == []


def test_a_placeholder_for_an_approval_is_told(find: Any) -> None:
    (finding,) = find("placeholder-id", surgery(ethics=[{"protocol_id": "none"}]))
    assert finding.path == "/subject_procedures/0/ethics/0/protocol_id"


def test_an_approval_holds_on_the_day(find: Any) -> None:
    def places(**approval: str) -> list[str]:
        done = surgery(start_date="2023-02-28", ethics=[{"protocol_id": "2109", **approval}])
        return [finding.path.rpartition("/")[-1] for finding in find("approval-not-valid", done)]

    assert places(valid_until="2022-12-31") == ["valid_until"]
    assert places(valid_from="2023-12-31") == ["valid_from"]
    assert places(valid_from="2023-02-28", valid_until="2023-02-28") == places() == []


@pytest.mark.parametrize("word", ["NA", "pending", "not required", "no", "0", "N/A", "Unknown"])
def test_a_word_or_a_zero_is_no_number_of_an_approval(word: str, find: Any) -> None:
    assert find("lacks-ethics", procedures({"kind": "injection", "ethics": [{"protocol_id": word}]}))


def test_a_scan_needs_an_approval_where_the_animal_is_put_under(find: Any) -> None:
    assert find("lacks-ethics", procedures({"kind": "mri_scan"})) == []
    assert find("lacks-ethics", procedures({"kind": "mri_scan", "anaesthesia": [{"drug": {"name": "isoflurane"}}]}))


def test_an_approval_holds_to_the_last_day(find: Any) -> None:
    ends = [{"protocol_id": "2109", "valid_until": "2024-06-01"}]
    code, long = "approval-not-valid", {"kind": "water_restriction", "start_date": "2024-01-01"}
    (finding,) = find(code, procedures({**long, "end_date": "2026-01-01", "ethics": ends}))
    assert finding.message == 'done on "2026-01-01", but the approval ended on "2024-06-01"'
    assert find(code, procedures({**long, "end_date": "2024-06-01", "ethics": ends})) == []


def test_a_surgery_may_be_dated_by_its_steps_and_these_by_the_surgery(find: Any) -> None:
    ended = [{"protocol_id": "2109", "valid_until": "2023-06-01"}]
    code, perfusion = "approval-not-valid", {"kind": "perfusion"}
    assert find(code, surgery({**perfusion, "start_date": "2024-01-05"}, ethics=ended))
    (finding,) = find(code, surgery({**perfusion, "ethics": ended}, start_date="2024-01-05"))
    assert finding.path == "/subject_procedures/0/steps/0/ethics/0/valid_until"
