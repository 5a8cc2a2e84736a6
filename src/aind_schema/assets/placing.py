"""What a step read or wrote, told by a path: in the asset, in another asset, or somewhere else."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from aind_schema.errors import InvalidName
from aind_schema.names import AssetName
from aind_schema.paths import objection
from aind_schema.stores import is_url


def describe_data(given: str | os.PathLike[str] | Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """Say what a path or URL means, as seen from the asset in a folder; what is described already stays as it is."""
    if isinstance(given, Mapping):
        return dict(given)
    text = os.fspath(given)
    if is_url(text):
        return _in_another(text, PurePosixPath(text.split("://", 1)[1]).parts, uri=True) or {"location": text}
    inside = _inside(text, folder)
    if inside is not None:
        return {"path": inside}
    parts = (PurePosixPath(text) if not Path(text).exists() else Path(text).resolve()).parts
    return _in_another(text, parts, uri=False) or {"location": text}


def _inside(text: str, folder: Path) -> str | None:
    """Return the path in the asset, of one that is relative to the asset or to the current folder."""
    root = folder.resolve()
    whole = Path(text).resolve() if Path(text).exists() else (root / text).resolve()
    if whole == root or not whole.is_relative_to(root):
        return None
    path = whole.relative_to(root).as_posix()
    # The name of an asset that is not in here means that asset, wherever it lies.
    elsewhere = not whole.exists() and _is_asset_name(path.partition("/")[0])
    return None if elsewhere or objection(path) else path


def _in_another(text: str, parts: tuple[str, ...], *, uri: bool) -> dict[str, Any] | None:
    """Find the asset in a path by its name, the innermost first."""
    for i in reversed(range(len(parts))):
        if _is_asset_name(parts[i]):
            rest = "/".join(parts[i + 1 :])
            asset: dict[str, Any] = {"name": parts[i]}
            if uri:
                asset["uri"] = text.removesuffix(f"/{rest}").rstrip("/") if rest else text.rstrip("/")
            return {"asset": asset, **({"path": rest} if rest and objection(rest) is None else {})}
    return None


def _is_asset_name(text: str) -> bool:
    try:
        AssetName.parse(text)
    except InvalidName:
        return False
    return True
