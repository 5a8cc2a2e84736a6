"""`aind-schema explain`."""

from __future__ import annotations

import textwrap

import click

from aind_schema import pages
from aind_schema.errors import UnknownTerm


@click.command()
@click.argument("code", required=False, metavar="[CODE]")
def command(code: str | None) -> None:
    """Print what a problem CODE means, why it matters, and how to mend it; without CODE, list them all."""
    if code is None:
        width = max(map(len, pages.codes()))
        for each in pages.codes():
            click.echo(f"{each:{width}} {textwrap.shorten(pages.title(each), 79 - width, placeholder='...')}")
    else:
        try:
            click.echo(pages.page(code))
        except UnknownTerm as error:
            raise click.BadParameter(str(error)) from None
