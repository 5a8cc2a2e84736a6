"""`aind-schema name`."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from typing import Any

import click

from aind_schema.errors import InvalidName
from aind_schema.names import AssetName

_TIME = click.DateTime(formats=["%Y-%m-%dT%H:%M:%S", "%Y-%m-%d_%H-%M-%S"])


@click.group()
def command() -> None:
    """Take asset names apart and put them together."""


@command.command()
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
def parse(names: tuple[str, ...]) -> None:
    """Print the parts of each NAME as a line of JSON; exit code 1 if one is no name."""
    refused = False
    for text in names:
        try:
            click.echo(json.dumps(_parts(AssetName.parse(text)), ensure_ascii=False))
        except InvalidName as error:
            click.echo(f"error: {error}", err=True)
            refused = True
    sys.exit(1 if refused else 0)


@command.command()
@click.option("--prefix", help="Word that goes first, such as a modality.")
@click.option("--subject", "subjects", multiple=True, metavar="ID", help="The subject; give several for a cohort.")
@click.option("--acquired-at", type=_TIME, metavar="TIME", help="Wall time, as 2022-10-06T10:14:25.")
@click.option("--parent", metavar="NAME", help="Asset that a derived one is made from, in place of the three above.")
@click.option("--process", help="Name of the process that made a derived asset.")
@click.option("--made-at", type=_TIME, metavar="TIME", help="Wall time at which the process began.")
def build(
    prefix: str | None,
    subjects: tuple[str, ...],
    acquired_at: datetime | None,
    parent: str | None,
    process: str | None,
    made_at: datetime | None,
) -> None:
    """Print the name that the parts make up."""
    if (parent is None) == (acquired_at is None):
        raise click.UsageError("give either --acquired-at or --parent")
    if parent and (prefix or subjects):
        raise click.UsageError("--prefix and --subject are those of the parent")
    if made_at and not process:
        raise click.UsageError("--made-at goes with --process")
    name = (
        AssetName.parse(parent or "")
        if acquired_at is None
        else AssetName.build(prefix=prefix, subject_ids=subjects, acquired_at=acquired_at)
    )
    click.echo(name.derive(process, made_at) if process else name)


def _parts(name: AssetName) -> dict[str, Any]:
    derivations = [
        {"process": each.process, "made_at": each.made_at.isoformat() if each.made_at else None}
        for each in name.derivations
    ]
    return {
        "name": str(name),
        "prefix": name.prefix,
        "subject_ids": name.subject_ids,
        "acquired_at": name.acquired_at.isoformat(),
        "derivations": derivations,
        "parent": str(name.parent) if name.parent else None,
    }
