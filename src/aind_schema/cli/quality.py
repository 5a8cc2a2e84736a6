"""`aind-schema quality`."""

from __future__ import annotations

import json
import sys
from pathlib import PurePath
from typing import TYPE_CHECKING

import click

from aind_schema import verdicts
from aind_schema.cli.printing import format_option
from aind_schema.cli.vocabularies import vocabulary_option
from aind_schema.problems.printable import cells, printable
from aind_schema.records.metadata import Metadata
from aind_schema.records.quality import Quality
from aind_schema.validation import places, read, record_files

if TYPE_CHECKING:
    from collections.abc import Iterator

_HOLDERS = ("quality", "metadata")
_STATUSES = ("pass", "fail", "pending")
_WIDEST = 60


@click.command()
@click.argument("place", metavar="DIR|FILE|URL")
@format_option
@vocabulary_option
def command(place: str, style: str) -> None:
    """Print what the metrics of an asset come to, by stage, modality, evaluation and tag.

    Exit code 1 if the whole fails; pending is no failure.
    """
    quality = _find(place)
    overall = verdicts.judge(quality)
    if style == "json":
        click.echo(json.dumps({"status": overall, "groups": [_counts(each) for each in _groups(quality)]}, indent=2))
    else:
        for line in _table(quality, overall):
            click.echo(line)
    sys.exit(1 if overall == "fail" else 0)


def _find(place: str) -> Quality:
    """Return the record of quality that a file is or holds, or the one in a folder."""
    located = places.locate(place)
    if places.is_folder(located):
        files = {PurePath(file.name).stem: file for file in reversed(record_files(located))}
        located = next((files[each] for each in _HOLDERS if each in files), located / "quality.json")
    record = read(located)
    quality = record.quality if isinstance(record, Metadata) else record
    if not isinstance(quality, Quality):
        raise click.ClickException(f"{places.shown(located)} says nothing of quality")
    return quality


def _groups(quality: Quality) -> Iterator[verdicts.Group]:
    status = verdicts.judge(quality)
    if status:
        yield verdicts.Group("all", "", status, quality.metrics)
    yield from verdicts.groups(quality)


def _counts(group: verdicts.Group) -> dict[str, object]:
    counted = {status: group.count(status) for status in _STATUSES}
    return {"by": group.by, "name": group.name or None, "status": group.status, **counted}


def _table(quality: Quality, overall: str | None) -> Iterator[str]:
    if overall is None:
        yield "no metrics"
        return
    rows = [(each.by, printable(each.name), each) for each in _groups(quality)]
    width = min(_WIDEST, max(4, *(cells(name) for _, name, _ in rows)))
    yield f"{'by':10} {'name':{width}} status  {' '.join(f'{status:>7}' for status in _STATUSES)}"
    for by, name, group in rows:
        gap = " " * (width - cells(name))
        counts = " ".join(f"{group.count(status):7}" for status in _STATUSES)
        yield f"{by:10} {name}{gap} {group.status:7} {counts}"
