"""The layout of a vocabulary file, and what is said of one that is malformed."""

from __future__ import annotations

import pytest
import yaml

from aind_schema.vocabulary import InvalidVocabulary, Source, Term
from aind_schema.vocabulary.layout import read

WHOLE = """\
vocabulary: sample
namespace: mylab
title: Samples
description: Things.
open: false
source:
  - {name: Somebody, url: "https://example.org", licence: CC0-1.0, release: 1.0}
terms:
  - name: one
    id: LAB:1
    abbreviation: o
    synonyms: [uno, "ein,s"]
    description: The first.
    broader: number
    pattern: "[0-9]"
  - {name: no, replaced_by: one}
  - {name: 2024}
"""


def test_a_file_says_what_it_holds() -> None:
    layout = read(WHOLE, "sample.yaml")
    assert (layout.vocabulary, layout.namespace, layout.title, layout.open) == ("sample", "mylab", "Samples", False)
    assert layout.source == (Source("Somebody", "https://example.org", "CC0-1.0", "1.0"),)
    one = Term("one", "LAB:1", "o", ("uno", "ein,s"), "The first.", None, "number", "[0-9]", closed=True)
    assert layout.terms[0] == one
    assert layout.lines == {"one": 9, "no": 16, "2024": 17}


def test_every_value_is_text() -> None:
    assert [term.name for term in read(WHOLE, "sample.yaml").terms] == ["one", "no", "2024"]


def test_files_are_read_alike_where_the_c_library_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    with_c = read(WHOLE, "sample.yaml")
    monkeypatch.delattr(yaml, "CBaseLoader", raising=False)
    assert read(WHOLE, "sample.yaml") == with_c


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "f.yaml: it is empty"),
        ("vocabulary: a: b", "f.yaml:1: no YAML: mapping values are not allowed"),
        ("vocabulary: a\x07", "f.yaml: no YAML: "),
        ("- a", "f.yaml:1: a vocabulary file is a mapping, such as {name: value}"),
        ("terms: []", 'f.yaml:1: the file has no "vocabulary"'),
        ("vocabulary: a", "f.yaml:1: it has no terms"),
        ("vocabulary: a\nterm: []", 'f.yaml:2: a vocabulary file has no "term"; did you mean "terms"?'),
        ("vocabulary: a\nvocabulary: b\nterms: []", 'f.yaml:2: "vocabulary" is given twice'),
        ("vocabulary: {a: b}\nterms: []", 'f.yaml:1: "vocabulary" is a text, no mapping'),
        ("vocabulary: a\nopen: yes\nterms: []", 'f.yaml:2: "open" is true or false'),
        ("vocabulary: a\nsource: me\nterms: []", "f.yaml:2: the sources are a list"),
        ("vocabulary: a\nsource:\n- {url: x}\nterms: []", 'f.yaml:3: a source has no "name"'),
        ("vocabulary: a\nterms: {}", "f.yaml:2: the terms are a list"),
        ("vocabulary: a\nterms:\n- one", "f.yaml:3: a term is a mapping, such as {name: value}"),
        ("vocabulary: a\nterms:\n- {id: 'A:1'}", "f.yaml:3: a term has no name"),
        ("vocabulary: a\nterms:\n- {name: }", 'f.yaml:3: "name" is a text on one line'),
        ("vocabulary: a\nterms:\n- {name: ' b'}", 'f.yaml:3: "name" is a text on one line'),
        ('vocabulary: a\nterms:\n- {name: "b\\nc"}', 'f.yaml:3: "name" is a text on one line'),
        ("vocabulary: a\nterms:\n- {name: b, identifier: c}", 'f.yaml:3: a term has no "identifier"'),
        ("vocabulary: a\nterms:\n- {name: b, synonym: c}", 'a term has no "synonym"; did you mean "synonyms"?'),
        ("vocabulary: a\nterms:\n- {name: b, synonyms: c}", "f.yaml:3: the synonyms are a list"),
        ("vocabulary: a\nterms:\n- {name: b, synonyms: [[c]]}", "f.yaml:3: a synonym is a text, no sequence"),
        ("vocabulary: a\nterms:\n- {name: b, id: '10090'}", 'f.yaml:3: the id "10090" has no prefix'),
        ("vocabulary: a\nterms:\n- {name: b}\n\n- {name: b}", 'f.yaml:5: the term "b" stands at line 3 already'),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, told: str) -> None:
    with pytest.raises(InvalidVocabulary) as caught:
        read(text, "f.yaml")
    assert told in str(caught.value)
    assert caught.value.file == "f.yaml"
