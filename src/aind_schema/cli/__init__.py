"""The command line: one file a verb, no logic inside."""

from aind_schema.cli.main import main

__all__ = ["main"]
