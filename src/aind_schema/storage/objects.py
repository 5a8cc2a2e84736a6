"""Many small requests to a bucket, through obstore: storing, reading and listing objects."""

from __future__ import annotations

import re
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from aind_schema.errors import MissingExtra
from aind_schema.storage.patience import FIRST_PAUSE_S, LONGEST_PAUSE_S, PATIENCE_S
from aind_schema.storage.refusals import (
    UploadGone,
    broken_off,
    refusal,
    unreachable,
    untrusted,
    without_credentials,
)
from aind_schema.storage.session import Access, shown
from aind_schema.stores import ObjectExists, StoreError

try:
    import obstore
    from obstore.auth.boto3 import Boto3CredentialProvider
    from obstore.exceptions import AlreadyExistsError, BaseError, InvalidPathError, UnauthenticatedError
    from obstore.store import S3Store
except ImportError:
    raise MissingExtra("cloud", "reaching a bucket") from None

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obstore.store import ClientConfig, RetryConfig, S3Config

_PIECE = 4 * 2**20
_PAGE = 1000
# Botocore renews credentials ten minutes before they expire; obstore asks again five minutes before this is over.
_CREDENTIALS_HOLD = timedelta(minutes=14)

_RETRIES: RetryConfig = {
    "max_retries": 1000,  # until the time is over
    "retry_timeout": timedelta(seconds=PATIENCE_S),
    "backoff": {
        "init_backoff": timedelta(seconds=FIRST_PAUSE_S),
        "max_backoff": timedelta(seconds=LONGEST_PAUSE_S),
        "base": 2,
    },
}

_CODE = re.compile(r"<Code>([^<]*)</Code>")
_STATUS = re.compile(r"status code: (\d{3})")
_RETRIED = re.compile(r"after [1-9]\d* retries")
_NOT_REACHED = re.compile(r"kind: Connect\b")
_UNTRUSTED = re.compile(r"error: InvalidCertificate\b")


class Objects:
    """The objects of a bucket, by their keys; each method is told by which URL messages name them."""

    def __init__(self, url: str, access: Access) -> None:
        self._endpoint = shown(access.endpoint)
        self._store = _connect(url, access)

    def put(self, url: str, key: str, data: bytes, media_type: str, *, replace: bool) -> None:
        """Store an object with a single request.

        Raises
        ------
        ObjectExists
            If there is one.
        UploadGone
            If there is one, which may come from this very request.
        WrongChecksum
            If something else arrived.
        """
        with self._told(url):
            obstore.put(
                self._store,
                key,
                data,
                mode="overwrite" if replace else "create",
                use_multipart=False,
                attributes={"Content-Type": media_type},
            )

    def read(self, url: str, key: str) -> Iterator[bytes]:
        """Yield the bytes of an object."""
        read = 0
        with self._told(url):
            found = obstore.get(self._store, key)
            for piece in found.stream(min_chunk_size=_PIECE):
                read += len(piece)
                yield bytes(piece)
            if read != found.meta["size"]:
                raise broken_off(url)

    def sizes(self, url: str, prefix: str) -> list[tuple[str, int]] | None:
        """List keys with their sizes, in a tenth of botocore's time; None if some key is too odd for obstore.

        Keys that end with a slash come without it.
        """
        try:
            with self._told(url):
                pages = obstore.list(self._store, prefix or None, chunk_size=_PAGE)
                return [(each["path"], each["size"]) for page in pages for each in page]
        except InvalidPathError:
            return None

    @contextmanager
    def _told(self, url: str) -> Iterator[None]:
        """Tell what obstore raises as a StoreError, in words of ours: its own quote requests and answers."""
        try:
            yield
        except InvalidPathError:
            raise
        except AlreadyExistsError as error:
            kind = UploadGone if _RETRIED.search(str(error)) else ObjectExists
            raise kind(url, "there is one of that name already") from None
        except UnauthenticatedError:
            raise without_credentials(url, "the credentials can't be used") from None
        except (BaseError, FileNotFoundError) as error:
            raise _meaning(url, str(error), self._endpoint) from None


def _connect(url: str, access: Access) -> S3Store:
    """Make a client that leaves nothing to environment variables which only obstore knows."""
    own_host = access.at_aws and "." not in access.bucket  # the certificates there cover one more step of the name
    endpoint = access.endpoint.replace("://", f"://{access.bucket}.", 1) if own_host else access.endpoint
    config: S3Config = {
        "endpoint": endpoint,
        "aws_endpoint_url_s3": endpoint,
        "region": access.region,
        "virtual_hosted_style_request": own_host,
        "checksum_algorithm": "CRC64NVME",
        "unsigned_payload": access.encrypted,  # TLS and the checksum protect it
        "skip_signature": False,
    }
    try:
        return S3Store(
            access.bucket,
            config=config,
            client_options=_options(access),
            retry_config=_RETRIES,
            credential_provider=Boto3CredentialProvider(access.session, ttl=_CREDENTIALS_HOLD),
        )
    except ValueError:
        raise StoreError(url, "the certificates that AWS_CA_BUNDLE names are not in PEM") from None


def _options(access: Access) -> ClientConfig:
    options: ClientConfig = {
        "allow_http": not access.encrypted,
        "allow_invalid_certificates": False,
        "connect_timeout": "10s",
        "read_timeout": "300s",  # counts from the start of a request, so a slow line has to send one within it
        "timeout": "7days",
    }
    if access.encrypted and access.certificates is not None:
        options["root_certificate"] = access.certificates
    if not access.encrypted:  # what is not encrypted goes to no proxy either
        options["proxy_url"] = access.endpoint
        options["proxy_excludes"] = "localhost,127.0.0.0/8,::1"
    return options


def _meaning(url: str, message: str, endpoint: str) -> StoreError:
    """Find out what an error means from what obstore prints of it, which is all that it tells."""
    code, status = _CODE.search(message), _STATUS.search(message)
    if code or status:
        return refusal(url, code[1] if code else "", int(status[1]) if status else 0)
    if _UNTRUSTED.search(message):
        return untrusted(url, endpoint)
    return unreachable(url, endpoint) if _NOT_REACHED.search(message) else broken_off(url)
