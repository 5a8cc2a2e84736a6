"""Whether the steps of processing can have been run as they are told."""

from __future__ import annotations

from typing import Any

import pytest

from aind_schema import Processing


def steps(*processes: dict[str, Any], **fields: Any) -> Processing:
    named = [{"name": f"step {i}", **process} for i, process in enumerate(processes)]
    return Processing(processes=named, **fields)


def graph(**needs: list[str]) -> Processing:
    return steps(*({"name": name, "depends_on": needed} for name, needed in needs.items()))


def test_a_name_stands_once(find: Any) -> None:
    code = "process-repeated"
    twice = steps({"name": "Sorting"}, {"name": "Filtering"}, {"name": "Sorting"})
    assert [finding.path for finding in find(code, twice)] == ["/processes/2/name"]
    assert find(code, steps({}, {})) == []


def test_what_a_step_depends_on_is_a_step(find: Any) -> None:
    code = "unknown-process"
    (finding,) = find(code, graph(Filtering=[], Sorting=["Filtering", "Filtring"]))
    assert (finding.path, finding.hint) == ("/processes/1/depends_on/1", 'did you mean "Filtering"?')
    assert find(code, graph(a=[], b=["a"])) == []


@pytest.mark.parametrize(
    ("needs", "paths"),
    [
        ({"a": ["a"]}, ["/processes/0/depends_on"]),
        ({"a": ["b"], "b": ["a"]}, ["/processes/0/depends_on"]),
        ({"a": [], "b": ["a", "d"], "c": ["b"], "d": ["c"]}, ["/processes/1/depends_on"]),
        ({"a": ["b"], "b": ["a"], "c": ["d"], "d": ["c"]}, ["/processes/0/depends_on", "/processes/2/depends_on"]),
        ({"z": ["a"], "a": ["b"], "b": ["a"]}, ["/processes/1/depends_on"]),
        ({"a": [], "b": ["a"], "c": ["a", "b"]}, []),
        ({"a": ["nobody"]}, []),
    ],
)
def test_no_step_waits_for_itself(find: Any, needs: dict[str, list[str]], paths: list[str]) -> None:
    assert [finding.path for finding in find("process-cycle", graph(**needs))] == paths


def test_a_cycle_is_told_step_by_step(find: Any) -> None:
    (finding,) = find("process-cycle", graph(a=["b"], b=["c"], c=["a"]))
    assert finding.message == 'the step "a" depends on itself: "a" -> "b" -> "c" -> "a"'


def test_a_long_chain_is_walked_without_recursion(find: Any) -> None:
    chain = steps(*({"name": f"{i}", "depends_on": [f"{i - 1}"] if i else ["4999"]} for i in range(5000)))
    assert len(find("process-cycle", chain)) == 1


def test_a_pipeline_is_described(find: Any) -> None:
    code = "unknown-pipeline"
    pipelines = [{"name": "ephys pipeline", "version": "1"}, {"uri": "https://example.org"}]
    (finding,) = find(code, steps({"pipeline": "ephys pipelin"}, pipelines=pipelines))
    assert (finding.path, finding.hint) == ("/processes/0/pipeline", 'did you mean "ephys pipeline"?')
    assert find(code, steps({"pipeline": "ephys pipeline"}, {}, pipelines=pipelines)) == []
    assert find(code, steps({"pipeline": "x"}))[0].hint == "describe it under pipelines"


def test_a_step_ends_after_it_began(find: Any) -> None:
    code = "process-ends-before-start"
    began, ended = "2022-10-12T23:10:01-07:00", "2022-10-12T23:40:00Z"
    assert [finding.path for finding in find(code, steps({"started_at": began, "ended_at": ended}))] == [
        "/processes/0/ended_at"
    ]
    assert find(code, steps({"started_at": ended, "ended_at": began}, {"ended_at": ended})) == []
    assert find(code, steps({"started_at": began, "ended_at": began})) == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ({"uri": "https://example.org"}, True),
        ({"version": "unknown"}, True),
        ({"version": "1.2"}, False),
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
