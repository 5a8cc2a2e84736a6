"""`aind-schema validate`."""

from __future__ import annotations

import sys

import click

from aind_schema import schemas
from aind_schema.cli.printing import emit
from aind_schema.cli.vocabularies import vocabulary_option
from aind_schema.rules import PROFILES
from aind_schema.validation import validate


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH|URL...", type=click.Path())
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    show_default=True,
    help="Text for people, the others for machines.",
)
@click.option(
    "--profile", "profiles", multiple=True, type=click.Choice(list(PROFILES)), help="Also check what PROFILE asks."
)
@click.option("--redact", is_flag=True, help="Leave out every value, id and name, for logs that travel.")
@click.option(
    "--limit-mb",
    type=click.FloatRange(min=0, max=1e6),
    default=64,
    show_default=True,
    help="Largest file to read, in MB.",
)
@vocabulary_option
def command(paths: tuple[str, ...], style: str, profiles: tuple[str, ...], redact: bool, limit_mb: float) -> None:
    """Check files (JSON or YAML), asset folders and trees of assets, here or in a store (s3://, file://).

    Every problem of every file is reported at once. Exit code 1 if there is an error.
    """
    if not limit_mb >= 0:  # which NaN is not
        raise click.BadParameter("--limit-mb is a number of megabytes")
    report = validate(paths, profiles=profiles, limit=int(limit_mb * 2**20))
    if redact:
        report = report.redacted(schemas.field_names(), schemas.list_names())
    emit(report, style)
    sys.exit(0 if report.ok else 1)
