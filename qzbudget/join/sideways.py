"""Tables too wide for their pages: a spreadsheet is cut between two columns, the rest is printed on the pages after it.

Only strict evidence joins pages sideways: one table on each; the same rows at the same heights; no other title; no labels on
the right page but those that it repeats; and no room on the left page for the column that comes next.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from qzbudget.amounts import is_blank, is_number
from qzbudget.join.captions import Caption, lines_inside
from qzbudget.join.grids import between_columns
from qzbudget.join.layout import Layout, layout
from qzbudget.join.on_page import TableOnPage
from qzbudget.shapes import Box, Cell, Grid
from qzbudget.text import match_key

_SAME_HEIGHT = 1.0
"""Edges of rows on two pages are the same where they differ by no more than so many points."""

_WIDEST_MARGIN = 72.0
"""No print leaves a wider margin: a column that fits before it would not have gone to the next page."""


def join_sideways(groups: Sequence[list[TableOnPage]], widths: Mapping[int, float]) -> list[list[TableOnPage]]:
    """Join tables that go on beside themselves on the pages after them.

    Parameters
    ----------
    groups : sequence of list of TableOnPage
        The tables of a document, each with its parts on consecutive pages.
    widths : mapping
        Width of each page in points.

    Returns
    -------
    list of list of TableOnPage
        The tables; the grids of one that is cut sideways have all its columns.
    """
    on_page = Counter(part.grid.page for group in groups for part in group)
    cut: list[list[list[TableOnPage]]] = []
    for group in groups:
        alone = all(on_page[part.grid.page] == 1 for part in group)
        if cut and alone and go_on_beside(cut[-1], group, widths):
            cut[-1].append(group)
        else:
            cut.append([group])
    return [[_side_by_side(parts) for parts in zip(*bands, strict=True)] for bands in cut]


def go_on_beside(bands: Sequence[list[TableOnPage]], right: list[TableOnPage], widths: Mapping[int, float]) -> bool:
    """Tell whether pages print further columns of the rows on the pages before them."""
    first, left = bands[0], bands[-1]
    return (
        len(left) == len(right)
        and right[0].grid.page == left[-1].grid.page + 1
        and _has_no_other_title(first[0].caption, right[0])
        and all(_continues(*parts, widths) for parts in zip(first, left, right, strict=True))
    )


def _has_no_other_title(caption: Caption, right: TableOnPage) -> bool:
    """Tell whether the lines above a grid only repeat a caption, or print the unit, the money unit or 续表 beside it."""
    known = {match_key(line) for line in caption.lines}
    own = [Caption((line,), ()) for line in _lines_above(right) if match_key(line) not in known]
    return all(
        line.unit_name == caption.unit_name if line.unit_name else line.money_unit or "续" in line.lines[0]
        for line in own
    )


def _lines_above(table: TableOnPage) -> tuple[str, ...]:
    """Return the lines above a grid without those inside: a header row with a single group looks like a caption."""
    inside = {match_key(cell.text) for cell in table.grid.cells}
    return tuple(line for line in table.caption.lines if match_key(line) not in inside)


def _continues(first: TableOnPage, left: TableOnPage, right: TableOnPage, widths: Mapping[int, float]) -> bool:
    """Tell whether a page prints the rows of the page before it, and columns that this page has no room for."""
    start = right.grid.n_rows - (first.grid.n_rows - first.rows.body)
    if not _on_the_same_rows(first.grid.row_edges[first.rows.body :], right.grid.row_edges[max(start, 0) :]):
        return False
    one, other = sorted((first.grid.row_edges, right.grid.row_edges), key=len)
    if not all(any(abs(edge - same) <= _SAME_HEIGHT for same in other) for edge in one):
        return False
    labels = _repeated_labels(first, right.grid)
    if labels == right.grid.n_cols:
        return False
    width = right.grid.column_edges[labels + 1] - right.grid.column_edges[labels]
    room = widths[left.grid.page] - _WIDEST_MARGIN - left.grid.column_edges[-1]
    return width > room and _prints_further_columns(right.grid, start, labels)


def _on_the_same_rows(edges: Sequence[float], others: Sequence[float]) -> bool:
    return len(edges) == len(others) and all(
        abs(edge - other) <= _SAME_HEIGHT for edge, other in zip(edges, others, strict=True)
    )


def _prints_further_columns(grid: Grid, start: int, labels: int) -> bool:
    """Tell whether the columns after repeated labels have header words and amounts below them.

    Without repeated labels nothing but amounts stands from row ``start`` on: words would be labels of the table's own.
    """
    own = [cell for cell in grid.cells if cell.col + cell.col_span > labels]
    headed = start == 0 or any(cell.text.strip() for cell in own if cell.row < start)
    body = [cell.text for cell in own if cell.row + cell.row_span > start]
    return headed and (labels > 0 or all(is_number(text) or is_blank(text) for text in body))


def _repeated_labels(left: TableOnPage, right: Grid) -> int:
    """Count the first columns of a grid that repeat, row by row from the last one, the labels of the table at its left."""
    rows = min(left.grid.n_rows, right.n_rows)
    body = left.grid.n_rows - left.rows.body

    def is_repeated(col: int) -> bool:
        printed, again = (
            [match_key(grid.at[grid.n_rows - row, col].text) for row in range(1, rows + 1)]
            for grid in (left.grid, right)
        )
        labels = printed[:body]
        return printed == again and any(labels) and not any("." in text or "," in text for text in labels)

    columns = range(min(left.grid.n_cols, right.n_cols))
    return next((col for col in columns if not is_repeated(col)), len(columns))


def _side_by_side(parts: Sequence[TableOnPage]) -> TableOnPage:
    """Join the parts of the same rows, left to right, to one."""
    first, *others = parts
    if not others:
        return first
    grid = first.grid
    for other in others:
        labels = _repeated_labels(first, other.grid)
        own = between_columns(other.grid, labels, other.grid.n_cols - 1)
        grid = _beside(grid, own, grid.n_rows - first.grid.n_rows + first.rows.body)
    rows = layout(grid) if first.rows.body else Layout(0, 0, ())
    above = [line for part in parts for line in _lines_above(part)]
    notes = [note for part in parts for note in part.caption.notes]
    caption = Caption(tuple(dict.fromkeys([*above, *lines_inside(grid, rows)])), tuple(dict.fromkeys(notes)))
    return TableOnPage(grid, caption, rows, tuple(other.grid for other in others))


def _beside(left: Grid, right: Grid, body: int) -> Grid:
    """Return one grid with the columns of both, the right ones moved to the end of the left ones.

    Its cells keep page and box.  Above row ``body``, a merged cell that the cut divides is one cell.
    """
    edges = max(left.row_edges, right.row_edges, key=len)
    cells = [_on_rows(cell, left, edges) for cell in left.cells]
    moved = [replace(_on_rows(cell, right, edges), col=cell.col + left.n_cols) for cell in right.cells]
    start = len(edges) - len(left.row_edges) + body
    shift = left.column_edges[-1] - right.column_edges[0]
    columns = (*left.column_edges, *(edge + shift for edge in right.column_edges[1:]))
    return replace(
        left,
        box=Box(columns[0], edges[0], columns[-1], edges[-1]),
        column_edges=columns,
        row_edges=edges,
        cells=tuple(_with_cut_heads(cells, moved, start)),
    )


def _on_rows(cell: Cell, grid: Grid, edges: Sequence[float]) -> Cell:
    """Return a cell with its rows counted between other edges."""
    first, last = (
        min(range(len(edges)), key=lambda index: abs(edges[index] - edge))
        for edge in (grid.row_edges[cell.row], grid.row_edges[cell.row + cell.row_span])
    )
    return replace(cell, row=first, row_span=last - first)


def _with_cut_heads(left: Sequence[Cell], right: Sequence[Cell], body: int) -> Iterator[Cell]:
    """Yield the cells of both sides; a head with further heads below it that stands on both sides of the cut is one cell."""
    cut = min(cell.col for cell in right)
    ends = {(c.row, c.row_span): c for c in left if c.col + c.col_span == cut and c.row + c.row_span < body}
    heads = {(c.row, c.row_span): c for c in right if c.col == cut and c.row + c.row_span < body}
    divided = {ends[rows]: heads[rows] for rows in ends.keys() & heads.keys() if _is_one_head(ends[rows], heads[rows])}
    rest = set(divided.values())
    for cell in itertools.chain(left, right):
        if cell in divided:
            other = divided[cell]
            worded = cell if cell.text.strip() else other
            yield replace(worded, col=cell.col, col_span=cell.col_span + other.col_span)
        elif cell not in rest:
            yield cell


def _is_one_head(left: Cell, right: Cell) -> bool:
    """Tell whether two cells say one thing: the words stand on one side of the cut, or the same on both."""
    return len({match_key(left.text), match_key(right.text)} - {""}) == 1
