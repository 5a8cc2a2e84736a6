"""The layout of a large vocabulary file: one term a line, its columns set apart by tabs.

::

    # vocabulary	brain_structure
    # open	true
    # atlases	CCFv3	Allen Reference Atlas
    # source	Somebody	https://example.org	CC0-1.0	1.0
    name	id	abbreviation	broader	synonyms
    Field CA1	MBA:382	CA1	Ammon's horn	one|another

It is read some fifty times as fast as YAML. The header holds what that of a YAML file does, the columns are fields of a
term, and what is missing at the end of a line is left out.
"""

from __future__ import annotations

from typing import NoReturn

from aind_schema.spelling import did_you_mean
from aind_schema.vocabulary.errors import InvalidVocabulary
from aind_schema.vocabulary.layout import HEADER, ID, Layout
from aind_schema.vocabulary.term import Source, Term

_HEADER = tuple(name for name in HEADER if name != "terms")
_COLUMNS = tuple(name for name in Term._fields if name != "closed")


def read(text: str, file: str) -> Layout:
    """Read the text of a vocabulary's table, or raise `InvalidVocabulary`."""
    rows = text.splitlines()
    start = next((i for i, row in enumerate(rows) if not row.startswith("#")), len(rows))
    texts, atlases, sources = _header(rows[:start], file)
    vocabulary = texts.pop("vocabulary", None) or _fail(file, 'the file has no "vocabulary"')
    open_ = texts.pop("open", "true")
    if open_ not in ("true", "false"):
        _fail(file, '"open" is true or false')
    terms, lines = _terms(rows[start:], start + 1, file, closed=open_ == "false")
    return Layout(file, vocabulary, terms, lines, open=open_ == "true", atlases=atlases, source=sources, **texts)


def _header(rows: list[str], file: str) -> tuple[dict[str, str], tuple[str, ...], tuple[Source, ...]]:
    texts: dict[str, str] = {}
    atlases: tuple[str, ...] = ()
    sources: list[Source] = []
    for number, row in enumerate(rows, 1):
        name, *values = row.removeprefix("#").strip(" ").split("\t")
        if name not in _HEADER:
            _fail(file, _unknown("a vocabulary file", name, _HEADER), number)
        if name == "source":
            sources.append(_source(values, file, number))
        elif name == "atlases":
            atlases = tuple(values)
        elif values:
            texts[name] = values[0]
        else:
            _fail(file, f'"{name}" has no value', number)
    return texts, atlases, tuple(sources)


def _source(values: list[str], file: str, number: int) -> Source:
    if not values or not values[0]:
        _fail(file, 'a source has no "name"', number)
    if len(values) > len(Source._fields):
        _fail(file, f"a source has at most {len(Source._fields)} values", number)
    return Source(values[0], *(value or None for value in values[1:]))


def _terms(rows: list[str], first: int, file: str, *, closed: bool) -> tuple[tuple[Term, ...], dict[str, int]]:
    if not rows:
        _fail(file, "it has no terms")
    columns = rows[0].split("\t")
    for column in columns:
        if column not in _COLUMNS:
            _fail(file, _unknown("a term", column, _COLUMNS), first)
    terms: list[Term] = []
    lines: dict[str, int] = {}
    for number, row in enumerate(rows[1:], first + 1):
        term = _term(row, columns, file, number, closed=closed)
        if lines.setdefault(term.name, number) != number:
            _fail(file, f'the term "{term.name}" stands at line {lines[term.name]} already', number)
        terms.append(term)
    return tuple(terms), lines


def _term(row: str, columns: list[str], file: str, number: int, *, closed: bool) -> Term:
    cells = row.split("\t")
    if len(cells) > len(columns):
        _fail(file, f"a line of {len(cells)} cells under {len(columns)} columns", number)
    texts = {name: cell for name, cell in zip(columns, cells, strict=False) if cell}
    if "name" not in texts:
        _fail(file, "a term has no name", number)
    if "id" in texts and not ID.fullmatch(texts["id"]):
        _fail(file, f'the id "{texts["id"]}" has no prefix; write it as in NCBITaxon:10090', number)
    synonyms = tuple(texts.pop("synonyms").split("|")) if "synonyms" in texts else ()
    return Term(synonyms=synonyms, closed=closed, **texts)


def _unknown(what: str, name: str, known: tuple[str, ...]) -> str:
    hint = did_you_mean(name, known)
    return f'{what} has no "{name}"' + (f"; {hint}" if hint else "")


def _fail(file: str, reason: str, line: int | None = None) -> NoReturn:
    raise InvalidVocabulary(file, reason, line)
