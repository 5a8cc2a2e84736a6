"""Bytes to text: UTF-8, or a guess at what they are instead."""

from __future__ import annotations

from aind_schema.problems import Problem, quote
from aind_schema.reading.positions import Source

# What begins files that are no text, or text in other encodings.
_SIGNATURES = (
    (b"\x1f\x8b", "this file is compressed with gzip: unpack it first"),
    (b"PK\x03\x04", "this file is a zip archive: unpack it first"),
    (b"\x89HDF", "this file is HDF5, and no record"),
    (b"\xff\xfe\x00\x00", "this looks like UTF-32: save it as UTF-8"),
    (b"\x00\x00\xfe\xff", "this looks like UTF-32: save it as UTF-8"),
    (b"\xff\xfe", "this looks like UTF-16: save it as UTF-8"),
    (b"\xfe\xff", "this looks like UTF-16: save it as UTF-8"),
)


def decode(raw: bytes, file: str | None, *, before: int = 0) -> str | Problem:
    """Decode UTF-8; otherwise tell at which byte it breaks off, of which so many stand before, and what it may be."""
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        return _fault(raw, error.start, _signature(raw) or _guess(raw, error), file, before)
    # UTF-16 of plain ASCII is sound UTF-8, full of zeros.
    zero = raw.find(b"\0", 0, 4)
    if zero >= 0:
        return _fault(raw, zero, "this looks like UTF-16 or UTF-32: save it as UTF-8", file, before)
    return text


def _fault(raw: bytes, offset: int, hint: str, file: str | None, before: int) -> Problem:
    source = Source(raw.decode(errors="replace"))
    # All before the offset is sound, so its length in characters is known.
    start = len(raw[:offset].decode())
    place = source.location(start, start + 1)
    message = f"not UTF-8: the byte 0x{raw[offset]:02X} at offset {before + offset:,}, on line {place.line}"
    return Problem(
        *("wrong-encoding", "error", "file", "", message, hint, file),
        line=place.line,
        column=place.column,
        excerpt=place.excerpt,
    )


def _signature(raw: bytes) -> str | None:
    return next((hint for signature, hint in _SIGNATURES if raw.startswith(signature)), None)


def _guess(raw: bytes, error: UnicodeDecodeError) -> str:
    if error.reason == "unexpected end of data":
        return "the file ends within a character: fetch it again if it was cut off"
    # The usual encoding of old programs on Windows; below 0xA0 Latin-1 has only control characters.
    try:
        char = raw[error.start : error.start + 1].decode("cp1252")
    except UnicodeDecodeError:
        return "save it as UTF-8"
    name = "Latin-1" if raw[error.start] >= 0xA0 else "Windows-1252"
    return f"this may be {name}, where it is {quote(char)}: save it as UTF-8"
