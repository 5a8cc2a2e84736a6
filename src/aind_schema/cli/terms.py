"""`aind-schema terms`."""

from __future__ import annotations

import textwrap

import click

from aind_schema import vocabulary
from aind_schema.cli.vocabularies import vocabulary_option
from aind_schema.errors import UnknownTerm


@click.command()
@click.argument("name", required=False, metavar="[VOCABULARY]")
@click.argument("word", required=False, metavar="[WORD]")
@vocabulary_option
def command(name: str | None, word: str | None) -> None:
    """List the vocabularies, the terms of one, or look up a WORD: a name, id, abbreviation or synonym."""
    if name is None:
        for each in vocabulary.available():
            found = vocabulary.load(each)
            click.echo(f"{each:22} {len(found):4} {'open' if found.open else 'closed':6} {found.title}")
        return
    found = vocabulary.load(name)
    if word is None:
        for term in found:
            click.echo(_line(term))
        return
    match = found.find(word)
    if match is None:
        near = found.nearest(word)
        raise UnknownTerm(f"terms of {name}", word, near.name if near else None)
    click.echo(_line(match))
    if match.replaced_by:
        click.echo(f"  replaced by {match.replaced_by}")
    if match.broader:
        click.echo(f"  belongs to {match.broader}")
    for text in textwrap.wrap(match.description or "", 76):
        click.echo(f"  {text}")


def _line(term: vocabulary.Term) -> str:
    return f"{term.name:40} {term.id or '':20} {', '.join(term.words())}".rstrip()
