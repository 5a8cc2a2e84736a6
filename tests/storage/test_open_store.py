"""URLs of stores: which ones open, and what is wrong with the others."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from aind_schema.stores import StoreError, open_store
from samples.objects import about


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("", ": this is no URL of a store; write s3://bucket/prefix or file:///folder"),
        ("/a/path", "/a/path: this is no URL of a store; write s3://bucket/prefix or file:///folder"),
        ("gs://bucket/a", "gs://bucket/a: no store is opened by gs://"),
        ("s3s://bucket/a", "no store is opened by s3s://"),
        ("https://s3.amazonaws.com/bucket", "no store is opened by https://"),
        ("s3://", "s3://: this is no place in a bucket; write s3://bucket/prefix"),
        ("s3:///prefix", "this is no place in a bucket"),
        ("s3://b", "this is no place in a bucket"),
        ("s3://bucket:443/prefix", "s3://...: a URL may not hold credentials or ports"),
        ("s3://bucket_/a", "this is no place in a bucket"),
        ("s3://arn:aws:s3:us-west-2:1:accesspoint/a", "a URL may not hold credentials or ports"),
        ("s3://bucket/a//b", "the path 'a//b' has an empty step"),
        ("s3://bucket/../b", "the path '../b' leads elsewhere"),
        ("s3://bucket/a\nb", "the path 'a\\nb' holds a control character"),
        ("file://", "the URL names no folder; write file:///folder"),
        ("file://server/share", "a file URL names no other computer, as 'server' would be; write file:///folder"),
        ("file://folder", "a file URL names no other computer, as 'folder' would be"),
        ("file:///a?b", "a file URL has neither '?' nor '#'; write %3F and %23"),
        ("file:///a#b", "a file URL has neither '?' nor '#'"),
        ("file:///a?", "a file URL has neither '?' nor '#'"),
        ("file:///a%00b", "the URL names no folder"),
    ],
)
def test_what_is_wrong_with_a_url_is_told(url: str, said: str) -> None:
    with pytest.raises(StoreError) as found:
        open_store(url)
    assert said in str(found.value)


@pytest.mark.parametrize(
    "url",
    [
        "s3://KEY:SECRET@bucket/a",
        "s3://KEY@bucket/a",
        "s3://KEY:SEC/SECRET@bucket/a",  # those of AWS may hold slashes
        "s3://KEY:SEC@SECRET@bucket/a",
        "gs://KEY:SECRET@bucket/a",
        "file://me:SECRET@localhost/a",
    ],
)
def test_urls_hold_no_credentials_and_neither_do_messages(url: str) -> None:
    with pytest.raises(StoreError, match="may not hold credentials or ports; put them where AWS tools look") as found:
        open_store(url)
    assert "SECRET" not in str(found.value)
    assert "KEY" not in str(found.value)


@pytest.mark.parametrize("form", ["{}", "{}/", "FILE://{path}", "file://localhost{path}", "file://LOCALHOST{path}/"])
@pytest.mark.parametrize("name", ["plain", "with space", "100% #1?", "µm"])
def test_file_urls_open_folders(tmp_path: Path, form: str, name: str) -> None:
    url = (tmp_path / name).as_uri()

    store = open_store(form.format(url, path=url.removeprefix("file://")))

    assert store.url == url
    store.put(about("one", b"x"), b"x")
    assert (tmp_path / name / "one").read_bytes() == b"x"


def test_a_folder_that_is_a_link_is_where_it_leads(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")

    store = open_store((tmp_path / "link").as_uri())
    store.put(about("one", b"x"), b"x")

    assert store.url == (tmp_path / "real").as_uri()
    assert [each.path for each in store.entries()] == ["one"]


def test_a_file_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(StoreError, match="this is a file; give the URL of a folder"):
        open_store((tmp_path / "file").as_uri())


def test_the_whole_file_system_is_a_store() -> None:
    assert open_store("file:///").url == "file://"
    assert open_store("file:///").children()[0] == sorted(item.name for item in os.scandir("/") if item.is_dir())


@pytest.mark.parametrize("end", ["", "/"])
def test_a_slash_at_the_end_of_a_bucket_url_says_nothing(bucket: str, end: str) -> None:
    assert open_store(bucket + end).url == bucket


def test_a_whole_bucket_is_a_store(bucket: str) -> None:
    whole, _, prefix = bucket.rpartition("/")
    store = open_store(whole + "/")
    store.put(about(f"{prefix}/one", b"x"), b"x")

    assert store.url == whole
    assert prefix in store.children()[0]
    assert [each.path for each in store.below(prefix).entries()] == ["one"]
    assert f"{prefix}/one" in {each.path for each in store.entries()}


def test_a_prefix_may_be_odd(bucket: str) -> None:
    store = open_store(f"{bucket}/100% of #1+é?")

    store.put(about("one", b"x"), b"x")

    assert store.url == f"{bucket}/100% of #1+é?"
    assert b"".join(store.read("one")) == b"x"
    assert [each.path for each in store.entries()] == ["one"]
