"""The cells of a table without a lattice before they have edges, and the edges of its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qzbudget.read.bands import Band, crossing
from qzbudget.read.blocks import Block
from qzbudget.read.pieces import Piece
from qzbudget.shapes import Box, Rule

MARGIN = 2.0
"""A table reaches so many points beyond its glyphs."""


@dataclass(frozen=True)
class Placed:
    """A cell before its rows have edges."""

    row: int
    col: int
    row_span: int
    col_span: int
    lines: tuple[tuple[Piece, ...], ...]


def is_tiled(cells: Sequence[Placed], n_rows: int, n_cols: int) -> bool:
    """Tell whether the cells leave no place empty and share none: texts of a header may stand in no order of rows."""
    places = [
        (cell.row + row, cell.col + col) for cell in cells for row in range(cell.row_span) for col in range(cell.col_span)
    ]
    return sorted(places) == [(row, col) for row in range(n_rows) for col in range(n_cols)]


def row_edges(
    heads: Sequence[Placed], levels: int, rows: Sequence[Band], rules: Sequence[Rule], edges: Sequence[float]
) -> tuple[float, ...]:
    """Return the edges of the rows: rules where they part them, else the middle of the white between them."""
    spans = [*_level_spans(heads, levels), *((band.box.top, band.box.bottom) for band in rows)]
    inner = []
    for (_, bottom), (top, _) in pairwise(spans):
        parting = crossing(rules, Box(edges[0], min(bottom, top), edges[-1], max(bottom, top)))
        inner.append(parting[0] if len(parting) == 1 else (bottom + top) / 2)
    return spans[0][0] - MARGIN, *inner, spans[-1][1] + MARGIN


def _level_spans(heads: Sequence[Placed], levels: int) -> Iterator[tuple[float, float]]:
    """Yield from where to where the texts of each level of a header stand that stand in it alone."""
    boxes = {cell: Block(cell.lines).box for cell in heads if cell.lines}
    top = min((box.top for box in boxes.values()), default=0.0)
    bottom = max((box.bottom for box in boxes.values()), default=0.0)
    for level in range(levels):
        begin = [box.top for cell, box in boxes.items() if cell.row == level > 0]
        end = [box.bottom for cell, box in boxes.items() if cell.row == level and cell.row_span == 1]
        first = top if level == 0 else min(begin, default=top)
        last = bottom if level == levels - 1 else max(end, default=bottom)
        yield first, last
