"""Procedures: surgeries with their steps, treatments of specimens, and the coordinate systems that they state."""

from aind_schema.dialects.aind.writing.procedures.record import procedures

__all__ = ["procedures"]
