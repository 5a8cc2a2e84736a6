"""Procedures: lists by kind in 0.5, surgeries with steps since 0.11, coordinate systems and transforms in 2.x."""

from aind_schema.dialects.aind.procedures.reading import procedures

__all__ = ["procedures"]
