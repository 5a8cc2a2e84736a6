"""How reports reach the terminal."""

from __future__ import annotations

import json
import os
import shutil
import sys
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from aind_schema.problems import Report


def emit(report: Report, style: str = "text") -> None:
    """Print a report: in colour and as wide as the terminal where there is one."""
    if style == "text":
        color = sys.stdout.isatty() and "NO_COLOR" not in os.environ
        width = min(shutil.get_terminal_size().columns, 120)
        click.echo(report.text(color=color, width=width), color=color)
    else:
        click.echo(getattr(report, style)())


format_option = click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Text for people, JSON for pipelines.",
)

processes_option = click.option(
    "--processes", type=click.IntRange(min=1), metavar="N", help="Files to read at once; one a core if left out."
)


def conclude(report: Report, style: str, headline: str | None, **summary: Any) -> None:
    """Print what was found and then what was done; as JSON in one object."""
    if style == "json":
        click.echo(json.dumps({**json.loads(report.json()), **summary}, indent=2))
        return
    if report.problems:
        emit(report)
    if headline:
        click.echo(headline)


def size(count: int) -> str:
    """Write a number of bytes for people, in decimal units."""
    amount, unit = float(count), "bytes"
    for unit in ("bytes", "kB", "MB", "GB", "TB", "PB"):
        if amount < 1000 or unit == "PB":
            break
        amount /= 1000
    return f"{count} bytes" if unit == "bytes" else f"{amount:.1f} {unit}"
