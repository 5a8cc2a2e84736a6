"""The way to a bucket: pages of lists, and patience."""

from __future__ import annotations

import pytest

from aind_schema.storage.patience import patiently
from aind_schema.storage.refusals import Passing, UploadGone
from aind_schema.storage.session import Access, reach
from aind_schema.stores import ObjectExists, StoreError
from samples.seaweed import BUCKET, Seaweed

URL = "s3://bucket/asset"


@pytest.fixture
def access(bucket: str) -> Access:
    return reach(bucket, BUCKET)


@pytest.fixture
def prefix(bucket: str) -> str:
    return bucket.removeprefix(f"s3://{BUCKET}/")


def test_objects_are_listed_page_by_page(access: Access, seaweed: Seaweed, prefix: str) -> None:
    keys = [f"{prefix}/{number}+ é&" for number in range(7)]
    for key in keys:
        seaweed.client().put_object(Bucket=BUCKET, Key=key, Body=b"")

    pages = list(access.pages(URL, "list_objects_v2", Prefix=prefix, MaxKeys=3))

    assert len(pages) == 3
    assert [each["Key"] for page in pages for each in page["Contents"]] == keys


def test_uploads_and_their_parts_are_listed_page_by_page(access: Access, seaweed: Seaweed, prefix: str) -> None:
    client, names = seaweed.client(), {"Bucket": BUCKET, "Key": f"{prefix}/large"}
    uploads = {client.create_multipart_upload(**names)["UploadId"] for _ in range(3)}
    upload = min(uploads)
    for number in range(1, 6):
        client.upload_part(**names, UploadId=upload, PartNumber=number, Body=b"x")

    found = access.pages(URL, "list_multipart_uploads", Prefix=prefix, MaxUploads=2)
    parts = list(access.pages(URL, "list_parts", Key=names["Key"], UploadId=upload, MaxParts=2))

    assert {each["UploadId"] for page in found for each in page["Uploads"]} == uploads
    assert len(parts) == 3
    assert [each["PartNumber"] for page in parts for each in page["Parts"]] == [1, 2, 3, 4, 5]


class Work:
    """Fail with some errors, one after the other, and then no more."""

    def __init__(self, *errors: StoreError) -> None:
        self.left = list(errors)

    def __call__(self) -> str:
        if self.left:
            raise self.left.pop(0)
        return "done"


def test_what_passes_is_waited_for() -> None:
    assert patiently(Work(Passing(URL, "busy"), Passing(URL, "busy"))) == "done"


def test_patience_ends() -> None:
    work = Work(*(Passing(URL, "busy") for _ in range(100)))
    with pytest.raises(Passing):
        patiently(work, 0.2)
    assert len(work.left) > 90


def test_what_does_not_pass_is_told_at_once() -> None:
    work = Work(StoreError(URL, "access is denied"), StoreError(URL, "access is denied"))
    with pytest.raises(StoreError, match="denied"):
        patiently(work)
    assert len(work.left) == 1


def test_what_exists_after_a_lost_answer_may_be_ones_own() -> None:
    with pytest.raises(ObjectExists):
        patiently(Work(ObjectExists(URL, "there is one")))
    with pytest.raises(UploadGone):
        patiently(Work(Passing(URL, "broke off"), ObjectExists(URL, "there is one")))
