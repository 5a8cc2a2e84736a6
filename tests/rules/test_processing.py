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


def test_a_cycle_may_come_of_what_is_not_stated(find: Any) -> None:
    code, turned = "process-cycle", steps({"name": "a", "depends_on": ["b"]}, {"name": "b"})
    (finding,) = find(code, turned)
    assert (finding.path, finding.hint) == (
        "/processes/0/depends_on",
        "a step without depends_on comes after the one before it",
    )
    assert find(code, steps({"name": "a"}, {"name": "b"}, {"name": "a"})) == []


@pytest.mark.parametrize(
    ("processes", "found"),
    [
        ([{}, {}, {}], []),
        ([{}, {"depends_on": ["step 0"]}], []),
        ([{}, {}, {"depends_on": ["step 1"]}], ["/processes/1"]),
        ([{}, {"depends_on": []}, {}, {}], ["/processes/2"]),
        ([{}, {"depends_on": None}], []),
        ([{"ended_at": "2022-10-12T12:00:00Z"}, {"started_at": "2022-10-12T11:59:59Z"}], ["/processes/1"]),
        ([{"ended_at": "2022-10-12T12:00:00Z"}, {"started_at": "2022-10-12T12:00:00Z"}], []),
    ],
)
def test_a_step_says_what_it_needed_where_the_list_does_not_tell(
    find: Any, processes: list[dict[str, Any]], found: list[str]
) -> None:
    assert [finding.path for finding in find("process-order-unstated", steps(*processes))] == found


def test_the_first_step_of_an_unstated_order_is_told_with_the_number_of_the_others(find: Any) -> None:
    (finding,) = find("process-order-unstated", steps({}, {}, {}, {"depends_on": ["step 1"]}))
    assert finding.message == (
        '"step 1" is taken to have needed "step 0", while others say what they needed; nor is it clear for 1 more'
    )


def test_a_step_is_not_over_before_one_that_it_needed_began(find: Any) -> None:
    code, late = "process-before-needed", {"started_at": "2022-10-12T23:10:01-07:00"}
    early = {"depends_on": ["step 0", "nobody"], "ended_at": "2022-10-12T23:40:00Z"}
    assert [finding.path for finding in find(code, steps(late, early))] == ["/processes/1/ended_at"]
    assert find(code, steps(late, {**early, "ended_at": "2022-10-12T23:40:00-07:00"})) == []
    assert find(code, steps(late, {**early, "depends_on": []}, {"depends_on": ["step 0"]})) == []
