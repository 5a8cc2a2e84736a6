"""The one pipeline: read, identify, check, model, rules; out comes a report."""

from aind_schema.validation.pipeline import validate

__all__ = ["validate"]
