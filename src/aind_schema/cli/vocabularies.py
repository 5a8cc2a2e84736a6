"""The option with which a lab brings its own terms."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from aind_schema import vocabulary


def _use(context: click.Context, parameter: click.Parameter, paths: tuple[Path, ...]) -> None:
    try:
        for path in paths:
            vocabulary.use(path)
        if os.environ.get(vocabulary.VARIABLE):
            vocabulary.load("sex")  # any one reads the files that the variable names
    except vocabulary.InvalidVocabulary as error:
        raise click.BadParameter(str(error)) from None


def vocabulary_option(function: Any) -> Any:
    """Add `--vocabulary FILE` to a verb."""
    return click.option(
        "--vocabulary",
        multiple=True,
        metavar="FILE",
        type=click.Path(path_type=Path, exists=True),
        callback=_use,
        expose_value=False,
        help="Add a lab's own terms from FILE.",
    )(function)
