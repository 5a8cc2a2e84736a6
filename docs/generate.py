"""Write docs/reference out of the models, the vocabularies and the pages of the problem codes.

``--check`` writes nothing, names each file that differs from what would be written, and exits with 1 if there is one.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import deque
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aind_schema import pages, rules, schemas, vocabulary
from aind_schema.files import write_text
from aind_schema.parts.terms import OpenTerm
from aind_schema.versions import KINDS, LATEST

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from aind_schema.vocabulary import Source, Term, Vocabulary

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "reference"

#: A longer list is searched, not read.
MOST_TERMS = 60

Schema = dict[str, Any]

_NOTICE = "<!-- Written by docs/generate.py: edit the source, then run `make docs`. -->"

_TYPES = {
    "string": "text",
    "number": "number",
    "integer": "whole number",
    "boolean": "true or false",
    "object": "object",
    "array": "list",
}

#: Header fields that stand behind all others in a document.
_LAST = ("$schema", "converted_from", "extensions")

#: Groups of codes; those of the rules, which know their own, are filled in.
_ORIGINS = {
    "Files": (
        "What keeps a file from being read, or makes programs read it differently.",
        "duplicate-key empty-file linked-folder lone-surrogate malformed-json malformed-yaml misnamed-file "
        "no-permission no-records non-finite-number not-a-file not-found not-json schema-differs too-deep "
        "too-large too-many-digits too-many-problems unreadable unsafe-integer wrong-encoding yaml-alias-bomb "
        "yaml-documents yaml-key yaml-tag",
    ),
    "Schemas": (
        "Where a document is not what its schema says: the model and the JSON Schema refuse it alike.",
        "empty-text foreign-format malformed-date malformed-text malformed-time missing-field missing-kind "
        "missing-version not-an-object out-of-range too-long unknown-field unknown-kind unknown-version wrong-type "
        "wrong-value",
    ),
    "Rules": (
        "What looks across fields and records. A profile other than `core` is asked for with `--profile`.",
        "",
    ),
    "Assets": (
        "What keeps a folder from becoming an asset, from being whole, from being moved, or from its origin.",
        "already-stamped asset-exists asset-stamped file-added file-changed file-changing file-missing file-renamed "
        "file-truncated folder-missing inside-parent kept-by-hand lineage-cycle link-refused made-before-parent "
        "no-description no-manifest no-name package-missing parent-missing secret-in-url undated-parent unreachable",
    ),
    "Conversions": (
        "What the report of a conversion says of values that did not go where they belong.",
        "does-not-fit kept-part kept-value lacking lost-part lost-value time-without-zone unplaced-value",
    ),
}


def main() -> None:
    """Write the reference, or check that it is what would be written."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if a file differs")
    wanted = dict(reference())
    if parser.parse_args().check:
        differing = differences(wanted)
        for path in differing:
            print(f"{path.relative_to(ROOT).as_posix()} differs from what docs/generate.py writes")
        sys.exit(1 if differing else 0)
    for path in differences(wanted):
        if path.name in wanted:
            write_text(path, wanted[path.name])
        else:
            path.unlink()
        print(path.relative_to(ROOT).as_posix())


def differences(wanted: Mapping[str, str]) -> list[Path]:
    """Return the files that lack, have another text, or should not be there."""
    present = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    return [FOLDER / name for name in sorted(present.keys() | wanted) if present.get(name) != wanted.get(name)]


def reference() -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each file."""
    for kind in KINDS:
        yield f"{kind}.md", _page(_record_page(kind))
    yield "parts.md", _page(_parts_page())
    yield "types.md", _page(_types_page())
    yield "vocabularies.md", _page(_vocabularies_page())
    yield "problems.md", _page(_problems_page())


# ---- where things are described ------------------------------------------------------------------------------------


@cache
def schema_of(kind: str) -> Schema:
    """Return the schema of a kind of document."""
    return schemas.build(kind)


@cache
def definitions() -> dict[str, Schema]:
    """Return all models and types that the schemas define, by name."""
    merged = {name: made for kind in KINDS for name, made in schema_of(kind)["$defs"].items()}
    return dict(sorted(merged.items()))


@cache
def records() -> dict[str, str]:
    """Return the kinds of document by the names of their models."""
    return {schemas.model(kind).__name__: kind for kind in KINDS}


def is_model(name: str) -> bool:
    """Tell whether a definition has fields."""
    return "properties" in definitions()[name]


@cache
def parts_of(kind: str) -> tuple[str, ...]:
    """Return the models inside a kind of document in the order in which they are met, without those of other kinds."""
    found: dict[str, None] = {}
    pending = deque(references(schema_of(kind)["properties"]))
    while pending:
        name = pending.popleft()
        if name not in found and name not in records() and is_model(name):
            found[name] = None
            pending.extend(references(definitions()[name]))
    return tuple(found)


def references(node: Any) -> Iterator[str]:
    """Yield the names of the definitions that a piece of a schema refers to."""
    if isinstance(node, dict):
        if "$ref" in node:
            yield _name_in(node)
        for inner in node.values():
            yield from references(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from references(inner)


@cache
def file_of(name: str) -> str:
    """Return the file that describes a definition."""
    if name in records():
        return f"{records()[name]}.md"
    if not is_model(name):
        return "types.md"
    kinds = [kind for kind in KINDS if name in parts_of(kind)]
    return f"{kinds[0]}.md" if len(kinds) == 1 else "parts.md"


def link(name: str, file: str) -> str:
    """Link to a definition from a file."""
    target = "" if file_of(name) == file else file_of(name)
    anchor = f"#{name.lower()}" if name not in records() else ""
    return f"[{name}]({target}{anchor})"


# ---- models --------------------------------------------------------------------------------------------------------


def _record_page(kind: str) -> Iterator[str]:
    schema = schema_of(kind)
    file = f"{kind}.md"
    yield f"# {kind}"
    yield _prose(schema["description"])
    published = f"../../schemas_json/{LATEST}/{kind}.json"
    yield f"Schema version {LATEST}; the JSON Schema is [{kind}.json]({published}). Null counts as left out."
    yield _fields(schema, file)
    for name in parts_of(kind):
        if file_of(name) == file:
            yield from _model(name, file)


def _parts_page() -> Iterator[str]:
    yield "# Parts"
    yield "What stands in documents of several kinds. Parts of one kind of document are described with it."
    for name in definitions():
        if file_of(name) == "parts.md":
            yield from _model(name, "parts.md")


def _model(name: str, file: str) -> Iterator[str]:
    schema = definitions()[name]
    yield f"## {name}"
    yield _prose(schema["description"])
    if name in _vocabularies_by_model():
        vocabulary_name = _vocabularies_by_model()[name]
        yield f"Names are looked up in the vocabulary [{vocabulary_name}](vocabularies.md#{vocabulary_name})."
    yield _fields(schema, file)


@cache
def _vocabularies_by_model() -> dict[str, str]:
    named = {each.__name__: each.vocabulary for each in OpenTerm.__subclasses__()}
    return {name: each for name, each in named.items() if each in vocabulary.available()}


def _fields(schema: Schema, file: str) -> str:
    required = schema.get("required", ())
    properties = schema["properties"]
    rows = [
        (
            f"`{name}`",
            _type(properties[name], file),
            "yes" if name in required else "",
            _unit(properties[name]) or "",
            properties[name]["description"],
        )
        for name in sorted(properties, key=_LAST.__contains__)
    ]
    return _table(("Field", "Type", "Required", "Unit", "Description"), rows)


def _type(node: Schema, file: str) -> str:
    if "$ref" in node:
        return link(_name_in(node), file)
    if "const" in node:
        return f'`"{node["const"]}"`'
    branches = [*node.get("anyOf", ()), *node.get("oneOf", ())]
    if branches:
        return " or ".join(_type(branch, file) for branch in branches if branch.get("type") != "null")
    if "items" in node:
        return f"list of {_type(node['items'], file)}"
    stated = node["type"] if isinstance(node["type"], list) else [node["type"]]
    return " or ".join(_TYPES[name] for name in stated if name != "null")


def _unit(node: Schema) -> str | None:
    """Return the unit of a quantity, wherever its type is defined."""
    if "x-unit" in node:
        return f"`{node['x-unit']}`"
    inner = [definitions()[_name_in(node)]] if "$ref" in node else [*node.get("anyOf", ())]
    inner += [node["items"]] if "items" in node else []
    return next((unit for each in inner if "properties" not in each and (unit := _unit(each))), None)


def _name_in(node: Schema) -> str:
    return str(node["$ref"]).rsplit("/", 1)[-1]


# ---- types ---------------------------------------------------------------------------------------------------------


def _types_page() -> Iterator[str]:
    yield "# Field types"
    yield "What a single value looks like. Units are UCUM codes."
    for name, schema in definitions().items():
        if not is_model(name) and name not in records():
            yield f"## {name}"
            yield _prose(_meaning(schema))
            yield "\n".join(f"- {fact}" for fact in _facts(schema))


def _meaning(schema: Schema) -> str:
    if "x-vocabulary" in schema:
        return vocabulary.load(schema["x-vocabulary"]).description
    return str(schema.get("description", ""))


def _facts(schema: Schema) -> Iterator[str]:
    if "x-vocabulary" in schema:
        name = schema["x-vocabulary"]
        yield f"A term of the closed vocabulary [{name}](vocabularies.md#{name}), or a lab's own as `namespace:term`"
        return
    yield f"JSON type: {_TYPES[schema['type']]}" if "type" in schema else "Any JSON value"
    if "x-unit" in schema:
        yield f"Unit: `{schema['x-unit']}`"
    if "minimum" in schema:
        yield f"From {schema['minimum']:,.15g} to {schema['maximum']:,.15g}"
    if "maxLength" in schema:
        yield f"From {schema['minLength']} to {schema['maxLength']:,} characters"
    if "format" in schema:
        yield f"Format: `{schema['format']}`"
    if "pattern" in schema:
        yield f"Pattern: {_code(schema['pattern'])}"
    if "propertyNames" in schema:
        yield f"Pattern of the keys: {_code(schema['propertyNames']['pattern'])}"
    for example in schema.get("examples", ()):
        yield f"Example: `{example}`"


# ---- vocabularies --------------------------------------------------------------------------------------------------


def _vocabularies_page() -> Iterator[str]:
    yield "# Vocabularies"
    yield (
        "A field with a closed vocabulary takes its terms and a lab's own, written `namespace:term`. A field with an "
        "open one takes any name, and one that the vocabulary lacks gets a warning. `aind-schema terms NAME` lists all "
        "terms."
    )
    loaded = [vocabulary.load(name) for name in vocabulary.available()]
    rows = [(f"[{each.name}](#{each.name})", each.title, _openness(each), str(_count(each))) for each in loaded]
    yield _table(("Vocabulary", "Title", "Open or closed", "Terms"), rows)
    for each in loaded:
        yield f"## {each.name}"
        yield _prose(each.description)
        yield "\n".join([f"{_openness(each).capitalize()}, {_count(each)} terms. Sources:", "", *_sources(each.source)])
        if _count(each) < MOST_TERMS:
            yield _table(("Term", "Id", "Other words", "Description"), [_row(term) for term in _terms(each)])


def _openness(each: Vocabulary) -> str:
    return "open" if each.open else "closed"


def _terms(each: Vocabulary) -> list[Term]:
    """Return the terms of the package, retired ones too; those of whoever runs this are no part of the reference."""
    return [each[name] for name in each.names(retired=True, own=False)]


def _count(each: Vocabulary) -> int:
    return len(each.names(own=False))


def _row(term: Term) -> tuple[str, ...]:
    retired = f"Retired: use {term.replaced_by}." if term.replaced_by else None
    part_of = f"Of {term.broader}." if term.broader else None
    told = " ".join(text for text in (retired, term.description, part_of) if text)
    return term.name, f"`{term.id}`" if term.id else "", ", ".join(term.words()), told


def _sources(sources: Iterable[Source]) -> Iterator[str]:
    for source in sources:
        name = f"[{source.name}]({source.url})" if source.url else source.name
        release = f" {source.release}" if source.release else ""
        yield f"- {name}{release}; licence: {source.licence or 'not stated'}"


# ---- problem codes -------------------------------------------------------------------------------------------------


def _problems_page() -> Iterator[str]:
    yield "# Problem codes"
    yield "`aind-schema explain CODE` prints the same in a terminal."
    groups = _groups()
    for heading, (intro, codes) in groups.items():
        yield f"## {heading}"
        yield intro
        yield _table(("Code", "Meaning"), [(f"[{code}](#{code})", pages.title(code)) for code in codes])
    for _, codes in groups.values():
        for code in codes:
            yield f"### {code}"
            if code in _rules():
                yield _standing(_rules()[code])
            # The heading of the page would be one level too high here.
            yield pages.page(code).split("\n", 1)[1].strip("\n")


@cache
def _rules() -> dict[str, rules.Rule]:
    return {rule.code: rule for rule in rules.all_rules()}


def _standing(rule: rules.Rule) -> str:
    named = ", ".join(f"`{name}`" for name in rule.profiles)
    return f"Severity: {rule.severity}. Profile: {named}."


def _groups() -> dict[str, tuple[str, list[str]]]:
    """Return the codes by origin, each in one group."""
    listed = {heading: (intro, codes.split()) for heading, (intro, codes) in _ORIGINS.items()}
    listed["Rules"][1].extend(sorted(_rules()))
    unlisted = set(pages.codes()).difference(*(codes for _, codes in listed.values()))
    if unlisted:
        sys.exit(f"docs/generate.py does not know the origin of {', '.join(sorted(unlisted))}")
    return listed


# ---- Markdown ------------------------------------------------------------------------------------------------------

_CODE_SPAN = re.compile(r"(`+[^`]*`+)")


def _page(blocks: Iterable[str]) -> str:
    return "\n\n".join([_NOTICE, *(block for block in blocks if block)]) + "\n"


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Write a table, without the columns in which nothing stands."""
    used = [i for i in range(len(header)) if any(row[i] for row in rows)]
    lines = [[header[i] for i in used], ["---"] * len(used), *([_cell(row[i]) for i in used] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(text: str) -> str:
    return _prose(text).replace("|", r"\|")


def _prose(text: str) -> str:
    """Keep what stands outside of code from being taken for markup."""
    pieces = _CODE_SPAN.split(text)
    return "".join(piece if i % 2 else re.sub(r"([<*])", r"\\\1", piece) for i, piece in enumerate(pieces))


def _code(text: str) -> str:
    return f"`` {text} ``" if "`" in text else f"`{text}`"


if __name__ == "__main__":
    main()
