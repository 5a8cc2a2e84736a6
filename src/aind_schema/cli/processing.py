"""`aind-schema processing`."""

from __future__ import annotations

import re
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from pydantic import TypeAdapter, ValidationError

from aind_schema import reading
from aind_schema.assets import surroundings
from aind_schema.assets.placing import describe_data
from aind_schema.assets.recording import Unrecordable, record_step
from aind_schema.cli.printing import conclude, format_option
from aind_schema.cli.vocabularies import vocabulary_option
from aind_schema.errors import InvalidRecord
from aind_schema.fields import Timestamp
from aind_schema.problems import Report

_IMAGE = re.compile(r"(?P<image>[^@]+?)(?::(?P<tag>[^:/@]+))?(?:@(?P<digest>sha256:[0-9a-f]{64}))?")


def _moment(context: click.Context, parameter: click.Parameter, text: str | None) -> datetime | None:
    """Read a time with its offset, or the moment at which a process of this machine began."""
    if text is None:
        return None
    if text.isdigit():
        if (began := surroundings.started_at(int(text))) is None:
            raise click.BadParameter(f"no process {text} can be asked when it began")
        return began
    try:
        return TypeAdapter[datetime](Timestamp).validate_python(text)
    except ValidationError:
        raise click.BadParameter(f"{text} is no time; write it like 2022-10-12T23:10:01-07:00") from None


def _object(context: click.Context, parameter: click.Parameter, file: Any) -> dict[str, Any] | None:
    """Read an object from a file of JSON or YAML."""
    if file is None:
        return None
    syntax = "yaml" if str(file.name).endswith((".yaml", ".yml")) else "json"
    found = reading.parse(file.read(), syntax=syntax)  # type: ignore[arg-type]
    if found.document is None:
        raise click.BadParameter("; ".join(problem.message for problem in found.problems))
    if not isinstance(found.document.data, dict):
        raise click.BadParameter("it holds no object, which has names and values")
    return found.document.data


def _container(context: click.Context, parameter: click.Parameter, text: str | None) -> dict[str, str] | None:
    """Take the reference of an image apart."""
    if text is None:
        return None
    if not (found := _IMAGE.fullmatch(text)):
        raise click.BadParameter(f"{text} is no image; write it like registry/image:tag@sha256:...")
    return {name: part for name, part in found.groupdict().items() if part}


@click.group()
def command() -> None:
    """Tell what was done to the data of an asset."""


@command.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--name", required=True, help="Name of the step, once in the asset.")
@click.option("--type", "type_", metavar="TERM", help="What it does; see: aind-schema terms process_type.")
@click.option("--stage", type=click.Choice(["processing", "analysis"]), help="Another form of the data, or results.")
@click.option("--input", "inputs", multiple=True, metavar="PLACE", help="What it read: a path, an asset, a URL.")
@click.option("--output", "outputs", multiple=True, metavar="PLACE", help="What it wrote.")
@click.option("--after", multiple=True, metavar="NAME", help="A step whose results it needed.")
@click.option("--first", is_flag=True, help="It needed no other step's results.")
@click.option("--code", default=".", metavar="PATH", type=click.Path(path_type=Path, exists=True), show_default=True,
              help="Script or folder of the code, of which git is asked.")  # fmt: skip
@click.option("--version", help="Version of the code.")
@click.option("--container", callback=_container, metavar="IMAGE", help="Image that it ran in, with tag and digest.")
@click.option(
    "--parameters", type=click.File("rb"), callback=_object, metavar="FILE", help="Settings, as JSON; - stdin."
)
@click.option("--results", type=click.File("rb"), callback=_object, metavar="FILE", help="Values found, as JSON.")
@click.option("--start", callback=_moment, metavar="TIME|PID", help="When it began, or a process that began then: $$.")
@click.option("--end", callback=_moment, metavar="TIME", help="When it was over; now unless told otherwise.")
@click.option("--person", "people", multiple=True, metavar="NAME", help="Who ran it.")
@click.option("--pipeline", metavar="NAME", help="Pipeline that ran it, of those in the record.")
@click.option("--notes", help="What else there is to say.")
@format_option
@vocabulary_option
def add(folder: Path, style: str, **given: Any) -> None:
    """Add a step to processing.json of the asset DIR.

    Machine, container, commit of the code and the run of a workflow system are filled in as far as they can be seen
    from here. Several jobs may add steps to one asset at once. Exit code 1 if the step can't be added.
    """
    try:
        step = record_step(folder, _step(folder, **given))
    except (Unrecordable, InvalidRecord) as refusal:
        conclude(refusal.report, style, None, step=None)
        sys.exit(1)
    except ValidationError as error:
        raise click.UsageError(_told(error)) from None
    conclude(Report(), style, f"{(folder / 'processing.json').as_posix()}: added {step.name}", step=step.to_dict())


def _step(folder: Path, *, after: tuple[str, ...], first: bool, **given: Any) -> dict[str, Any]:
    code = surroundings.code_facts(given["code"])
    stated = {
        "version": given["version"],
        "container": given["container"] or surroundings.container_facts() or None,
        "parameters": given["parameters"],
    }
    code |= {name: value for name, value in stated.items() if value is not None}
    return {
        "name": given["name"],
        "type": given["type_"],
        "stage": given["stage"],
        "pipeline": given["pipeline"],
        "code": code,
        "experimenters": [{"name": name} for name in given["people"]] or None,
        "started_at": given["start"],
        **({"ended_at": given["end"]} if given["end"] else {}),
        "depends_on": [*after] if after or first else None,
        "inputs": [describe_data(each, folder) for each in given["inputs"]] or None,
        "outputs": [describe_data(each, folder) for each in given["outputs"]] or None,
        "results": given["results"],
        "notes": given["notes"],
    }


def _told(error: ValidationError) -> str:
    """Say in a line what values do not fit."""
    faults = error.errors(include_url=False, include_input=False)
    return "; ".join(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in faults)
