"""Documents that come from Python instead of from a file."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any

from aind_schema import pointers
from aind_schema.problems import quote
from aind_schema.reading.document import Document, Reading
from aind_schema.reading.faults import MOST_LEVELS, Faults, Stop, Values


def from_data(data: object) -> Reading:
    """Take a document from memory: dicts, lists and all that pydantic knows to write as JSON.

    The problems have paths, and no positions. The document is a copy.
    """
    faults = Faults()
    try:
        value = _Converter(faults).convert(data)
    except Stop:
        value = None
    problems = faults.all()
    return Reading(None if faults.fatal else Document(value), problems)


class _Converter:
    """Copy a value into what JSON can say."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self._path: list[str | int] = []
        self._checks = Values(faults, self._pointer)

    def convert(self, value: Any) -> Any:
        kind = type(value)
        if value is None or kind is bool:
            return value
        if kind is str:
            return self._checks.text(value)
        if kind is int:
            return self._integer(value)
        if kind is float:
            return value if math.isfinite(value) else self._checks.finite(value, str(value))
        if isinstance(value, Mapping):
            return self._object(value)
        if isinstance(value, list | tuple):
            return self._list(value)
        return self.convert(self._plain(value))

    def _object(self, value: Mapping[Any, Any]) -> dict[str, Any]:
        members = {}
        self._down()
        for key, item in value.items():
            # A member of an enumeration may be a str as well, and show itself otherwise.
            name = str.__str__(key) if isinstance(key, str) else str(key)
            self._path[-1] = name
            if not isinstance(key, str):
                self._refuse(f"the key {quote(name)} is no text", "JSON knows no other keys: write it as a text")
            members[self._checks.text(name)] = self.convert(item)
        self._path.pop()
        return members

    def _list(self, value: list[Any] | tuple[Any, ...]) -> list[Any]:
        items = []
        self._down()
        for index, item in enumerate(value):
            self._path[-1] = index
            items.append(self.convert(item))
        self._path.pop()
        return items

    def _down(self) -> None:
        if len(self._path) >= MOST_LEVELS:
            raise self._checks.too_deep()
        self._path.append("")

    def _integer(self, number: int) -> int | None:
        # Very large ones can't even be shown.
        if number.bit_length() > 64:
            return self._checks.integer(hex(number), 16, None)
        return self._checks.safe(number)

    def _plain(self, value: Any) -> Any:
        """Let pydantic write what it knows: models, times, paths, enumerations, arrays of some kinds."""
        # Loading this takes longer than all of reading, and plain dicts don't need it.
        from pydantic_core import PydanticSerializationError, to_json

        if hasattr(value, "tolist"):  # the scalars and arrays of numeric libraries, as the models take them
            return value.tolist()
        try:
            return json.loads(to_json(value))
        except (PydanticSerializationError, ValueError, RecursionError):
            what = type(value).__name__
            self._refuse(
                f"a value of the type {what} can't be written as JSON", "give a text, a number, a list or a dict"
            )
            return None

    def _refuse(self, message: str, hint: str) -> None:
        self._faults.add("not-json", message, hint, path=self._pointer, fatal=True)

    def _pointer(self) -> str:
        return pointers.join(self._path)
