"""`aind-schema derive`."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from aind_schema.assets.deriving import derive
from aind_schema.cli.printing import conclude, format_option
from aind_schema.cli.times import moment
from aind_schema.cli.vocabularies import vocabulary_option
from aind_schema.errors import Refused
from aind_schema.problems import Report


@click.command()
@click.argument("parent", metavar="PARENT")
@click.argument("process", metavar="PROCESS")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--made-at", metavar="TIME", callback=moment, help="When PROCESS began, as 2022-10-12T23:10:01-07:00; else now."
)
@format_option
@vocabulary_option
def command(parent: str, process: str, folder: Path, made_at: datetime | None, style: str) -> None:
    """Make the folder for what PROCESS makes of the asset PARENT, below DIR, and print its path.

    PARENT is a folder or a URL (s3://, file://). The new folder has a data description with name, sources and terms of
    use, and the subjects and procedures of PARENT. Put the results in, and stamp it. If DIR bears the new name already,
    it is the folder itself. Exit code 1 if nothing can be derived from PARENT.
    """
    try:
        made = derive(parent, process, folder, made_at=made_at)
    except Refused as refusal:
        conclude(refusal.report, style, None, folder=None, name=None)
        sys.exit(1)
    conclude(Report(), style, made.as_posix(), folder=made.as_posix(), name=made.absolute().name)
