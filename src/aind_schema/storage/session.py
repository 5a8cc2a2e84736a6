"""How a bucket is reached: its server, who asks, and how botocore's errors are told."""

from __future__ import annotations

import ipaddress
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from aind_schema.errors import MissingExtra
from aind_schema.storage.patience import patiently
from aind_schema.storage.refusals import (
    broken_off,
    refusal,
    unreachable,
    untrusted,
    without_credentials,
)
from aind_schema.stores import StoreError

try:
    import botocore.session
    from botocore import exceptions
    from botocore.config import Config
except ImportError:
    raise MissingExtra("cloud", "reaching a bucket") from None

if TYPE_CHECKING:
    from collections.abc import Iterator

_CONNECTIONS = 64
_FIRST_PATIENCE_S = 1.0  # a wrong address should be told at once
# How each kind of page says where the next one begins.
_CONTINUED = {
    "list_objects_v2": {"ContinuationToken": "NextContinuationToken"},
    "list_parts": {"PartNumberMarker": "NextPartNumberMarker"},
    "list_multipart_uploads": {"KeyMarker": "NextKeyMarker", "UploadIdMarker": "NextUploadIdMarker"},
}

_NOT_REACHED = (exceptions.EndpointConnectionError, exceptions.ConnectTimeoutError, exceptions.ProxyConnectionError)
_BROKEN_OFF = (exceptions.ConnectionError, exceptions.HTTPClientError, exceptions.IncompleteReadError)
_ABOUT_CREDENTIALS = (
    exceptions.NoCredentialsError,
    exceptions.PartialCredentialsError,
    exceptions.CredentialRetrievalError,
    exceptions.MetadataRetrievalError,
    exceptions.TokenRetrievalError,
    exceptions.NoAuthTokenError,
    exceptions.ProfileNotFound,
    exceptions.SSOError,
    exceptions.RefreshWithMFAUnsupportedError,
    exceptions.UnknownCredentialError,
    exceptions.InvalidConfigError,
    exceptions.ConfigParseError,
)


class Access(NamedTuple):
    """The way to a bucket: who asks, and where and how."""

    session: Any
    client: Any
    bucket: str
    endpoint: str
    region: str
    at_aws: bool
    certificates: bytes | None
    """What to trust besides the usual authorities, in PEM."""

    @property
    def encrypted(self) -> bool:
        """Tell whether TLS protects what is sent; if not, it stays on this computer."""
        return self.endpoint.startswith("https://")

    def ask(self, url: str, operation: str, **arguments: object) -> dict[str, Any]:
        """Have the server do something in the bucket, with patience; messages say that it is about the URL."""
        return patiently(lambda: self._ask(url, operation, arguments))

    def pages(self, url: str, operation: str, **arguments: object) -> Iterator[dict[str, Any]]:
        """Yield all pages of a list."""
        while True:
            page = self.ask(url, operation, **arguments)
            yield page
            if not page.get("IsTruncated"):
                return
            # Some servers need fewer of the marks than others.
            marks = {name: page[said] for name, said in _CONTINUED[operation].items() if page.get(said)}
            if marks.items() <= arguments.items():
                raise StoreError(url, "the server does not tell how its list goes on")
            arguments |= marks

    def _ask(self, url: str, operation: str, arguments: dict[str, object]) -> dict[str, Any]:
        with _told(url, self.endpoint):
            answer: dict[str, Any] = getattr(self.client, operation)(Bucket=self.bucket, **arguments)
        return answer


def reach(url: str, bucket: str) -> Access:
    """Find the way to a bucket where AWS tools look for it, and see whether it is there.

    Raises
    ------
    StoreError
        If there are no credentials, the server does not answer or refuses them, or data would be sent unencrypted.
    """
    session = botocore.session.Session()
    with _told(url):
        region = session.get_config_variable("region") or "us-east-1"
        endpoint = _client(url, session, region, {}).meta.endpoint_url.rstrip("/")
        _refuse_unencrypted(url, endpoint)
        if session.get_credentials() is None:
            raise without_credentials(url)
        certificates = _certificates(url, session)
        at_aws = (urlsplit(endpoint).hostname or "").endswith((".amazonaws.com", ".amazonaws.com.cn"))
        settings = _settings(endpoint, at_aws)
        client = _client(url, session, region, settings)
    access = Access(session, client, bucket, endpoint, region, at_aws, certificates)
    found = patiently(lambda: _find_region(url, access), _FIRST_PATIENCE_S)
    if not at_aws or found in (None, region):
        return access
    with _told(url):
        client = _client(url, session, found, settings)
    return access._replace(client=client, endpoint=client.meta.endpoint_url.rstrip("/"), region=found)


@contextmanager
def _told(url: str, endpoint: str = "") -> Iterator[None]:
    """Tell what botocore raises as a StoreError, in words of ours: its own may quote what nobody should read."""
    try:
        yield
    except exceptions.ClientError as error:
        code, status = error.response.get("Error", {}).get("Code", ""), error.response.get("ResponseMetadata", {})
        raise refusal(url, str(code), status.get("HTTPStatusCode", 0)) from None
    except exceptions.SSLError:
        raise untrusted(url, shown(endpoint)) from None
    except _NOT_REACHED:
        raise unreachable(url, shown(endpoint)) from None
    except _BROKEN_OFF:
        raise broken_off(url) from None
    except exceptions.NoCredentialsError:
        raise without_credentials(url) from None
    except _ABOUT_CREDENTIALS as error:
        raise without_credentials(url, f"the credentials can't be used ({type(error).__name__})") from None
    except exceptions.BotoCoreError as error:
        raise StoreError(url, f"botocore gives up ({type(error).__name__})") from None


def _client(url: str, session: Any, region: str, settings: dict[str, Any]) -> Any:
    try:
        return session.create_client("s3", region_name=region, config=Config(**settings))
    except ValueError:  # botocore's, for what is no URL
        raise StoreError(url, "the endpoint is no URL", "check AWS_ENDPOINT_URL and the region") from None


def _settings(endpoint: str, at_aws: bool) -> dict[str, Any]:
    settings: dict[str, Any] = {
        # Botocore's own patience is a budget for all requests together, which a bad line soon uses up.
        "retries": {"mode": "standard", "total_max_attempts": 1},
        "connect_timeout": 10,
        "read_timeout": 120,
        "max_pool_connections": _CONNECTIONS,
        "tcp_keepalive": True,
        # The checksums are ours; botocore would add one more.
        "request_checksum_calculation": "when_required",
        "response_checksum_validation": "when_required",
    }
    if not at_aws:  # where a bucket seldom has a host of its own
        settings["s3"] = {"addressing_style": "path"}
    if endpoint.startswith("http://"):  # what is not encrypted goes to no proxy either
        settings["proxies"] = {}
    return settings


def _refuse_unencrypted(url: str, endpoint: str) -> None:
    parts = urlsplit(endpoint)
    if parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(parts.hostname or "")):
        return
    raise StoreError(url, f"the endpoint {shown(endpoint)} would send the data unencrypted", "use https://")


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def shown(endpoint: str) -> str:
    """Write an endpoint for people: scheme, host and port, without what could be secret."""
    parts = urlsplit(endpoint)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def _find_region(url: str, access: Access) -> str | None:
    """Ask for the bucket's region with a request that wrong credentials and wrong names do not survive."""
    with _told(url, access.endpoint):
        try:
            answer = access.client.list_objects_v2(Bucket=access.bucket, MaxKeys=1)
        except exceptions.ClientError as error:
            if error.response.get("Error", {}).get("Code") != "AccessDenied":
                raise
            answer = error.response  # some may write and read, but not list
    headers = answer.get("ResponseMetadata", {}).get("HTTPHeaders", {})
    region: str | None = headers.get("x-amz-bucket-region")
    return region


def _certificates(url: str, session: Any) -> bytes | None:
    """Read what the usual setting names; botocore heeds it by itself, other clients have to be told."""
    named = session.get_config_variable("ca_bundle")
    if not named:
        return None
    try:
        return Path(named).read_bytes()
    except OSError as error:
        reason = f"the certificates that AWS_CA_BUNDLE names can't be read: {error.strerror}"
        raise StoreError(url, reason) from None
