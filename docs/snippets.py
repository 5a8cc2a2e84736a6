"""Run what README.md and the guides show, and compare what comes out with what they say.

A ``console`` block holds commands behind ``$``, each with its output; a ``python`` block with ``>>>`` is a doctest. All
blocks of a page run in one temporary folder, one after another. A block under a line with nothing but the name of a
file, in bold and as code, is written there; what a page names of this repository is copied there. ``...`` on a line of
its own stands for any lines of an output. Nothing is installed: where a program is missing its block is not run, and on
Windows only the doctests are. A page with ``s3://`` gets a server on this computer with the bucket ``lake``.

Prints what differs, and exits with 1 if anything does. ``--fix`` writes it into the pages instead: look at the change
before you keep it. An output with ``...`` that no longer fits is then written in full.
"""

from __future__ import annotations

import argparse
import doctest
import os
import re
import shutil
import subprocess
import sys
import traceback
from contextlib import contextmanager
from difflib import unified_diff
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType

ROOT = Path(__file__).resolve().parents[1]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))

#: What pages may name of this repository. They get copies, so that nothing is left behind here.
SHOWN = ("docs/demo", "schemas_json")

_BLOCK = re.compile(
    r"^(?P<head>(?:\*\*`(?P<file>[^`\n]+)`\*\*\n\n)?```(?P<kind>[^`\n]*)\n)(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL
)
# A backslash carries a command on, and a here-document belongs to it.
_COMMAND = re.compile(
    r"^\$ (?P<typed>(?:.*\\\n)*(?:.*<<'(?P<end>\w+)'.*\n(?:.*\n)*?(?P=end)|.*)\n)(?P<shown>(?:(?!\$ ).*\n)*)",
    re.MULTILINE,
)
_NOT_RUN = re.compile(r"^\$ (?:make|git|pip|python -m (?:pip|venv))\b", re.MULTILINE)
_SLIP = re.compile(r"^(?:NameError|SyntaxError|ImportError|ModuleNotFoundError): .*", re.MULTILINE)
_MAYBE_MISSING = {"jq", "sha256sum"}
# The width and the words that everybody gets, whatever is set where this runs.
_ENVIRONMENT = {
    **os.environ,
    "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
    "COLUMNS": "80",
    "LC_ALL": "C",
    "PYTHONUTF8": "1",
    "PYTHONWARNINGS": "",
    "AIND_SCHEMA_VOCABULARIES": "",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("pages", nargs="*", type=Path, metavar="PAGE", help="all, if none is named")
    parser.add_argument("--fix", action="store_true", help="write the outputs into the pages")
    parser.add_argument("--doctest", action="store_true", help="print a doctest from standard input with its outputs")
    arguments = parser.parse_args()
    if arguments.doctest:
        sys.stdout.write(rerun_doctest(sys.stdin.read()))
        return
    differing = False
    for page in arguments.pages or PAGES:
        shown = page.read_text(encoding="utf-8")
        found = rerun(shown)
        slip = _SLIP.search(found)
        if slip:
            print(f"{page.name} shows code that cannot run: {slip[0]}")
        if found == shown and not slip:
            continue
        # A path of this machine is a crash or a slip, and nothing for a page.
        if arguments.fix and str(ROOT) not in found and not slip:
            page.write_text(found, encoding="utf-8", newline="\n")
            print(page.name)
            continue
        differing = True
        lines = shown.splitlines(keepends=True), found.splitlines(keepends=True)
        sys.stdout.writelines(unified_diff(*lines, f"{page.name}, as it is", f"{page.name}, as it runs"))
    sys.exit(1 if differing else 0)


def rerun(page: str) -> str:
    """Return the text of a page with the outputs that its snippets have now."""
    with TemporaryDirectory() as name, _environment("s3://" in page) as environment:
        folder = Path(name)
        for path in SHOWN:
            if path in page:
                shutil.copytree(ROOT / path, folder / path)
        return _BLOCK.sub(lambda block: block["head"] + _body(block, folder, environment) + "```", page)


@contextmanager
def _environment(with_bucket: bool) -> Iterator[dict[str, str]]:
    if not with_bucket or os.name == "nt":
        yield _ENVIRONMENT
        return
    sys.path.insert(0, str(ROOT / "tests"))
    from samples.seaweed import Seaweed  # what only some pages need

    with TemporaryDirectory() as name:
        server = Seaweed(Path(name) / "server")
        server.start()
        try:
            client = server.client()
            client.create_bucket(Bucket="lake")
            client.close()
            yield {**_ENVIRONMENT, **server.environment}
        finally:
            server.kill()


def _body(block: re.Match[str], folder: Path, environment: dict[str, str]) -> str:
    body = block["body"]
    if block["file"]:
        path = folder / block["file"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body, encoding="utf-8", newline="\n")
    elif block["kind"] == "console" and os.name != "nt" and not _NOT_RUN.search(body) and _can_run(body):
        return _COMMAND.sub(lambda command: rerun_command(command, folder, environment), body)
    elif block["kind"] == "python" and ">>> " in body:
        return _rerun_apart(body, folder, environment)
    return body


def _can_run(body: str) -> bool:
    """Tell whether the programs with which commands begin are there, so far as they are not the shell's own."""
    needed = {command["typed"].split()[0] for command in _COMMAND.finditer(body)} & _MAYBE_MISSING
    return all(shutil.which(program) for program in needed)


def rerun_command(command: re.Match[str], folder: Path, environment: dict[str, str]) -> str:
    """Return a command as a page shows it, with the output that it has now."""
    done = subprocess.run(
        ["/bin/sh", "-c", command["typed"]],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    if agree(command["shown"], done.stdout):
        return command[0]
    told = done.stdout.rstrip()
    return f"$ {command['typed']}{told}\n" if told else f"$ {command['typed']}"


def agree(shown: str, got: str) -> bool:
    """Tell whether an output is the one that is shown; empty lines at the end don't count."""
    lines = f"{shown.rstrip()}\n".splitlines(keepends=True)
    pattern = "".join("(?:.*\n)*" if line == "...\n" else re.escape(line) for line in lines)
    return re.fullmatch(pattern, f"{got.rstrip()}\n") is not None


# ---- doctests ------------------------------------------------------------------------------------------------------


def _rerun_apart(text: str, folder: Path, environment: dict[str, str]) -> str:
    """Rerun a doctest in a process of its own: it finds the files there, and nothing of what another one set."""
    command = [sys.executable, __file__, "--doctest"]
    done = subprocess.run(
        command, cwd=folder, env=environment, input=text, stdout=subprocess.PIPE, encoding="utf-8", check=True
    )
    return done.stdout


def rerun_doctest(text: str) -> str:
    """Return a doctest with the outputs that it has now."""
    runner = _Recorder(optionflags=doctest.ELLIPSIS)
    test = doctest.DocTestParser().get_doctest(text, {"__name__": "__main__"}, "snippet", None, 0)
    runner.run(test)
    lines = text.splitlines(keepends=True)
    for example, got in reversed(runner.differing):
        start = example.lineno + example.source.count("\n")
        lines[start : start + example.want.count("\n")] = [got]
    return "".join(lines)


class _Recorder(doctest.DocTestRunner):
    """Keep what came out of the examples that differ, in the form in which a doctest expects it."""

    def __init__(self, optionflags: int) -> None:
        super().__init__(verbose=False, optionflags=optionflags)
        self.differing: list[tuple[doctest.Example, str]] = []

    def report_failure(
        self, out: Callable[[str], object], test: doctest.DocTest, example: doctest.Example, got: str
    ) -> None:
        # The frames of a traceback name files of this machine, and doctest ignores them.
        _, header, raised = got.rpartition("Traceback (most recent call last):\n")
        told = header + re.sub(r"\A(?: .*\n)+", "...\n", raised) if header else got
        self.differing.append((example, re.sub(r"^\n", "<BLANKLINE>\n", told, flags=re.MULTILINE)))

    def report_unexpected_exception(
        self,
        out: Callable[[str], object],
        test: doctest.DocTest,
        example: doctest.Example,
        exc_info: tuple[type[BaseException], BaseException, TracebackType],
    ) -> None:
        self.report_failure(out, test, example, "".join(traceback.format_exception(*exc_info)))


if __name__ == "__main__":
    main()
