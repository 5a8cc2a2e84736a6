"""A report as GitHub's workflow commands."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from aind_schema.problems import Problem, Report
from samples.problems import LAZER


def command(problem: Problem) -> str:
    return Report((problem,)).github()


def test_a_problem_becomes_a_command() -> None:
    assert command(LAZER) == (
        '::error file=rig.json,line=9,col=15,title=unknown-kind::no device of kind "lazer"; did you mean "laser"?'
    )


def test_each_problem_has_its_line_and_no_problem_none() -> None:
    assert Report((LAZER, replace(LAZER, severity="warning"))).github().count("\n") == 1
    assert Report().github() == ""


def test_an_info_is_a_notice() -> None:
    assert command(replace(LAZER, severity="info")).startswith("::notice file=")
    assert command(replace(LAZER, severity="warning")).startswith("::warning file=")


def test_without_a_line_the_message_says_where() -> None:
    somewhere = replace(LAZER, hint=None, line=None, column=None)
    assert command(somewhere) == (
        '::error file=rig.json,title=unknown-kind::/devices/1/kind: no device of kind "lazer"'
    )
    assert command(replace(somewhere, file=None, path="")) == ('::error title=unknown-kind::no device of kind "lazer"')


def test_what_commands_are_made_of_is_escaped() -> None:
    odd = replace(LAZER, file="a:b,c%.json", hint=None, message="100%: a, b\r\nc")
    assert command(odd) == "::error file=a%3Ab%2Cc%25.json,line=9,col=15,title=unknown-kind::100%25: a, b%0D%0Ac"


def test_control_characters_are_made_visible() -> None:
    assert command(replace(LAZER, hint=None, message="\x1b[31m \u202e")).endswith(r"::\x1b[31m \u202e")


@given(message=st.text(), file=st.text(min_size=1))
def test_a_document_cannot_start_a_command_of_its_own(message: str, file: str) -> None:
    written = command(replace(LAZER, message=message, hint=None, file=file))
    assert len(written.splitlines()) == 1
    properties, data = written.removeprefix("::error ").split("::", 1)
    assert [part.split("=")[0] for part in properties.split(",")] == ["file", "line", "col", "title"]
    if message.isprintable():
        assert unquote(data) == message
