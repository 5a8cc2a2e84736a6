"""From our records to core files of 2.x, as aind-data-schema 2.9.2 takes them."""

from aind_schema.dialects.aind.writing.documents import files, write

__all__ = ["files", "write"]
