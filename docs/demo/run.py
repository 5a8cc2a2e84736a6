"""Run the main job on an asset of our own writing: check, stamp, ship, verify, derive, judge, convert, export."""

from __future__ import annotations

import random
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
COMMAND = Path(sys.executable).with_name("aind-schema")
NAME = "ecephys_625463_2022-10-06_10-14-25"
SORTING = (
    *("--name", "Spike sorting", "--type", "spike-sorting", "--input", NAME, "--output", "units.npy"),
    *("--code", "https://github.com/ada/sorting", "--version", "2.1.0", "--start", "2022-10-12T23:10:01-07:00"),
    *("--end", "2022-10-13T02:41:00-07:00", "--person", "Ada Lovelace", "--no-host"),
)


def main() -> None:
    say("1. An asset describes itself: its folder holds records beside the data.")
    run("validate", f"docs/demo/{NAME}")
    say("2. Mistakes are told where they are, all at once, with the nearest right thing.")
    run("validate", f"docs/demo/mistakes/{NAME}", expect=1)
    run("explain", "unknown-term")
    say("3. So are those of a surgery: a missing approval, another unit, the wrong side of the brain.")
    run("validate", "docs/demo/surgery", expect=1)
    say("4. A folder from the rig becomes an asset: named, checked, bundled, every file listed.")
    rig = fill_rig()
    run("stamp", rig, "--rename")
    asset = f"demo/rig/{NAME}"
    show(ROOT / asset / "manifest.json", 8)
    say("5. It is shipped, here to a folder that stands for a bucket; only what is missing goes.")
    lake = (ROOT / "demo" / "lake").as_uri()
    shown = {lake: "file:///.../demo/lake"}
    run("upload", asset, lake, shown=shown)
    run("release", asset, lake, shown=shown)
    say("6. One flipped bit, and everybody is told.")
    flip_bit(ROOT / "demo" / "lake" / NAME / "ecephys" / "probe_a" / "ap.bin")
    run("verify", f"{lake}/{NAME}", expect=1, shown=shown)
    run("release", asset, lake, expect=1, shown=shown)
    say("7. Results go back, and know where they come from and which code made them.")
    derived = run("derive", asset, "sorted-ks4", "demo/rig", "--made-at", "2022-10-12T23:10:01-07:00").strip()
    fill_results(ROOT / derived)
    run("processing", "add", derived, *SORTING)
    show(ROOT / derived / "processing.json", 30)
    run("lineage", derived)
    say("8. Whether they can be trusted is computed, for each probe: pass (exit code 0) or fail (1).")
    run("quality", derived, expect=1)
    run("quality", derived, "--tag", "ProbeA", "--require", "pass")
    say("9. AIND's own files, of any version, become ours; every value is traced, and finds its way back.")
    run("convert", "docs/demo/aind", "demo/metadata.json", "--from", "aind", "--report", "demo/trace.json")
    show(ROOT / "demo" / "metadata.json", 16)
    run("convert", "demo/metadata.json", "demo/aind_2x", "--to", "aind", "--read-report", "demo/trace.json")
    say("10. The models are published as JSON Schema, for every other language.")
    run("schemas", "export", "demo/schemas")
    say("What was written is in demo/. Next: docs/tutorial.md and docs/procedures.md")


def say(text: str) -> None:
    print(f"\n== {text}", flush=True)


def run(*arguments: str, expect: int = 0, shown: Mapping[str, str] | None = None) -> str:
    """Run a verb and print what it says; ``shown`` gives short names for long ones."""
    done = subprocess.run(
        [COMMAND, *arguments], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False
    )
    text = f"\n$ aind-schema {shlex.join(arguments)}\n{done.stdout}"
    for long, short in (shown or {}).items():
        text = text.replace(long, short)
    print(text, end="", flush=True)
    if done.returncode != expect:
        sys.exit(f"expected exit code {expect}, not {done.returncode}")
    return done.stdout


def fill_rig() -> str:
    """Make a folder as a rig leaves it: the records of the demo, and files beside them."""
    for old in ("rig", "lake"):
        shutil.rmtree(ROOT / "demo" / old, ignore_errors=True)
    folder = ROOT / "demo" / "rig" / "session_17"
    shutil.copytree(HERE / NAME, folder)
    for path, size in {"ecephys/probe_a/ap.bin": 3_000_000, "behavior-videos/face.mp4": 400_000}.items():
        (folder / path).parent.mkdir(parents=True)
        (folder / path).write_bytes(random.Random(path).randbytes(size))
    (folder / "behavior-videos" / "empty").mkdir()
    return folder.relative_to(ROOT).as_posix()


def fill_results(folder: Path) -> None:
    """Put into a derived asset what a sorter and its checks leave there."""
    (folder / "units.npy").write_bytes(random.Random("units").randbytes(20_000))
    shutil.copy(HERE / "quality.yaml", folder)


def flip_bit(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def show(path: Path, lines: int) -> None:
    print(f"\n$ head -n {lines} {path.relative_to(ROOT).as_posix()}")
    print("\n".join(path.read_text(encoding="utf-8").splitlines()[:lines]), flush=True)


if __name__ == "__main__":
    main()
