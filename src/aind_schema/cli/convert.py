"""`aind-schema convert`."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

import click

from aind_schema import dialects, validation
from aind_schema.assets.bundling import read_bundle
from aind_schema.cli.printing import emit
from aind_schema.cli.vocabularies import vocabulary_option
from aind_schema.dialects import Conversion
from aind_schema.files import write_text
from aind_schema.spelling import did_you_mean

if TYPE_CHECKING:
    from aind_schema.problems import Problem

#: A position in a list, and with it the mark of an item that was kept whole.
_POSITION = re.compile(r"/\+?[0-9]+(?=/|$)")


def _zone(context: click.Context, parameter: click.Parameter, name: str | None) -> str | None:
    if name is not None and name not in available_timezones():
        hint = did_you_mean(name, available_timezones())
        raise click.BadParameter(f"no time zone is called {name}" + (f"; {hint}" if hint else ""))
    return name


@click.command()
@click.argument("source", metavar="SRC", type=click.Path(path_type=Path, exists=True))
@click.argument("target", metavar="OUT", type=click.Path(path_type=Path))
@click.option("--from", "origin", type=click.Choice(dialects.NAMES), help="Format of SRC; OUT is a document of ours.")
@click.option("--to", "goal", type=click.Choice(dialects.NAMES), help="Format of OUT, a folder; SRC is ours.")
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
@click.option(
    "--read-report",
    "read",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="FILE",
    help="Report of the reading that SRC came from: what nobody changed since is written as it was read.",
)
@vocabulary_option
def command(
    source: Path,
    target: Path,
    origin: str | None,
    goal: str | None,
    timezone: str | None,
    trace: Path | None,
    read: Path | None,
) -> None:
    """Turn SRC into OUT: a file or folder of another format into a document, or a document into a folder of files.

    Nothing is dropped in silence and nothing invented. From another format, what has no field of ours is kept under
    extensions; to another format, what has no place there is told. Exit code 1 if a record could not be made, has an
    error, or lacks what the other format must have.
    """
    if (origin is None) == (goal is None):
        raise click.UsageError("give either --from or --to")
    if goal and timezone:
        raise click.UsageError("--timezone is for reading, and goes with --from")
    if origin and read:
        raise click.UsageError("--read-report is for writing, and goes with --to")
    done = (
        _take_in(source, target, origin, timezone, trace)
        if origin
        else _hand_on(source, target, str(goal), read, trace)
    )
    sys.exit(0 if done else 1)


def _take_in(source: Path, target: Path, dialect: str, timezone: str | None, trace: Path | None) -> bool:
    """Read another format into a document of ours."""
    if target.is_dir():
        raise click.BadParameter(f"{target} is a folder; give OUT the name of a file")
    if target.suffix.lower() in (".yaml", ".yml"):
        raise click.BadParameter("the document is JSON; give OUT a name that ends in .json")
    if target.exists() and target.resolve() in (source.resolve(), *(each.resolve() for each in source.glob("*.json"))):
        raise click.BadParameter("OUT would overwrite SRC")
    conversion = dialects.load(dialect).read(source, timezone=timezone)
    write_text(target, _as_text(conversion.document))
    click.echo(f"{target.as_posix()}: a {conversion.document['kind']} document")
    _tell(conversion, trace)
    report = validation.validate([target])
    emit(report)
    return report.ok and _is_whole(conversion)


def _hand_on(source: Path, target: Path, dialect: str, read: Path | None, trace: Path | None) -> bool:
    """Write a document of ours as the files of another format, of which none may be overwritten by another."""
    if target.exists() and not target.is_dir():
        raise click.BadParameter(f"{target} is a file; OUT is the folder for the files")
    room = dialects.load(dialect)
    record = read_bundle(source) if source.is_dir() else validation.read(source)
    conversion = room.write(record, Conversion.from_json(read.read_bytes()) if read else None)
    files = {target / name: _as_text(content) for name, content in room.files(conversion.document).items()}
    for path, text in files.items():
        if path.exists() and path.read_bytes() != text.encode():
            raise click.UsageError(f"{path.as_posix()} is there already and says something else; nothing was written")
    for path, text in files.items():
        write_text(path, text)
        click.echo(path.as_posix())
    _tell(conversion, trace)
    return _is_whole(conversion)


def _tell(conversion: Conversion, trace: Path | None) -> None:
    if trace:
        write_text(trace, conversion.to_json())
    click.echo("values: " + ", ".join(f"{count} {how}" for how, count in conversion.report.counts().items()))
    found: dict[tuple[str, ...], list[Problem]] = {}
    for problem in conversion.report.problems:
        if problem.severity != "info":
            # What differs in positions and values alone takes one line.
            found.setdefault((problem.severity, problem.code, _POSITION.sub("/*", problem.path)), []).append(problem)
    for (severity, code, path), (problem, *others) in found.items():
        more = f" (and {len(others)} more at {path})" if others else ""
        click.echo(f"{severity}[{code}] {problem.path or '(document)'}: {problem.message}{more}")


def _is_whole(conversion: Conversion) -> bool:
    return all(problem.severity != "error" for problem in conversion.report.problems)


def _as_text(document: Any) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
