"""How reports reach the terminal."""

from __future__ import annotations

import functools
import json
import os
import shutil
import sys
from typing import TYPE_CHECKING, Any

import click

from aind_schema.errors import AindSchemaError
from aind_schema.problems import Report

if TYPE_CHECKING:
    from collections.abc import Callable


def emit(report: Report, style: str = "text") -> None:
    """Print a report: in colour and as wide as the terminal where there is one."""
    if style == "text":
        color = sys.stdout.isatty() and "NO_COLOR" not in os.environ
        width = min(shutil.get_terminal_size().columns, 120)
        click.echo(report.text(color=color, width=width), color=color)
    else:
        click.echo(getattr(report, style)())


def format_option(verb: Callable[..., None]) -> Callable[..., None]:
    """Add `--format` to a verb; pipelines get JSON even where it could not begin."""

    @functools.wraps(verb)
    def told(*, style: str, **options: Any) -> None:
        try:
            verb(style=style, **options)
        except (AindSchemaError, OSError) as error:
            if style != "json":
                raise
            click.echo(json.dumps(_failure(error), indent=2))
            sys.exit(1)

    choice = click.Choice(["text", "json"])
    about = "Text for people, JSON for pipelines."
    return click.option("--format", "style", type=choice, default="text", show_default=True, help=about)(told)


def _failure(error: AindSchemaError | OSError) -> dict[str, Any]:
    """Tell a program what could not be done; problems that an exception carries stand one by one."""
    report = getattr(error, "report", None)
    if not isinstance(report, Report):
        return {"ok": False, "state": "failed", "error": explanation(error), "problems": []}
    why = "; ".join(dict.fromkeys(problem.message for problem in report.errors[:3]))
    return {**json.loads(report.json()), "ok": False, "state": "failed", "error": why}


def explanation(error: AindSchemaError | OSError) -> str:
    """Say on a line what could not be done."""
    if isinstance(error, OSError):
        return f"{error.filename or ''}: {error.strerror or error}".removeprefix(": ")
    return str(error)


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
