"""Values that reading kept go back to where they came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aind_schema.dialects.aind.writing.shared import FRAME
from aind_schema.dialects.tracing import BLANK, EMPTY_LIST, Cursor, Leaf, Whole

if TYPE_CHECKING:
    from collections.abc import Iterable


def pruned(node: Any) -> Any:
    """Take out of a tree what is empty, so that the positions in its lists are those of the file."""
    if isinstance(node, dict):
        made = {key: inner for key, value in node.items() if (inner := pruned(value)) is not None}
        return made if any(_says_something(key, made[key]) for key in made) else None
    if isinstance(node, list):
        return [inner for value in node if (inner := pruned(value)) is not None and inner != []]
    return node


def _says_something(key: str, node: Any) -> bool:
    return node != [] and (key not in FRAME or isinstance(node, Leaf))


def put_back(node: Any, kept: Cursor) -> Any:
    """Add what was kept of an object of the source to the tree of that object; what was mapped goes first."""
    if not kept:
        return node
    if _is_empty(node):
        return _by_position([], kept) if isinstance(node, list) and _positions(kept) else _free(kept)
    if isinstance(node, dict) and isinstance(kept.value, dict):
        return {**node, **{str(each.path[-1]): put_back(node.get(str(each.path[-1])), each) for each in kept.fields()}}
    if isinstance(node, list) and _positions(kept):
        return _by_position(node, kept)
    return node


def _is_empty(node: Any) -> bool:
    return node is None or node is BLANK or node is EMPTY_LIST or node == []


def _by_position(node: list[Any], kept: Cursor) -> list[Any]:
    """Merge a list with what was kept of its items, which stands under their positions in the source."""
    waiting = list(node)
    made: list[Any] = []
    for position in _positions(kept):
        each = kept[str(position)]
        while waiting and len(made) < position:
            made.append(waiting.pop(0))
        made.append(put_back(waiting.pop(0), each) if waiting and _is_rest_of(waiting[0], each) else _free(each))
    return made + waiting


def _is_rest_of(node: Any, kept: Cursor) -> bool:
    """Tell whether what was kept can be the rest of an item that was mapped: it says nothing that the item says."""
    if _is_empty(node):
        return True
    if isinstance(node, list):
        return _positions(kept) != []
    if not isinstance(node, dict) or not isinstance(kept.value, dict):
        return False
    return all(_is_rest_of(node.get(str(each.path[-1])), each) for each in kept.fields())


def _positions(kept: Cursor) -> list[int]:
    """Return the positions under which items of a list were kept, or nothing where the value is something else."""
    keys: Iterable[Any] = kept.value if isinstance(kept.value, dict) else ()
    listed = list(keys)
    if not all(isinstance(key, str) and key.isdecimal() and str(int(key)) == key for key in listed):
        return []
    return sorted(map(int, listed))


def _free(kept: Cursor) -> Any:
    return Whole(kept.value, kept.path) if isinstance(kept.value, dict | list) else kept.take()
