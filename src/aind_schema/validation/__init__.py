"""The one pipeline: read, identify, check, model, rules; out comes a report."""

from aind_schema.validation.gathering import FileSet, is_record_file, record_files
from aind_schema.validation.pipeline import check_files, read, validate

__all__ = ["FileSet", "check_files", "is_record_file", "read", "record_files", "validate"]
