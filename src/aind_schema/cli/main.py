"""The command `aind-schema` and its verbs; a verb is imported when it is called."""

from __future__ import annotations

import importlib
import sys

import click

from aind_schema.cli.printing import explanation
from aind_schema.errors import AindSchemaError, Refused

#: Exit code of a command that found something wrong; Click gives 2 for wrong usage.
FAILED = 1

_VERBS = {
    "checksums": "Print a manifest as sha256sum reads it.",
    "convert": "Turn another format's records into ours, and trace every value.",
    "derive": "Make the folder for what a process makes of an asset.",
    "explain": "Print what a problem code means.",
    "fetch": "Bring an asset back from a store, verified.",
    "lineage": "Walk back from an asset to the recording that it began with.",
    "name": "Take asset names apart and put them together.",
    "quality": "Tell what the metrics of an asset come to.",
    "processing": "Add a step of processing to an asset's record.",
    "release": "Answer whether the local copy of an asset may go.",
    "schemas": "Export the JSON Schemas, or check the published ones.",
    "stamp": "Make an asset of a folder: check, bundle, and list its files.",
    "terms": "Look up a vocabulary's terms.",
    "upload": "Bring a stamped folder into a bucket or folder.",
    "validate": "Check files, asset folders and trees of assets.",
    "verify": "Hold an asset against its manifest.",
}


class _Verbs(click.Group):
    """Load a verb's module when it is called, so that each call pays only for itself."""

    def list_commands(self, context: click.Context) -> list[str]:
        return sorted(_VERBS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in _VERBS:
            return None
        command: click.Command = importlib.import_module(f"aind_schema.cli.{name}").command
        return command

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(sorted(_VERBS.items()))


@click.command(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="aind-schema")
def _root() -> None:
    """Describe, check, name, pack and ship neuroscience data assets.

    Exit codes: 0 nothing is wrong, 1 something is, 2 the command itself is.
    """


def main() -> None:
    """Run the command line; what is wrong with the input is told in a line, never as a traceback."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        _root()
    except (AindSchemaError, OSError) as error:
        click.echo(error if isinstance(error, Refused) else f"error: {explanation(error)}", err=True)
        sys.exit(FAILED)
