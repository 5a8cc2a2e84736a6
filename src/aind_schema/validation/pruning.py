"""Take the faulty parts out of a document, so that the rules can look at the rest of it.

One failure hides no other: a subject with a misspelt field still tells its id to the rules.
"""

from __future__ import annotations

import copy
from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError, create_model

from aind_schema import pointers
from aind_schema.validation.explaining import explain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aind_schema.base import Record

#: Taking a value out may leave its object without a required field; this many times we go one level up.
_ROUNDS = 8


def prune(
    data: Mapping[str, Any], model: type[Record], schema: Mapping[str, Any], faults: Iterable[str]
) -> tuple[Record | None, tuple[str, ...]]:
    """Return the record that is left when faulty values are removed, and the pointers of what was removed.

    Where the document itself lacks a required field, that field of the record is None.
    """
    rest = copy.deepcopy(dict(data))
    removed: list[str] = []
    pending = set(faults)
    for _ in range(_ROUNDS):
        removed += [_remove(rest, fault) for fault in pending - {""}]
        pending = {problem.path for problem in explain(rest, schema)}
        if pending <= {""}:
            break
    try:
        return _lenient(model).model_validate(rest), tuple(removed)
    except ValidationError:
        return None, ()


def _remove(document: dict[str, Any], path: str) -> str:
    """Take out a field, or the field whose list holds the value: so the positions of all other items stay true."""
    keys = pointers.split(path)
    holders: list[Any] = [document]
    for key in keys[:-1]:
        holders.append(_step(holders[-1], key))
    depth = max((i for i, holder in enumerate(holders) if isinstance(holder, dict)), default=0)
    if isinstance(holders[depth], dict):
        holders[depth].pop(keys[depth], None)
    return pointers.join(keys[: depth + 1])


def _step(holder: Any, key: str) -> Any:
    if isinstance(holder, dict):
        return holder.get(key)
    return holder[int(key)] if isinstance(holder, list) and int(key) < len(holder) else None


@cache
def _lenient(model: type[Record]) -> type[Record]:
    """Make a model that takes None for what the document itself must have."""
    required = {name: field for name, field in model.model_fields.items() if field.is_required()}
    optional: dict[str, Any] = {name: (field.annotation | None, None) for name, field in required.items()}  # type: ignore[operator]
    return create_model(model.__name__, __base__=model, **optional)
