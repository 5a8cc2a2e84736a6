"""Bytes, and what is said of them when they are stored."""

from __future__ import annotations

import random

from aind_schema.assets.digests import as_base64, crc64nvme_of
from aind_schema.stores import Sending


def some_bytes(size: int, seed: int = 0) -> bytes:
    """Return the same bytes each time, and others for each seed."""
    return random.Random(seed).randbytes(size)


def about(path: str, data: bytes) -> Sending:
    """Say the truth about some bytes."""
    return Sending(path, len(data), as_base64(crc64nvme_of(data)), "application/octet-stream")
