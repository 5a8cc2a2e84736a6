"""Whatever happens to an asset, in a folder or in a store, verifying tells it by path and code."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

from aind_schema import Manifest, stamp, upload, verify
from aind_schema.assets.verifying import read_manifest
from aind_schema.stores import StoreError
from samples.assets import DESCRIPTION, NAME, SUBJECT, make_asset, noise, write_asset
from samples.hostile import manifests
from samples.lakes import BucketLake, FolderLake, files_in
from samples.seaweed import BUCKET, Seaweed

if TYPE_CHECKING:
    from samples.lakes import Lake
    from samples.proxy import Proxy

A, B, ALIKE = noise(1000, 1), noise(1000, 2), noise(500, 3)
FILES = {
    "ecephys/a.bin": A,
    "ecephys/b.bin": B,
    "ecephys/c.bin": B[:300],
    "x.csv": ALIKE,
    "y.csv": ALIKE,
    "no.txt": b"",
}


class Copy(Protocol):
    """A copy of the asset somewhere, which other programs change behind our back."""

    @property
    def where(self) -> Path | str: ...

    def read(self, path: str) -> bytes: ...

    def write(self, path: str, data: bytes) -> None: ...

    def remove(self, path: str) -> None: ...


class CopyIn:
    """The copy in a lake, by paths within the asset."""

    def __init__(self, lake: FolderLake | BucketLake, where: Path | str) -> None:
        self.lake = lake
        self.where = where

    def read(self, path: str) -> bytes:
        return self.lake.read(f"{NAME}/{path}")

    def write(self, path: str, data: bytes) -> None:
        self.lake.write(f"{NAME}/{path}", data)

    def remove(self, path: str) -> None:
        self.lake.remove(f"{NAME}/{path}")


@pytest.fixture(scope="module")
def stamped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stamped")
    (folder / NAME / "behavior").mkdir(parents=True)
    return make_asset(folder, FILES)


@pytest.fixture
def folder(stamped: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(stamped, tmp_path / NAME))


@pytest.fixture(scope="module")
def uploaded(seaweed: Seaweed, stamped: Path) -> BucketLake:
    """The asset in a bucket, which each test leaves as it was."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in seaweed.environment.items():
            patch.setenv(name, value)
        assert upload(stamped, f"s3://{BUCKET}/verifying").report.ok
    return BucketLake(f"s3://{BUCKET}/verifying", seaweed.client())


@pytest.fixture
def in_bucket(bucket: str, stamped: Path, uploaded: BucketLake) -> Iterator[CopyIn]:
    yield CopyIn(uploaded, f"{uploaded.url}/{NAME}")
    sound = {f"{NAME}/{path}": data for path, data in files_in(stamped).items()}
    for path in set(uploaded.paths()) - sound.keys():
        uploaded.remove(path)
    for path, data in sound.items():
        uploaded.write(path, data)


@pytest.fixture(params=["folder", "file", "bucket"])
def copy(request: pytest.FixtureRequest, stamped: Path, tmp_path: Path) -> CopyIn:
    """The asset in a folder, in a folder that a URL names, and in a bucket."""
    if request.param == "bucket":
        found: CopyIn = request.getfixturevalue("in_bucket")
        return found
    where = Path(shutil.copytree(stamped, tmp_path / NAME))
    return CopyIn(FolderLake(tmp_path), where if request.param == "folder" else where.as_uri())


def found(copy: CopyIn, **options: bool) -> list[tuple[str, str | None]]:
    report, manifest = verify(copy.where, **options)
    assert manifest is not None
    assert report.ok == (not report.errors)
    return [(problem.code, problem.file) for problem in report if problem.file != f"{copy.where}/subject.json"]


def flipped(data: bytes) -> bytes:
    return data[:100] + bytes([data[100] ^ 1]) + data[101:]


def rename(copy: Copy, old: str, new: str) -> None:
    copy.write(new, copy.read(old))
    copy.remove(old)


def swap(copy: Copy, one: str, other: str) -> None:
    first, second = copy.read(one), copy.read(other)
    copy.write(one, second)
    copy.write(other, first)


CHANGES: dict[str, tuple[Callable[[Copy], object], list[tuple[str, str]]]] = {
    "nothing": (lambda copy: None, []),
    "missing": (lambda copy: copy.remove("ecephys/a.bin"), [("file-missing", "ecephys/a.bin")]),
    "empty and missing": (lambda copy: copy.remove("no.txt"), [("file-missing", "no.txt")]),
    "added": (lambda copy: copy.write("ecephys/new.bin", b"x"), [("file-added", "ecephys/new.bin")]),
    "empty and added": (lambda copy: copy.write("new.txt", b""), [("file-added", "new.txt")]),
    "one bit": (lambda copy: copy.write("ecephys/a.bin", flipped(A)), [("file-changed", "ecephys/a.bin")]),
    "truncated": (lambda copy: copy.write("ecephys/a.bin", A[:-1]), [("file-truncated", "ecephys/a.bin")]),
    "emptied": (lambda copy: copy.write("ecephys/a.bin", b""), [("file-truncated", "ecephys/a.bin")]),
    "grown": (lambda copy: copy.write("ecephys/a.bin", A + b"x"), [("file-changed", "ecephys/a.bin")]),
    "no longer empty": (lambda copy: copy.write("no.txt", b"x"), [("file-changed", "no.txt")]),
    "renamed": (lambda copy: rename(copy, "ecephys/a.bin", "a.bin"), [("file-renamed", "ecephys/a.bin")]),
    "renamed and changed": (
        lambda copy: (copy.remove("ecephys/a.bin"), copy.write("a.bin", flipped(A))),
        [("file-added", "a.bin"), ("file-missing", "ecephys/a.bin")],
    ),
    "two alike renamed": (
        lambda copy: (rename(copy, "x.csv", "1.csv"), rename(copy, "y.csv", "2.csv")),
        [("file-renamed", "x.csv"), ("file-renamed", "y.csv")],
    ),
    "one of two alike copied": (lambda copy: copy.write("z.csv", ALIKE), [("file-added", "z.csv")]),
    "swapped": (
        lambda copy: swap(copy, "ecephys/a.bin", "ecephys/b.bin"),
        [("file-changed", "ecephys/a.bin"), ("file-changed", "ecephys/b.bin")],
    ),
    "swapped, of other sizes": (
        lambda copy: swap(copy, "ecephys/a.bin", "ecephys/c.bin"),
        [("file-truncated", "ecephys/a.bin"), ("file-changed", "ecephys/c.bin")],
    ),
    "two alike swapped": (lambda copy: swap(copy, "x.csv", "y.csv"), []),
    "a folder in its place": (
        lambda copy: (copy.remove("x.csv"), copy.write("x.csv/inner", b"x")),
        [("file-missing", "x.csv"), ("file-added", "x.csv/inner")],
    ),
    "several at once": (
        lambda copy: (copy.remove("x.csv"), copy.write("ecephys/a.bin", A[1:]), copy.write("new", b"x")),
        [("file-truncated", "ecephys/a.bin"), ("file-added", "new"), ("file-missing", "x.csv")],
    ),
    "what uploading leaves behind": (lambda copy: copy.write(".upload.json", b"{}"), []),
}


@pytest.mark.parametrize(("change", "expected"), CHANGES.values(), ids=CHANGES)
def test_what_happened_is_told(copy: CopyIn, change: Callable[[Copy], object], expected: list[tuple[str, str]]) -> None:
    change(copy)

    assert found(copy) == expected


def test_a_renamed_file_is_told_with_its_new_name(folder: Path) -> None:
    (folder / "x.csv").rename(folder / "ecephys" / "x.csv")

    problem = verify(folder).report.problems[0]

    assert problem.message == 'it is called "ecephys/x.csv" now'


# ---- records -------------------------------------------------------------------------------------------------------


def written(document: object) -> bytes:
    return json.dumps(document).encode()


@pytest.mark.parametrize(
    ("path", "content", "codes"),
    [
        ("subject.json", {**SUBJECT, "subject_id": "1"}, {"file-truncated", "bundle-differs", "subject-ids-differ"}),
        ("subject.json", {**SUBJECT, "surprise": 1}, {"file-changed", "unknown-field"}),
        ("subject.json", b"{", {"file-truncated", "malformed-json"}),
        ("data_description.json", {**DESCRIPTION, "modalities": ["fib"]}, {"file-truncated", "bundle-differs"}),
    ],
)
def test_records_that_disagree_hide_no_file(copy: CopyIn, path: str, content: object, codes: set[str]) -> None:
    copy.write(path, content if isinstance(content, bytes) else written(content))
    copy.remove("ecephys/a.bin")

    report, manifest = verify(copy.where)

    assert manifest is not None
    assert {*codes, "file-missing"} <= {problem.code for problem in report.errors}


def test_the_manifest_of_another_asset_is_told(copy: CopyIn) -> None:
    manifest = json.loads(copy.read("manifest.json"))
    copy.write("manifest.json", written({**manifest, "name": "ecephys_1_2022-10-06_10-14-25"}))

    report, held = verify(copy.where)

    assert held is None
    assert [problem.code for problem in report.errors] == ["manifest-name-differs"]


def test_an_asset_that_lies_under_another_name_is_told(copy: CopyIn, stamped: Path, tmp_path: Path) -> None:
    other = "ecephys_1_2022-10-06_10-14-25"
    for path in [path.relative_to(stamped).as_posix() for path in stamped.rglob("*") if path.is_file()]:
        copy.lake.write(f"{other}/{path}", copy.read(path))
    (tmp_path / other / "behavior").mkdir(parents=True, exist_ok=True)
    where = tmp_path / other if isinstance(copy.where, Path) else copy.where.replace(NAME, other)

    assert [problem.code for problem in verify(where).report] == ["name-folder-differs"]


def test_a_manifest_alone_has_to_lie_under_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "ecephys_1_2022-10-06_10-14-25"
    folder.mkdir()
    (folder / "manifest.json").write_text(Manifest(name=NAME, files=[]).to_json())

    assert [problem.code for problem in verify(folder).report] == ["manifest-folder-differs"]


@pytest.mark.parametrize(
    ("name", "subjects"),
    [("ecephys_1+2_2022-10-06_10-14-25", ["1", "2"]), ("ecephys_Mäx_2022-10-06_10-14-25", ["Mäx"])],
)
def test_names_that_urls_write_otherwise_are_names(tmp_path: Path, bucket: str, name: str, subjects: list[str]) -> None:
    folder = write_asset(tmp_path, name=name, subject_ids=subjects)
    (folder / "subject.json").unlink()
    assert stamp(folder).report.ok

    assert verify(folder.as_uri()).report.ok
    assert upload(folder, bucket).report.ok
    assert verify(f"{bucket}/{name}").report.ok


# ---- manifests -----------------------------------------------------------------------------------------------------


def test_without_a_manifest_there_is_no_asset(copy: CopyIn) -> None:
    copy.remove("manifest.json")

    report, manifest = verify(copy.where)

    assert manifest is None
    assert [problem.code for problem in report] == ["no-manifest"]


def test_where_nothing_is_there_is_no_asset(lake: Lake) -> None:
    assert [problem.code for problem in verify(f"{lake.url}/{NAME}").report] == ["no-manifest"]


def test_no_manifest_is_believed(folder: Path) -> None:
    """All kinds of broken and hostile manifests, against one sound folder."""
    sound = (folder / "manifest.json").read_bytes()
    kinds = list(manifests(sound))
    assert len(kinds) > 100
    for what, manifest in kinds:
        (folder / "manifest.json").write_bytes(manifest)
        opened = read_manifest(folder)
        assert opened.manifest is None, what
        assert opened.report.errors, what
        assert opened.report.text(), what


@pytest.mark.parametrize("what", ["path '../x'", "name '../evil'", "cut off", "not UTF-8", "200 levels", "empty"])
def test_no_manifest_in_a_store_is_believed(copy: CopyIn, what: str) -> None:
    copy.write("manifest.json", dict(manifests(copy.read("manifest.json")))[what])

    report, manifest = verify(copy.where)

    assert manifest is None
    assert {problem.file for problem in report.errors} >= {f"{copy.where}/manifest.json"}


def test_a_manifest_with_a_byte_order_mark_is_one(copy: CopyIn) -> None:
    copy.write("manifest.json", b"\xef\xbb\xbf" + copy.read("manifest.json"))

    assert found(copy) == []


# ---- folders alone -------------------------------------------------------------------------------------------------


def empty_folder_gone(folder: Path) -> None:
    (folder / "behavior").rmdir()


def empty_folder_added(folder: Path) -> None:
    (folder / "deep" / "new").mkdir(parents=True)


def empty_folder_moved_down(folder: Path) -> None:
    (folder / "behavior" / "inner").mkdir()


def empty_folder_filled(folder: Path) -> None:
    (folder / "behavior" / "x").write_bytes(b"x")


def empty_folder_now_a_file(folder: Path) -> None:
    (folder / "behavior").rmdir()
    (folder / "behavior").write_bytes(b"")


def folder_emptied(folder: Path) -> None:
    for name in ("a", "b", "c"):
        (folder / "ecephys" / f"{name}.bin").unlink()


def link_to_the_same(folder: Path) -> None:
    (folder / "x.csv").unlink()
    (folder / "x.csv").symlink_to("y.csv")


def link_to_elsewhere(folder: Path) -> None:
    (folder.parent / "a.bin").write_bytes(A)
    (folder / "ecephys" / "a.bin").unlink()
    (folder / "ecephys" / "a.bin").symlink_to(folder.parent / "a.bin")


def link_to_a_folder(folder: Path) -> None:
    (folder / "ecephys").rename(folder.parent / "ecephys")
    (folder / "ecephys").symlink_to(folder.parent / "ecephys")


def broken_link(folder: Path) -> None:
    (folder / "x.csv").unlink()
    (folder / "x.csv").symlink_to("nowhere")


def pipe(folder: Path) -> None:
    (folder / "x.csv").unlink()
    os.mkfifo(folder / "x.csv")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (empty_folder_gone, [("folder-missing", "behavior")]),
        (empty_folder_added, [("file-added", "deep/new")]),
        (empty_folder_moved_down, [("file-added", "behavior/inner")]),
        (empty_folder_filled, [("file-added", "behavior/x")]),
        (empty_folder_now_a_file, [("file-added", "behavior"), ("folder-missing", "behavior")]),
        (folder_emptied, [("file-missing", f"ecephys/{name}.bin") for name in "abc"]),
        (link_to_the_same, [("link-refused", "x.csv"), ("file-missing", "x.csv")]),
        (link_to_elsewhere, [("link-refused", "ecephys/a.bin"), ("file-missing", "ecephys/a.bin")]),
        (
            link_to_a_folder,
            [("link-refused", "ecephys"), *(("file-missing", f"ecephys/{name}.bin") for name in "abc")],
        ),
        (broken_link, [("link-refused", "x.csv"), ("file-missing", "x.csv")]),
        (pipe, [("not-a-file", "x.csv"), ("file-missing", "x.csv")]),
    ],
)
def test_what_only_folders_have_is_told(
    folder: Path, change: Callable[[Path], object], expected: list[tuple[str, str]]
) -> None:
    change(folder)

    assert [(problem.code, problem.file) for problem in verify(folder).report] == expected


@pytest.mark.parametrize("change", [link_to_the_same, link_to_elsewhere, link_to_a_folder])
def test_links_are_followed_if_asked(folder: Path, change: Callable[[Path], object]) -> None:
    change(folder)

    assert verify(folder, follow_links=True).report.ok


@pytest.mark.parametrize("change", [link_to_elsewhere, link_to_a_folder, broken_link])
def test_a_store_follows_no_link_out_of_it(folder: Path, change: Callable[[Path], object]) -> None:
    change(folder)

    codes = {problem.code for problem in verify(folder.as_uri()).report}

    assert codes == {"file-missing"}


def test_what_is_no_folder_is_told_by_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        verify(tmp_path / "nowhere")


# ---- buckets alone -------------------------------------------------------------------------------------------------


def put_without(lake: BucketLake, key: str, data: bytes) -> None:
    # This client sends a checksum unless it is told not to.
    client = lake.client.meta.config
    client.request_checksum_calculation = "when_required"
    lake.client.put_object(Bucket=BUCKET, Key=key, Body=data)


def put_with_sha256(lake: BucketLake, key: str, data: bytes) -> None:
    lake.client.put_object(Bucket=BUCKET, Key=key, Body=data, ChecksumAlgorithm="SHA256")


def put_in_parts(lake: BucketLake, key: str, data: bytes) -> None:
    names = {"Bucket": BUCKET, "Key": key}
    upload_id = lake.client.create_multipart_upload(**names, ChecksumAlgorithm="SHA256")["UploadId"]
    part = lake.client.upload_part(**names, UploadId=upload_id, PartNumber=1, Body=data, ChecksumAlgorithm="SHA256")
    parts = [{"PartNumber": 1, "ETag": part["ETag"], "ChecksumSHA256": part["ChecksumSHA256"]}]
    lake.client.complete_multipart_upload(**names, UploadId=upload_id, MultipartUpload={"Parts": parts})


@pytest.mark.parametrize("put", [put_without, put_with_sha256, put_in_parts])
def test_an_object_without_a_checksum_of_all_its_bytes_is_read(
    in_bucket: CopyIn, proxy: Proxy, put: Callable[[BucketLake, str, bytes], None]
) -> None:
    lake = in_bucket.lake
    assert isinstance(lake, BucketLake)
    put(lake, lake.key(f"{NAME}/ecephys/a.bin"), A)

    assert found(in_bucket) == []
    assert [each.target.rpartition("/")[2] for each in proxy.requests(r"^GET .*\.bin")] == ["a.bin"]

    put(lake, lake.key(f"{NAME}/ecephys/a.bin"), flipped(A))
    assert found(in_bucket) == [("file-changed", "ecephys/a.bin")]


def test_what_others_change_is_found_by_its_checksum_alone(in_bucket: CopyIn, proxy: Proxy) -> None:
    in_bucket.write("ecephys/a.bin", flipped(A))

    assert found(in_bucket) == [("file-changed", "ecephys/a.bin")]
    assert len(proxy.requests("^HEAD ")) >= len(FILES)
    assert proxy.requests(r"^GET .*\.bin") == []


def test_deep_reads_every_byte(in_bucket: CopyIn, proxy: Proxy) -> None:
    in_bucket.write("ecephys/a.bin", flipped(A))

    assert found(in_bucket, deep=True) == [("file-changed", "ecephys/a.bin")]
    assert len(proxy.requests(r"^GET .*\.(bin|csv|txt)")) == len(FILES)


def test_a_store_that_goes_away_is_told_once(in_bucket: CopyIn, proxy: Proxy, impatient: None) -> None:
    proxy.cut_answer("^HEAD ", times=10_000)

    with pytest.raises(StoreError, match="broke off"):
        verify(in_bucket.where)
