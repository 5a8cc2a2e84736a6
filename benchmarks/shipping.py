"""Hold stamping against sha256sum and uploading against s5cmd, and kill uploads in each of their states.

Everything runs on this machine, against a SeaweedFS on loopback that shares its cores with the clients; what counts
are the ratios. The files are random bytes, made anew in a temporary folder of some 3 GB.

    make benchmark-shipping
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests"))

from samples.assets import write_asset  # noqa: E402 - the samples lie beside the tests
from samples.kills import STATES, kill_and_resume, sample_asset  # noqa: E402
from samples.seaweed import BUCKET, Seaweed  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

OURS = str(Path(sys.executable).with_name("aind-schema"))
S5CMD = str(Path(sys.executable).with_name("s5cmd"))
GB = 1e9


class Sample(NamedTuple):
    """So many files of one size."""

    name: str
    count: int
    size_bytes: int

    @property
    def total(self) -> int:
        """Return all bytes."""
        return self.count * self.size_bytes


SMALL = Sample("5,000 x 100 KB", 5_000, 100_000)
LARGE = Sample("4 x 512 MB", 4, 512 * 2**20)
TINY = Sample("50,000 x 2 KB", 50_000, 2_000)


class Run(NamedTuple):
    """What a process took."""

    wall_s: float
    cpu_s: float
    peak_mb: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--kills", type=int, default=10, help="in each state")
    options = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        server = Seaweed(folder / "server")
        server.start()
        try:
            for line in figures(folder, server, options.runs, options.kills):
                print(line, flush=True)
        finally:
            server.kill()


def figures(folder: Path, server: Seaweed, runs: int, kills: int) -> Iterator[str]:
    assets = {sample: make(folder / sample.name.replace(" ", ""), sample) for sample in (SMALL, LARGE, TINY)}
    yield f"stamping, seconds, the least of {runs}   {'1 core':>8} {'sha256sum':>10}  ratio (1.1)   2 cores  gain (1.7)"
    for sample, asset in assets.items():
        yield stamping(sample, asset, runs)
    yield ""
    yield f"uploading, CPU seconds a GB, the least of {runs} {'ours':>8} {'s5cmd':>8}  ratio (1)  peak MB (1,000)"
    for sample in (SMALL, LARGE):
        yield uploading(sample, assets[sample], server, runs)
    for asset in assets.values():
        shutil.rmtree(asset)
    yield ""
    yield f"killed {kills} times in each state, then resumed   missing  wrong  seen too early  parts sent twice, most"
    victim = sample_asset(folder / "victims")
    for state in STATES:
        outcomes = [kill_and_resume(state, server, victim) for _ in range(kills)]
        missing, wrong = sum(each.missing for each in outcomes), sum(each.wrong for each in outcomes)
        early = sum(each.seen_whole_too_early for each in outcomes)
        twice = max(each.parts_sent_twice for each in outcomes)
        yield f"  {state.name:44} {missing:8} {wrong:6} {early:15} {twice:23}"


def make(parent: Path, sample: Sample) -> Path:
    asset = write_asset(parent)
    (asset / "ecephys").mkdir()
    for i in range(sample.count):
        with (asset / "ecephys" / f"{i:06}.bin").open("wb") as file:
            for start in range(0, sample.size_bytes, 2**24):
                file.write(os.urandom(min(2**24, sample.size_bytes - start)))
    return asset


def stamping(sample: Sample, asset: Path, runs: int) -> str:
    ones, twos, peers = [], [], []
    files = sorted(str(path) for path in asset.rglob("*") if path.is_file())
    names = asset.parent / "names"
    names.write_text("\0".join(files), encoding="utf-8")
    for _ in range(runs + 1):  # the first one warms the cache of files
        peers.append(measure(["xargs", "-0", "-a", str(names), "sha256sum"], cores=1).wall_s)
        ones.append(stamp_anew(asset, 1).wall_s)
        twos.append(stamp_anew(asset, 2).wall_s)
    one, two, peer = min(ones[1:]), min(twos[1:]), min(peers[1:])
    return f"  {sample.name:34} {one:8.2f} {peer:10.2f} {one / peer:12.2f} {two:9.2f} {one / two:11.2f}"


def stamp_anew(asset: Path, cores: int) -> Run:
    (asset / "manifest.json").unlink(missing_ok=True)
    return measure([OURS, "stamp", str(asset)], cores=cores)


def uploading(sample: Sample, asset: Path, server: Seaweed, runs: int) -> str:
    ours, peers = [], []
    for i in range(runs):
        place = f"s3://{BUCKET}/{sample.size_bytes}-{i}"
        ours.append(measure([OURS, "upload", str(asset), f"{place}/ours"], server=server))
        peers.append(measure([S5CMD, "cp", f"{asset}/*", f"{place}/peer/"], server=server))
    mine, theirs = (min(run.cpu_s for run in them) / (sample.total / GB) for them in (ours, peers))
    peak = max(run.peak_mb for run in ours)
    return f"  {sample.name:40} {mine:8.2f} {theirs:8.2f} {mine / theirs:10.2f} {peak:16.0f}"


def measure(command: Sequence[str], *, cores: int = 0, server: Seaweed | None = None) -> Run:
    """Run a command on so many cores, or all; its time includes that of the processes that it started."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    if server:
        environment |= {**server.environment, "S3_ENDPOINT_URL": server.endpoint}
    bound = ["taskset", "--cpu-list", ",".join(map(str, range(cores)))] if cores else []
    started = time.perf_counter()
    process = subprocess.Popen([*bound, *command], env=environment, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)[:200]} failed")
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000)


if __name__ == "__main__":
    main()
