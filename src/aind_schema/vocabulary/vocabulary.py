"""A vocabulary: its terms, and the ways to find one of them."""

from __future__ import annotations

import keyword
import re
import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING

from aind_schema.errors import UnknownTerm
from aind_schema.spelling import nearest
from aind_schema.vocabulary.own import join

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aind_schema.vocabulary.layout import Layout
    from aind_schema.vocabulary.term import Source, Term

_LIKENESS = 0.7  # below it, what is proposed is more often puzzling than helpful
_LONGEST = 200  # no term is nearly as long
_NUMBERED = re.compile(r"[A-Za-z][\w.-]*:\S*[0-9]")


class Vocabulary:
    """Hold the terms of one field, open or closed.

    A closed vocabulary holds every bare name that a document may use, and a lab's own as ``namespace:term``. An open
    one helps to find names and ids, and documents may use others. Terms are attributes too (``modality.spim``): the
    name in small letters, with ``_`` for whatever is no letter or digit, before a digit, and after a name that Python
    or this class needs.

    Iterating, counting and ``names`` leave retired terms out; every look-up knows them.
    """

    def __init__(self, package: Layout, own: Sequence[Layout] = ()) -> None:
        self._package = package
        self._index = _Index(join(package, own))

    @property
    def name(self) -> str:
        """Name of the vocabulary, that of its file."""
        return self._package.vocabulary

    @property
    def title(self) -> str:
        """Name of the vocabulary for people."""
        return self._package.title or self.name

    @property
    def description(self) -> str:
        """What its terms are for."""
        return self._package.description or ""

    @property
    def open(self) -> bool:
        """Whether documents may use terms that it lacks."""
        return bool(self._package.open)

    @property
    def atlases(self) -> tuple[str, ...]:
        """The atlases that draw its terms, if they are structures."""
        return self._package.atlases

    @property
    def source(self) -> tuple[Source, ...]:
        """Where its facts come from, with their releases and licences."""
        return self._package.source

    def names(self, *, retired: bool = False, own: bool = True) -> tuple[str, ...]:
        """Return the names of the terms; ``own=False`` leaves those of labs out."""
        return tuple(
            term.name
            for term in self._index.terms.values()
            if (retired or not term.retired) and (own or term.name in self._package.lines)
        )

    def get(self, name: str) -> Term | None:
        """Return the term of exactly that name."""
        return self._index.terms.get(name)

    def find(self, text: str) -> Term | None:
        """Return the term of that name, id, abbreviation or synonym, unless several share it.

        What is written exactly so comes first, since CM and cm may be two things. Otherwise capitals do not matter, and
        neither do white space and punctuation where nothing is found with them.
        """
        return self._index.find(text)

    def nearest(self, text: str) -> Term | None:
        """Return the term in use whose name, abbreviation or synonym is spelt most alike, for a hint."""
        term = self._index.nearest(text)
        return self._index.terms[term.replaced_by] if term and term.replaced_by else term

    def __getitem__(self, name: str) -> Term:
        try:
            return self._index.terms[name]
        except KeyError:
            raise self._unknown(name) from None

    def __contains__(self, name: object) -> bool:
        return name in self._index.terms

    def __iter__(self) -> Iterator[Term]:
        return (term for term in self._index.terms.values() if not term.retired)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __getattr__(self, attribute: str) -> Term:
        if not attribute.startswith("__") and "_index" in self.__dict__:
            term = self._index.attributes.get(attribute)
            if term is not None:
                return term
            raise AttributeError(str(self._unknown(attribute)))
        raise AttributeError(attribute)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *self._index.attributes})

    def __repr__(self) -> str:
        return f"<Vocabulary {self.name}: {len(self)} terms, {'open' if self.open else 'closed'}>"

    def _unknown(self, name: str) -> UnknownTerm:
        near = self.nearest(name)
        return UnknownTerm(f"terms of {self.name}", name, near.name if near else None)

    def _adopt(self, other: Vocabulary) -> None:
        """Take over the terms of another, so that whoever holds this one sees them."""
        self._package, self._index = other._package, other._index


class _Index:
    """Hold the keys under which the terms of a vocabulary are found, each table made when it is first needed."""

    def __init__(self, terms: dict[str, Term]) -> None:
        self.terms = terms

    def find(self, text: str) -> Term | None:
        if text in self.terms:
            return self.terms[text]
        if text in self.exact:
            return self.exact[text]
        folded = _fold(text)
        if folded in self.folded:
            return self.folded[folded]
        return self.squashed.get(_squash(text))

    def nearest(self, text: str) -> Term | None:
        found = self.find(text)
        if found is not None or len(text) > _LONGEST:
            return found
        near = nearest(_fold(text), self.spellings, _LIKENESS)
        return None if near is None else self.spellings[near]

    @cached_property
    def exact(self) -> dict[str, Term | None]:
        return _unambiguous((key, term) for term in self.terms.values() for key in term.handles())

    @cached_property
    def folded(self) -> dict[str, Term | None]:
        return _unambiguous((_fold(key), term) for term in self.terms.values() for key in term.handles())

    @cached_property
    def squashed(self) -> dict[str, Term | None]:
        keys = ((_squash(key), term) for term in self.terms.values() for key in term.handles())
        return _unambiguous((key, term) for key, term in keys if key)

    @cached_property
    def spellings(self) -> dict[str, Term]:
        """What may be misspelt; not numbered ids, since one that is nearly right means something else."""
        candidates = {
            _fold(key)
            for term in self.terms.values()
            for key in (term.name, *term.words())
            if key == term.name or not _NUMBERED.fullmatch(key)
        }
        return {key: term for key, term in self.folded.items() if key in candidates and term is not None}

    @cached_property
    def attributes(self) -> dict[str, Term]:
        found: dict[str, Term] = {}
        for term in self.terms.values():
            # The terms of the package come first: a lab's own never takes an attribute from them.
            found.setdefault(_attribute(term.name), term)
        return found


def _unambiguous(pairs: Iterable[tuple[str, Term]]) -> dict[str, Term | None]:
    """Return the terms by key, None where several share one."""
    found: dict[str, Term | None] = {}
    for key, term in pairs:
        found[key] = term if found.get(key, term) is term else None
    return found


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()


def _squash(text: str) -> str:
    return "".join(filter(str.isalnum, _fold(text)))


def _attribute(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    attribute = re.sub("[^a-z0-9]+", "_", plain).strip("_")
    if attribute[:1].isdigit():
        return f"_{attribute}"
    return f"{attribute}_" if keyword.iskeyword(attribute) or hasattr(Vocabulary, attribute) else attribute
