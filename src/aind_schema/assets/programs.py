"""The code that a step ran: what is stated of it, and what can be found out."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from aind_schema.assets import repositories, surroundings
from aind_schema.assets.faults import fault
from aind_schema.base import as_stated
from aind_schema.errors import Refused
from aind_schema.parts.software import Code
from aind_schema.problems import Report
from aind_schema.stores import is_url


def describe_code(
    place: str | os.PathLike[str] | None, stated: Mapping[str, Any], packages: Sequence[str] | None = ()
) -> dict[str, Any] | None:
    """Describe code by its place, by what is stated of it, which counts more, and by what can be found out.

    Parameters
    ----------
    place
        Script or folder that git is asked about, or the code's URL.
    stated
        Fields of the code.
    packages
        Packages whose versions are looked up in this Python; None for all that are loaded.

    Raises
    ------
    Refused
        If there is nothing at the place, or a package is not installed.
    """
    if place is None and not stated and packages == ():
        return None  # work by hand
    named = {"uri": place} if is_url(place) else {}
    found = {} if place is None or named else surroundings.fitting(Code, _found(place))
    about = {**surroundings.language_facts(packages), **found, **named, **stated}
    container = as_stated(about.get("container")) or {}
    if isinstance(container, Mapping):
        about["container"] = {**surroundings.container_facts(), **container} or None
    return {name: value for name, value in about.items() if value is not None} or None


def _found(place: str | os.PathLike[str]) -> dict[str, Any]:
    if not os.path.exists(place):  # noqa: PTH110 - a path may be too long to be asked for
        hint = "give a script, a folder or a URL"
        raise Refused(Report((fault("not-found", os.fspath(place), "there is no such code", hint),)))
    return repositories.code_facts(Path(place))
