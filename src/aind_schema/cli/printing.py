"""How reports reach the terminal."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

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
