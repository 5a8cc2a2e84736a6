"""Whatever lies in a folder, stamping it ends with a code, writes nothing elsewhere and leaves no manifest."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from aind_schema.cli.stamp import command
from samples.assets import DESCRIPTION, NAME, SUBJECT, write_asset

Make = Callable[[Path], object]


@pytest.fixture
def asset(tmp_path: Path) -> Iterator[Path]:
    """Give a sound folder, with things beside it that are nobody's business."""
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.txt").write_text("secret")
    (tmp_path / "outside" / "subject.json").write_text(json.dumps(SUBJECT))
    yield write_asset(tmp_path, {"ecephys/ap.bin": b"0123", "behavior/x.csv": b"a,b\n"})
    # What is too deep for Python is left to a program.
    subprocess.run(["rm", "-rf", tmp_path / NAME], check=True)


def stamp(folder: Path, *options: str) -> Result:
    """Run the command here; an exception that it lets through is no exit code."""
    done = CliRunner().invoke(command, [os.fspath(folder), "--format", "json", *options])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def state(top: Path, without: Path) -> dict[str, object]:
    """Return all that lies below a folder, but for one folder in it."""
    found: dict[str, object] = {}
    for folder, inner, names in os.walk(top):
        inner[:] = [name for name in inner if Path(folder, name) != without]
        for name in [*inner, *names]:
            path = Path(folder, name)
            found[os.fspath(path)] = path.read_bytes() if path.is_file() else path.lstat().st_mode
    return found


def refused(folder: Path, *options: str) -> list[tuple[str, str]]:
    """Stamp a folder that is to be refused, and return the codes with their files."""
    before = state(folder.parent, without=folder)
    manifest = mode_of(folder / "manifest.json")
    done = stamp(folder, *options)
    report = json.loads(done.stdout)
    assert done.exit_code == 1
    assert report["state"] == "refused"
    assert state(folder.parent, without=folder) == before
    assert mode_of(folder / "manifest.json") == manifest
    assert manifest is None or not stat.S_ISREG(manifest)
    return [(problem["code"], problem.get("file")) for problem in report["problems"] if problem["severity"] == "error"]


def mode_of(path: Path) -> int | None:
    return path.lstat().st_mode if os.path.lexists(path) else None


# ---- what may lie there --------------------------------------------------------------------------------------------


def link(target: str, name: str = "ecephys/link") -> Make:
    def make(folder: Path) -> None:
        (folder / name).unlink(missing_ok=True)
        (folder / name).symlink_to(target)

    return make


def special(kind: int, name: str = "ecephys/special") -> Make:
    def make(folder: Path) -> None:
        (folder / name).unlink(missing_ok=True)
        os.mknod(folder / name, kind | 0o600, os.makedev(1, 5))  # as a device: /dev/zero

    return make


def folder(name: str) -> Make:
    def make(folder: Path) -> None:
        (folder / name).unlink(missing_ok=True)
        (folder / name / "inner").mkdir(parents=True)

    return make


def named(*names: str | bytes) -> Make:
    def make(folder: Path) -> None:
        for name in names:
            path = folder / "ecephys" / os.fsdecode(name)
            path.parent.mkdir(exist_ok=True, parents=True)
            path.write_bytes(b"x")

    return make


def at_the_top(name: str) -> Make:
    return lambda folder: (folder / name).write_bytes(b"x")


def deep(name: str, levels: int) -> Make:
    def make(folder: Path) -> None:
        place = os.open(folder, os.O_DIRECTORY)
        for _ in range(levels):
            os.mkdir(name, dir_fd=place)
            inner = os.open(name, os.O_DIRECTORY, dir_fd=place)
            os.close(place)
            place = inner
        os.close(place)

    return make


def holding(name: str, content: bytes | object) -> Make:
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    return lambda folder: (folder / name).write_bytes(data)


def unnamed_behind_a_link(folder: Path) -> None:
    target = folder.parent / "outside" / "description.json"
    target.write_text(json.dumps({key: value for key, value in DESCRIPTION.items() if key != "name"}))
    link(os.fspath(target), "data_description.json")(folder)


def large(folder: Path) -> None:
    with (folder / "subject.json").open("wb") as file:
        file.truncate(65 * 2**20)


BOMB = b"kind: subject\na: &a [x,x,x,x,x,x,x,x,x]\n" + b"".join(
    b"%c: &%c [%s]\n" % (98 + i, 98 + i, b",".join([b"*%c" % (97 + i)] * 9)) for i in range(12)
)
NFC = unicodedata.normalize("NFC", "\u00e9")
NFD = unicodedata.normalize("NFD", "\u00e9")
JOURNAL = ".manifest.json.journal"

LINKS: dict[str, tuple[Make, str]] = {
    "a link up": (link(".."), "link-refused"),
    "a link to itself": (link("link"), "link-refused"),
    "a link to where it lies": (link("."), "link-refused"),
    "a link to nothing": (link("nothing"), "link-refused"),
    "a link out of the folder": (link("../../outside"), "link-refused"),
    "a link to a file elsewhere": (link("../../outside/secret.txt"), "link-refused"),
    "a link to the passwords": (link("/etc/passwd"), "link-refused"),
    "a link to a device": (link("/dev/zero"), "link-refused"),
    "a link to the whole disk": (link("/"), "link-refused"),
    "a link within the asset": (link("ap.bin"), "link-refused"),
    "a link with a strange target": (link("\x1b[2J\n" + "x" * 200), "link-refused"),
    "a linked subject": (link("../outside/subject.json", "subject.json"), "link-refused"),
    "a linked description": (link("../outside/secret.txt", "data_description.json"), "link-refused"),
    "a linked description without a name": (unnamed_behind_a_link, "link-refused"),
    "a linked bundle": (link("../outside/secret.txt", "metadata.json"), "link-refused"),
    "a linked manifest": (link("../outside/secret.txt", "manifest.json"), "link-refused"),
    "a manifest that is to be made elsewhere": (link("../outside/new.json", "manifest.json"), "link-refused"),
    "a linked journal": (link("../outside/secret.txt", JOURNAL), "link-refused"),
    "a journal that is to be made elsewhere": (link("../outside/new.txt", JOURNAL), "link-refused"),
    "a journal without end": (link("/dev/zero", JOURNAL), "link-refused"),
    "a link for what is not whole yet": (link("../outside/secret.txt", ".metadata.json.1.part"), "link-refused"),
}
NO_FILES: dict[str, tuple[Make, str]] = {
    "a pipe": (special(stat.S_IFIFO), "not-a-file"),
    "a socket": (special(stat.S_IFSOCK), "not-a-file"),
    "a pipe for a subject": (special(stat.S_IFIFO, "subject.json"), "not-a-file"),
    "a pipe for a description": (special(stat.S_IFIFO, "data_description.json"), "not-a-file"),
    "a socket for a bundle": (special(stat.S_IFSOCK, "metadata.json"), "not-a-file"),
    "a pipe for a manifest": (special(stat.S_IFIFO, "manifest.json"), "not-a-file"),
    "a pipe for a journal": (special(stat.S_IFIFO, JOURNAL), "not-a-file"),
    "a folder for a subject": (folder("subject.json"), "not-a-file"),
    "a folder for a description": (folder("data_description.json"), "not-a-file"),
    "a folder for a bundle": (folder("metadata.json"), "not-a-file"),
    "a folder for a manifest": (folder("manifest.json"), "not-a-file"),
    "a folder for a journal": (folder(JOURNAL), "not-a-file"),
}
DEVICES: dict[str, tuple[Make, str]] = {
    "a device": (special(stat.S_IFCHR), "not-a-file"),
    "a disk": (special(stat.S_IFBLK), "not-a-file"),
    "a device for a subject": (special(stat.S_IFCHR, "subject.json"), "not-a-file"),
    "a device for a manifest": (special(stat.S_IFCHR, "manifest.json"), "not-a-file"),
}
NAMES: dict[str, tuple[Make, str]] = {
    **{
        f"a name with {name!a}": (named(name), "unportable-path")
        for name in (
            *("a\\b", "..\\..\\x", "\\\\server\\x", "C:", "10:14:25", "a*", "a?", 'a"', "a<b", "a>b", "a|b"),
            *("a\nb", "a\n", "a\rb", "a\tb", "\x1b[2J", "a\x7f", "a\x85b", "\x01"),
            *("a.", "a ", "...", " ", "a. .", "folder./x", "folder /x"),
            *("con", "CON.txt", "nul.tar.gz", "aux/x", "com1", "lpt9.x", "com\u00b9", "CONIN$", "prn .txt"),
            *(b"\xff", b"caf\xe9.txt", b"\xed\xa0\x80", b"\xc0\xaf", b"folder\xff/x"),
        )
    },
    "a path that is too long": (named("/".join(["x" * 250] * 4)), "unportable-path"),
    "a path of too many bytes": (named("/".join(["\u795e" * 80] * 4)), "unportable-path"),
    "folders that are too deep": (deep("x", 800), "unportable-path"),
    "folders that no path reaches": (deep("xxxx", 1100), "unportable-path"),
    "names that differ in case": (named("a", "A"), "paths-clash"),
    "names that differ in Unicode form": (named(NFC, NFD), "paths-clash"),
    "folders that differ in case": (named("a/x", "A/y"), "paths-clash"),
    "folders that differ in Unicode form": (named(f"{NFC}/x", f"{NFD}/y"), "paths-clash"),
    "a file and a folder": (named("a", "A/x"), "paths-clash"),
    "letters that look alike": (named("k", "\u212a"), "paths-clash"),
    "a second manifest in capitals": (at_the_top("MANIFEST.JSON"), "paths-clash"),
    "a manifest in another format": (at_the_top("manifest.yaml"), "record-repeated"),
    "a bundle in another format": (at_the_top("metadata.yml"), "record-repeated"),
}
CONTENTS: dict[str, tuple[Make, str]] = {
    "an empty subject": (holding("subject.json", b""), "empty-file"),
    "a subject that is cut off": (holding("subject.json", b'{"kind": "sub'), "malformed-json"),
    "a subject of zeros": (holding("subject.json", b"\0" * 100), "wrong-encoding"),
    "a subject in UTF-16": (holding("subject.json", '{"kind": "subject"}'.encode("utf-16")), "wrong-encoding"),
    "a subject that is too deep": (holding("subject.json", b"[" * 100_000), "too-deep"),
    "a subject with a key twice": (holding("subject.json", b'{"kind": "subject", "kind": "x"}'), "duplicate-key"),
    "a subject that is too large": (large, "too-large"),
    "a subject that is no subject": (holding("subject.json", DESCRIPTION), "misnamed-file"),
    "another subject": (holding("subject.json", {**SUBJECT, "subject_id": "1"}), "subject-ids-differ"),
    "the same subject twice": (holding("subject_2.json", SUBJECT), "subject-repeated"),
    "a bomb": (holding("subject_2.yaml", BOMB), "yaml-alias-bomb"),
    "a program in a tag": (holding("subject_2.yaml", b"kind: !!python/object/apply:os.abort []\n"), "yaml-tag"),
    "a name that leads out": (holding("data_description.json", {**DESCRIPTION, "name": "../../x"}), "malformed-name"),
    "a name that is a folder": (holding("data_description.json", {**DESCRIPTION, "name": ".."}), "malformed-name"),
    "a name that is a number": (holding("data_description.json", {**DESCRIPTION, "name": 7}), "wrong-type"),
    "the name of another asset": (
        holding("data_description.json", {**DESCRIPTION, "name": NAME.replace("22", "23")}),
        "name-folder-differs",
    ),
    "a bundle that says something else": (
        holding("metadata.json", {"kind": "metadata", "schema_version": "0.1.0", "name": "x", "subject": SUBJECT}),
        "bundle-name-differs",
    ),
    "a bundle that is none": (holding("metadata.json", b"[]"), "not-an-object"),
    "no record at all": (lambda folder: [path.unlink() for path in folder.glob("*.json")], "no-name"),
}
HOSTILE = {**LINKS, **NO_FILES, **NAMES, **CONTENTS}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_folder_is_refused(kind: str, asset: Path) -> None:
    make, code = HOSTILE[kind]
    make(asset)
    assert code in dict(refused(asset))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root makes devices")
@pytest.mark.parametrize("kind", DEVICES)
def test_a_device_is_refused(kind: str, asset: Path) -> None:
    make, code = DEVICES[kind]
    make(asset)
    assert code in dict(refused(asset))


def test_there_are_enough_kinds() -> None:
    assert len(HOSTILE) >= 90


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("a link up", "link-refused"),
        ("a link to where it lies", "link-refused"),
        ("a link to itself", "unreadable"),
        ("a link to nothing", "unreadable"),
        ("a link to a device", "not-a-file"),
        ("a linked manifest", "link-refused"),
        ("a linked journal", "link-refused"),
        ("a journal without end", "link-refused"),
    ],
)
def test_some_links_are_refused_even_where_links_are_followed(kind: str, code: str, asset: Path) -> None:
    LINKS[kind][0](asset)
    assert code in dict(refused(asset, "--follow-links"))


@pytest.mark.parametrize("kind", ["a name that leads out", "a name that is a folder", "the name of another asset"])
def test_a_folder_is_renamed_to_names_of_assets_alone(kind: str, asset: Path) -> None:
    make, code = CONTENTS[kind]
    make(asset)
    if kind == "the name of another asset":
        (asset.parent / NAME.replace("22", "23")).mkdir()  # which is there already
        with pytest.raises(FileExistsError, match="there is another folder of this name"):
            CliRunner().invoke(command, [os.fspath(asset), "--rename"], catch_exceptions=False)
    else:
        assert code in dict(refused(asset, "--rename"))
    assert asset.is_dir()


def test_all_that_is_wrong_is_told_at_once(asset: Path) -> None:
    several = ["a link up", "a pipe", "names that differ in case", "a path that is too long", "an empty subject"]
    for kind in several:
        HOSTILE[kind][0](asset)
    assert {HOSTILE[kind][1] for kind in several} <= set(dict(refused(asset)))


def test_what_is_only_strange_is_part_of_the_asset(asset: Path) -> None:
    strange = ["-rf", "~", "$(reboot)", "`x`", "'", "%s", "#", "&", ";", ".hidden", " x", "\u202egnp.exe", "\U0001f9e0"]
    named(*strange)(asset)
    done = stamp(asset)
    assert done.exit_code == 0, done.stdout
    listed = json.loads((asset / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert {f"ecephys/{name}" for name in strange} <= {each["path"] for each in listed}
