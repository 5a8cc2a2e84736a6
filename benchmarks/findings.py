"""Count what the rules find in real records, and how many positions the rules of positions could look at.

Each of AIND's records beside this repository is converted and validated. Which findings are false alarms can't be told
by a program: ``--code`` lists all findings of one code, to be looked up in the sources.

    .venv/bin/python benchmarks/findings.py
    .venv/bin/python benchmarks/findings.py --code outside-head
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aind_schema import Procedures, validate
from aind_schema.dialects import aind
from aind_schema.errors import AindSchemaError
from aind_schema.parts.coordinates import Target, Transform
from aind_schema.problems import Problem
from aind_schema.rules.heads import bounds
from aind_schema.rules.points import end_of_track, frames_of, points, positions
from aind_schema.rules.sides import sides
from aind_schema.rules.walking import models

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
FOLDERS = ("aind_records", "aind_v2_examples", "aind_files")

Found = list[tuple[str, Problem]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--code", help="list the findings of this code instead")
    options = parser.parse_args()
    if not CORPUS.is_dir():
        sys.exit("the real records are not here")
    read = dict(converted())
    found = [(name, problem) for name, document in read.items() for problem in validate(document)]
    if options.code:
        for name, problem in found:
            if problem.code == options.code:
                print(f"{name} {problem.path}: {problem.message}")
        return
    print(f"{len(read)} records\n")
    print("\n".join(table(found)))
    print()
    print("\n".join(coverage(read.values())))


def converted() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the records that the dialect can read, by the names of their files."""
    for path in sorted(path for folder in FOLDERS for path in (CORPUS / folder).glob("*.json")):
        try:
            document = aind.read(json.loads(path.read_text(encoding="utf-8"))).document
        except AindSchemaError as error:
            print(f"{path.name} is left out: {error}", file=sys.stderr)
            continue
        if document:
            yield path.stem, document


def table(found: Found) -> Iterator[str]:
    """Yield the lines of a table of codes, the most frequent of each severity first."""
    counts = Counter((problem.severity, problem.code) for _, problem in found)
    records = defaultdict(set)
    for name, problem in found:
        records[problem.code].add(name)
    yield "| code | severity | findings | records |"
    yield "| --- | --- | ---: | ---: |"
    for (severity, code), count in sorted(counts.items(), key=lambda item: (item[0][0], -item[1])):
        yield f"| {code} | {severity} | {count} | {len(records[code])} |"


def coverage(documents: Any) -> Iterator[str]:
    """Yield the lines of a table of how many positions, depths and sides there are, and could be judged."""
    totals: Counter[str] = Counter()
    for document in documents:
        part = document.get("procedures") if document["kind"] == "metadata" else document
        if part and part["kind"] == "procedures":
            totals += counted(Procedures.model_validate_json(json.dumps(part)))
    yield "| of | there are | could be checked |"
    yield "| --- | ---: | ---: |"
    for what in ("points", "depths", "ends of tracks", "sides", "transforms"):
        yield f"| {what} | {totals[what]} | {totals[f'{what} checked']} |"


def counted(procedures: Procedures) -> Counter[str]:
    """Return the counts of one document."""
    targets = [target for _, target in models(procedures, Target)]
    deep = [target for target in targets if target.depth_um is not None]
    said, frames = list(sides(procedures)), frames_of(procedures)
    placed = [point for point in points(procedures) if bounds(point.frame, point.part, "")]
    transforms = sum(1 for _ in models(procedures, Transform))
    return Counter(
        {
            "points": sum(1 for _ in positions(procedures)),
            "points checked": len(placed),
            "depths": len(deep),
            "depths checked": len(deep),
            "ends of tracks": sum(target.entry is not None for target in deep),
            "ends of tracks checked": sum(end_of_track(target, frames) is not None for target in deep),
            "sides": len(said),
            "sides checked": sum(side.offset is not None for side in said),
            "transforms": transforms,
            "transforms checked": transforms,
        }
    )


if __name__ == "__main__":
    main()
