"""What a step read or wrote, told by a path: in the asset, in another asset, or somewhere else."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath, PurePosixPath
from typing import Any

from aind_schema.errors import InvalidName
from aind_schema.names import AssetName
from aind_schema.paths import objection
from aind_schema.stores import is_url


def describe_data(given: str | os.PathLike[str] | Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """Say what a path or URL means, as seen from the asset in a folder; what is described already stays as it is.

    A path that leads nowhere yet is one in the asset; one that leads somewhere from the asset and from the current
    folder too is that in the asset.
    """
    if isinstance(given, Mapping):
        return dict(given)
    text = os.fspath(given)
    if is_url(text):
        return _of_url(text, folder)
    inside = _relative(text)
    if inside is not None and os.path.lexists(folder / inside):
        return {"path": inside}
    if os.path.exists(text):  # noqa: PTH110 - a path may be too long to be asked for
        return _of_path(text, folder)
    parts = PurePath(text).parts
    return _in_asset(text, parts, folder) or ({"location": text} if inside is None else {"path": inside})


def _relative(text: str) -> str | None:
    """Return a path as one in the asset, if it can be."""
    path = PurePath(os.path.normpath(text)).as_posix()
    return None if path == "." or text.startswith("~") or objection(path) else path


def _of_path(text: str, folder: Path) -> dict[str, Any]:
    """Describe what is there, by the way that was given or by where links lead."""
    roots = (_absolute(folder), folder.resolve())
    for whole in (_absolute(text), Path(text).resolve()):
        for root in roots:
            if whole != root and whole.is_relative_to(root):
                path = whole.relative_to(root).as_posix()
                return {"path": path} if objection(path) is None else {"location": text}
    return _in_asset(text, Path(text).resolve().parts, folder) or {"location": text}


def _absolute(path: str | Path) -> Path:
    return Path(os.path.normpath(Path(path).absolute()))


def _of_url(text: str, folder: Path) -> dict[str, Any]:
    address, query, _ = text.partition("?")
    parts = PurePosixPath(address.split("://", 1)[1]).parts
    found = _in_asset(text, parts, folder, uri=address)
    if found is None:
        return {"location": text}
    return {**found, "location": text} if query else found


def _in_asset(text: str, parts: Sequence[str], folder: Path, uri: str | None = None) -> dict[str, Any] | None:
    """Find the asset in a path by its name, the innermost first; in this very asset the path is enough."""
    for i in reversed(range(len(parts))):
        if not _is_asset_name(parts[i]):
            continue
        rest = "/".join(parts[i + 1 :])
        if rest and objection(rest) is not None:
            found: dict[str, Any] = {"location": text}
        else:
            found = {"path": rest} if rest else {}
        if parts[i] == folder.resolve().name and "path" in found:
            return found
        asset = {"name": parts[i]}
        if uri:
            asset["uri"] = uri.rstrip("/").removesuffix(f"/{rest}" if rest else "").rstrip("/")
        return {"asset": asset, **found}
    return None


def _is_asset_name(text: str) -> bool:
    try:
        AssetName.parse(text)
    except InvalidName:
        return False
    return True
