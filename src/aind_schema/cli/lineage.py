"""`aind-schema lineage`."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from aind_schema.assets.lineage import Asset, Lineage, trace
from aind_schema.cli.printing import conclude, format_option
from aind_schema.cli.vocabularies import vocabulary_option
from aind_schema.problems.printable import cells, printable
from aind_schema.validation import places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aind_schema.validation.places import Place

_LINES = ("├─ ", "└─ ", "│  ")
_PLAIN_LINES = ("+- ", "`- ", "|  ")
# A longer chain goes straight down.
_DEEPEST = 36


@click.command()
@click.argument("place", metavar="DIR|URL")
@click.option("--in", "search", multiple=True, metavar="PLACE", help="Look for sources in this folder or URL too.")
@format_option
@vocabulary_option
def command(place: str, search: tuple[str, ...], style: str) -> None:
    """Walk back from the asset at DIR or URL to the recordings that it was made from.

    Each source is looked for at the URI that the records state for it, beside the asset, and in each PLACE. Only
    records are read. Exit code 1 if a source is missing or can't be read, or if the sources lead in a circle.
    """
    lineage = trace(place, search=search)
    tree = "\n".join(_tree(lineage, min(shutil.get_terminal_size().columns, 120)))
    conclude(
        lineage.report,
        style,
        ("\n" if lineage.report.problems else "") + tree if tree else None,
        name=lineage.name,
        nodes=[_node(asset) for asset in lineage.assets.values()],
        edges=[{"asset": each.name, "source": source} for each in lineage.assets.values() for source in each.sources],
    )
    sys.exit(0 if lineage.report.ok else 1)


def _node(asset: Asset) -> dict[str, Any]:
    return {
        "name": asset.name,
        "place": places.shown(asset.place) if asset.place else None,
        "level": asset.level,
        "process": asset.process,
        "made_at": asset.made_at.isoformat() if asset.made_at else None,
    }


class _Line(NamedTuple):
    """An asset where the tree shows it: what stands before it, and before what is below it."""

    name: str
    depth: int
    before: str
    below: str


def _tree(lineage: Lineage, width: int) -> Iterator[str]:
    """Yield the lines of a tree in which each asset is followed by its sources, and told once."""
    branch, last, through = _LINES if _can_show("".join(_LINES)) else _PLAIN_LINES
    pending = [_Line(lineage.name, 0, "", "")] if lineage.name else []
    home = _holder(lineage.assets[lineage.name].place) if lineage.name else None
    way: list[str] = []
    told: set[str] = set()
    while pending:
        line = pending.pop()
        asset = lineage.assets[line.name]
        del way[line.depth :]
        if line.name in told:
            mark = "a circle, see above" if line.name in way else "see above"
            yield from _shown(line, mark, "", width)
            continue
        told.add(line.name)
        way.append(line.name)
        yield from _shown(line, _details(asset, home), through if asset.sources else "   ", width)
        for source in reversed(asset.sources):
            sign, gap = (branch, through) if source != asset.sources[-1] else (last, "   ")
            indent = _short(line.below)
            pending.append(_Line(source, line.depth + 1, indent + sign, indent + gap))


def _short(indent: str) -> str:
    return indent if len(indent) <= _DEEPEST else "..." + indent[-_DEEPEST + 3 :]


def _shown(line: _Line, details: str, through: str, width: int) -> Iterator[str]:
    """Yield an asset's name and what it is: on one line if that fits."""
    name = line.before + printable(line.name)
    if cells(name) + 2 + cells(details) <= width:
        yield f"{name}  {details}"
    else:
        yield name
        yield f"{line.below}{through}{details}"


def _details(asset: Asset, home: str | None) -> str:
    if asset.place is None:
        return "not found"
    told = _kind(asset)
    if (holder := _holder(asset.place)) != home:
        where = places.shown(asset.place)
        told += f", in {holder}" if asset.place.name == asset.name else f", at {where}"
    return printable(told)


def _kind(asset: Asset) -> str:
    if asset.level is None:
        return "its records are wrong"
    if asset.process:
        return f"{asset.level}{'' if asset.level == 'derived' else ', processed'} by {asset.process}"
    return f"{asset.level}, {asset.made_at.date()}" if asset.made_at else asset.level


def _holder(place: Place | None) -> str | None:
    """Return the folder that an asset lies in, spelt the same for all assets in it."""
    if isinstance(place, Path):
        named = place if place.name not in ("", "..") else place.resolve()
        return os.path.realpath(named.parent)
    return str(place).rpartition("/")[0] if place else None


def _can_show(text: str) -> bool:
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True
