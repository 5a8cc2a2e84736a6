"""What is wrong with a file, and the report that tells it: to people, to pipelines, to CI."""

from aind_schema.problems.problem import Excerpt, Origin, Problem, Severity, quote
from aind_schema.problems.report import Report

__all__ = ["Excerpt", "Origin", "Problem", "Report", "Severity", "quote"]
