"""`aind-schema stamp`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from aind_schema.assets.stamping import stamp
from aind_schema.cli.printing import conclude, format_option, processes_option, size
from aind_schema.cli.progress import Bar
from aind_schema.cli.vocabularies import vocabulary_option


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--rename", is_flag=True, help="Give DIR the name that the records state.")
@click.option("--replace", is_flag=True, help="Write manifest and bundle anew where DIR differs from them.")
@click.option("--follow-links", is_flag=True, help="Take what links lead to for part of the asset.")
@processes_option
@format_option
@vocabulary_option
def command(folder: Path, rename: bool, replace: bool, follow_links: bool, processes: int | None, style: str) -> None:
    """Make an asset of DIR: check name and records, bundle them, and list every file in manifest.json.

    The manifest is written last; the same folder gives the same bytes. Exit code 1 if there is an error.
    """
    stamped = stamp(
        folder, rename=rename, replace=replace, follow_links=follow_links, processes=processes, progress=Bar()
    )
    manifest = stamped.manifest
    files = manifest.files if manifest else ()
    total = sum(each.size_bytes for each in files)
    state = "unchanged" if stamped.unchanged else "stamped"
    conclude(
        stamped.report,
        style,
        f"{stamped.folder.as_posix()}: {state}, {len(files)} files, {size(total)}" if manifest else None,
        folder=stamped.folder.as_posix(),
        name=manifest.name if manifest else None,
        state=state if manifest else "refused",
        asset_files=len(files),
        asset_bytes=total,
    )
    sys.exit(0 if stamped.manifest else 1)
