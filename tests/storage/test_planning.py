"""What an upload would do, without anything being written."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aind_schema import upload
from aind_schema.assets.verifying import read_manifest
from aind_schema.errors import Refused
from aind_schema.storage.planning import asset_url, plan, read_object
from aind_schema.stores import Requests, StoreError, open_store
from samples.assets import NAME, make_asset, noise
from samples.lakes import Lake, files_in

if TYPE_CHECKING:
    from samples.proxy import Proxy

FILES = {"ecephys/a.bin": noise(1000, 1), "ecephys/b.bin": noise(1000, 2), "empty.txt": b""}


@pytest.fixture(scope="module")
def stamped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_asset(tmp_path_factory.mktemp("rig"), FILES)


@pytest.fixture
def folder(stamped: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(stamped, tmp_path / "rig" / NAME))


@pytest.mark.parametrize(
    ("url", "name", "expected"),
    [
        ("s3://lake", NAME, f"s3://lake/{NAME}"),
        ("s3://lake/", NAME, f"s3://lake/{NAME}"),
        ("s3://lake/raw", NAME, f"s3://lake/raw/{NAME}"),
        ("s3://lake/raw//", NAME, f"s3://lake/raw/{NAME}"),
        (f"s3://lake/{NAME}", NAME, f"s3://lake/{NAME}"),
        (f"s3://lake/{NAME}/", NAME, f"s3://lake/{NAME}"),
        (f"s3://lake/x{NAME}", NAME, f"s3://lake/x{NAME}/{NAME}"),
        (f"s3://lake/{NAME}/deeper", NAME, f"s3://lake/{NAME}/deeper/{NAME}"),
        ("s3://lake", "a+b_2022", "s3://lake/a+b_2022"),
        ("s3://lake/a%2Bb_2022", "a+b_2022", "s3://lake/a%2Bb_2022/a+b_2022"),
        ("file:///", NAME, f"file:///{NAME}"),
        ("file:///lake", NAME, f"file:///lake/{NAME}"),
        ("FILE:///lake/", NAME, f"FILE:///lake/{NAME}"),
        ("file:///lake", "a+b_2022", "file:///lake/a%2Bb_2022"),
        ("file:///lake/a%2Bb_2022", "a+b_2022", "file:///lake/a%2Bb_2022"),
        ("file:///lake/a+b_2022", "a+b_2022", "file:///lake/a+b_2022"),
        ("file:///lake", "Mäx", "file:///lake/M%C3%A4x"),
        ("/lake", NAME, "/lake"),
    ],
)
def test_an_asset_bears_its_name_below_the_url(url: str, name: str, expected: str) -> None:
    assert asset_url(url, name) == expected


def test_a_plan_tells_what_would_go(folder: Path, lake: Lake) -> None:
    planned = plan(folder, lake.url)

    assert planned.store.url == f"{lake.url}/{NAME}"
    assert {entry.path for entry in planned.missing} == files_in(folder).keys() - {"manifest.json"}
    assert (planned.present, planned.differing, planned.unknown) == ([], [], [])
    assert planned.remote_manifest is None
    assert not planned.complete
    assert planned.obstacles() == []
    assert lake.paths() == [] if lake.url.startswith("s3") else not Path(lake.url.removeprefix("file://")).exists()


def test_a_plan_tells_what_is_there_and_what_is_in_the_way(folder: Path, lake: Lake) -> None:
    upload(folder, lake.url)
    assert plan(folder, lake.url).complete

    lake.remove(f"{NAME}/ecephys/a.bin")
    lake.write(f"{NAME}/ecephys/b.bin", b"other")
    lake.write(f"{NAME}/surprise.txt", b"x")
    lake.write(f"{NAME}/.upload.json", b"ours")
    before = {path: lake.read(path) for path in lake.paths()}
    planned = plan(folder, lake.url)

    assert [entry.path for entry in planned.missing] == ["ecephys/a.bin"]
    assert [entry.path for entry in planned.differing] == ["ecephys/b.bin"]
    assert planned.unknown == ["surprise.txt"]
    assert len(planned.present) == len(files_in(folder)) - 3
    assert [(problem.code, problem.file) for problem in planned.obstacles()] == [
        ("asset-exists", f"{planned.store.url}/ecephys/b.bin"),
        ("asset-exists", f"{planned.store.url}/surprise.txt"),
    ]
    assert {path: lake.read(path) for path in lake.paths()} == before


def test_a_renamed_object_is_sent_anew_and_its_old_name_is_in_the_way(folder: Path, lake: Lake) -> None:
    upload(folder, lake.url)
    lake.write(f"{NAME}/old.bin", lake.read(f"{NAME}/ecephys/a.bin"))
    lake.remove(f"{NAME}/ecephys/a.bin")

    planned = plan(folder, lake.url)

    assert [entry.path for entry in planned.to_send] == ["ecephys/a.bin"]
    assert planned.unknown == ["old.bin"]


# ---- requests ------------------------------------------------------------------------------------------------------


def counted(proxy: Proxy) -> Requests:
    """Count what came by as it is paid for: removing costs nothing."""
    paid = [each for each in proxy.log if each.method != "DELETE"]
    put = sum(
        each.method in ("PUT", "POST") or "list-type" in each.target or "?uploads" in each.target for each in paid
    )
    return Requests(put, len(paid) - put)


def nothing(lake: str, folder: Path) -> None:
    """Leave the bucket as it is."""


def all_of_it(lake: str, folder: Path) -> None:
    upload(folder, lake)


def a_part_of_it(lake: str, folder: Path) -> None:
    upload(folder, lake)
    for path in ("manifest.json", "ecephys/a.bin", "subject.json"):
        open_store(f"{lake}/{NAME}").delete(path)


@pytest.mark.parametrize("before", [nothing, a_part_of_it, all_of_it])
def test_the_requests_of_an_upload_are_those_that_were_counted(
    folder: Path, bucket: str, proxy: Proxy, before: Callable[[str, Path], None]
) -> None:
    before(bucket, folder)
    expected = plan(folder, bucket).requests
    proxy.log.clear()

    assert upload(folder, bucket).report.ok

    assert counted(proxy) == expected


def test_a_large_file_is_counted_by_its_parts(tmp_path: Path, bucket: str, proxy: Proxy) -> None:
    folder = make_asset(tmp_path, {"large.bin": noise(17 * 2**20)})
    expected = plan(folder, bucket).requests
    proxy.log.clear()

    assert upload(folder, bucket).report.ok

    assert counted(proxy) == expected


def test_a_folder_takes_no_requests(folder: Path, tmp_path: Path) -> None:
    assert plan(folder, (tmp_path / "lake").as_uri()).requests == Requests()


# ---- what is refused -----------------------------------------------------------------------------------------------


def not_stamped(folder: Path) -> None:
    (folder / "manifest.json").unlink()


def grown(folder: Path) -> None:
    (folder / "ecephys" / "a.bin").write_bytes(b"x" * 1001)


def cut_short(folder: Path) -> None:
    (folder / "ecephys" / "a.bin").write_bytes(b"x")


def gone(folder: Path) -> None:
    (folder / "ecephys" / "a.bin").unlink()


def added(folder: Path) -> None:
    (folder / "new").write_bytes(b"")


def link(folder: Path) -> None:
    (folder / "ecephys" / "a.bin").rename(folder.parent / "a.bin")
    (folder / "ecephys" / "a.bin").symlink_to(folder.parent / "a.bin")


def record_changed(folder: Path) -> None:
    (folder / "subject.json").write_text('{"kind": "subject", "schema_version": "0.1.0", "subject_id": "1"}')


def another_name(folder: Path) -> None:
    manifest = (folder / "manifest.json").read_text()
    (folder / "manifest.json").write_text(manifest.replace(f'"name": "{NAME}"', '"name": "../x"'))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (not_stamped, "no-manifest"),
        (grown, "file-changed"),
        (cut_short, "file-truncated"),
        (gone, "file-missing"),
        (added, "file-added"),
        (link, "link-refused"),
        (record_changed, "subject-ids-differ"),
        (another_name, "manifest-name-differs"),
    ],
)
def test_a_folder_that_is_not_what_its_manifest_says_is_refused(
    folder: Path, tmp_path: Path, change: Callable[[Path], None], code: str
) -> None:
    change(folder)

    with pytest.raises(Refused) as refusal:
        plan(folder, (tmp_path / "lake").as_uri())

    assert code in {problem.code for problem in refusal.value.report.errors}
    assert code in str(refusal.value)
    assert not (tmp_path / "lake").exists()


def test_links_may_be_followed(folder: Path, tmp_path: Path) -> None:
    link(folder)

    assert upload(folder, (tmp_path / "lake").as_uri(), follow_links=True).report.ok

    assert (tmp_path / "lake" / NAME / "ecephys" / "a.bin").read_bytes() == FILES["ecephys/a.bin"]
    assert not (tmp_path / "lake" / NAME / "ecephys" / "a.bin").is_symlink()


@pytest.mark.parametrize("where", ["..", ".", "ecephys", ".upload", "../link"])
def test_a_folder_is_no_place_for_its_own_copy(folder: Path, where: str) -> None:
    (folder.parent / "link").symlink_to(".")
    before = files_in(folder)

    with pytest.raises(Refused, match="this is the folder itself, or lies in it"):
        upload(folder, Path(os.path.normpath(folder / where)).as_uri())

    assert files_in(folder) == before


def test_a_url_of_no_store_is_told_as_it_was_given(folder: Path) -> None:
    with pytest.raises(StoreError, match=r"^/lake: this is no URL of a store; write s3://"):
        plan(folder, "/lake")


def test_a_manifest_that_is_changed_while_it_is_used_stays_what_it_was(folder: Path, tmp_path: Path) -> None:
    planned = plan(folder, (tmp_path / "lake").as_uri())
    sound = (folder / "manifest.json").read_bytes()
    (folder / "manifest.json").write_bytes(b"other")

    assert planned.manifest_bytes == sound
    assert read_manifest(folder).manifest is None


def test_an_object_that_is_too_large_is_not_read_to_its_end(lake: Lake) -> None:
    lake.write("large", bytes(100))
    store = open_store(lake.url)

    assert read_object(store, "large", 100) == bytes(100)
    with pytest.raises(StoreError, match=r"/large: the object has more than 99 bytes"):
        read_object(store, "large", 99)
