"""Stores, and what goes into them and comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aind_schema.starting import load_lazily

if TYPE_CHECKING:
    from aind_schema.storage.fetching import fetch
    from aind_schema.storage.planning import plan
    from aind_schema.storage.releasing import release
    from aind_schema.storage.uploading import upload

__all__ = ["fetch", "plan", "release", "upload"]

# Opening a store needs none of these.
__getattr__ = load_lazily(
    __name__,
    {
        "fetch": f"{__name__}.fetching",
        "plan": f"{__name__}.planning",
        "release": f"{__name__}.releasing",
        "upload": f"{__name__}.uploading",
    },
)
