"""A report as people read it."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from aind_schema.problems import Excerpt, Problem, Report
from aind_schema.problems.printable import cells, printable
from samples.problems import LAZER

BARE = replace(LAZER, excerpt=None)


def text(*problems: Problem, width: int = 80) -> list[str]:
    """Write the problems without the line that counts them."""
    return Report(problems).text(width=width).split("\n\n")[:-1]


def summary(*problems: Problem, files: int = 2, checks: int = 41, width: int = 80) -> str:
    return Report(problems, files, checks).text(width=width).split("\n\n")[-1]


def test_a_problem_is_told_under_its_line() -> None:
    assert Report((LAZER,), files=2, checks=41).text(width=81) == (
        "rig.json:9:15: error[unknown-kind] /devices/1/kind\n"
        '  9 |       "kind": "lazer",\n'
        '    |               ^^^^^^^ no device of kind "lazer"; did you mean "laser"?\n'
        "\n"
        "2 files, 41 checks: 1 error, 0 warnings          aind-schema explain unknown-kind"
    )


def test_a_message_that_does_not_fit_behind_the_carets_is_wrapped_below() -> None:
    assert text(replace(LAZER, line=1234), width=40) == [
        "rig.json:1234:15: error[unknown-kind] /devices/1/kind\n"
        '  1234 |       "kind": "lazer",\n'
        "       |               ^^^^^^^\n"
        '       | no device of kind "lazer"; did\n'
        '       | you mean "laser"?'
    ]


def test_a_word_that_is_too_long_stays_whole() -> None:
    word = "ecephys_625463_2022-10-06_10-14-25"
    assert f"| {word}\n" in text(replace(LAZER, message=f"no asset {word} here"), width=30)[0]


def test_a_long_line_becomes_a_window_around_the_underlined_part() -> None:
    line = "a" * 100 + "HERE" + "b" * 100
    assert text(replace(LAZER, message="wrong", hint=None, excerpt=Excerpt(line, 100, 4)), width=40) == [
        "rig.json:9:15: error[unknown-kind] /devices/1/kind\n"
        "  9 | ...aaaaaaaaaaaaHEREbbbbbbbbbbbb...\n"
        "    |                ^^^^ wrong"
    ]


def test_a_window_shows_more_of_one_side_when_the_other_is_short() -> None:
    (block,) = text(replace(LAZER, excerpt=Excerpt("a" * 100 + "HERE}", 100, 4)), width=40)
    assert block.splitlines()[1] == "  9 | ..." + "a" * 26 + "HERE}"


def test_an_underlined_part_longer_than_the_window_shows_its_beginning() -> None:
    (block,) = text(replace(LAZER, excerpt=Excerpt("id: " + "x" * 100, 4, 100)), width=40)
    assert block.splitlines()[1:3] == ["  9 | id: " + "x" * 25 + "...", "    |     " + "^" * 28]


def test_wide_characters_are_underlined_over_their_whole_width() -> None:
    (block,) = text(replace(LAZER, excerpt=Excerpt('"名前": "小鼠",', 6, 4)))
    assert block.splitlines()[1:] == [
        '  9 | "名前": "小鼠",',
        '    |         ^^^^^^ no device of kind "lazer"; did you mean "laser"?',
    ]


def test_tabs_in_a_line_become_blanks() -> None:
    (block,) = text(replace(LAZER, excerpt=Excerpt('\t"lazer"', 1, 7)))
    assert block.splitlines()[1:] == [
        '  9 |     "lazer"',
        '    |     ^^^^^^^ no device of kind "lazer"; did you mean "laser"?',
    ]


def test_what_is_missing_is_underlined_where_it_should_be() -> None:
    missing = replace(LAZER, message="the file ends here", hint=None, excerpt=Excerpt("{", 1, 0))
    assert text(missing)[0].splitlines()[1:] == ["  9 | {", "    |  ^ the file ends here"]
    missing = replace(LAZER, message="a comma is missing", hint=None, excerpt=Excerpt("[1 2]", 3, 0))
    assert text(missing)[0].splitlines()[1:] == ["  9 | [1 2]", "    |    ^ a comma is missing"]


def test_without_an_excerpt_the_message_is_indented_and_wrapped() -> None:
    assert text(BARE, width=40) == [
        'rig.json:9:15: error[unknown-kind] /devices/1/kind\n  no device of kind "lazer"; did you\n  mean "laser"?'
    ]


def test_the_position_says_what_is_known() -> None:
    nowhere = replace(BARE, file=None, line=None, column=None)
    headings = [
        text(problem)[0].splitlines()[0]
        for problem in (
            replace(BARE, column=None),
            replace(BARE, line=None, column=None),
            nowhere,
            replace(nowhere, path=""),
        )
    ]
    assert headings == [
        "rig.json:9: error[unknown-kind] /devices/1/kind",
        "rig.json: error[unknown-kind] /devices/1/kind",
        "error[unknown-kind] /devices/1/kind",
        "error[unknown-kind] (document)",
    ]


def test_problems_stand_in_the_order_of_the_files_whatever_their_severity() -> None:
    def at(file: str, line: int | None, path: str, severity: str = "error") -> Problem:
        return replace(BARE, file=file, line=line, column=None, path=path, severity=severity)  # type: ignore[arg-type]

    blocks = text(
        at("rig.json", 9, "/b"),
        at("subject.json", 1, "/a"),
        at("rig.json", 9, "/a/10", "info"),
        at("rig.json", 9, "/a/2"),
        at("rig.json", 3, "/c", "warning"),
        at("rig.json", None, ""),
    )
    assert [block.splitlines()[0] for block in blocks] == [
        "rig.json: error[unknown-kind] (document)",
        "rig.json:3: warning[unknown-kind] /c",
        "rig.json:9: error[unknown-kind] /a/2",
        "rig.json:9: info[unknown-kind] /a/10",
        "rig.json:9: error[unknown-kind] /b",
        "subject.json:1: error[unknown-kind] /a",
    ]


def test_the_last_line_counts() -> None:
    warning, info = replace(BARE, severity="warning"), replace(BARE, severity="info")
    assert summary() == "2 files, 41 checks: no problems"
    assert summary(files=1, checks=1) == "1 file, 1 check: no problems"
    assert summary(BARE, warning, files=1).startswith("1 file, 41 checks: 1 error, 1 warning  ")
    assert summary(info).startswith("2 files, 41 checks: 0 errors, 0 warnings, 1 info  ") is False
    assert summary(info, width=90).startswith("2 files, 41 checks: 0 errors, 0 warnings, 1 info  ")
    assert summary(BARE, BARE, info, info).startswith("2 files, 41 checks: 2 errors, 0 warnings, 2 infos\n")


def test_the_last_line_points_to_the_page_of_the_first_error() -> None:
    info, error = replace(BARE, severity="info", code="odd-age", line=1), replace(BARE, code="bad-time", line=5)
    assert summary(info, error).endswith("aind-schema explain bad-time")
    assert summary(info).endswith("aind-schema explain odd-age")
    assert len(summary(info)) == 80


def test_advice_that_does_not_fit_goes_to_a_line_of_its_own() -> None:
    assert summary(BARE, width=60) == "2 files, 41 checks: 1 error, 0 warnings\naind-schema explain unknown-kind"


def test_colors_change_nothing_but_the_colors() -> None:
    report = Report((LAZER, replace(BARE, severity="warning"), replace(LAZER, severity="info", line=10)))
    for width in (30, 80):
        colored = report.text(color=True, width=width)
        assert re.sub(r"\x1b\[\d*m", "", colored) == report.text(width=width)
        assert "\x1b[1mrig.json:9:15:\x1b[0m \x1b[31merror[unknown-kind]\x1b[0m" in colored
        assert "\x1b[33mwarning[" in colored
        assert "\x1b[36minfo[" in colored
        assert "\x1b[2m  9 |\x1b[0m" in colored
    assert "\x1b" not in report.text()


def test_a_file_cannot_steer_the_terminal() -> None:
    (block,) = text(
        replace(
            LAZER,
            file="a\nb.json",
            path="/\x1b[2J",
            message="bidi \u202e and zero-width \u200b\U000e0041 and \udcff",
            hint=None,
            excerpt=Excerpt("\x9b31m\r\n", 0, 4),
        )
    )
    assert block.splitlines() == [
        r"a\x0ab.json:9:15: error[unknown-kind] /\x1b[2J",
        r"  9 | \x9b31m",
        r"    | ^^^^^^^ bidi \u202e and zero-width \u200b\U000e0041 and \udcff",
    ]


def test_cells_are_counted_as_a_terminal_does() -> None:
    assert cells("mouse") == 5
    assert cells("小鼠") == 4
    assert cells("e\u0301") == 1


anything = st.text(
    st.characters(exclude_categories=["Mn", "Me"]) | st.sampled_from("\x1b\u202e\u2066\n\t小 "), max_size=120
)
problems = st.builds(
    Problem,
    code=st.just("unknown-kind"),
    severity=st.sampled_from(["error", "warning", "info"]),
    origin=st.just("schema"),
    path=anything,
    message=anything,
    hint=st.none() | anything,
    file=st.none() | anything,
    line=st.none() | st.integers(1, 10**6),
    column=st.none() | st.integers(1, 10**6),
    excerpt=st.none() | st.builds(Excerpt, anything, st.integers(0, 130), st.integers(0, 130)),
)


@given(problems, st.integers(0, 120))
def test_whatever_a_problem_holds_its_text_is_printable_and_whole(problem: Problem, width: int) -> None:
    lines = Report((problem,)).text(width=width).split("\n")
    assert all(line.isprintable() or printable(line) == line for line in lines)
    told = "".join(lines).replace(" ", "").replace("|", "")
    for word in printable(problem.message).replace("|", "").split():
        assert word in told


@given(problems, st.integers(40, 120))
def test_excerpts_fit_the_width(problem: Problem, width: int) -> None:
    lines = Report((replace(problem, message="wrong", hint=None),)).text(width=width).splitlines()
    if problem.excerpt is not None:
        assert all(cells(line) <= width for line in lines[1:3])
