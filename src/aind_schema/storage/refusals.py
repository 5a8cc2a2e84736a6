"""What the refusals of a bucket mean: one plain reason each, and nothing that a server or a client wrote itself."""

from __future__ import annotations

import re

from aind_schema.stores import NoSuchObject, ObjectExists, StoreError, WrongChecksum


class Passing(StoreError):
    """Tell of a fault of the moment: what failed now may well succeed later."""


class UnknownRefusal(StoreError):
    """Tell of a refusal that is not among those that have a meaning here."""


class UploadGone(StoreError):
    """Tell that an unfinished upload is no more: somebody has finished or removed it."""


#: Where credentials may stand, in few words.
WHERE_CREDENTIALS_ARE = "AWS tools look in AWS_ACCESS_KEY_ID, in AWS_PROFILE and ~/.aws, and for a role of the machine"

_OTHER = "check the credentials, and AWS_ENDPOINT_URL if the bucket is not at AWS"
_DENIED = ("access is denied", "check the credentials and what they permit")
_EXPIRED = ("the credentials have expired", "log in again")
_ELSEWHERE = ("the bucket is in another region", "name its region in AWS_REGION")
_UNEQUAL = ("what arrived is not what was sent", "try again")
_BUSY = ("the server is busy or broken", "try again later")
_THERE = ("there is one of that name already", None)

_Meaning = tuple[type[StoreError], str, "str | None"]
_MEANINGS: dict[str, _Meaning] = {
    "AccessDenied": (StoreError, *_DENIED),
    "AllAccessDisabled": (StoreError, *_DENIED),
    "InvalidAccessKeyId": (StoreError, "the server does not know the access key", _OTHER),
    "SignatureDoesNotMatch": (StoreError, "the secret key is not that of the access key", _OTHER),
    "InvalidToken": (StoreError, "the session token is refused", "log in again"),
    "ExpiredToken": (StoreError, *_EXPIRED),
    "TokenRefreshRequired": (StoreError, *_EXPIRED),
    "RequestTimeTooSkewed": (StoreError, "the clock of this computer is wrong", "set it by a time server"),
    "NoSuchBucket": (StoreError, "there is no such bucket", "check its name, and AWS_ENDPOINT_URL if it is not at AWS"),
    "InvalidBucketName": (StoreError, "this is no name of a bucket", "write s3://bucket/prefix"),
    "PermanentRedirect": (StoreError, *_ELSEWHERE),
    "AuthorizationHeaderMalformed": (StoreError, *_ELSEWHERE),
    "EntityTooLarge": (StoreError, "the object is larger than the server takes", None),
    "InvalidObjectState": (StoreError, "the object is archived", "restore it first"),
    "QuotaExceeded": (StoreError, "the bucket is full", None),
    "NotImplemented": (StoreError, "the server does not offer what this needs", None),
    "NoSuchKey": (NoSuchObject, "there is no such object", None),
    "PreconditionFailed": (ObjectExists, *_THERE),
    "NoSuchUpload": (UploadGone, "somebody else has finished or removed the upload", "try again"),
    "ConditionalRequestConflict": (UploadGone, "somebody else stores an object of that name right now", "try again"),
    "BadDigest": (WrongChecksum, *_UNEQUAL),
    "InvalidDigest": (WrongChecksum, *_UNEQUAL),
    "InvalidPart": (WrongChecksum, *_UNEQUAL),
    "XAmzContentSHA256Mismatch": (WrongChecksum, *_UNEQUAL),
    "XAmzContentChecksumMismatch": (WrongChecksum, *_UNEQUAL),
    "SlowDown": (Passing, *_BUSY),
    "RequestTimeout": (Passing, *_BUSY),
    "IncompleteBody": (Passing, *_BUSY),
    "OperationAborted": (Passing, *_BUSY),
    "Throttling": (Passing, *_BUSY),
}
_BY_STATUS = {
    301: "PermanentRedirect",
    403: "AccessDenied",
    404: "NoSuchKey",
    408: "RequestTimeout",
    412: "PreconditionFailed",
    429: "SlowDown",
    501: "NotImplemented",
}
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9.]{2,60}")


def refusal(url: str, code: str, status: int = 0) -> StoreError:
    """Return what to raise for an error code of S3; the HTTP status decides where there is no code that is known."""
    if code not in _MEANINGS:
        known = _BY_STATUS.get(status) or ("SlowDown" if status >= 500 else None)
        if known is None:
            said = code if _CODE.fullmatch(code) else f"status {status}" if status else "an answer that makes no sense"
            return UnknownRefusal(url, f"the server refuses this with {said}")
        code = known
    kind, reason, hint = _MEANINGS[code]
    return kind(url, reason, hint)


def unreachable(url: str, endpoint: str) -> Passing:
    """Return what to raise when nothing answers."""
    return Passing(url, "the server can't be reached", f"check the network and the endpoint {endpoint}")


def broken_off(url: str) -> Passing:
    """Return what to raise when a connection ends in the middle."""
    return Passing(url, "the connection to the server broke off", "try again")


def untrusted(url: str, endpoint: str) -> StoreError:
    """Return what to raise when the certificate of the server is not signed by anybody known."""
    hint = "AWS_CA_BUNDLE names a file with further certificates"
    return StoreError(url, f"the certificate of {endpoint} is not trusted", hint)


def without_credentials(url: str, reason: str = "there are no credentials") -> StoreError:
    """Return what to raise when nothing says who asks."""
    return StoreError(url, reason, WHERE_CREDENTIALS_ARE)
