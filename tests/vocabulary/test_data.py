"""The vocabularies of the package: complete headers, and words that mean one thing each."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aind_schema.vocabulary import Term, available, load
from aind_schema.vocabulary.vocabulary import _attribute, _fold, _squash

#: Acronyms that only capitals tell apart: they are found as they are written, and not otherwise.
TOLD_APART_BY_CAPITALS = {"brain_structure": ["cm", "ipf"]}

CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"

each_vocabulary = pytest.mark.parametrize("name", available())


def every_term(name: str) -> list[Term]:
    vocabulary = load(name)
    return [vocabulary[term] for term in vocabulary.names(retired=True, own=False)]


def repeated(words: list[str]) -> list[str]:
    return [word for word, times in Counter(words).items() if times > 1]


@each_vocabulary
def test_the_header_is_complete(name: str) -> None:
    vocabulary = load(name)
    assert vocabulary.name == name
    assert vocabulary.title != name
    assert vocabulary.description.endswith(".")
    assert vocabulary._package.open is not None
    assert vocabulary.source
    assert any(source.licence for source in vocabulary.source) or name == "relation"
    assert all(source.url or source.name == "aind-schema" for source in vocabulary.source)


@each_vocabulary
def test_no_two_terms_share_a_name_an_id_or_an_attribute(name: str) -> None:
    terms = every_term(name)
    assert not repeated([_fold(term.name) for term in terms])
    assert not repeated([term.id for term in terms if term.id])
    assert not repeated([_attribute(term.name) for term in terms])
    assert all(_attribute(term.name).isidentifier() for term in terms)


@each_vocabulary
def test_no_word_means_two_terms(name: str) -> None:
    for reduced in (_fold, _squash):
        keys = [{reduced(key) for key in term.handles()} for term in every_term(name)]
        assert repeated([key for own in keys for key in own if key]) == TOLD_APART_BY_CAPITALS.get(name, [])


@each_vocabulary
def test_no_word_is_given_twice(name: str) -> None:
    for term in every_term(name):
        assert not repeated([_fold(word) for word in term.words()])


@each_vocabulary
def test_a_broader_term_exists(name: str) -> None:
    for term in every_term(name):
        assert term.broader is None or term.broader in load(name) or term.broader in load("species")


@each_vocabulary
def test_bare_names_of_closed_vocabularies_can_not_be_taken_for_a_labs_own(name: str) -> None:
    vocabulary = load(name)
    assert vocabulary.open or not any(":" in term.name or " " in term.name for term in vocabulary)


@each_vocabulary
def test_ids_are_those_of_a_known_registry(name: str) -> None:
    registry = load("registry")
    for term in every_term(name):
        if term.id is None or urlsplit(term.id).scheme == "https":
            continue
        prefix, _, local = term.id.partition(":")
        assert re.fullmatch(registry[prefix].pattern or "", local), term.id


def test_ror_ids_have_the_right_checksum() -> None:
    ids = [term.id for term in load("organization") if term.id]
    assert len(ids) > 100
    for ror in ids:
        local = ror.removeprefix("ROR:")
        number = sum(CROCKFORD.index(digit) * 32**place for place, digit in enumerate(reversed(local[:-2])))
        assert 98 - number * 100 % 97 == int(local[-2:]), ror  # ISO 7064, mod 97-10


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("drug", "KX"),
        ("drug", "FMM"),
        ("drug", "Euthasol"),
        ("drug", "Ethiqa XR"),
        ("drug", "saline"),
        ("fluorophore", "GFP"),
        ("fluorophore", "BFP"),
    ],
)
def test_what_is_no_one_thing_has_no_id(name: str, word: str) -> None:
    found = load(name).find(word)
    assert found is not None
    assert found.id is None


def test_every_pattern_of_a_registry_compiles() -> None:
    for term in load("registry"):
        assert re.compile(term.pattern or "")


@pytest.mark.parametrize("name", ["strain", "allele"])
def test_strains_and_alleles_tell_their_species(name: str) -> None:
    assert all(term.broader in load("species") for term in load(name))


def test_acronyms_that_only_capitals_tell_apart_are_found_as_written() -> None:
    structures = load("brain_structure")
    for word in ("CM", "cm", "IPF", "ipf"):
        found = structures.find(word)
        assert found is not None
        assert found.abbreviation == word
    assert structures.find("Cm") is None


def test_the_structures_form_one_tree() -> None:
    structures = load("brain_structure")
    (root,) = (term.name for term in structures if term.broader is None)
    assert root == "root"
    for term in structures:
        way = [term]
        while way[-1].broader:
            assert len(way) < 20
            way.append(structures[way[-1].broader])
        assert way[-1].name == root


WORDS = [
    (name, term, word)
    for name in available()
    for term in every_term(name)
    for word in term.handles()
    if word.casefold() not in TOLD_APART_BY_CAPITALS.get(name, ())
]


@given(st.sampled_from(WORDS), st.data())
def test_capitals_do_not_matter(entry: tuple[str, Term, str], data: st.DataObject) -> None:
    name, term, word = entry
    capitals = data.draw(st.lists(st.booleans(), min_size=len(word), max_size=len(word)))
    spelt = "".join(letter.upper() if up else letter.lower() for letter, up in zip(word, capitals, strict=True))
    assert load(name).find(spelt) == term


@given(st.sampled_from(WORDS), st.sampled_from(["-", "_", " ", "  ", "."]))
def test_punctuation_does_not_matter(entry: tuple[str, Term, str], mark: str) -> None:
    name, term, word = entry
    assert load(name).find(re.sub(r"[-_ .]+", mark, f" {word} ")) == term
