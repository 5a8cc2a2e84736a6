"""A lab's own terms: how they join the terms of the package without changing one of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aind_schema.vocabulary.errors import InvalidVocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aind_schema.vocabulary.layout import Layout
    from aind_schema.vocabulary.term import Term

# The form that documents allow for a lab's own term in a closed vocabulary, in its two halves.
NAMESPACE = "[a-z][a-z0-9-]{0,31}"
LOCAL = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}"


def join(package: Layout, labs: Sequence[Layout]) -> dict[str, Term]:
    """Return all terms by name, or raise `InvalidVocabulary` where a lab's file contradicts the others."""
    terms = {term.name: term for term in package.terms}
    _check_successors(package, package.terms, terms)
    names: dict[str, Term] = {}
    words: dict[str, Term] = {}
    for term in package.terms if labs else ():
        _register(term, names, words)
    for lab in labs:
        own = list(_named(lab, open_=bool(package.open)))
        for written, term in zip(lab.terms, own, strict=True):
            _check_new(lab, lab.lines[written.name], term, names, words)
            _register(term, names, words)
            terms[term.name] = term
        _check_successors(lab, own, terms)
    return terms


def _named(lab: Layout, *, open_: bool) -> Iterator[Term]:
    """Yield the terms under the names by which documents know them."""
    if lab.open is not None and lab.open != open_:
        raise InvalidVocabulary(lab.file, f"the vocabulary {lab.vocabulary} is {'open' if open_ else 'closed'}")
    if open_:
        yield from lab.terms
        return
    if lab.namespace is None:
        reason = f'the vocabulary {lab.vocabulary} is closed, so that its own terms need a "namespace"'
        raise InvalidVocabulary(lab.file, reason)
    if not re.fullmatch(NAMESPACE, lab.namespace):
        reason = f'"{lab.namespace}" is no namespace: small letters, digits and hyphens, a letter first'
        raise InvalidVocabulary(lab.file, reason)
    full = {term.name: f"{lab.namespace}:{term.name}" for term in lab.terms}
    for term in lab.terms:
        if not re.fullmatch(LOCAL, term.name):
            reason = (
                f'"{term.name}" can\'t follow a namespace: letters, digits, dots, hyphens and underscores alone can'
            )
            raise InvalidVocabulary(lab.file, reason, lab.lines[term.name])
        yield term._replace(
            closed=True,
            name=full[term.name],
            replaced_by=full.get(term.replaced_by or "", term.replaced_by),
            broader=full.get(term.broader or "", term.broader),
        )


def _check_new(lab: Layout, line: int, term: Term, names: dict[str, Term], words: dict[str, Term]) -> None:
    """Refuse a term that means something else elsewhere; the same term in two files is none."""
    if names.get(term.name.casefold()) == term:
        return
    titles = [term.name] if term.id is None else [term.name, term.id]
    for title in titles:
        other = names.get(title.casefold()) or words.get(title.casefold())
        if other is not None and other.name == term.name:
            raise InvalidVocabulary(lab.file, f'the term "{term.name}" is there already, and says something else', line)
        if other is not None:
            raise InvalidVocabulary(lab.file, f'"{title}" means the term "{other.name}" already', line)
    for word in term.words():
        other = names.get(word.casefold())
        if other is not None:
            reason = f'the synonym "{word}" means the term "{other.name}" already'
            raise InvalidVocabulary(lab.file, reason, line)


def _check_successors(file: Layout, own: Iterable[Term], terms: dict[str, Term]) -> None:
    """Refuse a retired term whose successor is unknown or retired itself."""
    for written, term in zip(file.terms, own, strict=True):
        if term.replaced_by is None:
            continue
        successor = terms.get(term.replaced_by)
        if successor is None or successor.retired:
            state = "unknown" if successor is None else "retired itself"
            reason = f'"{term.name}" is replaced by "{term.replaced_by}", which is {state}'
            raise InvalidVocabulary(file.file, reason, file.lines[written.name])


def _register(term: Term, names: dict[str, Term], words: dict[str, Term]) -> None:
    names[term.name.casefold()] = term
    if term.id is not None:
        names[term.id.casefold()] = term
    for word in term.words():
        words[word.casefold()] = term
