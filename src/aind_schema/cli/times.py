"""Times on the command line."""

from __future__ import annotations

from datetime import datetime

import click
from pydantic import TypeAdapter, ValidationError

from aind_schema.fields import Timestamp


def moment(context: click.Context, parameter: click.Parameter, text: str | None) -> datetime | None:
    """Read a time with its offset, as records write it."""
    if text is None:
        return None
    if found := _timestamp(text):
        return found
    if _timestamp(f"{text}Z"):
        raise click.BadParameter(f"{text} has no offset from UTC; write {text}-07:00, or {text}Z for UTC")
    raise click.BadParameter(f"{text} is not a time; write it like 2022-10-12T23:10:01-07:00")


def _timestamp(text: str) -> datetime | None:
    try:
        return TypeAdapter[datetime](Timestamp).validate_python(text)
    except ValidationError:
        return None
