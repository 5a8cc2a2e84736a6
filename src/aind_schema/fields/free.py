"""Values that nothing checks: extensions, settings of programs, results."""

from __future__ import annotations

from typing import Annotated, Any

from typing_extensions import TypeAliasType

from aind_schema.constraints import ExtensionTable, FreeObject, FreeValue

Extensions = TypeAliasType("Extensions", Annotated[dict[str, dict[str, Any]], ExtensionTable()])
FreeValues = TypeAliasType(
    "FreeValues",
    Annotated[dict[str, Any], FreeObject("Values by name, as a program reads or returns them; none of it is checked.")],
)
AnyValue = TypeAliasType("AnyValue", Annotated[Any, FreeValue("Any value; nothing in it is checked.")])
