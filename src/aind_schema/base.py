"""What every model and every record has in common.

A model gives one verdict, whichever way a value comes in: what Python hands over is written as JSON first, and JSON is
what is checked. So ``Subject(subject_id=7)`` fails as ``{"subject_id": 7}`` does.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, SerializerFunctionWrapHandler, ValidationError, model_serializer
from pydantic_core import InitErrorDetails, PydanticCustomError, PydanticSerializationError, to_json
from typing_extensions import Self

from aind_schema.constraints import UNSTATED
from aind_schema.fields import Extensions, Uri
from aind_schema.files import write_text
from aind_schema.spelling import did_you_mean
from aind_schema.versions import LATEST
from aind_schema.vocabulary import Term

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

#: Fields that a file must state and that Python fills in.
HEADER = ("kind", "schema_version")


class Model(BaseModel):
    """Base of everything that stands in a document: strict, closed and frozen."""

    model_config = ConfigDict(
        strict=True, extra="forbid", frozen=True, allow_inf_nan=False, defer_build=True, regex_engine="rust-regex"
    )

    def __init__(self, **data: Any) -> None:
        for name, field in type(self).model_fields.items():
            if name in HEADER:
                data.setdefault(name, field.default)
            elif field.alias and name in data:
                data[field.alias] = data.pop(name)
        try:
            self.__pydantic_validator__.validate_json(_as_json(data), self_instance=self)
        except ValidationError as error:
            raise _with_hints(error, type(self).model_fields) from None

    # Tells pydantic that this constructor adds nothing which files would have to pass through.
    __init__.__pydantic_base_init__ = True  # type: ignore[attr-defined]

    def model_post_init(self, context: Any) -> None:
        """Take a null list for one that was left out: an empty list says that there is nothing, null says nothing."""
        for name, value in self.__dict__.items():
            if value is UNSTATED:
                self.__dict__[name] = ()
                self.__pydantic_fields_set__.discard(name)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: "GetCoreSchemaHandler") -> "CoreSchema":
        schema = handler(source)
        fields = _model_fields(schema)
        for name in HEADER:
            if name in fields and fields[name]["schema"]["type"] == "default":
                fields[name]["schema"] = fields[name]["schema"]["schema"]
        return schema

    @classmethod
    def model_validate(cls, obj: Any, **options: Any) -> Self:
        """Validate a dict or a model, with the verdict that its JSON would get."""
        return obj if isinstance(obj, cls) else cls.model_validate_json(_as_json(obj), **options)

    def to_dict(self) -> dict[str, Any]:
        """Return what was stated as plain JSON values: no nulls, no fields that were never set."""
        return self.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_unset=True)

    def to_json(self, *, indent: int | None = 2) -> str:
        """Return what was stated as JSON text."""
        return self.model_dump_json(
            by_alias=True, exclude_none=True, exclude_unset=True, indent=indent, ensure_ascii=False
        )

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy; what is updated is validated."""
        return self.replace(**update) if update else super().model_copy(deep=deep)

    def replace(self, **changes: Any) -> Self:
        """Return a validated copy in which some fields have other values."""
        return type(self)(**{**self.to_dict(), **changes})


class SourceFormat(Model):
    """The format that a document was converted from."""

    version: str | None = Field(default=None, min_length=1, max_length=100)
    """Version of the format, as the source stated it."""
    described_by: Uri | None = None
    """Where the source says that its format is described."""


class Record(Model):
    """Base of the documents: one file, one topic."""

    kind: str
    """What the document describes."""
    schema_version: Literal[LATEST] = LATEST  # type: ignore[valid-type]
    """Version of the schema that the document is written in, a semantic version."""
    editor_schema: Uri | None = Field(default=None, alias="$schema")
    """Where an editor finds the JSON Schema of this document; has no meaning for validation."""
    converted_from: SourceFormat | None = None
    """The format that the document was read from, if it was not written in this one."""
    extensions: Extensions | None = None
    """What a lab or another format adds, by namespace; nothing here is checked unless a lab binds a schema to it."""

    @model_serializer(mode="wrap")
    def _tail_last(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Write what people look for first, and what others added last."""
        written: dict[str, Any] = handler(self)
        return written | {name: written.pop(name) for name in ("converted_from", "extensions") if name in written}

    def write(self, path: str | Path) -> Path:
        """Write the record as JSON, whole or not at all, and validate it once more: its extensions can be changed."""
        return write_text(Path(path), type(self).model_validate(self.to_dict()).to_json() + "\n")

    @classmethod
    def record_kind(cls) -> str:
        """Return the word that stands in ``kind``."""
        return str(get_args(cls.model_fields["kind"].annotation)[0])


def _with_hints(error: ValidationError, known: Iterable[str]) -> ValidationError:
    """Name the nearest field where one of the model's own is misspelt."""
    details: list[InitErrorDetails] = []
    for each in error.errors(include_url=False):
        misspelt = each["type"] == "extra_forbidden" and len(each["loc"]) == 1
        hint = did_you_mean(each["loc"][0], known) if misspelt else None
        text = f"{each['msg']}; {hint}" if hint else each["msg"]
        told = PydanticCustomError(each["type"], "{text}", {"text": text})
        details.append(InitErrorDetails(type=told, loc=each["loc"], input=each["input"]))
    return ValidationError.from_exception_data(error.title, details)


def _as_json(value: Any) -> bytes:
    try:
        return to_json(as_stated(value), inf_nan_mode="constants", fallback=_from_array)
    except PydanticSerializationError as error:
        raise TypeError(str(error)) from None


def as_stated(value: Any) -> Any:
    """Replace models and terms by what a document says of them, however deep they stand."""
    if isinstance(value, Model):
        return value.to_dict()
    if isinstance(value, Term):
        return value.name if value.closed else {"name": value.name, **({"id": value.id} if value.id else {})}
    if isinstance(value, Mapping):
        return {key: as_stated(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [as_stated(item) for item in value]
    return value


def _from_array(value: Any) -> Any:
    """Turn the scalars and arrays of numeric libraries into Python's own."""
    if hasattr(value, "tolist"):
        return value.tolist()
    raise TypeError(f"a value of type {type(value).__name__} has no JSON form")


def _model_fields(schema: Any) -> dict[str, Any]:
    """Find the fields in a model's core schema, below whatever wraps them."""
    while schema["type"] != "model-fields":
        if "schema" not in schema:
            return {}
        schema = schema["schema"]
    return dict(schema["fields"])
