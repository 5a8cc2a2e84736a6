"""`aind-schema convert`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from zoneinfo import available_timezones

import click

from aind_schema import dialects
from aind_schema.cli.printing import emit
from aind_schema.cli.vocabularies import vocabulary_option
from aind_schema.files import write_text
from aind_schema.spelling import did_you_mean
from aind_schema.validation import validate


def _zone(context: click.Context, parameter: click.Parameter, name: str | None) -> str | None:
    if name is not None and name not in available_timezones():
        hint = did_you_mean(name, available_timezones())
        raise click.BadParameter(f"no time zone is called {name}" + (f"; {hint}" if hint else ""))
    return name


@click.command()
@click.argument("source", metavar="SRC", type=click.Path(path_type=Path, exists=True))
@click.argument("target", metavar="OUT", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--from", "dialect", type=click.Choice(dialects.NAMES), required=True, help="Format of SRC.")
@click.option(
    "--timezone", metavar="ZONE", callback=_zone, help="IANA zone of times that have no offset, as America/Los_Angeles."
)
@click.option(
    "--report",
    "trace",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Trace every value there.",
)
@vocabulary_option
def command(source: Path, target: Path, dialect: str, timezone: str | None, trace: Path | None) -> None:
    """Turn SRC, a file or a folder of another format, into the document OUT.

    Nothing is dropped and nothing invented: what has no field of ours is kept under extensions. Exit code 1 if a
    record could not be made, or has an error.
    """
    if target.suffix.lower() in (".yaml", ".yml"):
        raise click.BadParameter("the document is JSON; give OUT a name that ends in .json")
    if target.exists() and target.resolve() in (source.resolve(), *(each.resolve() for each in source.glob("*.json"))):
        raise click.BadParameter("OUT would overwrite SRC")
    conversion = dialects.load(dialect).read(source, timezone=timezone)
    write_text(target, json.dumps(conversion.document, indent=2, ensure_ascii=False) + "\n")
    if trace:
        write_text(trace, conversion.report.to_json())
    counts = conversion.report.counts()
    click.echo(f"{target.as_posix()}: a {conversion.document['kind']} document")
    click.echo("values: " + ", ".join(f"{count} {how}" for how, count in counts.items()))
    for problem in conversion.report.problems:
        if problem.severity != "info":
            click.echo(f"{problem.severity}[{problem.code}] {problem.path or '(document)'}: {problem.message}")
    report = validate([target])
    emit(report)
    converted = all(problem.severity != "error" for problem in conversion.report.problems)
    sys.exit(0 if report.ok and converted else 1)
