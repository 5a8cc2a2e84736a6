"""Where things stand in a record: its inner models and its values of a certain type, with their JSON Pointers."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, get_args

from typing_extensions import TypeAliasType

from aind_schema import pointers
from aind_schema.base import Model, Record

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator

M = TypeVar("M", bound=Model)
N = TypeVar("N", bound=Model)
T = TypeVar("T")
_ModelType = type[Model]


def models(within: Model, wanted: type[M], *others: type[N]) -> Iterator[tuple[str, M | N]]:
    """Yield the models of one or more classes that a record or a part of one holds, each with its place in it."""
    classes: tuple[type[M] | type[N], ...] = (wanted, *others)
    for place, model in _walk(within, "", classes):
        if isinstance(model, classes):
            yield place, model


def values(record: Record, *types: TypeAliasType) -> Iterator[tuple[str, TypeAliasType, Any]]:
    """Yield the values whose fields are declared with one of these types, each with its place and that type."""
    for place, model in _walk(record, "", types):
        for field in _fields(type(model)):
            if field.type is not None and field.type in types:
                for pointer, value in _items(getattr(model, field.name, None), f"{place}/{field.key}"):
                    yield pointer, field.type, value


def repeated(
    items: Iterable[tuple[str, T]], key: Callable[[T], Hashable] = lambda item: item
) -> Iterator[tuple[str, T, str]]:
    """Yield the items whose key an earlier one has, each with its place and that of the first; no key is like none."""
    first: dict[Hashable, str] = {}
    for place, item in items:
        name = key(item)
        if name not in (None, "") and first.setdefault(name, place) != place:
            yield place, item, first[name]


class _Field(NamedTuple):
    """Tell how a field is called, under which key documents hold it, and what it may hold."""

    name: str
    key: str
    type: TypeAliasType | None
    models: tuple[_ModelType, ...]


def _walk(model: Model, place: str, wanted: tuple[Any, ...]) -> Iterator[tuple[str, Model]]:
    """Go through the inner models that may hold what is wanted; records inside a bundle are left to runs of their own.

    Whatever can't hold it is passed over at once: a manifest has hundreds of thousands of entries.
    """
    yield place, model
    for field in _leading_to(wanted, type(model)):
        for pointer, item in _items(getattr(model, field.name, None), f"{place}/{field.key}"):
            if isinstance(item, Model) and not isinstance(item, Record):
                yield from _walk(item, pointer, wanted)


@cache
def _leading_to(wanted: tuple[Any, ...], model: type[Model]) -> tuple[_Field, ...]:
    """Return the fields of a model in which, or in whose models, something of these types or models may stand."""
    return tuple(field for field in _fields(model) if any(_may_hold(inner, wanted) for inner in field.models))


@cache
def _may_hold(model: type[Model], wanted: tuple[Any, ...]) -> bool:
    """Tell whether a model is, or has a field for, something of these types or models."""
    return any(isinstance(each, type) and issubclass(model, each) for each in wanted) or any(
        field.type in wanted or any(_may_hold(inner, wanted) for inner in field.models) for field in _fields(model)
    )


def _items(value: Any, place: str) -> Iterator[tuple[str, Any]]:
    """Yield a value, or what a list holds; nothing where there is none."""
    if isinstance(value, tuple | list):
        for i, item in enumerate(value):
            yield from _items(item, f"{place}/{i}")
    elif value is not None:
        yield place, value


@cache
def _fields(model: type[Model]) -> tuple[_Field, ...]:
    """Return the fields of a model, with their keys escaped for a JSON Pointer."""
    return tuple(
        _Field(name, pointers.join([field.alias or name])[1:], *_content(field.annotation))
        for name, field in model.model_fields.items()
    )


def _content(annotation: Any) -> tuple[TypeAliasType | None, tuple[type[Model], ...]]:
    """Return the named type in a field's annotation, and the models in it, below `| None` and lists."""
    if isinstance(annotation, TypeAliasType):
        return annotation, ()
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return None, (annotation,)
    parts = [_content(part) for part in get_args(annotation)]
    return next((named for named, _ in parts if named), None), tuple(model for _, models in parts for model in models)
