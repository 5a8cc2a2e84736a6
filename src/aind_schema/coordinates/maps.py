"""Affine maps of plain floats: applied, put together, turned round."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from aind_schema.coordinates.faults import NoArithmetic

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Rows = tuple[tuple[float, ...], ...]

#: A matrix whose pivots are smaller than this share of its largest number leads to a plane, and not back.
_FLAT = 1e-12


class Map(NamedTuple):
    """Hold the rows of a matrix, and what is added to each coordinate after it."""

    rows: Rows
    offset: tuple[float, ...]

    def __call__(self, point: Sequence[float]) -> tuple[float, ...]:
        """Return where a point comes to lie."""
        return tuple(
            _sum([*(factor * value for factor, value in zip(row, point, strict=True)), shift])
            for row, shift in zip(self.rows, self.offset, strict=True)
        )

    def then(self, later: Map) -> Map:
        """Return the map that does this and then another."""
        return Map(multiply(later.rows, self.rows), later(self.offset))

    @property
    def takes(self) -> int:
        """Number of coordinates that go in."""
        return len(self.rows[0]) if self.rows else 0


def identity(size: int) -> Map:
    """Return the map that changes nothing."""
    return scaling([1.0] * size)


def scaling(factors: Sequence[float]) -> Map:
    """Return the map that multiplies each coordinate by a factor."""
    size = len(factors)
    rows = tuple(tuple(float(factors[i]) if i == j else 0.0 for j in range(size)) for i in range(size))
    return Map(rows, (0.0,) * size)


def shift(offset: Sequence[float]) -> Map:
    """Return the map that adds a number to each coordinate."""
    return Map(identity(len(offset)).rows, tuple(map(float, offset)))


def multiply(left: Rows, right: Rows) -> Rows:
    """Return the product of two matrices."""
    columns = tuple(zip(*right, strict=True))
    return tuple(tuple(_sum(a * b for a, b in zip(row, column, strict=True)) for column in columns) for row in left)


def inverse(forward: Map) -> Map | None:
    """Return the map that leads back, or None where there is none."""
    rows = _inverted(forward.rows) if len(forward.rows) == forward.takes else None
    if rows is None:
        return None
    back = Map(rows, (0.0,) * len(rows))
    return Map(rows, tuple(-value for value in back(forward.offset)))


def gap(one: Map, other: Map, reach: float) -> float:
    """Return how far apart two maps put a point whose coordinates are at most so large."""
    return max(
        (
            abs(first - second) + reach * sum(abs(a - b) for a, b in zip(row, column, strict=True))
            for row, column, first, second in zip(one.rows, other.rows, one.offset, other.offset, strict=True)
        ),
        default=0.0,
    )


def _sum(parts: Iterable[float]) -> float:
    try:
        total = math.fsum(parts)
    except (OverflowError, ValueError):  # beyond all floats, or one infinity less another
        total = math.inf
    if not math.isfinite(total):
        raise NoArithmetic("the numbers grow too large to compute with")
    return total


def _inverted(rows: Rows) -> Rows | None:
    """Invert a square matrix by Gauss-Jordan elimination with the largest pivot."""
    size = len(rows)
    largest = max((abs(value) for row in rows for value in row), default=0.0)
    work = [[*row, *unit] for row, unit in zip(rows, identity(size).rows, strict=True)]
    for column in range(size):
        pivot = max(range(column, size), key=lambda row: abs(work[row][column]))
        if abs(work[pivot][column]) <= _FLAT * largest:
            return None
        work[column], work[pivot] = work[pivot], work[column]
        head = work[column][column]
        work[column] = [value / head for value in work[column]]
        for row in range(size):
            if row != column:
                factor = work[row][column]
                work[row] = [a - factor * b for a, b in zip(work[row], work[column], strict=True)]
    return tuple(tuple(row[size:]) for row in work)
