"""`aind-schema fetch`."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click

from aind_schema.cli.printing import conclude, format_option, size
from aind_schema.cli.progress import Bar
from aind_schema.errors import Refused
from aind_schema.storage.fetching import fetch


@click.command()
@click.argument("url", metavar="URL")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@format_option
def command(url: str, folder: Path, style: str) -> None:
    """Bring the asset at URL into a folder of its name below DIR, every byte verified.

    Nothing in DIR is overwritten. Stopped at any moment it completes when it is started again. Exit code 1 if there is
    an error.
    """
    started = time.monotonic()
    try:
        done = fetch(url, folder, progress=Bar())
    except Refused as refusal:
        conclude(refusal.report, style, None, state="refused")
        sys.exit(1)
    there = f", {done.present_files} were there already" if done.present_files else ""
    count = f"fetched {done.fetched_files} files, {size(done.fetched_bytes)}{there}"
    conclude(
        done.report,
        style,
        f"{done.folder.as_posix()}: complete; {count}" if done.report.ok else None,
        state="complete" if done.report.ok else "incomplete",
        name=done.name,
        folder=done.folder.as_posix(),
        fetched_files=done.fetched_files,
        fetched_bytes=done.fetched_bytes,
        present_files=done.present_files,
        seconds=round(time.monotonic() - started, 3),
    )
    sys.exit(0 if done.report.ok else 1)
