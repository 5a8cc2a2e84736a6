"""Describe, check, name, pack and ship neuroscience data assets.

The public names stand in ``__init__.pyi``, for editors and type checkers; here each is imported when it is first used.
"""

from __future__ import annotations

import re

from aind_schema.starting import load_lazily

_LINE = re.compile(r"^from (\S+) import (\w+) as \2$", re.MULTILINE)
with open(f"{__file__}i", encoding="utf-8") as _stub:  # noqa: PTH123 - importing pathlib would take longer than the rest
    _ROOMS = {name: room for room, name in _LINE.findall(_stub.read())}

__all__ = list(_ROOMS)


__getattr__ = load_lazily(__name__, _ROOMS)


def __dir__() -> list[str]:
    return [*__all__, "__all__", "__doc__", "__file__", "__name__", "__path__"]
