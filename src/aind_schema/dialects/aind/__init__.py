"""AIND's own files, as aind-data-schema of versions 0.x, 1.x and 2.x writes them."""

from aind_schema.dialects.aind.reading import read

__all__ = ["read"]
