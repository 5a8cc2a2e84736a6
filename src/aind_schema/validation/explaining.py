"""From what a JSON Schema validator says to what a person needs: one problem a fault, with the nearest right thing."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

from aind_schema import pointers
from aind_schema.problems import Problem, quote
from aind_schema.rules.placeholders import is_placeholder
from aind_schema.validation import guesses, units
from aind_schema.vocabulary import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

#: A `jsonschema.ValidationError`; its attributes are typed as unions of what it can hold before it is complete.
Fault = Any

_TYPES = {
    "string": "a text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "object": "an object",
    "array": "a list",
    "null": "null",
}
_MALFORMED = {"date-time": "malformed-time", "date": "malformed-date"}
_ONE_ALONE = "there can be one alone: leave out the square brackets"
_OF_LENGTH = ("empty-text", "too-long")
_OF_FORM = ("malformed-text", "malformed-time", "malformed-date")
_DAY_SHAPE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME_OF_A_DAY = re.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})[T ].*", re.DOTALL)
_NUMBER_AND_UNIT = re.compile(r"\s*[-+]?[0-9][0-9.,_]*(?:[eE][-+]?[0-9]+)?\s*\S*\s*")
_NAIVE_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?")


def explain(data: Any, schema: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield a problem for each place where a document breaks its schema."""
    from jsonschema import Draft202012Validator  # needed only for documents in which something is wrong

    errors = sorted(
        Draft202012Validator(schema).iter_errors(data), key=lambda error: list(map(str, error.absolute_path))
    )
    explainer = _Explainer(schema)
    problems = [problem for error in errors for problem in explainer.explain(error)]
    # A text of the wrong length has no form either; one line of that is enough.
    too_short_or_long = {problem.path for problem in problems if problem.code in _OF_LENGTH}
    yield from (each for each in problems if each.code not in _OF_FORM or each.path not in too_short_or_long)


class _Explainer:
    def __init__(self, root: Mapping[str, Any]) -> None:
        self.root = root

    def explain(self, error: Fault) -> Iterator[Problem]:
        special = {
            "anyOf": self._union,
            "oneOf": self._union,
            "additionalProperties": self._unknown_fields,
            "required": self._missing_fields,
        }.get(str(error.validator))
        if special is not None:
            yield from special(error)
        else:
            yield from self._wrong_value(error)

    def _union(self, error: Fault) -> Iterator[Problem]:
        """Go into the one branch that was meant; the others would only make noise."""
        vocabulary = error.schema.get("x-vocabulary")
        if vocabulary is not None:
            yield _unknown_term(error, vocabulary)
            return
        branches = [self._resolve(branch) for branch in error.validator_value]
        meant = [i for i, branch in enumerate(branches) if branch.get("type") != "null"]
        if len(meant) > 1:
            kinds = [_kind_of(branch) for branch in branches]
            stated = error.instance.get("kind") if isinstance(error.instance, dict) else None
            meant = [i for i in meant if kinds[i] == stated]
            if not meant:
                yield self._unknown_kind(error, [kind for kind in kinds if kind])
                return
        for inner in error.context or ():
            if inner.schema_path[0] == meant[0]:
                yield from self.explain(inner)

    def _unknown_fields(self, error: Fault) -> Iterator[Problem]:
        known = error.schema.get("properties", {})
        for name in error.instance:
            if name not in known:
                hint = self._where(name, known) or guesses.meant_field(name, known)
                yield _problem([*error.absolute_path, name], "unknown-field", f"no field {quote(name)} here", hint)

    def _where(self, name: str, known: Mapping[str, Any]) -> str | None:
        """Tell the field of the same object under which a misplaced one belongs."""
        for holder, schema in known.items():
            if any(name in inner.get("properties", {}) for inner in self._inside(schema)):
                return f'it belongs under "{holder}"'
        return None

    def _inside(self, schema: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
        """Yield the objects that a field can hold, by themselves or in a list."""
        for branch in schema.get("anyOf", [schema]):
            yield from (self._resolve(inner) for inner in branch.get("oneOf", [branch]))
            if "items" in branch:
                yield from self._inside(branch["items"])

    @cached_property
    def _holders(self) -> dict[str | None, str]:
        """Tell of each kind where in a document an object of it can stand, in a list rather than by itself."""
        alone: dict[str | None, str] = {}
        listed: dict[str | None, str] = {}
        for definition in (self.root, *self.root["$defs"].values()):
            of = f" of the {kind}" if (kind := _kind_of(definition)) else ""
            for field, schema in definition.get("properties", {}).items():
                found = listed if any("items" in branch for branch in schema.get("anyOf", [schema])) else alone
                for inner in self._inside(schema):
                    found.setdefault(_kind_of(inner), f'it belongs under "{field}"{of}')
        return {**alone, **listed}

    def _resolve(self, branch: Mapping[str, Any]) -> Mapping[str, Any]:
        reference = branch.get("$ref")
        found: Mapping[str, Any] = branch if reference is None else self.root["$defs"][reference.rsplit("/", 1)[-1]]
        return found

    def _unknown_kind(self, error: Fault, kinds: list[str]) -> Problem:
        here = list(error.absolute_path)
        if not isinstance(error.instance, dict):
            hint = _ONE_ALONE if isinstance(error.instance, list) else None
            return _problem(here, "wrong-type", f"should be an object, not {_given(error.instance)}", hint)
        known = "one of " + ", ".join(f'"{kind}"' for kind in kinds)
        if "kind" not in error.instance:
            return _problem(here, "missing-kind", 'this object does not say what it is: "kind" is missing', known)
        stated = error.instance["kind"]
        species = load("species").find(stated) if isinstance(stated, str) and "animal" in kinds else None
        elsewhere = self._holders.get(stated) if isinstance(stated, str) else None
        hint = guesses.meant_kind(stated, kinds) or known
        if species:
            hint = f'an animal is of kind "animal"; its species is "{species.name}"'
        elif elsewhere:
            hint = elsewhere
        return _problem([*here, "kind"], "unknown-kind", f"nothing of kind {quote(stated)} can stand here", hint)

    def _missing_fields(self, error: Fault) -> Iterator[Problem]:
        # The validator reports each missing name by itself and tells it only in its message.
        for name in error.validator_value:
            if name not in error.instance and error.message.startswith(repr(name)):
                schema = self._resolve(error.schema.get("properties", {}).get(name, {}))
                hint = (
                    f"write kind: {schema['const']}" if "const" in schema else _first_clause(schema.get("description"))
                )
                yield _problem(error.absolute_path, "missing-field", f'the field "{name}" is missing', hint)

    def _wrong_value(self, error: Fault) -> Iterator[Problem]:
        value, wanted, here = error.instance, error.validator_value, error.absolute_path
        if error.validator == "type":
            types = [wanted] if isinstance(wanted, str) else [name for name in wanted if name != "null"]
            message = f"should be {' or '.join(_TYPES[name] for name in types)}, not {_given(value)}"
            yield _problem(here, "wrong-type", message, self._written_right(types, value, error.schema))
        elif error.validator in ("minimum", "maximum"):
            relation = "at least" if error.validator == "minimum" else "at most"
            limit = f"{wanted:g}" if isinstance(wanted, float) else str(wanted)
            message = f"should be {relation} {limit}{units.shown(error.schema)}, not {quote(value)}"
            yield _problem(here, "out-of-range", message)
        elif error.validator in ("minLength", "maxLength"):
            yield from _wrong_length(error)
        elif error.validator == "const":
            yield _problem(here, "wrong-value", f"should be {quote(wanted)}, not {quote(value)}")
        elif error.validator == "pattern":
            yield _malformed(error)
        else:
            yield _problem(here, "wrong-value", f"{quote(value)} does not fit {error.validator} {quote(wanted)}")

    def _written_right(self, types: list[str], value: Any, schema: Mapping[str, Any]) -> str | None:
        """Tell how a value of the wrong type is written in the right one, for the slips that people make."""
        if types != ["string"] and isinstance(value, str) and is_placeholder(value):
            return "leave the field out where there is nothing to say"
        if "string" in types and isinstance(value, bool | int | float):
            return "put it in quotation marks"
        if {"number", "integer"} & set(types) and isinstance(value, str) and _NUMBER_AND_UNIT.fullmatch(value):
            return "write the number alone, without quotation marks; its unit is that of the field"
        if "array" in types and not isinstance(value, list):
            item = self._resolve(schema.get("items", {}))
            holds_objects = item.get("type") == "object" or "oneOf" in item
            if holds_objects == isinstance(value, dict):
                return "put it in square brackets, as a list of one"
            return (
                f"a list is meant: [{_sketch(item)}]" if item.get("type") == "object" else "a list of objects is meant"
            )
        if "array" not in types and isinstance(value, list) and len(value) == 1:
            return _ONE_ALONE
        if "object" in types and isinstance(value, str) and "name" in schema.get("properties", {}):
            return f"write it as an object: {_sketch(schema)}"
        return None


def _kind_of(branch: Mapping[str, Any]) -> str | None:
    kind = branch.get("properties", {}).get("kind", {})
    found: str | None = kind.get("const")
    return found


def _unknown_term(error: Fault, vocabulary: str) -> Problem:
    near = load(vocabulary).nearest(error.instance) if isinstance(error.instance, str) else None
    hint = f'did you mean "{near.name}"?' if near else "a term of your own is written namespace:term"
    what = vocabulary.replace("_", " ")
    return _problem(error.absolute_path, "unknown-term", f"no {what} is called {quote(error.instance)}", hint)


def _sketch(schema: Mapping[str, Any]) -> str:
    """Return how an object begins that a text can be turned into."""
    kind, fields = _kind_of(schema), schema.get("properties", {})
    parts = [f"kind: {kind}"] if kind else []
    parts += ["name: ..."] if "name" in fields else [f"{next((each for each in fields if each != 'kind'), '')}: ..."]
    return "{" + ", ".join(parts) + "}"


def _wrong_length(error: Fault) -> Iterator[Problem]:
    if error.instance == "":
        hint = "leave the field out where there is nothing to say"
        yield _problem(error.absolute_path, "empty-text", "is empty", hint)
    elif "format" not in error.schema:  # a time or date of another length has another form too, which tells more
        message = f"has {len(error.instance)} characters, {error.validator_value} are allowed"
        yield _problem(error.absolute_path, "too-long", message)


def _given(value: Any) -> str:
    """Tell a value with its type, which its quotation marks would hide."""
    for kind, name in ((str, "text"), (bool, "value"), (int | float, "number"), (dict, "object"), (list, "list")):
        if isinstance(value, kind):
            return f"the {name} {quote(value)}"
    return "null"


def _malformed(error: Fault) -> Problem:
    if error.schema.get("format") == "date" and _DAY_SHAPE.fullmatch(error.instance):
        message = f"there is no day {quote(error.instance)}"
        return _problem(error.absolute_path, "malformed-date", message, "years 1800 to 2199 are known")
    if error.schema.get("format") == "date" and (moment := _TIME_OF_A_DAY.fullmatch(error.instance)):
        message = f"{quote(error.instance)} is a time, and a day is meant"
        return _problem(error.absolute_path, "malformed-date", message, f'write it like "{moment[1]}"')
    code = _MALFORMED.get(error.schema.get("format", ""), "malformed-text")
    wanted = error.schema.get("description", "a text of another form").rstrip(".")
    message = f"{quote(error.instance)} is not {wanted[0].lower()}{wanted[1:]}"
    examples = error.schema.get("examples", [])
    hint = f'write it like "{examples[0]}"' if examples else None
    if code == "malformed-time" and _NAIVE_TIME.fullmatch(error.instance):
        hint = f"add the offset of the place where it was taken, such as -07:00; {hint}"
    return _problem(error.absolute_path, code, message, hint)


def _first_clause(description: str | None) -> str | None:
    if description is None:
        return None
    clause = re.split(r"[;.]", description)[0]
    return clause if clause[1:2].isupper() else clause[:1].lower() + clause[1:]


def _problem(path: Iterable[str | int], code: str, message: str, hint: str | None = None) -> Problem:
    return Problem(code, "error", "schema", pointers.join(path), message, hint)
