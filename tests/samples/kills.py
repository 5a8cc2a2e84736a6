"""Uploads that are killed in a certain state and started again, with a count of what was wrong in the end."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import uuid
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from samples.assets import make_asset, noise
from samples.proxy import Proxy
from samples.seaweed import BUCKET

if TYPE_CHECKING:
    from samples.seaweed import Seaweed

_MIB = 2**20
LARGE = "ecephys/ap.bin"


class State(NamedTuple):
    """The request at which an upload is killed, and after how many bytes of its body."""

    name: str
    request: str
    after: int = 0


STATES = (
    State("before the first byte", r"^PUT .*/\.upload\.json"),
    State("within a small file", r"^PUT .*/small_007\.bin", 40_000),
    State("before the first part", r"^POST .*ap\.bin\?uploads"),
    State("within a part", r"^PUT .*ap\.bin\?.*partNumber=2", 3 * _MIB),
    State("between parts", r"^PUT .*ap\.bin\?.*partNumber=5"),
    State("before complete", r"^POST .*ap\.bin\?uploadId="),
    State("before the manifest", r"^PUT .*/manifest\.json"),
    State("after the manifest", r"^DELETE .*/\.upload\.json"),
)


class Outcome(NamedTuple):
    """What another client finds after the second attempt, and what the first one had shown to readers."""

    seen_whole_too_early: bool
    missing: int
    wrong: int
    parts_sent_twice: int


def sample_asset(parent: Path) -> Path:
    """Make an asset of twenty small files and a large one of six parts."""
    small = {f"ecephys/small_{i:03}.bin": noise(60_000, i) for i in range(20)}
    return make_asset(parent, {**small, LARGE: noise(90 * _MIB, 99)})


def kill_and_resume(state: State, server: Seaweed, folder: Path) -> Outcome:
    """Upload, kill -9 in that state, look, upload again, and read all back with another client."""
    url = f"s3://{BUCKET}/{uuid.uuid4().hex}/{folder.name}"
    with Proxy(server.endpoint) as proxy:
        fault = proxy.hold(state.request, after=state.after)
        process = start("upload", os.fspath(folder), url, server=server, endpoint=proxy.endpoint)
        assert fault.reached.wait(60), f"the upload did not come to: {state.name}"
        process.kill()
        process.communicate()
        first = proxy.requests("partNumber=")
    too_early = "manifest.json" in paths(server, url) and state.name != "after the manifest"
    with Proxy(server.endpoint) as proxy:
        again = start("upload", os.fspath(folder), url, "--format", "json", server=server, endpoint=proxy.endpoint)
        output, _ = again.communicate(timeout=120)
        assert again.returncode == 0, output
        second = proxy.requests("partNumber=")
    # An upload has an identity of its own, so the same part may go into two of them.
    parts = Counter(each.target.partition("partNumber=")[2].partition("&")[0] for each in [*first, *second])
    missing, wrong = compare(folder, objects(server, url))
    return Outcome(too_early, missing, wrong, sum(count - 1 for count in parts.values()))


def start(*arguments: str, server: Seaweed, endpoint: str) -> subprocess.Popen[str]:
    """Start the command line as a process of its own."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    return subprocess.Popen(
        [Path(sys.executable).with_name("aind-schema"), *arguments],
        env={**environment, **server.environment, "AWS_ENDPOINT_URL": endpoint},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def paths(server: Seaweed, url: str) -> list[str]:
    """List what lies below a URL, with boto3."""
    prefix = url.removeprefix(f"s3://{BUCKET}/") + "/"
    client = server.client()
    pages = client.get_paginator("list_objects_v2").paginate(Bucket=BUCKET, Prefix=prefix)
    found = [each["Key"].removeprefix(prefix) for page in pages for each in page.get("Contents", [])]
    client.close()
    return found


def objects(server: Seaweed, url: str) -> dict[str, str]:
    """Read what lies below a URL, with boto3: the SHA-256 of each object by its path."""
    client = server.client()
    found = {}
    for path in paths(server, url):
        digest = hashlib.sha256()
        body = client.get_object(Bucket=BUCKET, Key=f"{url.removeprefix(f's3://{BUCKET}/')}/{path}")["Body"]
        for piece in body.iter_chunks(2**20):
            digest.update(piece)
        body.close()
        found[path] = digest.hexdigest()
    client.close()
    return found


def compare(folder: Path, found: dict[str, str]) -> tuple[int, int]:
    """Count the files that a store lacks, and those that are others or too many."""
    manifest = folder / "manifest.json"
    expected = {entry["path"]: entry["sha256"] for entry in json.loads(manifest.read_text(encoding="utf-8"))["files"]}
    expected["manifest.json"] = hashlib.sha256(manifest.read_bytes()).hexdigest()
    missing = len(expected.keys() - found.keys())
    return missing, sum(expected.get(path) != digest for path, digest in found.items())
