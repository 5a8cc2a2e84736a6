"""The layout of a large vocabulary, and what is said of a table that is malformed."""

from __future__ import annotations

import pytest

from aind_schema.vocabulary import InvalidVocabulary, Source, Term
from aind_schema.vocabulary.table import read

WHOLE = (
    "# vocabulary\tsample\n# title\tSamples\n# open\ttrue\n"
    "# source\tSomebody\thttps://example.org\tCC0-1.0\t1.0\n# source\tNobody\t\tMIT\n"
    "name\tid\tabbreviation\tbroader\tsynonyms\n"
    "one\tLAB:1\to\tnumber\tuno|eins\n"
    "number\n"
)


def test_a_table_says_what_it_holds() -> None:
    layout = read(WHOLE, "sample.tsv")
    assert (layout.vocabulary, layout.title, layout.open) == ("sample", "Samples", True)
    assert layout.source == (Source("Somebody", "https://example.org", "CC0-1.0", "1.0"), Source("Nobody", None, "MIT"))
    assert layout.terms == (Term("one", "LAB:1", "o", ("uno", "eins"), broader="number"), Term("number"))
    assert layout.lines == {"one": 7, "number": 8}


def test_terms_of_a_closed_table_are_closed() -> None:
    assert read("# vocabulary\ta\n# open\tfalse\nname\nb\n", "a.tsv").terms == (Term("b", closed=True),)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("# vocabulary\ta\n", "f.tsv: it has no terms"),
        ("name\nb\n", 'f.tsv: the file has no "vocabulary"'),
        ("# vocabulary\ta\n# titel\tb\nname\n", 'f.tsv:2: a vocabulary file has no "titel"; did you mean "title"?'),
        ("# vocabulary\nname\n", 'f.tsv:1: "vocabulary" has no value'),
        ("# vocabulary\ta\n# open\tyes\nname\n", 'f.tsv: "open" is true or false'),
        ("# vocabulary\ta\n# source\t\tMIT\nname\n", 'f.tsv:2: a source has no "name"'),
        ("# vocabulary\ta\n# source\ta\tb\tc\td\te\nname\n", "f.tsv:2: a source has at most 4 values"),
        ("# vocabulary\ta\nname\tidd\n", 'f.tsv:2: a term has no "idd"; did you mean "id"?'),
        ("# vocabulary\ta\nid\nA:1\n", "f.tsv:3: a term has no name"),
        ("# vocabulary\ta\nname\nb\tc\n", "f.tsv:3: a line of 2 cells under 1 columns"),
        ("# vocabulary\ta\nname\tid\nb\t10090\n", 'f.tsv:3: the id "10090" has no prefix'),
        ("# vocabulary\ta\nname\nb\nc\nb\n", 'f.tsv:5: the term "b" stands at line 3 already'),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, told: str) -> None:
    with pytest.raises(InvalidVocabulary) as caught:
        read(text, "f.tsv")
    assert told in str(caught.value)
