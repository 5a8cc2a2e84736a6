"""Only what is safe elsewhere to the last byte may go, and nothing is ever deleted."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aind_schema import release, stamp, upload
from aind_schema.stores import StoreError
from samples.assets import NAME, make_asset, noise
from samples.lakes import BucketLake, Lake
from samples.seaweed import BUCKET

if TYPE_CHECKING:
    from aind_schema.storage.releasing import Released
    from samples.proxy import Proxy
    from samples.seaweed import Seaweed

A, B = noise(1000, 1), noise(1000, 2)
FILES = {"ecephys/a.bin": A, "ecephys/b.bin": B, "empty.txt": b""}
A_BIN = f"{NAME}/ecephys/a.bin"


@pytest.fixture(scope="module")
def stamped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    parent = tmp_path_factory.mktemp("rig")
    (parent / NAME / "behavior").mkdir(parents=True)
    return make_asset(parent, FILES)


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_asset(tmp_path_factory.mktemp("other"), {"ecephys/a.bin": B})


@pytest.fixture
def folder(stamped: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(stamped, tmp_path / "rig" / NAME))


@pytest.fixture
def uploaded(folder: Path, lake: Lake) -> Lake:
    assert upload(folder, lake.url).report.ok
    return lake


def state(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    found = {}
    for path in [folder, *folder.rglob("*")]:
        status = path.lstat()
        found[os.fspath(path)] = (status.st_mode, status.st_mtime_ns, path.read_bytes() if path.is_file() else b"")
    return found


def ask(folder: Path, url: str, **options: bool) -> Released:
    """Ask whether a folder may go, and see that asking changes nothing."""
    before = state(folder)
    answer = release(folder, url, **options)
    assert state(folder) == before
    assert answer.may_go == (not answer.report.errors)
    return answer


def kept(answer: Released) -> list[tuple[str, str | None]]:
    assert not answer.may_go
    return [(problem.code, problem.file) for problem in answer.report]


# ---- may go --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("deep", [False, True])
def test_what_is_safe_may_go(folder: Path, uploaded: Lake, deep: bool) -> None:
    answer = ask(folder, uploaded.url, deep=deep)

    assert answer.may_go
    assert answer.report.problems == ()
    assert (answer.folder, answer.url, answer.files) == (folder, f"{uploaded.url}/{NAME}", 6)
    assert answer.bytes == sum(entry.stat().st_size for entry in folder.rglob("*") if entry.is_file()) - size_of(folder)


def size_of(folder: Path) -> int:
    return (folder / "manifest.json").stat().st_size


def test_the_url_may_end_in_the_name(folder: Path, uploaded: Lake) -> None:
    assert ask(folder, f"{uploaded.url}/{NAME}/").may_go


def test_what_only_says_how_work_goes_on_keeps_nothing(folder: Path, uploaded: Lake) -> None:
    (folder / ".manifest.json.journal").write_bytes(b"")

    assert ask(folder, uploaded.url).may_go


def test_checksums_of_the_server_save_reading(folder: Path, bucket: str, proxy: Proxy) -> None:
    upload(folder, bucket)
    proxy.log.clear()

    assert ask(folder, bucket).may_go
    assert proxy.requests(r"^GET .*/(ecephys/|subject|empty)") == []

    assert ask(folder, bucket, deep=True).may_go
    assert len(proxy.requests(r"^GET .*/(ecephys/|subject|empty)")) == 4


def test_what_has_no_checksum_of_all_its_bytes_is_read_back(
    folder: Path, bucket: str, seaweed: Seaweed, proxy: Proxy
) -> None:
    upload(folder, bucket)
    lake = BucketLake(bucket, seaweed.client())
    for data, may_go in [(A, True), (B, False)]:
        put_in_parts(lake, data)
        proxy.log.clear()

        answer = ask(folder, bucket)

        assert answer.may_go is may_go
        assert len(proxy.requests(r"^GET .*/ecephys/a\.bin")) == 1


def put_in_parts(lake: BucketLake, data: bytes) -> None:
    """Put an object as other clients do, with a checksum of the checksums of its parts."""
    names = {"Bucket": BUCKET, "Key": lake.key(A_BIN)}
    upload_id = lake.client.create_multipart_upload(**names, ChecksumAlgorithm="CRC32")["UploadId"]
    part = lake.client.upload_part(**names, UploadId=upload_id, PartNumber=1, Body=data, ChecksumAlgorithm="CRC32")
    parts = [{"PartNumber": 1, "ETag": part["ETag"], "ChecksumCRC32": part["ChecksumCRC32"]}]
    lake.client.complete_multipart_upload(**names, UploadId=upload_id, MultipartUpload={"Parts": parts})


# ---- must stay -----------------------------------------------------------------------------------------------------


def test_what_was_never_uploaded_stays(folder: Path, lake: Lake) -> None:
    assert kept(ask(folder, lake.url)) == [("no-manifest", f"{lake.url}/{NAME}")]


def test_what_is_there_without_its_manifest_stays(folder: Path, uploaded: Lake) -> None:
    uploaded.remove(f"{NAME}/manifest.json")

    assert kept(ask(folder, uploaded.url)) == [("no-manifest", f"{uploaded.url}/{NAME}")]


def test_what_is_another_asset_there_stays(folder: Path, other: Path, lake: Lake) -> None:
    upload(other, lake.url)

    assert kept(ask(folder, lake.url)) == [("asset-exists", f"{lake.url}/{NAME}")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (None, "file-missing"),
        (B, "file-changed"),
        (A[:999] + bytes([A[999] ^ 1]), "file-changed"),
        (A[:-1], "file-truncated"),
        (b"", "file-truncated"),
        (A + b"x", "file-changed"),
    ],
    ids=["missing", "other", "one bit", "truncated", "empty", "longer"],
)
def test_what_is_damaged_there_stays(folder: Path, uploaded: Lake, data: bytes | None, code: str) -> None:
    uploaded.remove(A_BIN)
    if data is not None:
        uploaded.write(A_BIN, data)

    assert kept(ask(folder, uploaded.url)) == [(code, f"{uploaded.url}/{A_BIN}")]


def test_what_is_added_there_is_told(folder: Path, uploaded: Lake) -> None:
    uploaded.write(f"{NAME}/more.bin", b"x")

    assert kept(ask(folder, uploaded.url)) == [("file-added", f"{uploaded.url}/{NAME}/more.bin")]


def test_what_another_upload_is_about_to_replace_stays(folder: Path, uploaded: Lake) -> None:
    uploaded.write(f"{NAME}/.upload.json", b"another")

    answer = ask(folder, uploaded.url)

    assert kept(answer) == [("asset-exists", f"{uploaded.url}/{NAME}")]
    assert answer.report.problems[0].message == "another asset of this name is being uploaded there"


def change(path: str, data: bytes | None) -> Callable[[Path], None]:
    def act(folder: Path) -> None:
        if data is None:
            (folder / path).unlink()
        else:
            (folder / path).write_bytes(data)

    return act


def add_link(folder: Path) -> None:
    (folder / "link").symlink_to("empty.txt")


def add_folder(folder: Path) -> None:
    (folder / "notes").mkdir()


def remove_folder(folder: Path) -> None:
    (folder / "behavior").rmdir()


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        (change("ecephys/a.bin", B), [("file-changed", "ecephys/a.bin")]),
        (change("ecephys/a.bin", A + B), [("file-changed", "ecephys/a.bin")]),
        (change("ecephys/a.bin", None), [("file-missing", "ecephys/a.bin")]),
        (change("notes.txt", b"precious"), [("file-added", "notes.txt")]),
        (change("ecephys/.hidden", b""), [("file-added", "ecephys/.hidden")]),
        (add_link, [("link-refused", "link")]),
        (add_folder, [("file-added", "notes")]),
        (remove_folder, [("folder-missing", "behavior")]),
    ],
)
def test_what_changed_here_since_it_was_stamped_stays(
    folder: Path, tmp_path: Path, act: Callable[[Path], None], expected: list[tuple[str, str]]
) -> None:
    lake = (tmp_path / "lake").as_uri()
    assert upload(folder, lake).report.ok
    act(folder)

    assert kept(ask(folder, lake)) == expected


def test_what_was_stamped_anew_stays(folder: Path, uploaded: Lake) -> None:
    (folder / "ecephys" / "a.bin").write_bytes(B)
    assert stamp(folder, replace=True).report.ok

    assert kept(ask(folder, uploaded.url)) == [("asset-exists", f"{uploaded.url}/{NAME}")]


def test_records_with_mistakes_stay(folder: Path, uploaded: Lake) -> None:
    (folder / "subject.json").write_bytes(b"{}")

    codes = {problem.code for problem in ask(folder, uploaded.url).report}

    assert {"missing-kind", "file-truncated"} <= codes


def test_what_is_not_stamped_stays(folder: Path, lake: Lake) -> None:
    (folder / "manifest.json").unlink()

    answer = ask(folder, lake.url)

    assert kept(answer) == [("no-manifest", folder.as_posix())]
    assert answer.url is None


def test_both_sides_are_told_at_once(folder: Path, uploaded: Lake) -> None:
    (folder / "ecephys" / "b.bin").write_bytes(A)
    uploaded.remove(A_BIN)

    assert kept(ask(folder, uploaded.url)) == [
        ("file-changed", "ecephys/b.bin"),
        ("file-missing", f"{uploaded.url}/{A_BIN}"),
    ]


@pytest.mark.parametrize("where", ["", NAME, f"{NAME}/ecephys", f"{NAME}/.upload", "link", f"link/{NAME}"])
def test_a_folder_is_no_copy_of_itself(folder: Path, where: str) -> None:
    (folder.parent / "link").symlink_to(".")

    answer = ask(folder, f"{folder.parent.as_uri()}/{where}")

    assert kept(answer) == [("asset-exists", answer.url)]
    assert answer.report.problems[0].message == "this is the folder itself, or lies in it"


def test_links_may_be_followed(folder: Path, lake: Lake, tmp_path: Path) -> None:
    (folder / "ecephys").rename(tmp_path / "elsewhere")
    (folder / "ecephys").symlink_to(tmp_path / "elsewhere")
    assert upload(folder, lake.url, follow_links=True).report.ok

    assert ask(folder, lake.url, follow_links=True).may_go
    assert not ask(folder, lake.url).may_go


def test_without_an_answer_nothing_may_go(folder: Path, proxy: Proxy, bucket: str, impatient: None) -> None:
    upload(folder, bucket)
    proxy.cut_answer("^(GET|HEAD) ", times=10_000)

    with pytest.raises(StoreError):
        release(folder, bucket)
