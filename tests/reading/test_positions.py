"""Lines, columns and excerpts."""

import pytest

from aind_schema import pointers
from aind_schema.problems import Excerpt
from aind_schema.reading import Location
from aind_schema.reading.positions import Source, split_pointer


@pytest.mark.parametrize(
    ("text", "offset", "line", "column"),
    [
        ("abc", 0, 1, 1),
        ("abc", 3, 1, 4),
        ("a\nb", 2, 2, 1),
        ("a\r\nb", 3, 2, 1),
        ("a\rb", 2, 2, 1),
        ("a\n\rb", 3, 3, 1),
        ("é\U0001f600x\nz", 2, 1, 3),
        ("a\u2028b\x85c", 4, 1, 5),  # editors show no line ends there
        ("a\r\n", 3, 2, 1),
        ("a\r\nb", 2, 1, 2),
    ],
)
def test_lines_end_where_editors_end_them(text, offset, line, column):
    location = Source(text).location(offset, offset + 1)
    assert (location.line, location.column) == (line, column)


def test_an_excerpt_underlines_the_value():
    assert Source('a\n  "kind": "lazer",\nb').location(12, 19) == Location(2, 11, Excerpt('  "kind": "lazer",', 10, 7))


def test_a_value_of_several_lines_is_underlined_to_the_end_of_the_first():
    assert Source("x: {  \n}").location(3, 8).excerpt == Excerpt("x: {  ", 3, 1)


def test_what_is_empty_is_underlined_all_the_same():
    assert Source("notes:\n").location(6, 6).excerpt == Excerpt("notes:", 6, 1)


def test_a_terminal_is_not_tricked():
    excerpt = Source("a\tb\x1b[31m\x9b\u202ec\x00\x7f").location(0, 1).excerpt
    assert excerpt.text == "a b\ufffd[31m\ufffd\ufffdc\ufffd\ufffd"


@pytest.mark.parametrize("start", [0, 5, 500, 990, 999])
@pytest.mark.parametrize("length", [0, 1, 3, 1000])
def test_a_long_line_is_shown_in_part(start, length):
    text = "".join(chr(0x4E00 + i) for i in range(1000))
    excerpt = Source(f"first\n{text}\nlast").location(6 + start, 6 + start + length).excerpt
    shown = excerpt.text[excerpt.start : excerpt.start + excerpt.width]
    assert len(excerpt.text) <= 106
    assert text[start:].startswith(shown)
    assert len(shown) >= min(length, 10, 1000 - start)
    assert excerpt.text.startswith("...") == (text[0] not in excerpt.text)
    assert excerpt.text.endswith("...") == (text[-1] not in excerpt.text)


@pytest.mark.parametrize(
    ("pointer", "tokens"), [("", []), ("/", [""]), ("/a/0", ["a", "0"]), ("/a~1b/~01", ["a/b", "~1"])]
)
def test_pointers_are_split_and_joined(pointer, tokens):
    assert split_pointer(pointer) == tokens
    assert pointers.join(tokens) == pointer


def test_a_pointer_begins_with_a_slash():
    assert split_pointer("a/b") is None
