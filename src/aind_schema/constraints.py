r"""What a field type may hold: annotations that make both the validator and its JSON Schema, so that the two agree.

Every pattern is one that the regular expressions of Rust, Python and ECMAScript read alike: no ``\d``, no look-around.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, Optional

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError, core_schema

from aind_schema.vocabulary import load
from aind_schema.vocabulary.own import LOCAL, NAMESPACE

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema

#: A lab's own term: the lab's namespace, a colon, a word.
NAMESPACED = f"^{NAMESPACE}:{LOCAL}$"
_OWN_TERM = re.compile(f"{NAMESPACE}:{LOCAL}")


class TextType(NamedTuple):
    """A string with a length and a pattern; ``parse`` names what Python makes of it."""

    description: str
    pattern: str | None = None
    max_length: int = 10_000
    format: str | None = None
    example: str | None = None

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        text = core_schema.str_schema(pattern=self.pattern, min_length=1, max_length=self.max_length)
        parsed = {
            datetime: core_schema.datetime_schema(strict=False),
            date: core_schema.date_schema(strict=False),
        }.get(source)
        if self.pattern is None:
            return text
        wanted = f"{self.description[0].lower()}{self.description[1:-1]}"
        example = f", such as '{self.example}'" if self.example else ""
        return core_schema.custom_error_schema(
            core_schema.chain_schema([text, parsed]) if parsed else text,
            custom_error_type="text_form",
            custom_error_message=f"Input should be {wanted}{example}",
        )

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        keywords = {"minLength": 1, "maxLength": self.max_length, "pattern": self.pattern, "format": self.format}
        stated = {name: value for name, value in keywords.items() if value is not None}
        examples = {"examples": [self.example]} if self.example else {}
        return {"type": "string", **stated, "description": self.description, **examples}


class Quantity(NamedTuple):
    """A finite number in one fixed unit, given as a UCUM code."""

    unit: str
    low: float
    high: float
    description: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.float_schema(strict=True, ge=self.low, le=self.high, allow_inf_nan=False)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        bounds = {"minimum": self.low, "maximum": self.high}
        return {"type": "number", **bounds, "x-unit": self.unit, "description": self.description}


class WholeNumber(NamedTuple):
    """An integer, which JSON may write as 1, 1.0 or 1e0."""

    low: int
    high: int
    unit: str | None = None

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        whole_float = core_schema.float_schema(strict=True, ge=self.low, le=self.high, multiple_of=1)
        as_int = core_schema.no_info_plain_validator_function(int)
        integer = core_schema.int_schema(strict=True, ge=self.low, le=self.high)
        return core_schema.custom_error_schema(
            core_schema.union_schema([integer, core_schema.chain_schema([whole_float, as_int])], mode="left_to_right"),
            custom_error_type="whole_number",
            custom_error_message=f"Input should be a whole number from {self.low} to {self.high}",
        )

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        unit = {"x-unit": self.unit} if self.unit else {}
        return {"type": "integer", "minimum": self.low, "maximum": self.high, **unit}


class Closed:
    """A bare name from a closed vocabulary, or a lab's own term as ``namespace:term``.

    The vocabulary is read when the first value is checked: importing and building models need none.
    """

    def __init__(self, vocabulary: str) -> None:
        self.vocabulary = vocabulary

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self._check)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        own = {"type": "string", "pattern": NAMESPACED}
        return {"anyOf": [{"enum": list(self._names)}, own], "x-vocabulary": self.vocabulary}

    def _check(self, value: Any) -> str:
        if isinstance(value, str) and (value in self._names or _OWN_TERM.fullmatch(value)):
            return value
        near = load(self.vocabulary).nearest(value) if isinstance(value, str) else None
        hint = f'; did you mean "{near.name}"?' if near else ""
        message = "Input should be a term of the vocabulary {vocabulary} or a namespace:term{hint}"
        raise PydanticCustomError("unknown_term", message, {"vocabulary": self.vocabulary, "hint": hint})

    @cached_property
    def _names(self) -> dict[str, None]:
        return dict.fromkeys(load(self.vocabulary).names(retired=True, own=False))


class ExtensionTable:
    """Free objects by namespace."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        space = core_schema.str_schema(pattern=_NAMESPACE)
        return core_schema.dict_schema(space, core_schema.dict_schema(core_schema.str_schema()))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {
            "type": "object",
            "propertyNames": {"pattern": _NAMESPACE, "description": "A namespace in small letters, such as `mylab`."},
            "additionalProperties": {"type": "object"},
            "description": "Free objects, one for each namespace.",
        }


class FreeObject(NamedTuple):
    """An object whose names and values are someone else's: settings of a program, or what it returned."""

    description: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.dict_schema(core_schema.str_schema(), strict=True)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "object", "description": self.description}


class FreeValue(NamedTuple):
    """Any JSON value: a number, text, truth value, list or object that means what its field's neighbours say."""

    description: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(_finite)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"description": self.description}


def _finite(value: Any) -> Any:
    """Refuse numbers that JSON has no form for, which would turn into null when they are written."""
    if isinstance(value, float) and not math.isfinite(value):
        raise PydanticCustomError("finite_number", "Input should hold finite numbers alone")
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _finite(inner)
    return value


_NAMESPACE = "^[a-z][a-z0-9_-]{0,31}$"


#: Stands for the null of an optional list until its model is made, so that null is never written back as an empty list.
UNSTATED: tuple[Any, ...] = type("Unstated", (tuple,), {})()


def _or_unstated(value: Any) -> Any:
    return UNSTATED if value is None else value


if TYPE_CHECKING:
    Many = Sequence
else:

    class Many:
        """An optional list: a tuple in Python, empty where the document has none or null."""

        def __class_getitem__(cls, item: Any) -> Any:
            return Annotated[Optional[tuple[item, ...]], AfterValidator(_or_unstated)]  # noqa: UP045
