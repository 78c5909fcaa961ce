"""Grids made comparable: empty margins dropped, a grid laid on the columns of another."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from qzbudget.shapes import Box, Cell, Grid, Page

ALIGNED = 4.0
"""Column edges of two pages may differ by this many points and still be the same columns."""


def without_margins(grid: Grid) -> Grid:
    """Drop the outer columns that print nothing: the margins of a spreadsheet's print area are no columns."""
    printed = [col for cell in grid.cells if cell.text.strip() for col in range(cell.col, cell.col + cell.col_span)]
    if not printed:
        return grid
    return between_columns(grid, min(printed), max(printed))


def between_columns(grid: Grid, first: int, last: int) -> Grid:
    """Return the columns of a grid from ``first`` to ``last``; a merged cell keeps what stands between them."""
    if (first, last) == (0, grid.n_cols - 1):
        return grid
    cells = tuple(
        replace(cell, col=max(cell.col, first) - first, col_span=_overlap(cell, first, last))
        for cell in grid.cells
        if _overlap(cell, first, last) > 0
    )
    edges = grid.column_edges[first : last + 2]
    box = Box(edges[0], grid.box.top, edges[-1], grid.box.bottom)
    return replace(grid, cells=cells, column_edges=edges, box=box)


def _overlap(cell: Cell, first: int, last: int) -> int:
    return min(cell.col + cell.col_span - 1, last) - max(cell.col, first) + 1


def sides(page: Page, grids: Sequence[Grid]) -> list[tuple[Page, list[Grid]]]:
    """Part a page on which tables stand side by side, left to right; each part has the characters of its side only.

    A page of tables below each other is one part.
    """
    ordered = sorted(grids, key=lambda grid: grid.box.x0)
    for number in range(1, len(ordered)):
        left, right = ordered[:number], ordered[number:]
        end, start = max(grid.box.x1 for grid in left), min(grid.box.x0 for grid in right)
        if end <= start and any(_beside(one, other) for one in left for other in right):
            gap = (end + start) / 2
            texts = [[c for c in page.characters if (c.middle[0] > gap) == is_right] for is_right in (False, True)]
            halves = [replace(page, characters=tuple(of_side)) for of_side in texts]
            return [*sides(halves[0], left), *sides(halves[1], right)]
    return [(page, list(grids))]


def _beside(one: Grid, other: Grid) -> bool:
    """Tell whether two grids share most of the height of the lower one."""
    shared = min(one.box.bottom, other.box.bottom) - max(one.box.top, other.box.top)
    return 2 * shared > min(one.box.bottom - one.box.top, other.box.bottom - other.box.top)


def lies_on(grid: Grid, columns: Sequence[float]) -> bool:
    """Tell whether each column edge of a grid is one of the edges of another; it may have fewer.

    A continuation page may lack the rules of merged cells, and the outer columns that print nothing on it.
    """
    return all(any(abs(edge - other) <= ALIGNED for other in columns) for edge in grid.column_edges)


def on_columns(grid: Grid, row: int, columns: Sequence[float]) -> tuple[Cell, ...]:
    """Return the cell of a grid row at each of another grid's columns; an empty cell where the grid has none."""
    return tuple(_cell_at(grid, row, left, right) for left, right in itertools.pairwise(columns))


def _cell_at(grid: Grid, row: int, left: float, right: float) -> Cell:
    middle = (left + right) / 2
    col = sum(edge <= middle for edge in grid.column_edges) - 1
    if 0 <= col < grid.n_cols:
        return grid.at[row, col]
    return Cell(row, -1, 1, 1, (), Box(left, grid.row_edges[row], right, grid.row_edges[row + 1]), grid.page)
