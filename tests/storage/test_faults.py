"""Servers die, lines are cut, bits flip, disks fill: what is there is right, and what is not is told."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aind_schema import fetch, release, stamp, upload, verify
from aind_schema.progress import Progress
from samples.assets import NAME, make_asset, noise, write_asset
from samples.lakes import BucketLake, Lake, content_of, files_in
from samples.servers import lose_patience

if TYPE_CHECKING:
    from samples.commands import Shell
    from samples.proxy import Proxy
    from samples.seaweed import Seaweed

MIB = 2**20
A = noise(60_000, 1)
SMALL = {f"ecephys/small_{number:02}.bin": noise(60_000, number) for number in range(12)}
LARGE = "ecephys/ap.bin"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An asset of small files and a large one of three parts, which no test changes."""
    return make_asset(tmp_path_factory.mktemp("rig"), {**SMALL, LARGE: noise(33 * MIB, 99)})


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An asset of small files, which no test changes."""
    return make_asset(
        tmp_path_factory.mktemp("small"), {"ecephys/a.bin": A, "ecephys/b.bin": SMALL["ecephys/small_02.bin"]}
    )


@pytest.fixture
def there(bucket: str, seaweed: Seaweed) -> BucketLake:
    return BucketLake(bucket, seaweed.client())


# ---- servers -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("moment", [r"partNumber=2", r"^PUT .*small_05"])
def test_a_server_that_dies_and_comes_back_is_waited_for(
    seaweed: Seaweed, proxy: Proxy, folder: Path, there: BucketLake, moment: str
) -> None:
    held = proxy.hold(moment)
    with ThreadPoolExecutor(1) as pool:
        uploading = pool.submit(upload, folder, there.url)
        assert held.reached.wait(30)
        seaweed.kill()
        held.release()
        seaweed.start()
        done = uploading.result(60)

    assert done.report.ok, done.report.text()
    assert content_of(there, NAME) == files_in(folder)


def test_a_server_that_stays_away_is_told_and_a_later_run_completes(
    seaweed: Seaweed, proxy: Proxy, folder: Path, there: BucketLake
) -> None:
    held = proxy.hold("partNumber=2")
    with pytest.MonkeyPatch.context() as patch, ThreadPoolExecutor(1) as pool:
        lose_patience(patch)
        uploading = pool.submit(upload, folder, there.url)
        assert held.reached.wait(30)
        seaweed.kill()
        held.release()
        done = uploading.result(60)
    try:
        assert [(problem.code, problem.file) for problem in done.report] == [("unreachable", LARGE)]
        assert done.report.problems[0].hint
        assert done.sent_files == len(SMALL) + 3
    finally:
        seaweed.start()

    again = upload(folder, there.url)

    assert again.report.ok
    assert again.sent_files == 1
    assert content_of(there, NAME) == files_in(folder)


# ---- lines ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("chance", "seed"), [(0.3, 1), (0.8, 2)])
def test_whatever_is_cut_all_bytes_arrive(
    seaweed: Seaweed,
    proxy: Proxy,
    hasty: None,
    folder: Path,
    there: BucketLake,
    tmp_path: Path,
    chance: float,
    seed: int,
) -> None:
    proxy.cut_at_random(chance, seed=seed)

    done = upload(folder, there.url)

    assert done.report.ok, done.report.text()
    assert len([each for each in proxy.log if not each.whole]) > 3
    assert content_of(there, NAME) == files_in(folder)
    if chance == 0.3:
        assert read_by_s5cmd(seaweed, f"{there.url}/{NAME}", tmp_path) == files_in(folder)


def read_by_s5cmd(seaweed: Seaweed, url: str, target: Path) -> dict[str, bytes]:
    """Read all back with a third client."""
    command = [Path(sys.executable).with_name("s5cmd"), "--endpoint-url", seaweed.endpoint, "cp", f"{url}/*", target]
    subprocess.run(command, env={**os.environ, **seaweed.environment}, check=True, capture_output=True)
    return files_in(target)


@pytest.mark.parametrize(
    "request_", [r"^PUT .*/a\.bin", "partNumber=2", r"^PUT .*/manifest\.json", r"^PUT .*/\.upload\.json"]
)
def test_a_bit_that_flips_on_the_way_is_sent_again(
    proxy: Proxy, folder: Path, small: Path, there: BucketLake, request_: str
) -> None:
    fault = proxy.flip(request_, after=100)
    given = folder if request_.startswith("part") else small

    done = upload(given, there.url)

    assert fault.reached.is_set()
    assert done.report.ok
    assert content_of(there, NAME) == files_in(given)


@pytest.mark.parametrize(("request_", "path"), [(r"^PUT .*/a\.bin", "ecephys/a.bin"), ("partNumber=2", LARGE)])
def test_bits_that_always_flip_are_told_and_nothing_wrong_is_stored(
    proxy: Proxy, folder: Path, small: Path, there: BucketLake, request_: str, path: str
) -> None:
    proxy.flip(request_, after=100, times=1000)
    given = folder if path == LARGE else small

    done = upload(given, there.url)

    assert [(each.code, each.file, each.message, each.hint) for each in done.report] == [
        ("unreachable", path, "what arrived is not what was sent", "try again")
    ]
    assert not {path, "manifest.json"} & content_of(there, NAME).keys()


# ---- bits at rest --------------------------------------------------------------------------------------------------


def test_a_bit_that_flips_at_rest_is_found_by_all(small: Path, lake: Lake, tmp_path: Path) -> None:
    url = upload(small, lake.url).url
    lake.write(f"{NAME}/ecephys/a.bin", bytes([A[0] ^ 1]) + A[1:])

    for report in (verify(url).report, verify(url, deep=True).report, fetch(url, tmp_path).report):
        assert [(problem.code, problem.file) for problem in report] == [("file-changed", "ecephys/a.bin")]
    answer = release(small, lake.url)
    assert not answer.may_go
    assert [(problem.code, problem.file) for problem in answer.report] == [("file-changed", f"{url}/ecephys/a.bin")]


# ---- disks ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two MiB."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m,nr_inodes=200", "tmpfs", place], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("nobody but root may mount a disk")
    yield place
    subprocess.run(["umount", place], check=True)


def fill(disk: Path, but: int = 0) -> Path:
    """Fill a disk, but for some bytes."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while file.write(bytes(4096)):
                pass
        except OSError:
            file.truncate(max(0, file.tell() - but))
    return filler


def test_a_full_disk_stops_a_fetch_and_room_completes_it(small: Path, disk: Path, shell: Shell) -> None:
    filler = fill(disk, but=100_000)

    done = shell("fetch", small.as_uri(), disk, "--format", "json")

    assert done.exit_code == 1
    assert {problem["code"] for problem in done.told["problems"]} == {"unreachable"}
    assert "no space left on device" in done.out
    here = files_in(disk / NAME)
    assert here.items() <= files_in(small).items()
    assert "manifest.json" not in here

    filler.unlink()
    assert shell("fetch", small.as_uri(), disk).exit_code == 0
    assert files_in(disk / NAME) == files_in(small)


@pytest.mark.parametrize("room", [0, 100_000])
def test_a_full_disk_stops_an_upload_and_room_completes_it(small: Path, disk: Path, shell: Shell, room: int) -> None:
    filler = fill(disk, but=room)

    done = shell("upload", small, disk.as_uri(), "--format", "json")

    assert done.exit_code == 1
    assert "no space left on device" in done.out
    here = files_in(disk / NAME) if room else {}
    here.pop(".upload.json", None)
    assert here.items() <= files_in(small).items()
    assert "manifest.json" not in here

    filler.unlink()
    assert shell("upload", small, disk.as_uri()).exit_code == 0
    assert files_in(disk / NAME) == files_in(small)


class Full(Progress):
    """Fill the disk at a certain moment."""

    def __init__(self, disk: Path, at: str) -> None:
        self._disk = disk
        self._at = at

    def start(self, what: str, total_bytes: int) -> None:
        if self._at == "start":
            fill(self._disk)

    def finish(self) -> None:
        if self._at == "finish":
            fill(self._disk)


def nothing_written(folder: Path) -> None:
    fill(folder.parent)


def bundle_written(folder: Path) -> None:
    assert stamp(folder).report.ok
    (folder / "manifest.json").unlink()
    fill(folder.parent)


@pytest.mark.parametrize(
    ("before", "at"),
    [(nothing_written, "before"), (bundle_written, "before"), (None, "start"), (None, "finish")],
    ids=["at the bundle", "at the journal", "at the journal too", "at the manifest"],
)
def test_a_full_disk_stops_stamping_and_room_completes_it(
    disk: Path, shell: Shell, before: Callable[[Path], None] | None, at: str
) -> None:
    folder = write_asset(disk, {f"{number}.bin": noise(1000, number) for number in range(20)})
    data = {path: content for path, content in files_in(folder).items() if path.endswith(".bin")}
    if before is not None:
        before(folder)
        done = shell("stamp", folder)
        assert done.exit_code == 1
        assert "No space left on device" in done.err
    else:
        with pytest.raises(OSError, match="No space left on device"):
            stamp(folder, progress=Full(disk, at))

    assert not (folder / "manifest.json").exists()
    assert [path for path in folder.iterdir() if path.name.endswith(".part")] == []
    assert data.items() <= files_in(folder).items()
    assert not verify(folder).report.ok

    (disk / "filler").unlink()
    assert stamp(folder).report.ok
    assert verify(folder).report.ok
    assert not (folder / ".manifest.json.journal").exists()


def test_a_disk_without_inodes_is_told(small: Path, disk: Path, shell: Shell) -> None:
    for number in range(400):
        try:
            (disk / f"{number}").touch()
        except OSError:
            break

    done = shell("fetch", small.as_uri(), disk)

    assert done.exit_code == 1
    assert "No space left on device" in done.err
    assert not (disk / NAME / "manifest.json").exists()
    shutil.rmtree(disk, ignore_errors=True)
