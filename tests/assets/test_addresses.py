"""Addresses lose what is secret or private, or are refused."""

from __future__ import annotations

import pytest

from aind_schema.assets.addresses import holds_secret, repository, secrets_in


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("https://token@github.com/lab/code.git", "https://github.com/lab/code.git"),
        ("https://github.com/lab/code.git?key=1", "https://github.com/lab/code.git"),
        ("git@github.com:lab/code.git", "ssh://github.com/lab/code.git"),
        ("git@host:/srv/code.git", "ssh://host/srv/code.git"),
        ("ssh://git@host:22/lab/code.git", "ssh://host:22/lab/code.git"),
        ("https://ada:s3c#ret@example.org/code", "https://example.org/code"),
        ("https://ada:s3c/ret@example.org/code", None),
        ("https://ada:12/ret@example.org/code", None),
        ("https::https://ada:s3cret@example.org/code", None),
        ("codecommit::us-east-1://profile-secret@code", None),
        ("https://[x/y", None),
        ("https://example.org/my code", None),
        ("C:\\Users\\ada\\code", None),
        ("C:/Users/ada/code", None),
        ("/home/ada/code", None),
        ("../code", None),
        ("file:///home/ada/code", None),
        ("", None),
    ],
)
def test_a_remote_is_shown_only_where_it_is_plain(remote: str, address: str | None) -> None:
    assert repository(remote) == address


@pytest.mark.parametrize(
    "url",
    [
        "s3://KEY:SECRET@lake/x",
        "s3://KEY:SEC/RET@lake/x",
        "s3://KEY@lake/x",
        "https://ada:s3cret@example.org/x",
        "https://ada:12/34@example.org/x",
        "https://lake.s3.amazonaws.com/x?X-Amz-Signature=abc",
        "https://lake.blob.core.windows.net/x?sv=2022&sig=abc",
        "https://example.org/x?api_key=abc",
        "https://example.org/x#access_token=abc",
    ],
)
def test_secrets_in_urls_are_seen(url: str) -> None:
    assert holds_secret(url)


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org:8080/x",
        "https://example.org/x?path=a&version=draft",
        "s3://lake/x?versionId=3",
        "s3://lake/ada@example.org/x",
        "/data/ada@example.org/x",
    ],
)
def test_plain_urls_and_paths_hold_none(text: str) -> None:
    assert not holds_secret(text)


def test_secrets_are_found_where_a_document_has_addresses() -> None:
    url = "https://ada:s3cret@example.org/x"
    step = {"code": {"uri": url, "parameters": {"uri": url}}, "inputs": [{"location": "x"}, {"asset": {"uri": url}}]}
    assert [*secrets_in(step)] == ["/code/uri", "/inputs/1/asset/uri"]
