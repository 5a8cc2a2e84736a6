"""The layout of a vocabulary file: from YAML to terms, with the line of whatever is wrong.

::

    vocabulary: modality            # which one
    namespace: mylab                # of a lab's own terms; the files of the package have none
    terms:
      - {name: two-color, synonyms: [Two-color imaging], description: "..."}

Every value is text, so that a term may be called ``no`` or ``2024``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, Protocol, cast

from aind_schema.spelling import did_you_mean
from aind_schema.vocabulary.errors import InvalidVocabulary
from aind_schema.vocabulary.term import Source, Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

HEADER = ("vocabulary", "namespace", "title", "description", "open", "atlases", "source", "terms")
_TERM = tuple(name for name in Term._fields if name != "closed")
_SOURCE = Source._fields
ID = re.compile("[A-Za-z][A-Za-z0-9+._-]*:[!-~]+")
_TRUTH = {"true": True, "false": False}


class Layout(NamedTuple):
    """Hold what one vocabulary file says; ``lines`` tells where each term stands.

    ``atlases`` names the atlases that draw its terms, if they are structures.
    """

    file: str
    vocabulary: str
    terms: tuple[Term, ...]
    lines: Mapping[str, int]
    namespace: str | None = None
    title: str | None = None
    description: str | None = None
    open: bool | None = None
    atlases: tuple[str, ...] = ()
    source: tuple[Source, ...] = ()


def read(text: str, file: str) -> Layout:
    """Read the text of a vocabulary file, or raise `InvalidVocabulary`."""
    reader = _Reader(file)
    root = reader.compose(text)
    header = reader.fields(root, HEADER, "a vocabulary file")
    open_ = reader.truth(header["open"]) if "open" in header else None
    reader.closed = open_ is False
    terms, lines = reader.terms(header["terms"]) if "terms" in header else reader.fail("it has no terms", root)
    return Layout(
        file,
        reader.required(root, header, "vocabulary", "the file"),
        terms,
        lines,
        namespace=reader.optional(header, "namespace"),
        title=reader.optional(header, "title"),
        description=reader.optional(header, "description"),
        open=open_,
        atlases=reader.texts(header, "atlases", "an atlas"),
        source=tuple(reader.sources(header["source"])) if "source" in header else (),
    )


class _Mark(Protocol):
    line: int


class _Node(Protocol):
    """What is used of PyYAML's nodes, whose annotations lack the ``id``."""

    id: str
    value: Any
    start_mark: _Mark


class _Reader:
    """Read the nodes of one file, and raise with the line of the node that is wrong."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.closed = False

    def fail(self, reason: str, node: _Node | None = None) -> NoReturn:
        raise InvalidVocabulary(self.file, reason, None if node is None else node.start_mark.line + 1)

    def compose(self, text: str) -> _Node:
        # Imported only here: whoever imports the package, but looks up nothing, does without YAML.
        import yaml

        # The base loader of the C library: the fastest, and one that builds nothing but text, lists and mappings.
        loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
        try:
            root = cast("_Node | None", yaml.compose(text, Loader=loader))
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            reason = getattr(error, "problem", None) or "characters that YAML does not allow"
            raise InvalidVocabulary(self.file, f"no YAML: {reason}", mark.line + 1 if mark else None) from None
        return self.fail("it is empty") if root is None else root

    def fields(self, node: _Node, known: Iterable[str], what: str) -> dict[str, _Node]:
        """Return the nodes of a mapping by its keys."""
        if node.id != "mapping":
            self.fail(f"{what} is a mapping, such as {{name: value}}", node)
        found: dict[str, _Node] = {}
        for key, value in node.value:
            name = self.text(key, "a key")
            if name not in known:
                hint = did_you_mean(name, known)
                self.fail(f'{what} has no "{name}"' + (f"; {hint}" if hint else ""), key)
            if name in found:
                self.fail(f'"{name}" is given twice', key)
            found[name] = value
        return found

    def text(self, node: _Node, what: str) -> str:
        if node.id != "scalar":
            self.fail(f"{what} is a text, no {node.id}", node)
        value = cast("str", node.value)
        if not value or value != value.strip() or not value.isprintable():
            self.fail(f"{what} is a text on one line, without white space at its ends", node)
        return value

    def optional(self, nodes: Mapping[str, _Node], name: str) -> str | None:
        return self.text(nodes[name], f'"{name}"') if name in nodes else None

    def texts(self, nodes: Mapping[str, _Node], name: str, what: str) -> tuple[str, ...]:
        items = self.items(nodes[name], f"the {name}") if name in nodes else ()
        return tuple(self.text(item, what) for item in items)

    def required(self, node: _Node, nodes: Mapping[str, _Node], name: str, what: str) -> str:
        return self.text(nodes[name], f'"{name}"') if name in nodes else self.fail(f'{what} has no "{name}"', node)

    def truth(self, node: _Node) -> bool:
        value = self.text(node, '"open"')
        return _TRUTH[value] if value in _TRUTH else self.fail('"open" is true or false', node)

    def items(self, node: _Node, what: str) -> list[_Node]:
        if node.id != "sequence":
            self.fail(f"{what} are a list", node)
        return cast("list[_Node]", node.value)

    def sources(self, node: _Node) -> Iterable[Source]:
        for item in self.items(node, "the sources"):
            nodes = self.fields(item, _SOURCE, "a source")
            name = self.required(item, nodes, "name", "a source")
            yield Source(name, *(self.optional(nodes, field) for field in _SOURCE[1:]))

    def terms(self, node: _Node) -> tuple[tuple[Term, ...], dict[str, int]]:
        terms: list[Term] = []
        lines: dict[str, int] = {}
        for item in self.items(node, "the terms"):
            term = self.term(item)
            if term.name in lines:
                self.fail(f'the term "{term.name}" stands at line {lines[term.name]} already', item)
            lines[term.name] = item.start_mark.line + 1
            terms.append(term)
        return tuple(terms), lines

    def term(self, node: _Node) -> Term:
        nodes = self.fields(node, _TERM, "a term")
        texts = {name: self.text(value, f'"{name}"') for name, value in nodes.items() if name != "synonyms"}
        if "name" not in texts:
            self.fail("a term has no name", node)
        if "id" in texts and not ID.fullmatch(texts["id"]):
            self.fail(f'the id "{texts["id"]}" has no prefix; write it as in NCBITaxon:10090', nodes["id"])
        return Term(synonyms=self.texts(nodes, "synonyms", "a synonym"), closed=self.closed, **texts)
