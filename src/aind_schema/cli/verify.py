"""`aind-schema verify`."""

from __future__ import annotations

import sys

import click

from aind_schema.assets.verifying import verify
from aind_schema.cli.printing import conclude, format_option, processes_option, size
from aind_schema.cli.progress import Bar
from aind_schema.cli.vocabularies import vocabulary_option


@click.command()
@click.argument("place", metavar="DIR|URL")
@click.option("--deep", is_flag=True, help="Read every object back instead of comparing the store's checksums.")
@click.option("--follow-links", is_flag=True, help="Take what links lead to for part of the asset.")
@processes_option
@format_option
@vocabulary_option
def command(place: str, deep: bool, follow_links: bool, processes: int | None, style: str) -> None:
    """Hold an asset, in a folder or in a store (s3://, file://), against its manifest.

    Tells missing, added, changed, truncated and renamed files, and records that disagree. Every file of a folder is
    read. Exit code 1 if there is an error.
    """
    report, manifest = verify(place, deep=deep, follow_links=follow_links, processes=processes, progress=Bar())
    files = manifest.files if manifest else ()
    total = sum(each.size_bytes for each in files)
    conclude(
        report,
        style,
        f"{place}: as its manifest says, {len(files)} files, {size(total)}" if report.ok else None,
        place=place,
        name=manifest.name if manifest else None,
        asset_files=len(files),
        asset_bytes=total,
    )
    sys.exit(0 if report.ok else 1)
