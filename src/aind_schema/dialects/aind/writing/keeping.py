"""Values that reading kept go back to where they came from."""

from __future__ import annotations

from typing import Any

from aind_schema.dialects.accounting import WHOLE, positions_kept
from aind_schema.dialects.aind.writing.shared import FRAME
from aind_schema.dialects.tracing import BLANK, EMPTY_LIST, Cursor, Leaf, Whole


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
    if isinstance(node, dict) and isinstance(kept.value, dict):
        return {**node, **{str(each.path[-1]): put_back(node.get(str(each.path[-1])), each) for each in kept.fields()}}
    if isinstance(node, list) and (positions := positions_kept(kept.value)):
        return _by_position(node, kept, positions)
    if node is BLANK or node is None or node in ([], EMPTY_LIST):
        return _free(kept)
    kept.leave("another value stands in its place")
    return node


def _by_position(node: list[Any], kept: Cursor, positions: list[tuple[int, str]]) -> list[Any]:
    """Merge a list with what was kept of its items: whole items go between the others, the rest of an item into it."""
    waiting = list(node)
    made: list[Any] = []
    for position, key in positions:
        while waiting and len(made) < position:
            made.append(waiting.pop(0))
        if key.startswith(WHOLE):
            made.append(_free(kept[key]))
        elif waiting:
            made.append(put_back(waiting.pop(0), kept[key]))
        else:
            kept[key].leave("the item that it was a part of is not there")
    return made + waiting


def _free(kept: Cursor) -> Any:
    return Whole(kept.value, kept.path) if isinstance(kept.value, dict | list) else kept.take()
