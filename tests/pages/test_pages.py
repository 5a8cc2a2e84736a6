"""Every code that the library can tell has a page, and what the pages show is true.

The codes are found by walking the source: from each place where a problem is built, back to the word that it gets.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pytest

from aind_schema import dialects, pages, reading, rules, schemas
from aind_schema.errors import UnknownTerm
from aind_schema.validation import validate
from aind_schema.versions import KINDS, LATEST

PACKAGE = Path(pages.__file__).parents[1]

Function = ast.FunctionDef | ast.AsyncFunctionDef


# ---- the codes in the source ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Builder:
    """Something that builds a problem out of a code; ``owner`` is the class or function that a caller must know."""

    home: Path
    owner: str
    name: str
    position: int | None
    keyword: str


@dataclass(frozen=True, eq=False)
class Module:
    path: Path
    tree: ast.Module

    @cached_property
    def defined(self) -> frozenset[str]:
        return frozenset(node.name for node in ast.walk(self.tree) if isinstance(node, Function | ast.ClassDef))

    @cached_property
    def imported(self) -> frozenset[str]:
        imports = [node for node in ast.walk(self.tree) if isinstance(node, ast.Import | ast.ImportFrom)]
        return frozenset(alias.asname or alias.name for each in imports for alias in each.names)

    def knows(self, builder: Builder) -> bool:
        """Tell whether a name in this module can mean that builder."""
        if builder.owner in self.defined:
            return builder.home == self.path
        return builder.owner in self.imported

    def tables(self) -> dict[str, ast.Dict]:
        """Return the dicts that are spelt out at the top of the module."""
        found = [node for node in self.tree.body if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict)]
        return {target.id: node.value for node in found for target in node.targets if isinstance(target, ast.Name)}

    def calls(self) -> Iterator[tuple[ast.Call, tuple[ast.AST, ...]]]:
        """Yield each call, with the classes and functions that it stands in, the innermost last."""
        yield from _calls(self.tree, ())


def _calls(node: ast.AST, around: tuple[ast.AST, ...]) -> Iterator[tuple[ast.Call, tuple[ast.AST, ...]]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            yield child, around
        yield from _calls(child, (*around, child) if isinstance(child, Function | ast.ClassDef) else around)


@cache
def modules() -> tuple[Module, ...]:
    return tuple(Module(path, ast.parse(path.read_text(encoding="utf-8"))) for path in sorted(PACKAGE.rglob("*.py")))


def codes_in(some: Iterable[Module]) -> dict[str, set[Path]]:
    """Return the codes that modules give to problems, with the files that do; fail where that can't be told."""
    some = tuple(some)
    builders = builders_in(some)
    found: dict[str, set[Path]] = {}
    for module in some:
        for argument, around in code_arguments(module, builders):
            for code in words(argument, around, module):
                found.setdefault(code, set()).add(module.path)
    return found


def builders_in(some: Iterable[Module]) -> set[Builder]:
    """Return the class Problem, and every function that hands a parameter on as the code of one."""
    builders = {Builder(PACKAGE / "problems" / "problem.py", "Problem", "Problem", 0, "code")}
    while True:
        handing_on = {
            builder
            for module in some
            for argument, around in code_arguments(module, builders)
            if (builder := builder_around(argument, around, module))
        }
        if handing_on <= builders:
            return builders
        builders |= handing_on


def code_arguments(module: Module, builders: set[Builder]) -> Iterator[tuple[ast.expr, tuple[ast.AST, ...]]]:
    """Yield what the builders are given as code."""
    by_name = {builder.name: [b for b in builders if b.name == builder.name] for builder in builders}
    for call, around in module.calls():
        called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        for builder in by_name.get(called, ()):
            if module.knows(builder):
                yield argument_of(call, builder, module), around


def argument_of(call: ast.Call, builder: Builder, module: Module) -> ast.expr:
    for keyword in call.keywords:
        if keyword.arg == builder.keyword:
            return keyword.value
    spread = [each.value.elts if _is_spread_tuple(each) else [each] for each in call.args]  # type: ignore[attr-defined]
    positional = [each for part in spread for each in part]
    if builder.position is None or builder.position >= len(positional):
        pytest.fail(f"{module.path}:{call.lineno}: which code does this call of {builder.name} give?")
    return positional[builder.position]


def _is_spread_tuple(node: ast.expr) -> bool:
    return isinstance(node, ast.Starred) and isinstance(node.value, ast.Tuple)


def builder_around(argument: ast.expr, around: tuple[ast.AST, ...], module: Module) -> Builder | None:
    """Return the function that has this argument for a parameter."""
    if not isinstance(argument, ast.Name) or not around or not isinstance(around[-1], Function):
        return None
    function = around[-1]
    parameters = [each.arg for each in (*function.args.posonlyargs, *function.args.args)]
    bound = len(around) > 1 and isinstance(around[-2], ast.ClassDef)
    owner = around[-2].name if bound else function.name  # type: ignore[attr-defined]
    if argument.id in parameters:
        return Builder(module.path, owner, function.name, parameters.index(argument.id) - bound, argument.id)
    if argument.id in (each.arg for each in function.args.kwonlyargs):
        return Builder(module.path, owner, function.name, None, argument.id)
    return None


def words(node: ast.expr, around: tuple[ast.AST, ...], module: Module) -> set[str]:
    """Return the words that an expression can stand for; none where it hands on the code of a rule or of its caller."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return {node.value}
    if isinstance(node, ast.Attribute) and node.attr == "code":
        return set()
    choices = choices_of(node, around, module)
    if choices is None and builder_around(node, around, module):
        return set()
    if not choices:
        pytest.fail(f"{module.path}:{node.lineno}: which codes can {ast.unparse(node)} be?")
    return {word for choice in choices for word in words(choice, around, module)}


def choices_of(node: ast.expr, around: tuple[ast.AST, ...], module: Module) -> list[ast.expr] | None:
    """Return the expressions that one stands for: both of a condition, those of a variable or of a table."""
    if isinstance(node, ast.IfExp):
        return [node.body, node.orelse]
    if isinstance(node, ast.Name) and around:
        assigned = [each for each in ast.walk(around[-1]) if isinstance(each, ast.Assign)]
        return [each.value for each in assigned if node.id in map(ast.unparse, each.targets)] or None
    if isinstance(node, ast.Subscript):
        return _values(module, node.value)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get":
        values = _values(module, node.func.value)
        return None if values is None else [*values, *node.args[1:]]
    return None


def _values(module: Module, table: ast.expr) -> list[ast.expr] | None:
    found = module.tables().get(ast.unparse(table))
    return None if found is None else found.values


@cache
def in_source() -> dict[str, set[Path]]:
    return codes_in(modules())


@cache
def of_rules() -> frozenset[str]:
    return frozenset(rule.code for rule in rules.all_rules())


def source(text: str) -> Module:
    return Module(Path("made_up.py"), ast.parse(text))


@pytest.mark.parametrize(
    "text",
    [
        "Problem('new-code', 'error')",
        "Problem(severity='error', code='new-code')",
        "Problem(*('new-code', 'error'), line=1)",
        "def fault(message, code):\n  return Problem(code, message)\nfault('text', 'new-code')",
        "def fault(*, code):\n  return Problem(code)\ndef _f(code):\n  return fault(code=code)\n_f('new-code')",
        "class A:\n  def add(self, code):\n    Problem(code)\n  def find(self):\n    self.inner.add('new-code')",
        "T = {1: 'new-code'}\ndef f(x):\n  Problem(T[x])",
        "T = {1: 'new-code'}\ndef f(x):\n  code = T.get(x, 'new-code')\n  return Problem(code)",
        "def f(x):\n  Problem('new-code' if x else 'new-code')",
    ],
)
def test_the_walk_finds_a_code(text: str) -> None:
    assert codes_in([source(f"from aind_schema.problems import Problem\n{text}")]).keys() == {"new-code"}


@pytest.mark.parametrize("text", ["Problem(make(1))", "Problem(**data)", "for x in words:\n  Problem(x)"])
def test_the_walk_does_not_pass_over_a_code_that_it_cannot_tell(text: str) -> None:
    with pytest.raises(pytest.fail.Exception, match="which code"):
        codes_in([source(f"from aind_schema.problems import Problem\n{text}")])


# ---- codes and pages -----------------------------------------------------------------------------------------------


def test_every_code_in_the_source_has_a_page() -> None:
    assert sorted(in_source().keys() - set(pages.codes())) == []


def test_every_rule_has_a_page() -> None:
    assert sorted(of_rules() - set(pages.codes())) == []


def test_no_page_is_about_a_code_that_nothing_tells() -> None:
    assert sorted(set(pages.codes()) - in_source().keys() - of_rules()) == []


def test_no_file_is_hidden_by_the_page_of_a_rule() -> None:
    files = {path.stem for path in (PACKAGE / "pages").glob("*.md")}
    assert sorted(files & of_rules()) == []


def test_codes_are_sorted_and_kebab_case() -> None:
    assert list(pages.codes()) == sorted(set(pages.codes()))
    assert [code for code in pages.codes() if not re.fullmatch("[a-z]+(-[a-z]+)*", code)] == []


def test_an_unknown_code_is_told_with_the_nearest_one() -> None:
    with pytest.raises(
        UnknownTerm, match=r'no "unknwon-field" among the problem codes; did you mean "unknown-field"\?'
    ):
        pages.page("unknwon-field")
    with pytest.raises(UnknownTerm, match=r'no "xyzzy" among the problem codes$'):
        pages.title("xyzzy")
    with pytest.raises(UnknownTerm):
        pages.page("../__init__")


# ---- what a page holds ---------------------------------------------------------------------------------------------

_EXAMPLES = re.compile(r"^(Before|After):\n\n((?:```|    ).+?)(?=\n\n(?:Before|After):|\Z)", re.MULTILINE | re.DOTALL)
_FENCED = re.compile(r"```(\w+)\n(.*?)\n```", re.DOTALL)


def snippets(code: str) -> dict[str, str]:
    return dict(_EXAMPLES.findall(pages.page(code)))


@pytest.mark.parametrize("code", pages.codes())
def test_a_page_says_what_it_means_why_it_matters_and_what_would_be_right(code: str) -> None:
    heading, meaning, why = pages.page(code).partition("\n\nBefore:\n")[0].split("\n\n", 2)
    assert heading == f"# {code}"
    assert " ".join(meaning.split()) == pages.title(code)
    assert meaning.endswith(".")
    assert len(why.split()) > 12
    assert list(snippets(code)) == ["Before", "After"]


@pytest.mark.parametrize("code", pages.codes())
def test_a_page_fits_a_terminal(code: str) -> None:
    assert [line for line in pages.page(code).splitlines() if len(line) > 80] == []


def test_what_a_page_shows_is_not_wrapped() -> None:
    text = (PACKAGE / "pages" / "yaml-tag.md").read_text(encoding="utf-8")
    assert _FENCED.findall(text) == _FENCED.findall(pages.page("yaml-tag"))


# ---- what a page shows ---------------------------------------------------------------------------------------------

_REQUIRED: dict[str, dict[str, Any]] = {
    "subject": {"subject_id": "625463"},
    "data_description": {
        "name": "ecephys_625463_2022-10-06_10-14-25",
        "data_level": "raw",
        "modalities": ["ecephys"],
    },
}


def shown() -> Iterator[Any]:
    """Yield each page whose snippets are documents, with its snippets and their format."""
    for code in pages.codes():
        fenced = {when: _FENCED.fullmatch(text) for when, text in snippets(code).items()}
        documents = {when: (each[1], each[2]) for when, each in fenced.items() if each and _is_whole(each)}
        if documents:
            yield pytest.param(code, documents, id=code)


def _is_whole(fenced: re.Match[str]) -> bool:
    return fenced[1] in ("json", "yaml") and "..." not in fenced[2]


def from_dialect(code: str) -> bool:
    return code in in_source() and all("dialects" in path.parts for path in in_source()[code])


@pytest.mark.parametrize(("code", "documents"), [each for each in shown() if not from_dialect(each.id)])
def test_before_has_the_problem_and_after_has_none(
    code: str, documents: dict[str, tuple[str, str]], tmp_path: Path
) -> None:
    found = {when: found_in(tmp_path, *document) for when, document in documents.items()}
    assert code in found.get("Before", {code})
    assert found.get("After", set()) == set()


@pytest.mark.parametrize(("code", "documents"), [each for each in shown() if from_dialect(each.id)])
def test_a_conversion_tells_what_its_page_says(code: str, documents: dict[str, tuple[str, str]]) -> None:
    before, after = (json.loads(documents[when][1]) for when in ("Before", "After"))
    # A page about writing shows documents of ours, all others what is read.
    convert = dialects.load("aind").write if "kind" in before else dialects.load("aind").read
    converted = convert(before)
    assert code in {problem.code for problem in converted.report.problems}
    if "object_type" in after or "kind" in before:
        assert code not in {problem.code for problem in convert(after).report.problems}
    else:
        assert converted.document == converted.document | after


def found_in(folder: Path, syntax: str, text: str) -> set[str]:
    """Return the codes of the faults of a document, to which what its page leaves out is added."""
    result = reading.parse(text.encode(), syntax=syntax)  # type: ignore[arg-type]
    if result.document is not None and not result.problems:
        syntax, text = "json", json.dumps(completed(result.document.data))
    path = folder / f"document.{syntax}"
    path.write_text(text, encoding="utf-8")
    return {problem.code for problem in validate(path) if problem.origin != "rule"}


def completed(data: Any) -> Any:
    """Add the header and the required fields to a piece of a document that has no header."""
    if not isinstance(data, dict) or "kind" in data or "schema_version" in data:
        return data
    kinds = [kind for kind in KINDS if data.keys() <= schemas.build(kind)["properties"].keys()]
    kind = kinds[0] if kinds else "subject"
    return {"kind": kind, "schema_version": LATEST, **_REQUIRED.get(kind, {}), **data}
