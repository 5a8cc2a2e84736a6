"""What arrives is the asset, whole and unmixed, whoever else is at work there."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from aind_schema import stamp, upload, verify
from aind_schema.errors import Refused
from aind_schema.progress import Progress
from aind_schema.storage.planning import plan
from aind_schema.storage.uploading import Uploaded
from aind_schema.stores import StoreError
from samples.assets import NAME, make_asset, noise, write_asset
from samples.lakes import BucketLake, FolderLake, Lake, content_of, files_in
from samples.seaweed import BUCKET

if TYPE_CHECKING:
    from samples.proxy import Proxy
    from samples.seaweed import Seaweed

MIB = 2**20
A, B = noise(1000, 1), noise(2000, 2)
FILES = {"ecephys/a.bin": A, "ecephys/b.bin": B, "empty.txt": b""}
OTHER = {"ecephys/a.bin": B, "ecephys/b.bin": A, "only/here.bin": A}


@pytest.fixture(scope="module")
def stamped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    parent = tmp_path_factory.mktemp("rig")
    (parent / NAME / "behavior").mkdir(parents=True)
    return make_asset(parent, FILES)


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another asset of the same name, which no test changes."""
    return make_asset(tmp_path_factory.mktemp("other"), OTHER)


@pytest.fixture
def folder(stamped: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(stamped, tmp_path / "rig" / NAME))


class When(Progress):
    """Do something once, when the first byte would be sent."""

    def __init__(self, act: Callable[[], object]) -> None:
        self._act = act

    def start(self, what: str, total_bytes: int) -> None:
        if what == "uploading":
            self._act()


def refusal(folder: Path, url: str, *, replace: bool = False, progress: Progress | None = None) -> list[str]:
    """Upload what is refused, and return why."""
    with pytest.raises(Refused) as refused:
        upload(folder, url, replace=replace, progress=progress or Progress())
    return [
        f"{problem.code} {(problem.file or '').removeprefix(url)}: {problem.message}"
        for problem in refused.value.report
    ]


# ---- what arrives --------------------------------------------------------------------------------------------------


def test_all_of_an_asset_arrives(folder: Path, lake: Lake) -> None:
    done = upload(folder, lake.url)

    files = files_in(folder)
    assert done.report.ok
    assert (done.name, done.url) == (NAME, f"{lake.url}/{NAME}")
    assert (done.sent_files, done.present_files) == (len(files) - 1, 0)
    assert done.sent_bytes == sum(len(data) for path, data in files.items() if path != "manifest.json")
    assert content_of(lake, NAME) == files
    assert verify(f"{lake.url}/{NAME}", deep=True).report.ok


def test_a_second_time_nothing_goes(folder: Path, bucket: str, proxy: Proxy) -> None:
    upload(folder, bucket)
    proxy.log.clear()

    done = upload(folder, bucket)

    assert done.report.ok
    assert (done.sent_files, done.sent_bytes) == (0, 0)
    assert (done.present_files, done.present_bytes) == (6, sum(map(len, files_in(folder).values())) - len_of(folder))
    assert [each for each in proxy.log if each.method in ("PUT", "POST", "DELETE")] == []


def len_of(folder: Path) -> int:
    return (folder / "manifest.json").stat().st_size


def test_a_second_time_nothing_is_written(folder: Path, tmp_path: Path) -> None:
    lake = FolderLake(tmp_path / "lake")
    upload(folder, lake.url)
    before = {path: (lake.root / path).stat() for path in lake.paths()}

    assert upload(folder, lake.url).sent_files == 0

    assert {path: (lake.root / path).stat().st_mtime_ns for path in lake.paths()} == {
        path: status.st_mtime_ns for path, status in before.items()
    }


def test_only_what_is_missing_goes(folder: Path, lake: Lake) -> None:
    upload(folder, lake.url)
    lake.remove(f"{NAME}/ecephys/a.bin")
    lake.remove(f"{NAME}/empty.txt")

    done = upload(folder, lake.url)

    assert done.report.ok
    assert (done.sent_files, done.sent_bytes, done.present_files) == (2, len(A), 4)
    assert content_of(lake, NAME) == files_in(folder)


def test_a_url_may_end_in_the_name(folder: Path, lake: Lake) -> None:
    assert upload(folder, f"{lake.url}/{NAME}/").url == f"{lake.url}/{NAME}"
    assert upload(folder, lake.url).sent_files == 0
    assert {path.partition("/")[0] for path in lake.paths()} == {NAME}


def test_records_alone_are_an_asset(tmp_path: Path, lake: Lake) -> None:
    folder = make_asset(tmp_path / "rig")

    assert upload(folder, lake.url).report.ok

    assert content_of(lake, NAME).keys() == {"data_description.json", "subject.json", "metadata.json", "manifest.json"}


def test_what_is_half_there_is_completed(folder: Path, lake: Lake) -> None:
    planned = plan(folder, lake.url)
    lake.write(f"{NAME}/ecephys/a.bin", A)
    lake.write(f"{NAME}/.upload.json", claim_of(folder))

    done = upload(folder, lake.url)

    assert done.report.ok
    assert (done.sent_files, done.present_files) == (len(planned.missing) - 1, 1)
    assert content_of(lake, NAME) == files_in(folder)


def claim_of(folder: Path) -> bytes:
    """Return what an upload says in the store while it is under way."""
    found: list[bytes] = []
    place = FolderLake(folder.parent / uuid4().hex)
    upload(folder, place.url, progress=When(lambda: found.append(place.read(f"{NAME}/.upload.json"))))
    return found[0]


# ---- what changes here ---------------------------------------------------------------------------------------------


def change(folder: Path, path: str, data: bytes | None) -> None:
    if data is None:
        (folder / path).unlink()
    else:
        (folder / path).write_bytes(data)


@pytest.mark.parametrize(
    ("path", "data", "code"),
    [
        ("ecephys/a.bin", B[:1000], "file-changed"),
        ("ecephys/a.bin", A + b"x", "file-changed"),
        ("empty.txt", b"x", "file-changed"),
        ("ecephys/a.bin", None, "unreadable"),
    ],
)
def test_a_file_that_changes_before_it_is_sent_is_told(
    folder: Path, lake: Lake, path: str, data: bytes | None, code: str
) -> None:
    done = upload(folder, lake.url, progress=When(lambda: change(folder, path, data)))

    assert [(problem.code, problem.file) for problem in done.report] == [(code, path)]
    assert content_of(lake, NAME).keys() == files_in(folder).keys() - {"manifest.json", path} | {".upload.json"}
    assert done.sent_files == 5

    change(folder, path, FILES[path])
    assert upload(folder, lake.url).sent_files == 1
    assert content_of(lake, NAME) == files_in(folder)


def test_a_file_of_the_same_size_that_changed_since_it_was_stamped_is_told(folder: Path, lake: Lake) -> None:
    change(folder, "ecephys/a.bin", B[:1000])

    done = upload(folder, lake.url)

    assert [(each.code, each.file, each.hint) for each in done.report] == [
        ("file-changed", "ecephys/a.bin", "stamp the folder again, with --replace")
    ]
    assert "manifest.json" not in content_of(lake, NAME)


def test_a_large_file_that_changed_is_told(tmp_path: Path, lake: Lake) -> None:
    folder = make_asset(tmp_path, {"large.bin": noise(17 * MIB)})
    with (folder / "large.bin").open("r+b") as file:
        file.seek(5 * MIB)
        file.write(b"other")

    done = upload(folder, lake.url)

    assert [(problem.code, problem.file) for problem in done.report] == [("file-changed", "large.bin")]
    assert not {"large.bin", "manifest.json"} & content_of(lake, NAME).keys()


# ---- what is there already -----------------------------------------------------------------------------------------


def test_another_asset_is_not_overwritten(folder: Path, other: Path, lake: Lake) -> None:
    upload(other, lake.url)

    assert refusal(folder, lake.url) == [f"asset-exists /{NAME}: another asset of this name is there"]
    assert content_of(lake, NAME) == files_in(other)


def test_another_asset_is_replaced_if_asked(folder: Path, other: Path, lake: Lake) -> None:
    upload(other, lake.url)
    lake.write(f"{NAME}/left.bin", b"x")
    seen: list[set[str]] = []

    done = upload(folder, lake.url, replace=True, progress=When(lambda: seen.append({*content_of(lake, NAME)})))

    assert done.report.ok
    assert content_of(lake, NAME) == files_in(folder)
    assert "manifest.json" not in seen[0]
    assert upload(folder, lake.url).sent_files == 0


def test_no_reader_sees_the_old_manifest_with_new_files(folder: Path, other: Path, bucket: str, proxy: Proxy) -> None:
    upload(other, bucket)
    proxy.log.clear()

    upload(folder, bucket, replace=True)

    changes = [each for each in proxy.log if each.method in ("PUT", "DELETE")]
    steps = [f"{each.method} {each.target.rpartition(f'{NAME}/')[2]}" for each in changes]
    assert steps[:2] == ["PUT .upload.json", "DELETE manifest.json"]
    assert steps[-2:] == ["PUT manifest.json", "DELETE .upload.json"]
    assert "DELETE only/here.bin" in steps


@pytest.mark.parametrize("path", ["ecephys/a.bin", "deep/er/surprise.bin"])
def test_what_is_in_the_way_is_told(folder: Path, lake: Lake, path: str) -> None:
    lake.write(f"{NAME}/{path}", b"foreign")
    reason = "no file of this asset" if "surprise" in path else "with other content"

    found = refusal(folder, lake.url)

    assert len(found) == 1
    assert found[0].startswith(f"asset-exists /{NAME}/{path}: it is there")
    assert found[0].endswith(reason)
    assert content_of(lake, NAME) == {path: b"foreign"}
    assert upload(folder, lake.url, replace=True).report.ok
    assert content_of(lake, NAME) == files_in(folder)


def test_what_is_damaged_there_is_not_mended_in_silence(folder: Path, lake: Lake) -> None:
    upload(folder, lake.url)
    lake.write(f"{NAME}/ecephys/a.bin", B[:1000])

    assert refusal(folder, lake.url) == [f"asset-exists /{NAME}/ecephys/a.bin: it is there with other content"]
    assert upload(folder, lake.url, replace=True).sent_files == 1
    assert content_of(lake, NAME) == files_in(folder)


def test_the_claim_of_another_is_heeded_until_told(folder: Path, other: Path, lake: Lake) -> None:
    lake.write(f"{NAME}/.upload.json", claim_of(other))

    assert refusal(folder, lake.url) == [f"asset-exists /{NAME}: another asset of this name is being uploaded there"]
    assert content_of(lake, NAME) == {".upload.json": claim_of(other)}
    assert upload(folder, lake.url, replace=True).report.ok
    assert content_of(lake, NAME) == files_in(folder)


@pytest.mark.parametrize("claim", [b"", bytes(range(256))])
def test_a_claim_that_makes_no_sense_is_heeded_too(folder: Path, lake: Lake, claim: bytes) -> None:
    lake.write(f"{NAME}/.upload.json", claim)

    assert "is being uploaded there" in refusal(folder, lake.url)[0]


def test_a_complete_asset_leaves_the_claim_of_another_alone(folder: Path, other: Path, lake: Lake) -> None:
    upload(folder, lake.url)
    lake.write(f"{NAME}/.upload.json", claim_of(other))

    assert upload(folder, lake.url).report.ok

    assert lake.read(f"{NAME}/.upload.json") == claim_of(other)


@pytest.mark.parametrize("mark", ["manifest.json", ".upload.json"])
def test_an_asset_that_lies_below_is_not_removed(folder: Path, lake: Lake, mark: str) -> None:
    lake.write(f"{NAME}/deeper/{mark}", b"precious")

    assert refusal(folder, lake.url, replace=True) == [f"asset-exists /{NAME}/deeper/{mark}: another asset lies there"]

    assert content_of(lake, NAME) == {f"deeper/{mark}": b"precious"}


def test_an_asset_that_comes_to_lie_below_is_not_removed(folder: Path, other: Path, lake: Lake) -> None:
    upload(other, lake.url)
    nested = When(lambda: lake.write(f"{NAME}/deeper/manifest.json", b"precious"))

    assert "another asset lies there" in refusal(folder, lake.url, replace=True, progress=nested)[0]

    assert lake.read(f"{NAME}/deeper/manifest.json") == b"precious"
    assert f"{NAME}/manifest.json" not in lake.paths()


# ---- others at work ------------------------------------------------------------------------------------------------


def test_what_another_upload_of_the_same_asset_has_sent_is_not_sent_again(folder: Path, lake: Lake) -> None:
    done = upload(folder, lake.url, progress=When(lambda: lake.write(f"{NAME}/ecephys/a.bin", A)))

    assert done.report.ok
    assert (done.sent_files, done.present_files) == (5, 1)
    assert content_of(lake, NAME) == files_in(folder)


def test_what_another_upload_has_completed_is_complete(folder: Path, lake: Lake) -> None:
    done = upload(folder, lake.url, progress=When(lambda: upload(folder, lake.url)))

    assert done.report.ok
    assert (done.sent_files, done.present_files) == (0, 6)
    assert content_of(lake, NAME) == files_in(folder)


def test_something_else_that_is_put_there_meanwhile_is_told(folder: Path, lake: Lake) -> None:
    done = upload(folder, lake.url, progress=When(lambda: lake.write(f"{NAME}/ecephys/a.bin", B)))

    assert [(problem.code, problem.file) for problem in done.report] == [("asset-exists", "ecephys/a.bin")]
    assert lake.read(f"{NAME}/ecephys/a.bin") == B
    assert "manifest.json" not in content_of(lake, NAME)


def test_an_upload_whose_place_is_taken_gives_way(folder: Path, other: Path, lake: Lake) -> None:
    taken = When(lambda: upload(other, lake.url, replace=True))

    assert {*refused_or_told(folder, lake.url, taken)} == {"asset-exists"}

    assert_won(other, lake)


def assert_won(winner: Path, lake: Lake) -> None:
    """See that an asset is whole; what came after it was complete is left over, and told to whoever looks."""
    content, files = content_of(lake, NAME), files_in(winner)
    assert files.items() <= content.items()
    found = {(problem.code, problem.file) for problem in verify(f"{lake.url}/{NAME}").report}
    assert found == {("file-added", path) for path in content.keys() - files.keys()}


def refused_or_told(folder: Path, url: str, progress: Progress, *, replace: bool = False) -> list[str]:
    try:
        return [problem.code for problem in upload(folder, url, replace=replace, progress=progress).report]
    except Refused as refused:
        return [problem.code for problem in refused.report]


def test_of_two_that_replace_a_third_one_wins(folder: Path, other: Path, tmp_path: Path, lake: Lake) -> None:
    upload(make_asset(tmp_path / "third", {"ecephys/a.bin": noise(10), "ecephys/b.bin": noise(20)}), lake.url)
    taken = When(lambda: upload(other, lake.url, replace=True))

    assert refused_or_told(folder, lake.url, taken, replace=True) == ["asset-exists"]

    assert_won(other, lake)


def test_of_two_with_one_name_at_the_same_time_at_most_one_wins(folder: Path, other: Path, lake: Lake) -> None:
    together = threading.Barrier(2)

    def compete(each: Path) -> list[str]:
        together.wait()
        return refused_or_told(each, lake.url, Progress())

    with ThreadPoolExecutor(2) as pool:
        told = dict(zip((folder, other), pool.map(compete, (folder, other)), strict=True))

    winners = [each for each, codes in told.items() if not codes]
    assert len(winners) == 1
    assert content_of(lake, NAME) == files_in(winners[0])


def run(folder: Path, url: str) -> subprocess.Popen[str]:
    arguments = [Path(sys.executable).with_name("aind-schema"), "upload", folder, url, "--format", "json"]
    return subprocess.Popen(
        arguments, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=dict(os.environ)
    )


def test_two_processes_that_upload_the_same_asset_both_succeed(tmp_path: Path, lake: Lake) -> None:
    folder = make_asset(
        tmp_path, {f"small/{i:02}.bin": noise(50_000, i) for i in range(20)} | {"l.bin": noise(17 * MIB)}
    )
    processes = [run(folder, lake.url) for _ in range(2)]
    outputs = [process.communicate(timeout=60)[0] for process in processes]

    assert [process.returncode for process in processes] == [0, 0], outputs
    assert content_of(lake, NAME) == files_in(folder)
    told = [json.loads(output) for output in outputs]
    assert {each["sent_files"] + each["present_files"] for each in told} == {24}


# ---- what goes wrong otherwise -------------------------------------------------------------------------------------


def test_what_cannot_be_tidied_up_is_told_and_the_asset_is_complete(folder: Path, tmp_path: Path) -> None:
    lake = FolderLake(tmp_path / "lake")
    upload(folder, lake.url)
    (tmp_path / "outside").write_bytes(b"precious")
    (lake.root / NAME / ".upload.json").symlink_to(tmp_path / "outside")

    done = upload(folder, lake.url)

    assert done.report.ok
    assert [(problem.code, problem.severity) for problem in done.report] == [("unreachable", "warning")]
    assert (tmp_path / "outside").read_bytes() == b"precious"


def test_no_url_holds_credentials(folder: Path) -> None:
    with pytest.raises(StoreError, match="a URL may not hold credentials") as refused:
        upload(folder, f"s3://KEY:SECRET@{BUCKET}/lake")
    assert "SECRET" not in str(refused.value)


def test_what_was_stamped_anew_takes_the_place_of_what_it_was(tmp_path: Path, lake: Lake) -> None:
    folder = make_asset(tmp_path, FILES)
    upload(folder, lake.url)
    (folder / "ecephys" / "b.bin").unlink()
    write_asset(tmp_path, {"ecephys/c.bin": B, "ecephys/a.bin": B})
    assert stamp(folder, replace=True).report.ok

    assert "another asset of this name is there" in refusal(folder, lake.url)[0]
    done = upload(folder, lake.url, replace=True)

    assert isinstance(done, Uploaded)
    assert done.sent_files == 2
    assert content_of(lake, NAME) == files_in(folder)


def test_a_bucket_keeps_what_files_are(folder: Path, bucket: str, seaweed: Seaweed) -> None:
    lake = BucketLake(bucket, seaweed.client())
    upload(folder, bucket)

    head = lake.client.head_object(Bucket=BUCKET, Key=lake.key(f"{NAME}/empty.txt"), ChecksumMode="ENABLED")

    assert head["ContentType"] == "text/plain"
    assert head["ChecksumCRC64NVME"] == "AAAAAAAAAAA="


def test_an_asset_below_the_place_is_not_removed_with_what_is_replaced(folder: Path, other: Path, lake: Lake) -> None:
    upload(other, f"{lake.url}/{NAME}/nested")

    with pytest.raises(Refused, match="another asset lies there; move it elsewhere"):
        upload(folder, lake.url, replace=True)

    assert verify(f"{lake.url}/{NAME}/nested/{NAME}").report.ok
