"""`aind-schema processing`."""

from __future__ import annotations

import re
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from aind_schema import reading
from aind_schema.assets import surroundings
from aind_schema.assets.programs import describe_code
from aind_schema.assets.recording import record_step
from aind_schema.cli.printing import conclude, format_option
from aind_schema.cli.times import moment
from aind_schema.cli.vocabularies import vocabulary_option
from aind_schema.errors import Refused
from aind_schema.problems import Report

_IMAGE = re.compile(r"(?P<image>[^@]+?)(?::(?P<tag>[^:/@]+))?(?:@(?P<digest>sha256:[0-9a-f]{64}))?")
_PROCESS = re.compile("[0-9]{1,10}")


def _beginning(context: click.Context, parameter: click.Parameter, text: str | None) -> datetime | None:
    """Read a time, or take the moment at which a process of this machine began."""
    if text is None or not _PROCESS.fullmatch(text):
        return moment(context, parameter, text)
    if (began := surroundings.started_at(int(text))) is None:
        raise click.BadParameter(f"no process {text} can be asked when it began")
    return began


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
@click.option("--type", metavar="TERM", help="What it does; see: aind-schema terms process_type.")
@click.option("--stage", metavar="TERM", help="Another form of the data, or results: processing, analysis.")
@click.option("--input", "inputs", multiple=True, metavar="PLACE", help="What it read: a path, an asset, a URL.")
@click.option("--output", "outputs", multiple=True, metavar="PLACE", help="What it wrote.")
@click.option("--after", multiple=True, metavar="NAME", help="A step whose results it needed.")
@click.option("--first", is_flag=True, help="It needed no other step's results.")
@click.option("--code", metavar="PATH|URL", help="Script or folder, of which git is asked, or URL of the code; the "
              "current folder if nothing is said of the code.")  # fmt: skip
@click.option("--code-name", metavar="NAME", help="Name of the code.")
@click.option("--version", help="Version of the code.")
@click.option("--commit", metavar="HASH", help="Commit of the code.")
@click.option("--no-code", is_flag=True, help="It was done by hand.")
@click.option("--package", "packages", multiple=True, metavar="NAME[==VERSION]",
              help="Package that matters; looked up in the Python that runs this, if there is no version.")  # fmt: skip
@click.option("--container", callback=_container, metavar="IMAGE", help="Image that it ran in, with tag and digest.")
@click.option("--parameters", metavar="FILE", help="Settings, as JSON or YAML; - for JSON from standard input.")
@click.option("--results", metavar="FILE", help="Values found, as JSON or YAML.")
@click.option("--start", callback=_beginning, metavar="TIME|PID", help="When it began, or a process that did: $$.")
@click.option("--end", callback=moment, metavar="TIME", help="When it was over; now unless told otherwise.")
@click.option("--person", "people", multiple=True, metavar="NAME", help="Who ran it.")
@click.option("--pipeline", metavar="NAME", help="Pipeline that ran it, of those in the record or a new one.")
@click.option("--pipeline-version", metavar="VERSION", help="Version of a new pipeline.")
@click.option("--pipeline-url", metavar="URL", help="Repository of a new pipeline.")
@click.option("--notes", help="What else there is to say.")
@click.option("--host/--no-host", default=True, help="Note the machine's name, or don't.")
@click.option("--replace", is_flag=True, help="Put it in the place of the step of this name, if there is one.")
@format_option
@vocabulary_option
def add(folder: Path, style: str, host: bool, replace: bool, **given: Any) -> None:
    """Add a step to processing.json of the asset DIR.

    Machine, container, commit of the code and the run of a workflow system are filled in as far as they can be seen
    from here. Several jobs may add steps to one asset at once; one that may run again takes --replace. Exit code 1 if
    the step can't be added.
    """
    _refuse_contradictions(given)
    try:
        step = record_step(folder, _step(**given), host=host, replace=replace)
    except Refused as refusal:
        conclude(refusal.report, style, None, step=None)
        sys.exit(1)
    conclude(Report(), style, f"{(folder / 'processing.json').as_posix()}: added {step.name}", step=step.to_dict())


def _refuse_contradictions(given: dict[str, Any]) -> None:
    told = [given[each] for each in ("code", "code_name", "version", "commit", "container", "parameters", "packages")]
    if given["after"] and given["first"]:
        raise click.UsageError("--first says that it needed no other step, and --after that it did")
    if given["no_code"] and any(told):
        raise click.UsageError("--no-code says that no code was run, and another option tells of it")
    if (given["pipeline_version"] or given["pipeline_url"]) and not given["pipeline"]:
        raise click.UsageError("give the pipeline a name with --pipeline")


def _step(*, after: tuple[str, ...], first: bool, people: tuple[str, ...], **given: Any) -> dict[str, Any]:
    """Turn options into the fields of a step."""
    fields = {
        **{name: given[name] for name in ("name", "type", "stage", "inputs", "outputs", "notes")},
        "code": _code(**given),
        "pipeline": _pipeline(given["pipeline"], given["pipeline_version"], given["pipeline_url"]),
        "experimenters": [{"name": name} for name in people] or None,
        "started_at": given["start"],
        "depends_on": [*after] if after or first else None,
        "results": _object(given["results"]),
    }
    return fields | ({"ended_at": given["end"]} if given["end"] else {})


def _code(
    *, code: str | None, code_name: str | None, packages: tuple[str, ...], no_code: bool, **given: Any
) -> dict[str, Any] | None:
    stated = {
        "name": code_name,
        "version": given["version"],
        "commit": given["commit"],
        "container": given["container"],
        "parameters": _object(given["parameters"]),
    }
    # What is in the current folder may be other code than that of which a name or version is told.
    here = not no_code and not any((code_name, given["version"], given["commit"]))
    found = {name: value for name, value in stated.items() if value is not None}
    return describe_code(code or ("." if here else None), found, packages)


def _pipeline(name: str | None, version: str | None, url: str | None) -> str | dict[str, str] | None:
    described = {"name": name, "version": version, "uri": url}
    return {field: text for field, text in described.items() if text} if version or url else name


def _object(file: str | None) -> Any:
    """Read values from a file of JSON or YAML, or from standard input."""
    if file is None:
        return None
    found = reading.parse(sys.stdin.buffer.read(), file="stdin") if file == "-" else reading.read(file)
    if found.document is None or not Report(found.problems).ok:
        raise Refused(Report(found.problems, files=1))
    return found.document.data
