"""From a file to a document with the line and column of every value, and every fault of the file.

JSON is that of RFC 8259, narrowed as in RFC 7493; YAML is that of version 1.2 with its core schema.
"""

from aind_schema.reading.document import Document, Reading
from aind_schema.reading.files import DEFAULT_LIMIT, not_found, parse, read, syntax_of, too_large
from aind_schema.reading.positions import Location
from aind_schema.reading.python_data import from_data

__all__ = [
    "DEFAULT_LIMIT",
    "Document",
    "Location",
    "Reading",
    "from_data",
    "not_found",
    "parse",
    "read",
    "syntax_of",
    "too_large",
]
