"""AIND's own files, as aind-data-schema of versions 0.x, 1.x and 2.x writes them."""

from aind_schema.dialects.aind.reading import read
from aind_schema.dialects.aind.writing import files, write

__all__ = ["files", "read", "write"]
