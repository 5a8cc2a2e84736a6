"""A folder as an asset: named, described, stamped with a manifest, verified, derived from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aind_schema.starting import load_lazily

if TYPE_CHECKING:
    from aind_schema.assets.deriving import derive
    from aind_schema.assets.lineage import trace
    from aind_schema.assets.recording import add_step
    from aind_schema.assets.stamping import stamp
    from aind_schema.assets.verifying import verify

__all__ = ["add_step", "derive", "stamp", "trace", "verify"]

# The processes that compute digests need none of these.
__getattr__ = load_lazily(
    __name__,
    {
        "add_step": f"{__name__}.recording",
        "derive": f"{__name__}.deriving",
        "stamp": f"{__name__}.stamping",
        "trace": f"{__name__}.lineage",
        "verify": f"{__name__}.verifying",
    },
)
