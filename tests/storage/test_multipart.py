"""Large objects in parts, by a proxy that cuts, flips and holds what is sent."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aind_schema.storage.multipart import PART_BYTES, count_parts, part_bytes
from aind_schema.stores import Entry, ObjectExists, Requests, Store, WrongChecksum, open_store
from samples.objects import about, some_bytes
from samples.seaweed import BUCKET, Seaweed

if TYPE_CHECKING:
    from samples.proxy import Proxy

MIB = 2**20
LARGE = some_bytes(34 * MIB)
WHAT = about("large.bin", LARGE)
COMPLETE = r"^POST .*[?&]uploadId="

SEND = """
import sys
from pathlib import Path
from aind_schema.stores import Sending, open_store
url, source, path, size_bytes, crc64nvme, media_type = sys.argv[1:]
open_store(url).send(Sending(path, int(size_bytes), crc64nvme, media_type), Path(source))
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "source.bin"
    path.write_bytes(LARGE)
    return path


@pytest.fixture
def store(proxy: Proxy, bucket: str) -> Store:
    return open_store(bucket)


def key_of(store: Store) -> str:
    return f"{store.url}/large.bin".removeprefix(f"s3://{BUCKET}/")


def stored(seaweed: Seaweed, store: Store) -> bytes:
    """Read the object with another client than ours."""
    body = seaweed.client().get_object(Bucket=BUCKET, Key=key_of(store))["Body"]
    with body:
        content: bytes = body.read()
    return content


def unfinished(seaweed: Seaweed, store: Store) -> list[str]:
    prefix = store.url.removeprefix(f"s3://{BUCKET}/")
    found = seaweed.client().list_multipart_uploads(Bucket=BUCKET, Prefix=prefix)
    return [each["UploadId"] for each in found.get("Uploads", [])]


def stored_parts(seaweed: Seaweed, store: Store) -> int:
    """Count the parts that wait at the server to be completed."""
    names = {"Bucket": BUCKET, "Key": key_of(store)}
    return sum(
        len(seaweed.client().list_parts(**names, UploadId=each).get("Parts", [])) for each in unfinished(seaweed, store)
    )


def sent_parts(proxy: Proxy) -> Counter[str]:
    """Count how often each part came through whole."""
    found = (re.search(r"partNumber=(\d+)", each.target) for each in proxy.requests("^PUT .*partNumber="))
    return Counter(each[1] for each in found if each)


def begin(seaweed: Seaweed, store: Store, part: bytes) -> None:
    """Leave an unfinished upload with one part, as another attempt might."""
    names = {"Bucket": BUCKET, "Key": key_of(store)}
    client = seaweed.client()
    upload = client.create_multipart_upload(**names, ChecksumAlgorithm="CRC64NVME", ChecksumType="FULL_OBJECT")
    client.upload_part(**names, UploadId=upload["UploadId"], PartNumber=1, Body=part, ChecksumAlgorithm="CRC64NVME")


@pytest.mark.parametrize(
    ("size", "part", "parts"),
    [
        (0, PART_BYTES, 1),
        (1, PART_BYTES, 1),
        (PART_BYTES, PART_BYTES, 1),
        (PART_BYTES + 1, PART_BYTES, 2),
        (10_000 * PART_BYTES, PART_BYTES, 10_000),
        (10_000 * PART_BYTES + 1, 17 * MIB, 9412),
        (5 * 2**40, 525 * MIB, 9987),
    ],
)
def test_the_size_of_parts_follows_from_the_size_of_the_file(size: int, part: int, parts: int) -> None:
    assert part_bytes(size) == part
    assert count_parts(size) == parts


def test_the_requests_are_those_that_are_counted(proxy: Proxy, store: Store, source: Path) -> None:
    proxy.log.clear()
    store.send(WHAT, source)

    assert store.requests(WHAT.size_bytes) == Requests(put=len(proxy.log))
    assert store.requests(1000) == Requests(put=1)


def test_a_killed_process_is_gone_on_with(seaweed: Seaweed, proxy: Proxy, store: Store, source: Path) -> None:
    held = proxy.hold("partNumber=3")
    arguments = [store.url, str(source), *map(str, WHAT)]
    process = subprocess.Popen([sys.executable, "-c", SEND, *arguments], env=dict(os.environ))
    try:
        assert held.reached.wait(20)
        while stored_parts(seaweed, store) < 2:
            time.sleep(0.02)
    finally:
        process.kill()
        process.wait()
        held.release()
    assert store.stat("large.bin") is None
    steps: list[int] = []

    assert store.send(WHAT, source, advance=steps.append) == 2 * MIB

    assert sum(steps) == 34 * MIB
    assert sent_parts(proxy) == {"1": 1, "2": 1, "3": 1}
    assert stored(seaweed, store) == LARGE
    assert store.stat("large.bin") == Entry(*WHAT[:3])
    assert unfinished(seaweed, store) == []


def test_a_cut_connection_is_made_again(seaweed: Seaweed, proxy: Proxy, store: Store, source: Path) -> None:
    proxy.cut("partNumber=2", after=5 * MIB)
    proxy.cut("partNumber=3", after=1)

    assert store.send(WHAT, source) == 34 * MIB

    assert sent_parts(proxy) == {"1": 1, "2": 1, "3": 1}
    assert stored(seaweed, store) == LARGE


def test_a_flipped_bit_is_refused_and_its_part_sent_again(
    seaweed: Seaweed, proxy: Proxy, store: Store, source: Path
) -> None:
    proxy.flip("partNumber=2", after=3 * MIB)

    store.send(WHAT, source)

    assert sent_parts(proxy) == {"1": 1, "2": 2, "3": 1}
    assert stored(seaweed, store) == LARGE


def test_a_lost_answer_is_no_failure(seaweed: Seaweed, proxy: Proxy, store: Store, source: Path) -> None:
    proxy.cut_answer(COMPLETE)

    store.send(WHAT, source)

    assert stored(seaweed, store) == LARGE
    assert unfinished(seaweed, store) == []


def test_a_server_that_goes_down_and_comes_back_is_waited_for(
    seaweed: Seaweed, proxy: Proxy, store: Store, source: Path
) -> None:
    held = proxy.hold("partNumber=2")
    with ThreadPoolExecutor(1) as pool:
        sending = pool.submit(store.send, WHAT, source)
        assert held.reached.wait(20)
        seaweed.kill()
        held.release()
        seaweed.start()
        assert sending.result(60) == 34 * MIB

    assert stored(seaweed, store) == LARGE


def test_parts_of_something_else_are_not_kept(seaweed: Seaweed, proxy: Proxy, store: Store, source: Path) -> None:
    begin(seaweed, store, some_bytes(16 * MIB, seed=1))
    steps: list[int] = []

    assert store.send(WHAT, source, advance=steps.append) == (18 + 34) * MIB

    assert sum(steps) == 34 * MIB
    assert sent_parts(proxy) == {"1": 1, "2": 2, "3": 2}
    assert stored(seaweed, store) == LARGE
    assert unfinished(seaweed, store) == []


def test_parts_of_another_size_are_sent_again(seaweed: Seaweed, proxy: Proxy, store: Store, source: Path) -> None:
    begin(seaweed, store, LARGE[: 8 * MIB])

    assert store.send(WHAT, source) == 34 * MIB

    assert stored(seaweed, store) == LARGE


def test_an_upload_that_is_removed_is_begun_again(seaweed: Seaweed, proxy: Proxy, store: Store, source: Path) -> None:
    held = proxy.hold(COMPLETE)
    with ThreadPoolExecutor(1) as pool:
        sending = pool.submit(store.send, WHAT, source)
        assert held.reached.wait(20)
        store.tidy({"large.bin"})
        held.release()
        assert sending.result(60) == 2 * 34 * MIB

    assert stored(seaweed, store) == LARGE


def test_two_that_send_the_same_share_its_parts(seaweed: Seaweed, proxy: Proxy, store: Store, source: Path) -> None:
    held = proxy.hold(COMPLETE)
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(store.send, WHAT, source)
        assert held.reached.wait(20)
        assert store.send(WHAT, source) == 0
        held.release()
        with pytest.raises(ObjectExists):
            first.result(60)

    assert sent_parts(proxy) == {"1": 1, "2": 1, "3": 1}
    assert stored(seaweed, store) == LARGE


def test_what_was_created_meanwhile_stays(seaweed: Seaweed, proxy: Proxy, store: Store, source: Path) -> None:
    held = proxy.hold(COMPLETE)
    with ThreadPoolExecutor(1) as pool:
        sending = pool.submit(store.send, WHAT, source)
        assert held.reached.wait(20)
        store.put(about("large.bin", b"faster"), b"faster")
        held.release()
        with pytest.raises(ObjectExists):
            sending.result(60)

    assert stored(seaweed, store) == b"faster"
    assert unfinished(seaweed, store) == []


@pytest.mark.parametrize("change", [b"other bytes, as many", b""], ids=["changed", "cut short"])
def test_a_file_that_changes_on_the_way_is_not_stored(
    seaweed: Seaweed, proxy: Proxy, store: Store, source: Path, change: bytes
) -> None:
    held = proxy.hold("^POST .*uploads")
    with ThreadPoolExecutor(1) as pool:
        sending = pool.submit(store.send, WHAT, source)
        assert held.reached.wait(20)
        source.write_bytes(change + LARGE[len(change) :] if change else LARGE[: 20 * MIB])
        held.release()
        with pytest.raises(WrongChecksum, match="the file is no longer what its manifest says"):
            sending.result(60)

    assert store.stat("large.bin") is None
    assert unfinished(seaweed, store) == []


def test_tidying_removes_unfinished_uploads_of_these_objects_alone(seaweed: Seaweed, store: Store) -> None:
    begin(seaweed, store, b"one part")
    begin(seaweed, store, b"another")
    other = store.below("other")
    begin(seaweed, other, b"below the store, and none of its objects")

    store.tidy({"large.bin"})

    assert unfinished(seaweed, store.below("large.bin")) == []
    assert len(unfinished(seaweed, other)) == 1
