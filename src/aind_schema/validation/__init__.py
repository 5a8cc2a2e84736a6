"""The one pipeline: read, identify, check, model, rules; out comes a report."""

from aind_schema.validation.pipeline import read, validate

__all__ = ["read", "validate"]
