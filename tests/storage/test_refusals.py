"""What the answers of a server mean."""

from __future__ import annotations

import pytest

from aind_schema.storage.refusals import Passing, UnknownRefusal, UploadGone, refusal
from aind_schema.stores import NoSuchObject, ObjectExists, StoreError, WrongChecksum

URL = "s3://bucket/asset"


@pytest.mark.parametrize(
    ("code", "status", "kind", "said"),
    [
        ("NoSuchKey", 404, NoSuchObject, "there is no such object"),
        ("404", 404, NoSuchObject, "there is no such object"),
        ("NoSuchBucket", 404, StoreError, "there is no such bucket; check its name"),
        ("403", 403, StoreError, "access is denied; check the credentials"),
        ("ExpiredToken", 400, StoreError, "the credentials have expired; log in again"),
        ("301", 301, StoreError, "the bucket is in another region; name its region in AWS_REGION"),
        ("412", 412, ObjectExists, "there is one of that name already"),
        ("ConditionalRequestConflict", 409, UploadGone, "somebody else stores an object of that name right now"),
        ("NoSuchUpload", 404, UploadGone, "somebody else has finished or removed the upload"),
        ("BadDigest", 400, WrongChecksum, "what arrived is not what was sent"),
        ("SlowDown", 503, Passing, "the server is busy or broken; try again later"),
        ("", 500, Passing, "the server is busy or broken"),
        ("SomethingNew", 503, Passing, "the server is busy or broken"),
        ("SomethingNew", 400, UnknownRefusal, "the server refuses this with SomethingNew"),
        ("<b>AWS secret\n</b>", 400, UnknownRefusal, "the server refuses this with status 400"),
        ("", 0, UnknownRefusal, "the server refuses this with an answer that makes no sense"),
    ],
)
def test_each_code_has_one_meaning(code: str, status: int, kind: type[StoreError], said: str) -> None:
    found = refusal(URL, code, status)

    assert type(found) is kind
    assert str(found).startswith(f"{URL}: {said}")
