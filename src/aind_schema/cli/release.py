"""`aind-schema release`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from aind_schema.cli.printing import conclude, format_option, processes_option, size
from aind_schema.cli.progress import Bar
from aind_schema.storage.releasing import release


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("url", metavar="URL")
@click.option("--deep", is_flag=True, help="Read every object back instead of comparing the store's checksums.")
@click.option("--follow-links", is_flag=True, help="Take what links lead to for part of the asset, as when stamping.")
@processes_option
@format_option
def command(folder: Path, url: str, deep: bool, follow_links: bool, processes: int | None, style: str) -> None:
    """Answer whether DIR may go, since all of it is safe at URL. Nothing is deleted.

    DIR has to be what its manifest says, and every object at URL has to agree with it by a checksum that the store
    computed, or read back. Exit code 0 says that it may go, 1 that it may not.
    """
    answer = release(folder, url, deep=deep, follow_links=follow_links, processes=processes, progress=Bar())
    held = f"{answer.files} files, {size(answer.bytes)} are safe at {answer.url}"
    conclude(
        answer.report,
        style,
        f"{folder.as_posix()} may go: {held}" if answer.may_go else f"{folder.as_posix()} must stay",
        may_go=answer.may_go,
        folder=folder.as_posix(),
        url=answer.url,
        asset_files=answer.files,
        asset_bytes=answer.bytes,
    )
    sys.exit(0 if answer.may_go else 1)
