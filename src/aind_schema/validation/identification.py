"""What a document says that it is: its kind, and the version of the schema that it is written in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aind_schema.problems import Problem, quote
from aind_schema.spelling import did_you_mean
from aind_schema.versions import KINDS, LATEST, VERSIONS

if TYPE_CHECKING:
    from collections.abc import Iterator


def identify(data: Any) -> Iterator[Problem]:
    """Yield what keeps a document from being told by its header."""
    if not isinstance(data, dict):
        yield _fault("not-an-object", "", f"a record is an object with fields, not {quote(data)}")
    elif "kind" not in data and _looks_like_aind(data):
        hint = "convert it: aind-schema convert SOURCE TARGET --from aind"
        yield _fault("foreign-format", "", "this file is written in the format of aind-data-schema", hint)
    else:
        yield from _kind(data)
        yield from _version(data)


def _kind(data: dict[str, Any]) -> Iterator[Problem]:
    kind = data.get("kind")
    if kind is None:
        yield _fault(
            "missing-kind", "", 'the document does not say what it is: "kind" is missing', f"one of {_kinds()}"
        )
    elif kind not in KINDS:
        yield _fault(
            "unknown-kind",
            "/kind",
            f"no document of kind {quote(kind)}",
            did_you_mean(kind, KINDS) or f"one of {_kinds()}",
        )


def _version(data: dict[str, Any]) -> Iterator[Problem]:
    version = data.get("schema_version")
    if version is None:
        message = 'the document does not say its version: "schema_version" is missing'
        yield _fault("missing-version", "", message, f'the latest is "{LATEST}"')
    elif version not in VERSIONS:
        yield _fault(
            "unknown-version", "/schema_version", f"no schema of version {quote(version)}", _version_hint(version)
        )


def _version_hint(version: Any) -> str:
    from semver import Version  # the versions that are known need no comparing

    if not isinstance(version, str):
        return f'it is a text: "{LATEST}"'
    known = f"known: {', '.join(VERSIONS)}"
    if Version.is_valid(version) and Version.parse(version) > Version.parse(LATEST):
        return f"it is newer than this package; {known}"
    return known


def _kinds() -> str:
    return ", ".join(f'"{kind}"' for kind in KINDS)


def _looks_like_aind(data: dict[str, Any]) -> bool:
    return "object_type" in data or "aind-data-schema" in str(data.get("describedBy"))


def _fault(code: str, path: str, message: str, hint: str | None = None) -> Problem:
    return Problem(code, "error", "schema", path, message, hint)
