"""`aind-schema checksums`."""

from __future__ import annotations

import sys

import click

from aind_schema.assets.verifying import read_manifest
from aind_schema.cli.printing import emit
from aind_schema.validation import places


@click.command()
@click.argument("place", metavar="DIR|URL")
def command(place: str) -> None:
    """Print the manifest of an asset as `sha256sum --check` reads it, with paths relative to the asset."""
    report, manifest = read_manifest(places.locate(place))
    if manifest is None:
        emit(report)
        sys.exit(1)
    for entry in manifest.files:
        click.echo(f"{entry.sha256}  {entry.path}")
