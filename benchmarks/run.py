"""Hold this library against aind-data-schema, in one run, each in its own environment.

Each figure is processor time of a whole process as the process itself measures it, the least of several runs in turn,
since what else happens on a machine only adds to it; what counts are the ratios.

    make benchmark
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ASSET = HERE.parent / "docs" / "demo" / "ecephys_625463_2022-10-06_10-14-25"
#: The least that each takes for a subject, and the same mouse as each describes it.
MINIMAL = HERE / "minimal.json", HERE / "minimal.aind.json"
MOUSE = HERE / "mouse.json", HERE / "mouse.aind.json"
ENDING = "\nimport sys, time; print(time.process_time(), file=sys.stderr)"


@dataclass(frozen=True)
class Case:
    """The same job, done by us and by the peer."""

    name: str
    ours: str
    theirs: str
    target: str


def validating(name: str, files: tuple[Path, Path]) -> Case:
    ours, theirs = map(str, files)
    return Case(
        name,
        f"from aind_schema import Subject, validate\nassert validate({ours!r}).ok",
        "from aind_data_schema.core.subject import Subject\n"
        f"Subject.model_validate_json(open({theirs!r}, encoding='utf-8').read())",
        "1/5",
    )


CASES = (
    Case("import", "import aind_schema", "import aind_data_schema.core.metadata", "1/20"),
    validating("import and validate one minimal file", MINIMAL),
    validating("import and validate one mouse", MOUSE),
)
VALIDATE_FOLDER = f"""
import sys
from aind_schema.cli import main
sys.argv = ["aind-schema", "validate", {str(ASSET)!r}]
main()
"""
SIZE = "import json; print(len(json.dumps(schema, separators=(',', ':'), ensure_ascii=False).encode()))"
OUR_SIZE = f"from aind_schema import schemas; schema = schemas.build('subject')\n{SIZE}"
THEIR_SIZE = f"from aind_data_schema.core.subject import Subject; schema = Subject.model_json_schema()\n{SIZE}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peer", required=True, metavar="PYTHON", help="interpreter with aind-data-schema")
    parser.add_argument("--runs", type=int, default=11)
    options = parser.parse_args()
    for line in figures(str(Path(options.peer).absolute()), options.runs):
        print(line, flush=True)


def figures(peer: str, runs: int) -> Iterator[str]:
    bare, bare_peer = in_turn((sys.executable, "pass"), (peer, "pass"), runs)
    title = f"processor seconds over a bare interpreter, least of {runs}"
    yield f"{title:54} {'ours':>8} {'peer':>8}   ratio  target"
    for case in CASES:
        ours, theirs = in_turn((sys.executable, case.ours), (peer, case.theirs), runs)
        ours, theirs = ours - bare, theirs - bare_peer
        verdict = "" if theirs / ours >= int(case.target.partition("/")[2]) else " MISSED"
        yield f"{case.name:54} {ours:8.3f} {theirs:8.3f}   1/{theirs / ours:<5.1f} {case.target}{verdict}"
    whole, _ = in_turn((sys.executable, VALIDATE_FOLDER), (sys.executable, "pass"), runs)
    yield f"{'aind-schema validate on an asset folder, whole process':54} {whole:8.3f} {'':8}   {'':7} under 0.5"
    small, large = output(sys.executable, OUR_SIZE), output(peer, THEIR_SIZE)
    yield f"{'JSON Schema of the subject, compact bytes':54} {small:8} {large:8}   1/{large / small:<5.1f} 40,000"


def in_turn(first: tuple[str, str], second: tuple[str, str], runs: int) -> tuple[float, float]:
    """Return the least processor seconds of two programs, run one after the other, once unmeasured."""
    pairs = [(seconds(*first), seconds(*second)) for _ in range(runs + 1)][1:]
    return min(a for a, _ in pairs), min(b for _, b in pairs)


def seconds(python: str, code: str) -> float:
    program = f"import atexit\natexit.register(lambda: exec({ENDING!r}))\n{code}"
    # As installed: with the bytecode that a first run leaves behind.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [python, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, cwd=HERE, env=environment, check=False)
    if done.returncode:
        sys.exit(f"{python} failed:\n{done.stderr}")
    return float(done.stderr.split()[-1])


def output(python: str, code: str) -> int:
    return int(json.loads(subprocess.check_output([python, "-c", code], text=True, cwd=HERE)))


if __name__ == "__main__":
    main()
