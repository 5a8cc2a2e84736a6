"""Fixtures for tests of what is shipped: one server for all of them, and places that are empty.

A folder of tests that needs them imports them in its `conftest.py`.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import botocore.session
import pytest
from botocore.loaders import Loader, create_loader

from aind_schema.storage import patience
from aind_schema.storage.objects import _RETRIES
from aind_schema.storage.patience import patiently
from samples.commands import Shell
from samples.lakes import BucketLake, FolderLake, Lake
from samples.proxy import Proxy
from samples.seaweed import BUCKET, Seaweed

_LOADER: Loader = create_loader()
_started: list[Seaweed] = []


@pytest.fixture(scope="session")
def seaweed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seaweed]:
    if not _started:
        server = Seaweed(tmp_path_factory.mktemp("seaweed") / "server")
        server.start()
        _started.append(server)
    yield _started[0]
    _started[0].kill()


@pytest.fixture
def bucket(seaweed: Seaweed, monkeypatch: pytest.MonkeyPatch) -> str:
    """The URL of an empty place in a bucket, with an environment in which it is found."""
    for name in os.environ:
        if name.startswith("AWS_"):
            monkeypatch.delenv(name)
    for name, value in seaweed.environment.items():
        monkeypatch.setenv(name, value)
    # Each session would read the same long descriptions of services anew.
    monkeypatch.setattr(botocore.session, "create_loader", lambda path=None: _LOADER)
    return f"s3://{BUCKET}/{uuid.uuid4().hex}"


@pytest.fixture
def proxy(seaweed: Seaweed, bucket: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Proxy]:
    """A proxy between the client and the server, from now on."""
    with Proxy(seaweed.endpoint) as proxy:
        monkeypatch.setenv("AWS_ENDPOINT_URL", proxy.endpoint)
        yield proxy


@pytest.fixture(params=["folder", "bucket"])
def lake(request: pytest.FixtureRequest, tmp_path: Path) -> Lake:
    """An empty place for assets, in each kind of store."""
    if request.param == "folder":
        return FolderLake(tmp_path / "lake")
    return BucketLake(request.getfixturevalue("bucket"), request.getfixturevalue("seaweed").client())


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    """The command line, run in this process."""
    return Shell(capsys, monkeypatch)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait half a second for a server that is away, and not two minutes."""
    lose_patience(monkeypatch)


def lose_patience(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(patiently, "__defaults__", (0.5,))
    patch.setitem(_RETRIES, "retry_timeout", timedelta(seconds=0.5))


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try again after some hundredths of a second, and not after some seconds."""
    monkeypatch.setattr(patience, "LONGEST_PAUSE_S", 0.05)
    pauses = {"init_backoff": timedelta(seconds=0.01), "max_backoff": timedelta(seconds=0.05), "base": 2}
    monkeypatch.setitem(_RETRIES, "backoff", pauses)  # type: ignore[typeddict-item]
