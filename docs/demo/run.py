"""Run the main job on an asset of our own writing: check it, see a mistake, convert, export."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
COMMAND = Path(sys.executable).with_name("aind-schema")
NAME = "ecephys_625463_2022-10-06_10-14-25"


def main() -> None:
    say("1. An asset describes itself: its folder holds records beside the data.")
    run("validate", f"docs/demo/{NAME}")
    say("2. Mistakes are told where they are, all at once, with the nearest right thing.")
    run("validate", f"docs/demo/mistakes/{NAME}", expect=1)
    run("explain", "unknown-term")
    say("3. A name says what an asset is.")
    run("name", "parse", f"{NAME}_sorted-Ks2.5")
    say("4. AIND's own files, of any version, become ours; every value is traced.")
    run("convert", "docs/demo/aind", "demo/metadata.json", "--from", "aind", "--report", "demo/trace.json")
    show(ROOT / "demo" / "metadata.json", 24)
    say("5. The models are published as JSON Schema, for every other language.")
    run("schemas", "export", "demo/schemas")
    say("What was written is in demo/. Next: docs/tutorial.md")


def say(text: str) -> None:
    print(f"\n== {text}", flush=True)


def run(*arguments: str, expect: int = 0) -> None:
    print(f"\n$ aind-schema {' '.join(arguments)}", flush=True)
    code = subprocess.run([COMMAND, *arguments], cwd=ROOT, check=False).returncode
    if code != expect:
        sys.exit(f"expected exit code {expect}, not {code}")


def show(path: Path, lines: int) -> None:
    print(f"\n$ head -n {lines} {path.relative_to(ROOT).as_posix()}")
    print("\n".join(path.read_text(encoding="utf-8").splitlines()[:lines]), flush=True)


if __name__ == "__main__":
    main()
