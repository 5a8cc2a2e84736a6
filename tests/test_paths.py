"""Paths that every usual system can hold, side by side."""

from __future__ import annotations

import os
import re
import unicodedata
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from aind_schema.paths import LONGEST, PATTERN, clashes, is_own, objection

# ---- one path ------------------------------------------------------------------------------------------------------

GOOD = [
    "a",
    "ecephys/probe_a/ap.bin",
    ".hidden/...dots",
    " leading space",
    "a b/c  d.txt",
    "-rf",
    "~",
    "#1 50% & more!;$x`'(){}[]=+,@^",
    "consul.txt",
    "com",
    "com10.txt",
    "lpt",
    "auxiliary/nullify",
    "x.con",
    "Übersicht/神経/🧠",
    unicodedata.normalize("NFD", "é"),
    "a" * 255,
    "/".join(["a" * 189] * 4),
]
BAD = {
    "": "not relative",
    "/": "not relative",
    "/etc/passwd": "not relative",
    "//server/share": "not relative",
    ".": "'.' leads elsewhere",
    "..": "'..' leads elsewhere",
    "../x": "'..' leads elsewhere",
    "a/../b": "'..' leads elsewhere",
    "a/./b": "'.' leads elsewhere",
    "a/..": "'..' leads elsewhere",
    "a//b": "'' leads elsewhere",
    "a/": "'' leads elsewhere",
    "a./b": "'a.' ends with a dot or a space",
    "a/b ": "'b ' ends with a dot or a space",
    "...": "'...' ends with a dot",
    " ": "' ' ends with a dot or a space",
    "a\\b": r"'\\' is refused by Windows",
    "C:/x": "':' is refused by Windows",
    "run_10:14:25.csv": "':' is refused by Windows",
    "what?": "'?' is refused by Windows",
    "a|b<c>d*e": "'|' is refused by Windows",
    'a"b': "'\"' is refused by Windows",
    "a\nb": "control character",
    "a\n": "control character",
    "\n": "control character",
    "a\0b": "control character",
    "a\x1b[2Jb": "control character",
    "a\x7f": "control character",
    "a\x85b": "control character",
    "a\udcff": "not UTF-8",
    "con": "Windows takes 'con' for a device",
    "a/NUL.tar.gz": "'NUL' for a device",
    "Aux .txt/x": "'Aux' for a device",
    "com1": "'com1' for a device",
    "x/lpt\u00b2.dat": "for a device",
    "CONIN$": "'CONIN$' for a device",
    "conout$.log": "'conout$' for a device",
    "a" * 256: "takes 256 bytes; at most 255 fit",
    "é" * 128: "takes 256 bytes; at most 255 fit",
    "/".join(["a" * 190] * 4): f"takes 763 bytes; at most {LONGEST}",
    "/".join("a" * 2000): "takes 3999 bytes",
}


@pytest.mark.parametrize("path", GOOD)
def test_a_path_that_all_systems_hold(path: str) -> None:
    assert objection(path) is None
    assert re.search(PATTERN, path)


@pytest.mark.parametrize("path", BAD, ids=ascii)
def test_a_path_that_some_system_refuses(path: str) -> None:
    assert BAD[path] in str(objection(path))


# Names of every kind, good and bad; the letters of bad ones are drawn often.
steps = st.text(st.sampled_from("ab.. /\\:~\t\n\u00e9\u0301K\u212a\u0130i") | st.characters(), min_size=1, max_size=12)
any_paths = st.lists(steps | st.sampled_from(["..", ".", "con", "NUL.x", "a" * 300]), max_size=4).map("/".join)


@given(any_paths)
@example("a\n")
def test_what_is_let_through_can_be_made_and_is_found_again(
    tmp_path_factory: pytest.TempPathFactory, path: str
) -> None:
    if objection(path) is not None:
        return
    assert re.search(PATTERN, path)
    assert not path.endswith("\n")  # which $ would let through
    assert len(path) <= LONGEST
    assert not {"", ".", ".."} & set(path.split("/"))
    assert not Path(path).is_absolute()
    root = tmp_path_factory.mktemp("asset")
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(b"x")
    found = [Path(folder, name) for folder, _, names in os.walk(root) for name in names]
    assert [each.relative_to(root).as_posix() for each in found] == [path]


@given(any_paths)
def test_what_the_schema_refuses_is_objected_to(path: str) -> None:
    fits = re.search(PATTERN, path) is not None and not path.endswith("\n") and len(path) <= LONGEST
    assert fits or objection(path) is not None


# ---- several paths -------------------------------------------------------------------------------------------------


def test_paths_that_can_stand_side_by_side() -> None:
    assert list(clashes(["a/b/c", "a/b/d", "a/c", "ab", "b/a"], ["a/e", "c/d", "c/e"])) == []


@pytest.mark.parametrize(
    ("files", "folders", "found"),
    [
        (["a", "a"], [], ("a", "a", "one path is listed twice")),
        (["x/a", "x/A"], [], ("x/A", "x/a", "they differ only in case")),
        (["STRASSE", "straße"], [], ("straße", "STRASSE", "they differ only in case")),
        (["\u00e9", "e\u0301"], [], ("e\u0301", "\u00e9", "they differ only in Unicode form")),
        (["\u212a", "k"], [], ("k", "\u212a", "they differ only in case")),
        (["A/x", "a/y"], [], ("a/y", "A", "their folders differ only in case")),
        (["d/\u00e9/x", "d/e\u0301/y"], [], ("d/e\u0301/y", "d/\u00e9", "their folders differ only in Unicode form")),
        (["a/x", "a"], [], ("a", "a", "one is a file, the other a folder")),
        (["a", "A/x"], [], ("a", "A", "one is a file, the other a folder")),
        (["a/x"], ["A"], ("A", "a", "their folders differ only in case")),
        (["a"], ["A"], ("a", "A", "one is a file, the other a folder")),
        (["a"], ["a/b"], ("a", "a", "one is a file, the other a folder")),
        ([], ["a", "a"], ("a", "a", "one path is listed twice")),
        ([], ["a/b", "A/c"], ("A/c", "a", "their folders differ only in case")),
    ],
)
def test_paths_that_clash(files: list[str], folders: list[str], found: tuple[str, str, str]) -> None:
    assert list(clashes(files, folders)) == [found]


def folded(path: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", path).casefold())


def above(path: str) -> list[str]:
    steps = path.split("/")
    return ["/".join(steps[:n]) for n in range(1, len(steps))]


def clash(one: str, other: str) -> bool:
    """Compare two files by the book: themselves, each with the folders of the other, and the folders."""
    return (
        folded(one) == folded(other)
        or folded(one) in map(folded, above(other))
        or folded(other) in map(folded, above(one))
        or any(folded(a) == folded(b) and a != b for a in above(one) for b in above(other))
    )


names = st.sampled_from(["a", "A", "b", "\u00e9", "e\u0301", "\u00c9", "k", "\u212a"])
file_lists = st.lists(st.lists(names, min_size=1, max_size=3).map("/".join), max_size=7)


@given(file_lists)
def test_clashes_are_those_that_comparing_each_with_each_finds(files: list[str]) -> None:
    pairs = [pair for pair in combinations(files, 2) if clash(*pair)]
    found = [path for path, _, _ in clashes(files)]
    assert bool(found) == bool(pairs)
    assert set(found) <= {path for pair in pairs for path in pair}
    # Mending what was told leaves nothing: of each pair one is told, however they stand.
    assert all(one in found or other in found for one, other in pairs)


@given(file_lists.flatmap(lambda files: st.tuples(st.just(files), st.permutations(files))))
def test_whether_there_is_a_clash_does_not_depend_on_the_order(orders: tuple[list[str], list[str]]) -> None:
    one, other = orders
    assert bool(list(clashes(one))) == bool(list(clashes(other)))


@given(st.lists(names, min_size=1, max_size=3).map("/".join), file_lists)
def test_an_empty_folder_clashes_as_a_file_in_it_would(folder: str, files: list[str]) -> None:
    files = [path for path in files if not path.startswith(f"{folder}/")]
    within = list(clashes([*files, f"{folder}/only"]))
    assert bool(list(clashes(files, [folder]))) == bool(within)


# ---- names that are kept -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    ["manifest.json", ".manifest.json.journal", ".upload.json", ".upload", ".upload/x", ".metadata.json.41.part"],
)
def test_names_that_the_package_keeps_for_itself(path: str) -> None:
    assert is_own(path)
    assert not is_own(f"data/{path}")


@pytest.mark.parametrize("path", ["metadata.json", "manifest.jsonl", ".uploads", ".notes.json.41.part", ".x.part"])
def test_names_that_it_does_not(path: str) -> None:
    assert not is_own(path)
