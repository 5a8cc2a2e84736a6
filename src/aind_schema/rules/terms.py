"""Whether terms are in their vocabularies, and mean what their ids mean."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, get_args

from typing_extensions import TypeAliasType

from aind_schema import fields
from aind_schema.constraints import NAMESPACED, Closed
from aind_schema.fields import SpdxLicense
from aind_schema.parts.terms import OpenTerm
from aind_schema.problems import quote
from aind_schema.rules.placeholders import is_placeholder
from aind_schema.rules.registry import Finding, rule
from aind_schema.rules.vocabularies import is_known, term
from aind_schema.rules.walking import models, values
from aind_schema.vocabulary import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aind_schema.base import Record
    from aind_schema.vocabulary import Vocabulary

#: Vocabularies whose source gives each term one id for all times.
_ONE_ID = ("species", "data_use")
_LICENSE_WORDS = re.compile(r"[A-Za-z0-9.+-]+")
_OWN_LICENSE = ("LicenseRef-", "DocumentRef-", "AdditionRef-")


@rule("unknown-term", "warning")
def unknown_term(record: Record) -> Iterator[Finding]:
    """Check that names of species, strains, organisations and the like are in their vocabulary.

    What it means: no term of the vocabulary has this name, abbreviation or synonym. Fields with a fixed set of words,
    such as `sex`, refuse any other as an error. In open fields this is a warning: the name may be right and the
    vocabulary short. A term with an id of its own is taken at its word; a lab adds what it uses often in a vocabulary
    file.

    Why it matters: a search for a species finds the records that spell it alike. "Mus muscullus" is found by nobody,
    and counts as a species of its own.

    Before:

        species: {name: Mus muscullus}

    After:

        species: {name: Mus musculus, id: "NCBITaxon:10090"}
    """
    for place, stated in models(record, OpenTerm):
        terms = load(stated.vocabulary)
        if _names_nothing(stated, terms) or is_known(terms, stated.name):
            continue
        meant = terms.find(stated.id) if stated.id else None
        if stated.id and meant is None:
            continue
        near = meant or terms.nearest(stated.name)
        hint = f'did you mean "{near.name}"?' if near else "give its id, or add it to a vocabulary of your lab"
        what = stated.vocabulary.replace("_", " ")
        yield Finding(record, f"{place}/name", f"the vocabulary has no {what} {quote(stated.name)}", hint)


@rule("unknown-own-term", "warning")
def unknown_own_term(record: Record) -> Iterator[Finding]:
    """Check that a lab's own term, written `namespace:term`, is in a vocabulary of that lab.

    What it means: where the library has a fixed set of words, a lab may use its own with its name before them. None
    of the vocabulary files that were loaded describes this one. Name them in the environment variable
    AIND_SCHEMA_VOCABULARIES.

    Why it matters: such a term is understood only by those who have its description. Without the file a misspelt term
    looks as good as any, and outside the lab nobody learns what was meant.

    Before:

        modalities: [ecephys, "mylab:opto-taging"]

    After:

        # with a term opto-tagging in the lab's own modality.yaml
        modalities: [ecephys, "mylab:opto-tagging"]
    """
    for place, declared, value in values(record, *_closed()):
        terms = load(_closed()[declared])
        if re.fullmatch(NAMESPACED, value) and terms.get(value) is None:
            near = terms.nearest(value)
            hint = f'did you mean "{near.name}"?' if near else "describe it in a vocabulary file of your lab"
            yield Finding(record, place, f"no vocabulary describes {quote(value)}", hint)


@rule("other-name", "info")
def other_name(record: Record) -> Iterator[Finding]:
    """Check that a term of a vocabulary is called by its own name.

    What it means: the name is a synonym or an abbreviation of a term that the vocabulary knows under another name.

    Why it matters: whoever searches for "Mus musculus" finds neither "mouse" nor "house mouse". An id helps
    only those who search by ids.

    Before:

        species: {name: mouse}

    After:

        species: {name: Mus musculus, id: "NCBITaxon:10090"}
    """
    for place, stated in models(record, OpenTerm):
        found = load(stated.vocabulary).find(stated.name)
        if found and not found.replaced_by and found.name.casefold() != stated.name.casefold():
            message = f"the vocabulary has {quote(stated.name)} under another name"
            yield Finding(record, f"{place}/name", message, f'write "{found.name}"')


@rule("term-id-differs")
def term_id_differs(record: Record) -> Iterator[Finding]:
    """Check that the name and the id of a term mean the same thing.

    What it means: the vocabulary knows the name as one term and the id as another; or, of species and conditions of
    use, it knows the name with another id of the same registry.

    Why it matters: people read the name and programs follow the id, so that they see two different things. The usual
    cause is a line that was copied, of which one half was changed.

    Before:

        species: {name: Rattus norvegicus, id: "NCBITaxon:10090"}

    After:

        species: {name: Rattus norvegicus, id: "NCBITaxon:10116"}
    """
    for place, stated in models(record, OpenTerm):
        named, meant = term(stated.vocabulary, stated.name), term(stated.vocabulary, stated.id)
        if named is None or stated.id is None:
            continue
        if meant is not None and meant.name != named.name:
            message = f"{quote(stated.id)} is the id of {quote(meant.name)}, not of {quote(stated.name)}"
            yield Finding(
                record, f"{place}/id", message, f'"{named.name}" has the id "{named.id}"' if named.id else None
            )
        elif meant is None and stated.vocabulary in _ONE_ID and _same_registry(named.id, stated.id):
            message = f"{quote(stated.id)} is not the id of {quote(stated.name)}"
            yield Finding(record, f"{place}/id", message, f'"{named.name}" has the id "{named.id}"')


@rule("retired-term", "warning")
def retired_term(record: Record) -> Iterator[Finding]:
    """Check that no term is used that another one has replaced.

    What it means: the vocabulary keeps the term for old records only, and names its successor.

    Why it matters: old and new records of the same thing are found together only if they use the same word. Old
    records stay valid; new ones should use the new term.

    Before:

        modalities: [slap]

    After:

        modalities: [slap2]
    """
    for place, name, value in _stated(record):
        found = load(name).find(value)
        if found is not None and found.replaced_by:
            yield Finding(record, place, f"{quote(value)} is no longer used", f'write "{found.replaced_by}"')


@rule("placeholder-term", "info")
def placeholder_term(record: Record) -> Iterator[Finding]:
    """Check that no term is called "Unknown", "Other" or "n/a".

    What it means: the term names nothing: a form wanted to be filled in, and somebody did.

    Why it matters: such words turn up in counts and search results as if they were a strain or an institution. What
    is left out can be added later without a contradiction. Where a vocabulary has a term that says that there is
    none, such as "no enrichment", use that.

    Before:

        strain: {name: Unknown}

    After:

        # no strain: nothing is known of it
    """
    for place, stated in models(record, OpenTerm):
        if _names_nothing(stated, load(stated.vocabulary)):
            yield Finding(record, f"{place}/name", f"{quote(stated.name)} names nothing", "leave the term out")


@rule("unknown-license", "warning")
def unknown_license(record: Record) -> Iterator[Finding]:
    """Check that a licence is one whose SPDX identifier the library knows.

    What it means: the vocabulary has no licence of this identifier. It holds those that data and code usually have;
    one of its own a lab writes as `LicenseRef-` and a word. In an expression each part is looked up.

    Why it matters: what may be done with data is decided by the licence, and archives and search engines read it by
    its identifier. "CC-BY" without a version is no licence: version 4.0 and 2.0 grant different things.

    Before:

        license: CC-BY

    After:

        license: CC-BY-4.0
    """
    for place, _, value in values(record, SpdxLicense):
        terms = load("license")
        for name in _licenses(value):
            found = terms.find(name)
            # Case matters as little to SPDX as to us, but a name in full or without a version is no identifier.
            if found is None or found.name.casefold() != name.casefold():
                near = found or terms.nearest(name)
                hint = f'did you mean "{near.name}"?' if near else "spdx.org/licenses lists all that have an identifier"
                yield Finding(record, place, f"no licence {quote(name)} is known", hint)


@cache
def _closed() -> dict[TypeAliasType, str]:
    """Return the types of closed terms, with the vocabulary of each."""
    types = [each for each in vars(fields).values() if isinstance(each, TypeAliasType)]
    marks = ((each, mark) for each in types for mark in get_args(each.__value__))
    return {each: mark.vocabulary for each, mark in marks if isinstance(mark, Closed)}


def _stated(record: Record) -> Iterator[tuple[str, str, str]]:
    """Yield the terms of a record, each with its place and its vocabulary."""
    for place, stated in models(record, OpenTerm):
        yield f"{place}/name", stated.vocabulary, stated.name
    for place, declared, value in values(record, *_closed()):
        yield place, _closed()[declared], value


def _names_nothing(stated: OpenTerm, terms: Vocabulary) -> bool:
    return is_placeholder(stated.name) and terms.find(stated.name) is None


def _same_registry(one: str | None, other: str) -> bool:
    return one is not None and one.partition(":")[0] == other.partition(":")[0]


def _licenses(expression: str) -> Iterator[str]:
    """Yield the licences in an SPDX expression; exceptions after WITH are none."""
    words = _LICENSE_WORDS.findall(expression)
    for before, word in zip(["", *words], words, strict=False):
        if word not in ("AND", "OR", "WITH") and before != "WITH" and not word.startswith(_OWN_LICENSE):
            yield word.removesuffix("+")
