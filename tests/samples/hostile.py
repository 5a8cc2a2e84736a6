"""Manifests that nobody should believe, as bytes, by what is wrong with them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from samples.lakes import Lake

Spoil = Callable[[dict[str, Any]], object]

#: Paths that lead elsewhere, or that some system takes for something else.
PATHS = (
    *("../x", "../../x", "a/../../x", "a/../x", "a/..", "/x", "/etc/x", "//host/share/x", "./x", ".", "..", "", "a//b"),
    *("a/", "a\\b", "..\\x", "C:\\x", "C:x", "x:stream", "~/x\n", "a\x00b", "a\x1bb", "a\x7fb", "\ud800", "x.", "x "),
    *("a./b", "con", "aux.txt", "NUL", "x/com1.bin", "lpt9", "conin$", "a?b", "a*b", "a|b", "<a>", '"a"'),
    *("x" * 256, "x/" * 400 + "x", "é" * 200),
)
#: Pairs of paths that some system takes for one.
CLASHES = (
    *(("x", "x"), ("Probe.bin", "probe.bin"), ("A/x", "a/y"), ("é", "e\u0301"), ("straße", "STRASSE"), ("a", "a/b")),
    *(("x", "Manifest.json"), ("MANIFEST.JSON/x", "y")),
)
#: What only this package writes beside a manifest.
OWN = (
    "manifest.json",
    "manifest.json/x",
    ".manifest.json.journal",
    ".upload.json",
    ".upload/x",
    ".subject.json.7.part",
)
#: Names by which no folder may be made.
NAMES = ("../evil", "../../evil", "/etc/evil", "a/b", "..", ".", "", "evil\n", "ecephys 625463", "C:evil", "x" * 300)


def manifests(sound: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield hostile forms of a sound manifest, each with what is wrong with it."""
    for what, spoil in _spoilers():
        document = json.loads(sound)
        spoil(document)
        yield what, json.dumps(document).encode()
    yield from _broken(sound)


def _spoilers() -> Iterator[tuple[str, Spoil]]:
    for path in PATHS:
        yield f"path {path[:20]!a}", _with_files(path)
    for paths in CLASHES:
        yield f"paths {paths!a}", _with_files(*paths)
    for path in OWN:
        yield f"own path {path}", _with_files(path)
    for path in ("../x", "/x", "ecephys", "a/../b", "con", "manifest.json", ".upload"):
        yield f"empty folder {path}", _set("empty_folders", [path])
    for name in NAMES:
        yield f"name {name[:20]!a}", _set("name", name)
    for field, values in {
        "size_bytes": (-1, 1.5, "12", True, None, 10**30),
        "sha256": ("A" * 64, "a" * 63, None, 7),
        "crc64nvme": ("AAAAAAAAAAB=", "", None, 7),
        "path": (None, 7, ["x"]),
    }.items():
        for value in values:
            yield f"{field} {value!r}"[:40], _set_in_file(field, value)
    for field, value in {
        "files": {"x": 1},
        "kind": "subject",
        "schema_version": "9.9.9",
        "surprise": 1,
        "name": 7,
    }.items():
        yield f"{field} is {value}", _set(field, value)
    for field in ("kind", "schema_version", "name", "files"):
        yield f"no {field}", lambda document, field=field: document.pop(field)


def _broken(sound: bytes) -> Iterator[tuple[str, bytes]]:
    text = sound.decode()
    yield "empty", b""
    yield "white space", b" \n"
    yield "cut off", sound[: len(sound) // 2]
    yield "something behind", sound + b"{}"
    yield "a list", b"[]"
    yield "null", b"null"
    yield "an empty object", b"{}"
    yield "not JSON", b"kind: manifest\n"
    yield "not UTF-8", text.replace("ecephys", "\xe9", 1).encode("latin-1")
    yield "UTF-16", text.encode("utf-16")
    yield "a binary file", bytes(range(256))
    yield "a key twice", text.replace('"kind"', '"name": "x", "kind"', 1).encode()
    yield "not a number", text.replace('"size_bytes":', '"size_bytes":NaN,"x":', 1).encode()
    yield "too many digits", text.replace('"size_bytes":', f'"size_bytes":{"9" * 5000},"x":', 1).encode()
    yield "200 levels", text.replace('"files"', f'"extensions": {"[" * 200}{"]" * 200}, "files"', 1).encode()
    yield "100,000 levels", b"[" * 100_000
    yield "a lone surrogate", text.replace("ecephys", "\\ud800", 1).encode()


def _with_files(*paths: str) -> Spoil:
    def spoil(document: dict[str, Any]) -> None:
        document["files"] = [{**document["files"][0], "path": path} for path in paths]

    return spoil


def _set(field: str, value: object) -> Spoil:
    return lambda document: document.__setitem__(field, value)


def _set_in_file(field: str, value: object) -> Spoil:
    return lambda document: document["files"][0].__setitem__(field, value)


def put(lake: Lake, name: str, manifest: bytes, objects: Mapping[str, bytes] | None = None) -> None:
    """Put a manifest into a lake as anybody could, with objects beside it."""
    for path, data in (objects or {}).items():
        lake.write(f"{name}/{path}", data)
    lake.write(f"{name}/manifest.json", manifest)
