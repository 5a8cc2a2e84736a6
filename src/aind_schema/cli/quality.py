"""`aind-schema quality`."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from typing import TYPE_CHECKING

import click

from aind_schema import verdicts
from aind_schema.assets.judging import find_quality
from aind_schema.cli.printing import format_option
from aind_schema.cli.times import moment
from aind_schema.cli.vocabularies import vocabulary_option
from aind_schema.problems.printable import cells, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aind_schema.records.quality import Quality

_WIDEST = 60


@click.command()
@click.argument("place", metavar="DIR|FILE|URL")
@click.option("--tag", metavar="NAME", help="Only metrics with this tag: ProbeA, or probe:ProbeA.")
@click.option("--modality", metavar="NAME", help="Only metrics of this modality.")
@click.option("--stage", metavar="NAME", help="Only metrics of this stage.")
@click.option("--evaluation", metavar="NAME", help="Only metrics of this evaluation.")
@click.option("--at", callback=moment, metavar="TIME", help="As it stood then, as 2022-10-12T23:10:01-07:00; else now.")
@click.option("--require", type=click.Choice(["pass", "pending"]), help="Exit code 1 unless it is that or better.")
@format_option
@vocabulary_option
def command(place: str, style: str, at: datetime | None, require: str | None, **wanted: str | None) -> None:
    """Print what the metrics of an asset come to, by stage, modality, evaluation and tag.

    Exit code 1 if the whole fails, or if the record has an error. Pending is no failure, nor are no metrics at all,
    unless --require says so.
    """
    found = find_quality(place)
    quality = verdicts.pick(verdicts.as_of(found, at) if at else found, **wanted)
    overall = verdicts.judge(quality)
    ok = verdicts.suffices(overall, require)
    if style == "json":
        groups = [_counts(each) for each in verdicts.groups(quality)]
        click.echo(json.dumps({"ok": ok, "status": overall, "groups": groups}, indent=2))
    else:
        for line in _table(quality):
            click.echo(line)
    sys.exit(0 if ok else 1)


def _counts(group: verdicts.Group) -> dict[str, object]:
    counted = {status: group.count(status) for status in verdicts.STATUSES}
    return {"by": group.by, "name": group.name or None, "status": group.status, **counted}


def _table(quality: Quality) -> Iterator[str]:
    rows = [(each.by, printable(each.name), each) for each in verdicts.groups(quality)]
    if not rows:
        yield "no metrics"
        return
    width = min(_WIDEST, max(4, *(cells(name) for _, name, _ in rows)))
    yield f"{'by':10} {'name':{width}} status  {' '.join(f'{status:>7}' for status in verdicts.STATUSES)}"
    for by, name, group in rows:
        gap = " " * (width - cells(name))
        counts = " ".join(f"{group.count(status):7}" for status in verdicts.STATUSES)
        yield f"{by:10} {name}{gap} {group.status:7} {counts}"
