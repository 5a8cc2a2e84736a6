"""Whether the code that was run can be found again."""

from __future__ import annotations

from typing import Any

import pytest

from aind_schema import Processing


def steps(*processes: dict[str, Any], **fields: Any) -> Processing:
    named = [{"name": f"step {i}", **process} for i, process in enumerate(processes)]
    return Processing(processes=named, **fields)


def test_the_name_of_a_pipeline_stands_once(find: Any) -> None:
    code = "pipeline-repeated"
    twice = steps(pipelines=[{"name": "ephys"}, {}, {"name": "video"}, {"name": "ephys"}, {}])
    assert [finding.path for finding in find(code, twice)] == ["/pipelines/3/name"]


def test_a_pipeline_is_described(find: Any) -> None:
    code = "unknown-pipeline"
    pipelines = [{"name": "ephys pipeline", "version": "1"}, {"uri": "https://example.org"}]
    (finding,) = find(code, steps({"pipeline": "ephys pipelin"}, pipelines=pipelines))
    assert (finding.path, finding.hint) == ("/processes/0/pipeline", 'did you mean "ephys pipeline"?')
    assert find(code, steps({"pipeline": "ephys pipeline"}, {}, pipelines=pipelines)) == []
    assert find(code, steps({"pipeline": "x"}))[0].hint == "describe it under pipelines"


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ({"uri": "https://example.org"}, True),
        ({"version": "unknown"}, True),
        ({"version": "1.2"}, False),
        ({"version": "1.2", "uncommitted_changes": True}, True),
        ({"version": "main"}, True),
        ({"version": "Latest", "commit": "3f2a9c1"}, False),
        ({"commit": "0000000"}, True),
        ({"commit": "3f2a9c1"}, False),
        ({"commit": "3f2a9c1", "uncommitted_changes": True}, True),
        ({"commit": "3f2a9c1", "uncommitted_changes": True, "version": "1.2"}, True),
        ({"container": {"image": "x", "tag": "latest"}}, True),
        ({"container": {"digest": f"sha256:{'0' * 64}"}}, False),
    ],
)
def test_code_can_be_found_again(find: Any, code: dict[str, Any], found: bool) -> None:
    assert bool(find("unversioned-code", steps({"code": code}))) is found
    assert bool(find("unversioned-code", steps(pipelines=[code]))) is found


def test_work_by_hand_has_no_code(find: Any) -> None:
    assert find("unversioned-code", steps({})) == []


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ({}, "it is not said which version was run"),
        ({"version": "main"}, '"main" means another version tomorrow'),
        ({"version": "1", "uncommitted_changes": True}, "the code differed from the version or commit that is named"),
    ],
)
def test_it_is_told_why_code_can_not_be_found(find: Any, code: dict[str, Any], told: str) -> None:
    (finding,) = find("unversioned-code", steps({"code": code}))
    assert finding.message == told
