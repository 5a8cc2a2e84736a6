"""A real S3 server, and places in it that are empty."""

from __future__ import annotations

from samples.servers import bucket, hasty, impatient, lake, proxy, seaweed, shell

__all__ = ["bucket", "hasty", "impatient", "lake", "proxy", "seaweed", "shell"]
