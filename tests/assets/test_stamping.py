"""A folder becomes an asset: once, whole, and each time with the same bytes."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from aind_schema import Manifest, read, stamp, validate
from aind_schema.assets import stamping
from aind_schema.assets.digests import digest_bytes
from aind_schema.progress import Progress
from samples.assets import DESCRIPTION, NAME, noise, write_asset

JOURNAL = ".manifest.json.journal"
FILES = {
    "ecephys/probe_a/ap.bin": noise(100_000),
    "ecephys/probe_a/empty.bin": b"",
    "ecephys/settings.toml": b"gain = 500\n",
    "behavior/wheel \u00e9\U0001f9e0.csv": b"t,v\n",
    "README.md": b"# Read me\n",
}


def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    done = subprocess.run(
        [*COMMAND, *map(str, arguments)], capture_output=True, text=True, env={**os.environ, **environment}, check=False
    )
    assert "Traceback" not in done.stderr
    return done


COMMAND = [sys.executable, "-c", "from aind_schema.cli import main; main()", "stamp"]


def codes(stamped: Any) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.file) for problem in stamped.report.errors]


class Watch(Progress):
    """Note what is told, and do something before and after the files are read."""

    def __init__(self, before: Callable[[], object] = bool, after: Callable[[], object] = bool) -> None:
        self.before, self.after = before, after
        self.total = 0
        self.steps: list[int] = []

    def start(self, what: str, total_bytes: int) -> None:
        self.total = total_bytes
        self.before()

    def advance(self, count: int) -> None:
        self.steps.append(count)

    def finish(self) -> None:
        self.after()


# ---- what comes out ------------------------------------------------------------------------------------------------


def test_a_folder_becomes_an_asset(tmp_path: Path) -> None:
    folder = write_asset(tmp_path, FILES)
    (folder / "behavior-videos").mkdir()
    progress = Watch()
    stamped = stamp(folder, progress=progress)
    assert stamped.report.problems == ()
    assert stamped.folder == folder
    assert not stamped.unchanged

    manifest = read(folder / "manifest.json")
    assert manifest == stamped.manifest
    assert isinstance(manifest, Manifest)
    assert manifest.name == NAME
    assert manifest.empty_folders == ("behavior-videos",)
    there = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    assert [entry.path for entry in manifest.files] == sorted(there.keys() - {"manifest.json"}, key=os.fsencode)
    for entry in manifest.files:
        data = there[entry.path].read_bytes()
        assert (entry.size_bytes, entry.sha256, entry.crc64nvme) == digest_bytes(data)
    assert {entry.path: entry.role for entry in manifest.files if entry.role != "data"} == {
        "README.md": "documentation",
        **dict.fromkeys(["data_description.json", "metadata.json", "subject.json"], "record"),
        "ecephys/settings.toml": "settings",
    }
    assert {entry.modality for entry in manifest.files if entry.role == "data"} == {"ecephys"}
    assert sum(progress.steps) == progress.total == sum(entry.size_bytes for entry in manifest.files)
    assert not (folder / JOURNAL).exists()
    assert validate(folder).problems == ()


def test_an_asset_may_hold_nothing_but_its_records(tmp_path: Path) -> None:
    stamped = stamp(write_asset(tmp_path))
    assert stamped.manifest is not None
    assert [entry.path for entry in stamped.manifest.files] == [
        "data_description.json",
        "metadata.json",
        "subject.json",
    ]


def test_the_command_tells_what_it_did(tmp_path: Path) -> None:
    folder = write_asset(tmp_path, {"a.bin": b"x" * 3_000_000})
    done = run(folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{folder.as_posix()}: stamped, 4 files, 3.0 MB\n"
    told = json.loads(run(folder, "--format", "json").stdout)
    size = sum(path.stat().st_size for path in folder.iterdir() if path.name != "manifest.json")
    assert told | {"name": NAME, "state": "unchanged", "asset_files": 4, "asset_bytes": size, "ok": True} == told
    (folder / "subject.json").write_text("{")
    done = run(folder)
    assert done.returncode == 1
    assert "error[malformed-json]" in done.stdout


# ---- the same bytes ------------------------------------------------------------------------------------------------


def copy(source: Path, parent: Path, seed: int) -> Path:
    """Copy a folder file by file in some order, with other times."""
    order = random.Random(seed)
    files = sorted(path for path in source.rglob("*"))
    order.shuffle(files)
    for path in files:
        target = parent / source.name / path.relative_to(source)
        (target if path.is_dir() else target.parent).mkdir(parents=True, exist_ok=True)
        if path.is_file():
            shutil.copyfile(path, target)
            os.utime(target, (order.randrange(2**31), order.randrange(2**31)))
    return parent / source.name


def test_the_same_folder_gives_the_same_bytes(tmp_path: Path) -> None:
    many = {f"ecephys/{i % 5}/{i}": str(i).encode() for i in range(1500)}
    source = write_asset(tmp_path / "source", {**FILES, **many, "large.bin": noise(2**20)})
    (source / "empty" / "folder").mkdir(parents=True)
    for seed, processes in enumerate(("1", "3")):
        folder = copy(source, tmp_path / str(seed), seed)
        done = run(folder, "--processes", processes, PYTHONHASHSEED=str(seed), TZ=f"UTC{seed}", LC_ALL="C")
        assert done.returncode == 0, done.stdout
    stamped = stamp(source)
    assert stamped.report.ok
    for name in ("manifest.json", "metadata.json"):
        texts = {
            hashlib.sha256((tmp_path / parent / NAME / name).read_bytes()).digest() for parent in ("0", "1", "source")
        }
        assert len(texts) == 1


def test_stamping_again_changes_nothing(tmp_path: Path) -> None:
    folder = write_asset(tmp_path, FILES)
    stamp(folder)
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    again = stamp(folder)
    assert again.report.ok
    assert again.unchanged
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file() or path in before} == before


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "README.md").write_bytes(b"other"),
        lambda folder: (folder / "README.md").unlink(),
        lambda folder: (folder / "new").write_bytes(b""),
        lambda folder: (folder / "new").mkdir(),
    ],
    ids=["changed", "gone", "added", "an empty folder"],
)
def test_a_manifest_of_other_content_stays_unless_asked(change: Callable[[Path], object], tmp_path: Path) -> None:
    folder = write_asset(tmp_path, FILES)
    stamp(folder)
    before = (folder / "manifest.json").read_bytes()
    change(folder)
    refused = stamp(folder)
    assert codes(refused) == [("already-stamped", "manifest.json")]
    assert refused.manifest is None
    assert (folder / "manifest.json").read_bytes() == before
    replaced = stamp(folder, replace=True)
    assert replaced.report.ok
    assert (folder / "manifest.json").read_bytes() != before
    assert stamp(folder).unchanged


def test_a_bundle_that_is_out_of_date_is_made_anew_if_asked(tmp_path: Path) -> None:
    folder = write_asset(tmp_path)
    stamp(folder)
    description = {**DESCRIPTION, "title": "New"}
    (folder / "data_description.json").write_text(json.dumps(description))
    assert "bundle-differs" in dict(codes(stamp(folder)))
    assert stamp(folder, replace=True).report.ok
    assert json.loads((folder / "metadata.json").read_text())["data_description"]["title"] == "New"
    assert validate(folder).problems == ()


@pytest.mark.parametrize(
    ("file", "record", "code"),
    [
        ("processing.json", {"processes": [{"name": "Sorting", "outputs": [{"path": "nowhere"}]}]}, "output-missing"),
        (
            "quality.json",
            {"metrics": [{"name": "drift", "modality": "ecephys", "stage": "raw", "references": ["quality/nope.png"]}]},
            "reference-not-listed",
        ),
    ],
)
def test_what_the_list_of_files_brings_to_light_is_told_at_once(
    file: str, record: dict[str, Any], code: str, tmp_path: Path
) -> None:
    header = {"kind": file.partition(".")[0], "schema_version": "0.1.0"}
    folder = write_asset(tmp_path, {file: json.dumps(header | record).encode()})
    stamped = stamp(folder)
    assert stamped.manifest is not None
    told = [(problem.code, problem.path) for problem in stamped.report]
    assert code in [each for each, _ in told]
    assert sorted(told) == sorted((problem.code, problem.path) for problem in validate(folder))


def test_a_list_of_files_that_breaks_a_rule_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_asset(tmp_path, {"ecephys/ap.bin": b"1"})
    made = stamping._manifest

    def misnamed(*arguments: Any) -> Manifest:
        return made(*arguments).replace(name=NAME.replace("625463", "625464"))

    monkeypatch.setattr(stamping, "_manifest", misnamed)
    refused = stamp(folder)
    assert refused.manifest is None
    assert [code for code, _ in codes(refused)] == ["manifest-name-differs"]
    assert not (folder / "manifest.json").exists()


# ---- names ---------------------------------------------------------------------------------------------------------

UNNAMED = json.dumps({key: value for key, value in DESCRIPTION.items() if key != "name"}).encode()


def test_a_name_that_is_not_stated_is_built(tmp_path: Path) -> None:
    folder = write_asset(tmp_path, {"data_description.json": UNNAMED})
    assert stamp(folder).report.ok
    assert json.loads((folder / "data_description.json").read_text())["name"] == NAME


def test_a_folder_gets_the_name_if_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_asset(tmp_path, {"data_description.json": UNNAMED})
    folder.rename(tmp_path / "run_0412")
    assert codes(stamp(tmp_path / "run_0412"))[0][0] == "name-folder-differs"
    monkeypatch.chdir(tmp_path / "run_0412")
    stamped = stamp(".", rename=True)
    assert stamped.report.ok, stamped.report.text()
    assert stamped.folder == folder
    assert (folder / "manifest.json").is_file()
    assert not (tmp_path / "run_0412").exists()


def test_a_name_that_cannot_be_built_hides_nothing_else(tmp_path: Path) -> None:
    description = json.dumps({key: value for key, value in DESCRIPTION.items() if key not in ("name", "created_at")})
    folder = write_asset(tmp_path, {"data_description.json": description.encode(), "a:b": b""})
    found = {code for code, _ in codes(stamp(folder))}
    assert {"no-name", "unportable-path", "missing-field"} <= found


# ---- stopped, and started again ------------------------------------------------------------------------------------

SIZE = 16 * 2**20


def write_slow_asset(parent: Path, count: int = 24) -> Path:
    """Write files that take time to read and no room on the disk."""
    folder = write_asset(parent)
    for i in range(count):
        with (folder / f"{i:02}.bin").open("wb") as file:
            file.write(str(i).encode())
            file.truncate(SIZE)
    return folder


def noted(folder: Path) -> int:
    journal = folder / JOURNAL
    return journal.read_bytes().count(b".bin") if journal.is_file() else 0


def kill_when_noted(folder: Path, count: int) -> None:
    """Start stamping and kill it when it has noted so many files more."""
    wanted = noted(folder) + count
    with subprocess.Popen([*COMMAND, folder, "--processes", "1"]) as process:
        while noted(folder) < wanted and process.poll() is None:
            time.sleep(0.002)
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL, "it ended before it could be killed"
    assert not (folder / "manifest.json").exists()


def test_what_was_done_before_it_was_killed_is_not_done_again(tmp_path: Path) -> None:
    folder = write_slow_asset(tmp_path / "killed")
    for _ in range(3):
        kill_when_noted(folder, 2)
    done = noted(folder)
    assert 6 <= done < 24
    progress = Watch()
    stamped = stamp(folder, progress=progress)
    assert stamped.report.ok
    # What is known comes first, in one step.
    assert progress.steps[0] == done * SIZE
    assert sum(progress.steps) == progress.total
    assert not (folder / JOURNAL).exists()

    undisturbed = write_slow_asset(tmp_path / "undisturbed")
    assert stamp(undisturbed).report.ok
    for name in ("manifest.json", "metadata.json"):
        assert (folder / name).read_bytes() == (undisturbed / name).read_bytes()


def test_a_file_that_is_noted_is_not_read(tmp_path: Path) -> None:
    folder = write_asset(tmp_path, {"a": b"a", "b": b"b"})
    # The pipe is found after the others are done, so that the journal stays.
    stopped = stamp(folder, progress=Watch(after=lambda: os.mkfifo(folder / "pipe")))
    assert codes(stopped) == [("not-a-file", "pipe")]
    (folder / "pipe").unlink()
    # Only who reads the file again can tell that this is not its digest.
    text = (folder / JOURNAL).read_text()
    made_up = text.replace(hashlib.sha256(b"a").hexdigest(), "0" * 64)
    assert made_up != text
    (folder / JOURNAL).write_text(made_up)
    (folder / "b").write_bytes(b"c")
    stamped = stamp(folder)
    assert stamped.manifest is not None
    digests = {entry.path: entry.sha256 for entry in stamped.manifest.files}
    assert digests["a"] == "0" * 64
    assert digests["b"] == hashlib.sha256(b"c").hexdigest()


# ---- a folder that does not hold still -----------------------------------------------------------------------------

CHANGES: dict[str, tuple[Callable[[Path], object], str, str, str]] = {
    "appended": (lambda folder: append(folder / "a"), "a", "file-changing", "was changed while"),
    "touched": (lambda folder: os.utime(folder / "a", (1, 1)), "a", "file-changing", "was changed while"),
    "gone": (lambda folder: (folder / "a").unlink(), "a", "file-changing", "went away while"),
    "new": (lambda folder: (folder / "new").write_bytes(b""), "new", "file-changing", "appeared while"),
    "new and bad": (lambda folder: (folder / "a:b").write_bytes(b""), "a:b", "unportable-path", "refused by Windows"),
    "a record": (lambda folder: append(folder / "subject.json"), "subject.json", "file-changing", "was changed"),
    "the bundle": (lambda folder: append(folder / "metadata.json"), "metadata.json", "file-changing", "was changed"),
    "a new folder": (lambda folder: (folder / "new").mkdir(), "new", "file-changing", "appeared or went away"),
    "no folder": (lambda folder: (folder / "empty").rmdir(), "empty", "file-changing", "appeared or went away"),
    "a link": (lambda folder: (folder / "link").symlink_to("a"), "link", "link-refused", "this is a link"),
    "a link for a file": (lambda folder: swap(folder / "a"), "a", "link-refused", "this is a link"),
}


def append(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b" ")


def swap(path: Path) -> None:
    path.rename(path.with_name("moved"))
    path.symlink_to("moved")


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("kind", CHANGES)
def test_what_changes_while_it_is_stamped_is_told(kind: str, when: str, tmp_path: Path) -> None:
    folder = write_asset(tmp_path, {"a": b"a", "b": b"b"})
    (folder / "empty").mkdir()
    change, path, code, message = CHANGES[kind]
    refused = stamp(folder, progress=Watch(**{when: lambda: change(folder)}))
    told = {problem.file: problem for problem in refused.report.errors}
    assert told[path].code == code
    assert message in told[path].message
    assert len(told) == len(refused.report.errors) <= 2
    assert not (folder / "manifest.json").exists()
    (folder / "link").unlink(missing_ok=True)
    (folder / "a:b").unlink(missing_ok=True)
    if (folder / "a").is_symlink():
        (folder / "moved").replace(folder / "a")
    assert stamp(folder).report.ok


def test_a_file_that_grows_all_the_time_is_told(tmp_path: Path) -> None:
    folder = write_slow_asset(tmp_path, count=4)
    stop = threading.Event()

    def record() -> None:
        while not stop.wait(0.001):
            append(folder / "00.bin")

    rig = threading.Thread(target=record)
    rig.start()
    try:
        refused = stamp(folder)
    finally:
        stop.set()
        rig.join()
    assert codes(refused) == [("file-changing", "00.bin")]
    assert not (folder / "manifest.json").exists()
    assert stamp(folder).report.ok


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    # Memory is a file that even root cannot read from its beginning on.
    memory = Path(f"/proc/{os.getpid()}/mem")
    if not memory.exists():
        pytest.skip("needs Linux")
    folder = write_asset(tmp_path)
    (folder / "memory").symlink_to(memory)
    with memory.open("rb"):  # so that the system keeps what it knows of it
        refused = stamp(folder, follow_links=True)
    ((code, path),) = codes(refused)
    assert (code, path) == ("unreadable", "memory")


# ---- links ---------------------------------------------------------------------------------------------------------


def test_what_links_lead_to_is_part_of_the_asset_if_asked(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "ap.bin").write_bytes(b"0123")
    folder = write_asset(tmp_path)
    (folder / "ecephys").symlink_to("../elsewhere")
    assert codes(stamp(folder)) == [("link-refused", "ecephys")]
    stamped = stamp(folder, follow_links=True)
    assert stamped.manifest is not None
    assert "ecephys/ap.bin" in {entry.path for entry in stamped.manifest.files}
