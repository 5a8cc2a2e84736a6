"""Addresses that go into records, which travel further than a password may."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from aind_schema import pointers
from aind_schema.stores import is_url

if TYPE_CHECKING:
    from collections.abc import Iterator

_HOST = r"(?P<host>[A-Za-z0-9][A-Za-z0-9.-]+)"
_PATH = r"(?P<path>[^\s@?#:\\/][^\s@?#:\\]*)"
#: The forms in which git writes where a repository is; whatever is of another form may hide a secret or a home.
_REPOSITORIES = (
    re.compile(rf"(?P<scheme>https?|ssh|git)://(?:[^@/\s]*@)?{_HOST}(?P<port>:[0-9]+)?/{_PATH}(?:[?#]\S*)?"),
    re.compile(rf"(?:[^@:/\s]+@)?{_HOST}:/?{_PATH}"),
)
_SECRET = re.compile(
    r"credential|secret|passw|token|signature|access-?key|api[-_]?key|^(?:sig|key|auth)$", re.IGNORECASE
)


def repository(remote: str) -> str | None:
    """Return the address of a repository as others may see it; None for a path, or what can't be told from a secret."""
    for form in _REPOSITORIES:
        if found := form.fullmatch(remote):
            parts = {"scheme": "ssh", "port": None, **found.groupdict()}
            return f"{parts['scheme']}://{parts['host']}{parts['port'] or ''}/{parts['path']}"
    return None


def holds_secret(text: str) -> bool:
    """Tell whether a URL seems to hold a password or a signature."""
    if not is_url(text):
        return False
    rest = text.split("://", 1)[1]
    authority, _, path = rest.partition("/")
    _, colon, port = authority.partition(":")
    # A password may hold slashes, so that what looks like a port is the beginning of one.
    cut_off = bool(colon) and (not re.match("[0-9]+(?:[?#]|$)", port) or "@" in path)
    names = [parameter.partition("=")[0] for parameter in re.split("[?&;#]", rest)[1:]]
    return "@" in authority or cut_off or any(map(_SECRET.search, names))


def secrets_in(document: Any, *above: str | int) -> Iterator[str]:
    """Yield the place of each address in a document that seems to hold a secret; settings and results hold none."""
    if isinstance(document, str) and above and above[-1] in ("uri", "location") and holds_secret(document):
        yield pointers.join(above)
    elif isinstance(document, dict):
        for name, value in document.items():
            if name not in ("parameters", "results"):
                yield from secrets_in(value, *above, name)
    elif isinstance(document, list):
        for i, value in enumerate(document):
            yield from secrets_in(value, *above, i)
