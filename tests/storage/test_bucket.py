"""Buckets: what the server is asked, what it refuses, and how that is told."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aind_schema.stores import Entry, ObjectExists, StoreError, WrongChecksum, open_store
from samples.objects import about, some_bytes
from samples.seaweed import BUCKET, SECRET_KEY, Seaweed

if TYPE_CHECKING:
    from samples.proxy import Proxy

WRONG_SECRET = "wJalrXUtnFEMIK7MDENGbPxRfiCYSECRETKEY"
DATA = some_bytes(100_000)
WHAT = about("data.bin", DATA)


def key(url: str, path: str) -> str:
    return f"{url}/{path}".removeprefix(f"s3://{BUCKET}/")


def test_other_clients_see_bytes_type_and_checksum(seaweed: Seaweed, bucket: str, tmp_path: Path) -> None:
    store = open_store(bucket)
    (tmp_path / "sent").write_bytes(DATA)

    store.put(WHAT._replace(media_type="application/json"), DATA)
    store.send(WHAT._replace(path="sent", media_type="image/tiff"), tmp_path / "sent")

    for path, media_type in [("data.bin", "application/json"), ("sent", "image/tiff")]:
        found = seaweed.client().get_object(Bucket=BUCKET, Key=key(bucket, path), ChecksumMode="ENABLED")
        with found["Body"] as body:
            assert body.read() == DATA
        assert found["ContentType"] == media_type
        assert found["ChecksumCRC64NVME"] == WHAT.crc64nvme


def test_a_checksum_of_parts_is_none_of_the_object(seaweed: Seaweed, bucket: str) -> None:
    seaweed.client().put_object(Bucket=BUCKET, Key=key(bucket, "other"), Body=b"x", ChecksumAlgorithm="SHA256")

    assert open_store(bucket).stat("other") == Entry("other", 1, None)


def test_marks_of_empty_folders_are_no_objects(seaweed: Seaweed, bucket: str) -> None:
    store = open_store(bucket)
    store.put(about("data/empty", b""), b"")
    for path in ["", "data/", "nothing/"]:
        seaweed.client().put_object(Bucket=BUCKET, Key=key(bucket, path), Body=b"")

    assert [each.path for each in store.entries()] == ["data/empty"]
    assert store.children() == (["data", "nothing"], [])
    assert store.children("data") == ([], [Entry("data/empty", 0)])


def test_odd_keys_of_others_are_listed(seaweed: Seaweed, bucket: str) -> None:
    seaweed.client().put_object(Bucket=BUCKET, Key=key(bucket, "a\tb"), Body=b"x")

    assert list(open_store(bucket).entries()) == [Entry("a\tb", 1)]


def test_many_empty_objects_are_listed(seaweed: Seaweed, bucket: str) -> None:
    store = open_store(bucket)
    for number in range(120):
        store.put(about(f"empty/{number:03}", b""), b"")
    seaweed.client().put_object(Bucket=BUCKET, Key=key(bucket, "mark/"), Body=b"")

    assert [each.path for each in store.entries()] == [f"empty/{number:03}" for number in range(120)]


def test_a_flipped_bit_is_refused_and_sent_again(proxy: Proxy, bucket: str) -> None:
    store = open_store(bucket)
    proxy.flip("^PUT .*data.bin", after=50_000)

    store.put(WHAT, DATA)

    assert len(proxy.requests("^PUT .*data.bin")) == 2
    assert b"".join(store.read("data.bin")) == DATA


def test_what_always_arrives_with_a_flipped_bit_is_never_stored(proxy: Proxy, bucket: str) -> None:
    store = open_store(bucket)
    proxy.flip("^PUT .*data.bin", after=50_000, times=100)

    with pytest.raises(WrongChecksum, match="what arrived is not what was sent"):
        store.put(WHAT, DATA)

    assert store.stat("data.bin") is None


def test_a_lost_answer_is_no_failure(proxy: Proxy, bucket: str) -> None:
    store = open_store(bucket)
    proxy.cut_answer("^PUT .*data.bin")

    store.put(WHAT, DATA)

    assert len(proxy.requests("^PUT .*data.bin")) == 2
    assert b"".join(store.read("data.bin")) == DATA


def test_a_lost_answer_hides_no_other_object(proxy: Proxy, bucket: str) -> None:
    store = open_store(bucket)
    store.put(about("data.bin", b"other"), b"other")
    proxy.cut_answer("^PUT .*data.bin")

    with pytest.raises(ObjectExists):
        store.put(WHAT, DATA)


def test_most_connections_may_be_cut(proxy: Proxy, bucket: str) -> None:
    store = open_store(bucket)
    proxy.cut_at_random(0.5)

    for number in range(10):
        store.put(about(f"{number}", DATA), DATA)

    assert len(proxy.requests("^PUT ")) == 10
    assert len(proxy.log) > 15
    assert [each.size_bytes for each in store.entries()] == [len(DATA)] * 10


def test_reading_goes_on_where_it_was_cut(proxy: Proxy, bucket: str) -> None:
    data = some_bytes(10 * 2**20)
    store = open_store(bucket)
    store.put(about("data.bin", data), data)
    proxy.cut_answer("^GET .*data.bin", after=5_000_000)

    assert b"".join(store.read("data.bin")) == data


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"AWS_SECRET_ACCESS_KEY": WRONG_SECRET}, "the secret key is not that of the access key"),
        ({"AWS_ACCESS_KEY_ID": "AKIANOBODY", "AWS_SECRET_ACCESS_KEY": WRONG_SECRET}, "does not know the access key"),
        ({"AWS_SESSION_TOKEN": WRONG_SECRET}, "the server does not know the access key"),
        ({"AWS_ACCESS_KEY_ID": None, "AWS_SECRET_ACCESS_KEY": None}, "there are no credentials; AWS tools look in"),
        ({"AWS_SECRET_ACCESS_KEY": None}, "the credentials can't be used"),
        ({"AWS_PROFILE": "nobody"}, "the credentials can't be used"),
        ({"AWS_ENDPOINT_URL": "http://127.0.0.1:{free}"}, "the server can't be reached; check the network and the end"),
        ({"AWS_ENDPOINT_URL": "https://name:secret@localhost:{free}/"}, "the endpoint https://localhost:{free}"),
        ({"AWS_ENDPOINT_URL": "http://192.0.2.1"}, "http://192.0.2.1 would send the data unencrypted; use https://"),
        ({"AWS_ENDPOINT_URL_S3": "http://me:secret@s3.example.org"}, "http://s3.example.org would send the data unen"),
        ({"AWS_ENDPOINT_URL": "nonsense"}, "the endpoint is no URL"),
        ({"AWS_CA_BUNDLE": "/nowhere.pem"}, "the certificates that AWS_CA_BUNDLE names can't be read"),
    ],
)
def test_what_is_wrong_with_the_access_is_told_in_one_line(
    bucket: str, monkeypatch: pytest.MonkeyPatch, changes: dict[str, str | None], said: str
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        free = str(closed.getsockname()[1])
    for name, value in changes.items():
        if value is None:
            monkeypatch.delenv(name)
        else:
            monkeypatch.setenv(name, value.replace("{free}", free))

    with pytest.raises(StoreError) as found:
        open_store(bucket)

    told = str(found.value)
    assert told.startswith(f"{bucket}: ")
    assert said.replace("{free}", free) in told
    assert "\n" not in told
    assert not [each for each in (WRONG_SECRET, SECRET_KEY, "secret@", "AKIA") if each in told]
    assert found.value.__context__ is None or found.value.__suppress_context__


def test_a_missing_bucket_is_told_and_not_created(seaweed: Seaweed, bucket: str) -> None:
    with pytest.raises(StoreError, match="there is no such bucket; check its name"):
        open_store("s3://no-such-bucket/asset")

    assert [each["Name"] for each in seaweed.client().list_buckets()["Buckets"]] == [BUCKET]


def test_settings_that_only_obstore_reads_do_not_matter(bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "AWS_ENDPOINT": "http://127.0.0.1:9",
        "AWS_SKIP_SIGNATURE": "true",
        "AWS_BUCKET": "another",
        "AWS_CHECKSUM_ALGORITHM": "SHA256",
        "AWS_ALLOW_INVALID_CERTIFICATES": "true",
    }.items():
        monkeypatch.setenv(name, value)
    store = open_store(bucket)

    store.put(WHAT, DATA)

    assert store.stat("data.bin") == Entry(*WHAT[:3])


@pytest.mark.parametrize("name", ["HTTP_PROXY", "http_proxy", "ALL_PROXY"])
def test_what_is_not_encrypted_goes_to_no_proxy(bucket: str, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "http://127.0.0.1:9")
    store = open_store(bucket)

    store.put(WHAT, DATA)

    assert store.stat("data.bin") == Entry(*WHAT[:3])
    assert b"".join(store.read("data.bin")) == DATA
