"""`aind-schema schemas`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from aind_schema import schemas
from aind_schema.cli.printing import emit
from aind_schema.problems import Report
from aind_schema.versions import KINDS


@click.group()
def command() -> None:
    """Export the JSON Schemas, or check the published ones."""


@command.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
def export(folder: Path) -> None:
    """Write the schemas of the latest version, and an index, below DIR."""
    for path in schemas.export(folder):
        click.echo(path.as_posix())


@command.command()
@click.argument("folder", metavar="DIR", default="schemas_json", type=click.Path(path_type=Path, file_okay=False))
def check(folder: Path) -> None:
    """Compare the published schemas in DIR (schemas_json) with the models."""
    report = Report(tuple(schemas.check(folder)), files=len(KINDS) + 1, checks=len(KINDS) + 1)
    emit(report)
    sys.exit(0 if report.ok else 1)
