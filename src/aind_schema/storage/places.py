"""Paths of objects in a store: which ones lead to a place below its URL."""

from __future__ import annotations

from aind_schema.stores import StoreError

_MOST_BYTES = 1024  # what a bucket takes


def checked(url: str, path: str) -> str:
    """Return the path of an object or a folder, or raise StoreError if it could lead elsewhere or nowhere."""
    steps = path.split("/")
    if "" in steps:
        raise StoreError(url, f"the path {path!r} has an empty step", "put one slash between steps, none at the ends")
    if "." in steps or ".." in steps:
        raise StoreError(url, f"the path {path!r} leads elsewhere", "give it without the steps '.' and '..'")
    if any(character < " " or character == "\x7f" for character in path):
        raise StoreError(url, f"the path {path!r} holds a control character")
    try:
        size = len(path.encode())
    except UnicodeEncodeError:
        raise StoreError(url, f"the path {path!r} is not UTF-8") from None
    if size > _MOST_BYTES:
        raise StoreError(url, f"the path {path[:40]!r}... takes {size} bytes; at most {_MOST_BYTES} fit")
    return path
