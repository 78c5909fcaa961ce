"""The rules of a placed table as shapes: how real documents draw them, in three ways.

``strokes`` are long lines with a pen (Excel, WPS); ``rectangles`` are thin filled boxes, one for each side of each cell
(Word); ``polygons`` are thin filled shapes with mitred ends, four corners on the outline and six inside (web browsers).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Literal, NamedTuple

from typeset.place import PlacedTable

Drawing = Literal["strokes", "rectangles", "polygons"]
DRAWINGS: tuple[Drawing, ...] = ("strokes", "rectangles", "polygons")

Point = tuple[float, float]


class Segment(NamedTuple):
    """A straight piece of a rule, ``start`` to ``end`` along it and ``at`` across it.

    ``outline`` is -1 on the top and the left side of the table, 1 on the bottom and the right side, 0 inside.
    """

    at: float
    start: float
    end: float
    horizontal: bool
    outline: int

    @property
    def ends(self) -> tuple[float, float, float, float]:
        """Both ends of its middle line: x and y, x and y."""
        if self.horizontal:
            return self.start, self.at, self.end, self.at
        return self.at, self.start, self.at, self.end


def segments(table: PlacedTable) -> tuple[Segment, ...]:
    """Return one segment for each piece of grid line that borders a cell; none runs through a merged cell."""
    horizontal, vertical = set(), set()
    for cell in (placed.cell for placed in table.cells):
        for column in range(cell.column, cell.column + cell.column_span):
            horizontal |= {(cell.row, column), (cell.row + cell.row_span, column)}
        for row in range(cell.row, cell.row + cell.row_span):
            vertical |= {(cell.column, row), (cell.column + cell.column_span, row)}
    return (
        *_pieces(sorted(horizontal), table.ys, table.xs, horizontal=True),
        *_pieces(sorted(vertical), table.xs, table.ys, horizontal=False),
    )


def strokes(pieces: Iterable[Segment]) -> list[Segment]:
    """Return the pieces joined to lines that are as long as they can be."""
    joined: list[Segment] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last and (last.at, last.end, last.horizontal) == (piece.at, piece.start, piece.horizontal):
            joined[-1] = last._replace(end=piece.end)
        else:
            joined.append(piece)
    return joined


def rectangle(piece: Segment, thickness: float) -> list[Point]:
    """Return the corners of a thin box around a piece, long enough to close the corners of the table."""
    half = thickness / 2
    start, end = piece.start - half, piece.end + half
    low, high = piece.at - half, piece.at + half
    return _points(piece, [(start, low), (end, low), (end, high), (start, high)])


def polygon(piece: Segment, thickness: float) -> list[Point]:
    """Return the corners of a thin shape around a piece: a trapezium on the outline, pointed at both ends inside."""
    half = thickness / 2
    start, end, at = piece.start, piece.end, piece.at
    if piece.outline:
        outer, inner = at + piece.outline * half, at - piece.outline * half
        return _points(piece, [(start - half, outer), (end + half, outer), (end - half, inner), (start + half, inner)])
    upper = [(start, at), (start + half, at - half), (end - half, at - half)]
    lower = [(end, at), (end - half, at + half), (start + half, at + half)]
    return _points(piece, upper + lower)


def _pieces(
    positions: Iterable[tuple[int, int]], across: tuple[float, ...], along: tuple[float, ...], *, horizontal: bool
) -> Iterator[Segment]:
    ends = list(pairwise(along))
    for line, place in positions:
        outline = -1 if line == 0 else 1 if line == len(across) - 1 else 0
        yield Segment(across[line], *ends[place], horizontal, outline)


def _points(piece: Segment, places: list[tuple[float, float]]) -> list[Point]:
    return places if piece.horizontal else [(across, along) for along, across in places]
