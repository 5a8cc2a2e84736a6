"""`aind-schema checksums`."""

from __future__ import annotations

import sys

import click

from aind_schema.assets.verifying import read_manifest
from aind_schema.validation import places


@click.command()
@click.argument("place", metavar="DIR|URL")
def command(place: str) -> None:
    """Print the manifest of an asset as `sha256sum --check` reads it, with paths relative to the asset."""
    report, manifest, _ = read_manifest(places.locate(place))
    if manifest is None:
        click.echo(report.text(), err=True)  # what reads the list takes nothing else
        sys.exit(1)
    # In UTF-8 whatever the terminal speaks, as file systems and manifests do.
    click.echo("".join(f"{entry.sha256}  {entry.path}\n" for entry in manifest.files).encode(), nl=False)
