"""`upload`, `fetch`, `release`, `verify` and `checksums`, as people and pipelines see them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from samples.assets import NAME, make_asset, noise
from samples.lakes import BucketLake, FolderLake, Lake, files_in
from samples.seaweed import SECRET_KEY

if TYPE_CHECKING:
    from samples.commands import Shell
    from samples.seaweed import Seaweed

A = noise(1000, 1)
FILES = {
    "ecephys/a.bin": A,
    "ecephys/b c.bin": noise(2000, 2),
    "notes/größe.txt": b"x",
    "notes/ -x.txt": b"",
    "empty": b"",
}
PROBLEM = {"code", "severity", "origin", "path", "message", "file"}


@pytest.fixture(scope="module")
def stamped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_asset(tmp_path_factory.mktemp("rig"), FILES)


@pytest.fixture
def folder(stamped: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(stamped, tmp_path / "rig" / NAME))


def size_of(folder: Path) -> int:
    return sum(len(data) for path, data in files_in(folder).items() if path != "manifest.json")


# ---- the whole way -------------------------------------------------------------------------------------------------


def test_the_whole_way_for_people(folder: Path, lake: Lake, tmp_path: Path, shell: Shell) -> None:
    files, size = len(files_in(folder)) - 1, f"{size_of(folder) / 1000:.1f} kB"
    place = f"{lake.url}/{NAME}"

    done = shell("upload", folder, lake.url)
    assert done == (0, f"{place}: complete; sent {files} files, {size}\n", "")
    done = shell("upload", folder, lake.url)
    assert done == (0, f"{place}: complete; sent 0 files, 0 bytes, {files} were there already\n", "")
    done = shell("verify", place)
    assert done == (0, f"{place}: as its manifest says, {files} files, {size}\n", "")
    done = shell("fetch", place, tmp_path / "back")
    assert done == (0, f"{tmp_path}/back/{NAME}: complete; fetched {files} files, {size}\n", "")
    done = shell("fetch", place, tmp_path / "back")
    assert done == (
        0,
        f"{tmp_path}/back/{NAME}: complete; fetched 0 files, 0 bytes, {files} were there already\n",
        "",
    )
    done = shell("release", folder, lake.url)
    assert done == (0, f"{folder} may go: {files} files, {size} are safe at {place}\n", "")
    assert files_in(tmp_path / "back" / NAME) == files_in(folder)


def test_the_whole_way_for_pipelines(folder: Path, lake: Lake, tmp_path: Path, shell: Shell) -> None:
    files, size = len(files_in(folder)) - 1, size_of(folder)
    place = f"{lake.url}/{NAME}"
    ok = {"ok": True, "errors": 0, "warnings": 0, "infos": 0, "problems": []}

    told = told_by(shell, "upload", folder, lake.url)
    assert told.pop("seconds") >= 0
    sent = {"sent_files": files, "sent_bytes": size, "present_files": 0, "present_bytes": 0}
    assert told == {**ok, "files": files, "checks": 0, "state": "complete", "name": NAME, "url": place, **sent}
    told = told_by(shell, "verify", place)
    assert told.pop("files") + told.pop("checks") > 2 * files
    assert told == {**ok, "place": place, "name": NAME, "asset_files": files, "asset_bytes": size}
    told = told_by(shell, "fetch", place, tmp_path)
    assert told.pop("seconds") >= 0
    got = {"fetched_files": files, "fetched_bytes": size, "present_files": 0}
    back = f"{tmp_path}/{NAME}"
    assert told == {**ok, "files": files, "checks": 0, "state": "complete", "name": NAME, "folder": back, **got}
    told = told_by(shell, "release", folder, lake.url)
    assert told.pop("files") + told.pop("checks") == 2 * files
    asset = {"asset_files": files, "asset_bytes": size}
    assert told == {**ok, "may_go": True, "folder": str(folder), "url": place, **asset}


def told_by(shell: Shell, *arguments: object) -> dict[str, Any]:
    done = shell(*arguments, "--format", "json")
    assert (done.exit_code, done.err) == (0, "")
    return done.told


# ---- what goes wrong -----------------------------------------------------------------------------------------------


def test_what_is_wrong_is_told_in_both_forms(folder: Path, lake: Lake, tmp_path: Path, shell: Shell) -> None:
    place = f"{lake.url}/{NAME}"
    assert shell("upload", folder, lake.url).exit_code == 0
    lake.write(f"{NAME}/ecephys/a.bin", A[1:])

    for arguments, code, more in [
        (("verify", place), "file-truncated", {"name": NAME}),
        (("upload", folder, lake.url), "asset-exists", {"state": "refused"}),
        (("fetch", place, tmp_path / "back"), "file-changed", {"state": "incomplete", "fetched_files": 6}),
        (("release", folder, lake.url), "file-truncated", {"may_go": False}),
    ]:
        text = shell(*arguments)
        assert (text.exit_code, text.err) == (1, "")
        assert f"ecephys/a.bin: error[{code}]" in text.out
        assert "1 error, 0 warnings" in text.out
        assert f"aind-schema explain {code}" in text.out
        done = shell(*arguments, "--format", "json")
        assert (done.exit_code, done.err) == (1, "")
        assert (done.told["ok"], done.codes) == (False, [code])
        assert done.told["problems"][0].keys() >= PROBLEM
        assert more.items() <= {**done.told, "fetched_files": 6}.items()
    assert shell("release", folder, lake.url).out.endswith(f"{folder} must stay\n")


def test_an_upload_that_ends_in_the_middle_is_incomplete(folder: Path, lake: Lake, shell: Shell) -> None:
    (folder / "ecephys" / "a.bin").write_bytes(noise(1000, 3))

    done = shell("upload", folder, lake.url, "--format", "json")

    assert (done.exit_code, done.told["state"], done.codes) == (1, "incomplete", ["file-changed"])
    assert done.told["sent_files"] == len(files_in(folder)) - 2


def test_what_was_never_stamped_is_refused(folder: Path, tmp_path: Path, shell: Shell) -> None:
    (folder / "manifest.json").unlink()
    for verb in (["verify", folder], ["upload", folder, tmp_path.as_uri()], ["release", folder, tmp_path.as_uri()]):
        done = shell(*verb, "--format", "json")
        assert (done.exit_code, done.codes) == (1, ["no-manifest"])


@pytest.mark.parametrize(
    "arguments",
    [
        ["upload"],
        ["upload", ".", "s3://x", "--format", "xml"],
        ["upload", "nowhere", "s3://x"],
        ["upload", ".", "s3://x", "--prices", "nowhere.yaml"],
        ["fetch", "s3://x"],
        ["release", ".", "--deep"],
        ["release", ".", "s3://x", "--processes", "0"],
        ["verify"],
        ["checksums"],
    ],
)
def test_wrong_usage_gives_2(shell: Shell, arguments: list[str]) -> None:
    assert shell(*arguments).exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["upload", "{folder}", "/lake"], "/lake: this is no URL of a store; write s3://bucket/prefix or file:///"),
        (["upload", "{folder}", "gs://lake"], f"gs://lake/{NAME}: no store is opened by gs://"),
        (
            ["upload", "{folder}", "s3://KEY:{secret}@lake"],
            "s3://...: a URL may not hold credentials or ports; put them",
        ),
        (["fetch", "s3://KEY:{secret}@lake/x", "."], "s3://...: a URL may not hold credentials"),
        (["release", "{folder}", "s3://KEY:{secret}@lake"], "s3://...: a URL may not hold credentials"),
        (["verify", "s3://KEY:{secret}@lake/x"], "s3://...: a URL may not hold credentials"),
        (["checksums", "s3://KEY:{secret}@lake/x"], "s3://...: a URL may not hold credentials"),
        (["verify", "file://host/x"], "file://host/x: a file URL names no other computer"),
        (["verify", "nowhere"], "nowhere: No such file or directory"),
        (["checksums", "nowhere"], "nowhere: No such file or directory"),
    ],
)
def test_what_cannot_begin_is_told_in_one_line(folder: Path, shell: Shell, arguments: list[str], told: str) -> None:
    given = [each.replace("{folder}", str(folder)).replace("{secret}", SECRET_KEY) for each in arguments]

    done = shell(*given)

    assert (done.exit_code, done.out) == (1, "")
    assert done.err.startswith(f"error: {told}")
    assert done.err.count("\n") == 1


NO_CREDENTIALS: dict[str, str | None] = {"AWS_ACCESS_KEY_ID": None, "AWS_SECRET_ACCESS_KEY": None}


@pytest.mark.parametrize(
    ("verb", "changes", "told"),
    [
        ("upload", NO_CREDENTIALS, "there are no credentials; AWS tools look in"),
        ("fetch", NO_CREDENTIALS, "there are no credentials; AWS tools look in"),
        ("release", NO_CREDENTIALS, "there are no credentials; AWS tools look in"),
        ("verify", NO_CREDENTIALS, "there are no credentials; AWS tools look in"),
        ("checksums", NO_CREDENTIALS, "there are no credentials; AWS tools look in"),
        ("upload", {"AWS_ACCESS_KEY_ID": "nobody"}, "the server does not know the access key"),
        ("fetch", {"AWS_SECRET_ACCESS_KEY": f"{SECRET_KEY}x"}, "the secret key is not that of the access key"),
        ("release", {"AWS_PROFILE": "nobody"}, "the credentials can't be used"),
        ("verify", {"AWS_ENDPOINT_URL": "http://127.0.0.1:9"}, "the server can't be reached"),
        (
            "upload",
            {"AWS_ENDPOINT_URL": f"http://me:{SECRET_KEY}@192.0.2.1"},
            "http://192.0.2.1 would send the data un",
        ),
    ],
)
def test_what_is_wrong_with_the_access_is_told_in_one_line(
    folder: Path,
    bucket: str,
    shell: Shell,
    monkeypatch: pytest.MonkeyPatch,
    verb: str,
    changes: dict[str, str | None],
    told: str,
) -> None:
    for name, value in changes.items():
        if value is None:
            monkeypatch.delenv(name)
        else:
            monkeypatch.setenv(name, value)
    arguments = {
        "upload": [folder, bucket],
        "release": [folder, bucket],
        "fetch": [f"{bucket}/{NAME}", "."],
    }.get(verb, [f"{bucket}/{NAME}"])

    done = shell(verb, *arguments)

    assert (done.exit_code, done.out) == (1, "")
    assert done.err.startswith(f"error: {bucket}/{NAME}: ")
    assert told in done.err
    assert done.err.count("\n") == 1
    if verb != "checksums":
        for_pipelines = shell(verb, *arguments, "--format", "json")
        failed = json.loads(for_pipelines.out)
        assert (for_pipelines.exit_code, for_pipelines.err) == (1, "")
        assert (failed["ok"], failed["state"], failed["problems"]) == (False, "failed", [])
        assert f"error: {failed['error']}\n" == done.err


def test_a_bucket_that_is_not_there_is_told(folder: Path, bucket: str, shell: Shell) -> None:
    done = shell("upload", folder, "s3://no-such-bucket")
    assert done.exit_code == 1
    assert done.err.startswith(f"error: s3://no-such-bucket/{NAME}: there is no such bucket; check its name")


# ---- dry runs ------------------------------------------------------------------------------------------------------


def test_a_dry_run_tells_costs_and_who_pays(folder: Path, bucket: str, seaweed: Seaweed, shell: Shell) -> None:
    done = shell("upload", folder, bucket, "--dry-run")

    files, size = len(files_in(folder)) - 1, f"{size_of(folder) / 1000:.1f} kB"
    assert (done.exit_code, done.err) == (0, "")
    assert done.out.splitlines() == [
        f"{bucket}/{NAME}: nothing was sent",
        f"  to send   {files} files, {size}; 0 are there already",
        f"  requests  {files + 5} PUT and LIST, 6 GET and HEAD",
        "  prices    Amazon S3 Standard, US West (Oregon), as of 2025-06-01",
        "  storage   under 0.01 USD a month; pays: owner of the bucket",
        "  requests  under 0.01 USD once; pays: owner of the bucket",
        "  egress    under 0.01 USD each time all is read; pays: owner of the bucket",
    ]
    assert BucketLake(bucket, seaweed.client()).paths() == []


def test_a_dry_run_by_other_prices(folder: Path, bucket: str, tmp_path: Path, shell: Shell) -> None:
    prices = {
        "title": "Ours",
        "as_of": "2026-01-31",
        "currency": "CHF",
        "gigabyte_bytes": 1000,
        "storage_per_gigabyte_month": 1000,
        "put_per_thousand": 1000,
        "get_per_thousand": 0,
        "egress_per_gigabyte": 0.5,
        "payer": {"storage": "lab", "requests": "nobody", "egress": "reader"},
    }
    (tmp_path / "prices.json").write_text(json.dumps(prices))

    text = shell("upload", folder, bucket, "--dry-run", "--prices", tmp_path / "prices.json").out.splitlines()
    told = told_by(shell, "upload", folder, bucket, "--dry-run", "--prices", tmp_path / "prices.json")

    puts = len(files_in(folder)) + 4
    assert text[3:] == [
        "  prices    Ours, as of 2026-01-31",
        f"  storage   {size_of(folder):,}.00 CHF a month; pays: lab",
        f"  requests  {puts}.00 CHF once; pays: nobody",
        f"  egress    {size_of(folder) * 0.0005:,.2f} CHF each time all is read; pays: reader",
    ]
    assert (told["state"], told["send_files"], told["send_bytes"]) == ("planned", puts - 5, size_of(folder))
    assert told["requests"] == {"put": puts, "get": 6}
    assert told["costs"]["storage_month"] == size_of(folder)
    assert told["prices"]["payer"] == prices["payer"]


def test_prices_that_make_no_sense_are_told_in_one_line(
    folder: Path, bucket: str, tmp_path: Path, shell: Shell
) -> None:
    (tmp_path / "prices.yaml").write_text("title: Ours\nprice: 1\n")

    done = shell("upload", folder, bucket, "--dry-run", "--prices", tmp_path / "prices.yaml")

    assert (done.exit_code, done.out) == (1, "")
    assert done.err == f"error: {tmp_path}/prices.yaml: as_of: this is missing\n"


def test_a_dry_run_into_a_folder_costs_nothing(folder: Path, tmp_path: Path, shell: Shell) -> None:
    done = shell("upload", folder, (tmp_path / "lake").as_uri(), "--dry-run")

    assert done.exit_code == 0
    assert len(done.out.splitlines()) == 2
    assert not (tmp_path / "lake").exists()


def test_a_dry_run_ends_as_the_upload_would(folder: Path, lake: Lake, shell: Shell) -> None:
    lake.write(f"{NAME}/surprise", b"x")

    done = shell("upload", folder, lake.url, "--dry-run", "--format", "json")
    assert (done.exit_code, done.codes, done.told["in_the_way"]) == (1, ["asset-exists"], ["surprise"])
    assert shell("upload", folder, lake.url).exit_code == 1

    done = shell("upload", folder, lake.url, "--dry-run", "--replace")
    assert done.exit_code == 0
    assert "in the way  1 objects that are not of this asset; see --replace" in done.out
    assert lake.read(f"{NAME}/surprise") == b"x"
    assert shell("upload", folder, lake.url, "--replace").exit_code == 0


# ---- checksums -----------------------------------------------------------------------------------------------------


def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [Path(sys.executable).with_name("aind-schema"), *map(str, arguments)],
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
    )


def check(folder: Path, sums: bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["sha256sum", "--check", "--strict", "-"], cwd=folder, input=sums, capture_output=True)


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="coreutils are not here")
@pytest.mark.parametrize("where", ["folder", "file", "bucket"])
def test_sha256sum_accepts_what_checksums_prints(folder: Path, bucket: str, where: str) -> None:
    if where == "bucket":
        assert run("upload", folder, bucket).returncode == 0
    place = {"folder": str(folder), "file": folder.as_uri(), "bucket": f"{bucket}/{NAME}"}[where]

    # In a terminal that knows only English too.
    sums = run("checksums", place, LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii").stdout
    checked = check(folder, sums)

    assert checked.returncode == 0, checked.stderr
    assert len(checked.stdout.splitlines()) == len(files_in(folder)) - 1
    (folder / "ecephys" / "a.bin").write_bytes(A[1:])
    assert check(folder, sums).returncode == 1


def test_what_is_wrong_does_not_go_into_the_list(folder: Path, shell: Shell) -> None:
    (folder / "manifest.json").write_bytes(b"{}")

    done = shell("checksums", folder)

    assert (done.exit_code, done.out) == (1, "")
    assert "error[missing-kind]" in done.err


# ---- what is not installed -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("missing", "arguments", "told"),
    [
        ("obstore", ["upload", "{folder}", "s3://lake"], "reaching a bucket needs the extra [cloud]"),
        ("botocore", ["fetch", "s3://lake/x", "."], "reaching a bucket needs the extra [cloud]"),
        ("botocore", ["validate", "s3://lake/x"], "reaching a bucket needs the extra [cloud]"),
        ("awscrt", ["verify", "{folder}"], "computing CRC-64/NVME checksums needs the extra [assets]"),
        ("awscrt", ["upload", "{folder}", "file:///lake"], "computing CRC-64/NVME checksums needs the extra [assets]"),
    ],
)
def test_what_is_not_installed_is_told_with_the_command(
    folder: Path, tmp_path: Path, missing: str, arguments: list[str], told: str
) -> None:
    done = run(*[each.replace("{folder}", str(folder)) for each in arguments], **without(missing, tmp_path))

    extra = told.rpartition("[")[2]
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode() == f"error: {told}: pip install 'aind-schema[{extra}'\n"


def without(name: str, tmp_path: Path) -> dict[str, str]:
    """Return an environment in which a package can't be imported."""
    (tmp_path / "stub" / name).mkdir(parents=True)
    (tmp_path / "stub" / name / "__init__.py").write_text("raise ImportError")
    paths = [str(tmp_path / "stub"), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {"PYTHONPATH": os.pathsep.join(paths)}


def test_folders_need_nothing_of_the_cloud(folder: Path, tmp_path: Path) -> None:
    lake = FolderLake(tmp_path / "lake")

    done = run("upload", folder, lake.url, **without("botocore", tmp_path))

    assert done.returncode == 0, done.stderr
    assert len(lake.paths()) == len(files_in(folder))
