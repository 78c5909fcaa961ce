"""Where everything stands: a document becomes placed texts and placed table grids, page by page.

The origin is the top left corner of the page as displayed; y grows downwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from typeset.font import CENTRE, text_width, wrap
from typeset.layout import Cell, Document, Line, Page, Table, TablePart, TableStyle, cells_of_part, row_count

FULL_LINE = 0.93
"""A justified line is stretched only if it already fills this part of the measure; a shorter one ends its paragraph."""


@dataclass(frozen=True)
class PlacedText:
    """One line of text: left end, baseline, and the space put between its characters."""

    text: str
    x: float
    baseline: float
    size: float
    spacing: float = 0.0


@dataclass(frozen=True)
class PlacedCell:
    """A cell of a placed table (rows counted from the first printed one) and the lines of text in it."""

    cell: Cell
    lines: tuple[PlacedText, ...]


@dataclass(frozen=True)
class PlacedTable:
    """A part of a table on its page: the grid lines and the cells between them."""

    key: str
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[PlacedCell, ...]
    thickness: float

    def box(self, cell: Cell) -> tuple[float, float, float, float]:
        """Return left, top, right, bottom of a cell, at the middle of its rules."""
        return (
            self.xs[cell.column],
            self.ys[cell.row],
            self.xs[cell.column + cell.column_span],
            self.ys[cell.row + cell.row_span],
        )


@dataclass(frozen=True)
class PlacedPage:
    """Everything on one page."""

    texts: tuple[PlacedText, ...]
    tables: tuple[PlacedTable, ...]


def place(document: Document) -> tuple[PlacedPage, ...]:
    """Return every page of a document with its texts and tables in place.

    Raises
    ------
    ValueError
        If the blocks of a page reach below its bottom margin or a table is wider than the page.
    """
    return tuple(_placed_page(document, page, number) for number, page in enumerate(document.pages, 1))


def row_heights(cells: Sequence[Cell], widths: Sequence[float], style: TableStyle) -> list[float]:
    """Return the height of every row: the least height, or more where a cell's wrapped lines need it."""
    heights = [style.row_height] * row_count(cells)
    for cell in sorted(cells, key=lambda c: c.row_span):
        needed = len(_cell_lines(cell, widths, style)) * style.leading + 2 * style.padding
        last = cell.row + cell.row_span - 1
        heights[last] += max(0.0, needed - sum(heights[cell.row : last + 1]))
    return heights


def _placed_page(document: Document, page: Page, number: int) -> PlacedPage:
    _, top, _, bottom = document.margins
    floor = document.size[1] - bottom
    y = top
    texts: list[PlacedText] = []
    tables: list[PlacedTable] = []
    for block in page.blocks:
        if isinstance(block, Line):
            texts += _placed_line(block, y, _edges(document, page, block))
            y += block.style.leading
        else:
            table = _placed_table(document.table(block.key), block, document.size[0], y)
            tables.append(table)
            y = table.ys[-1]
    if y > floor + 0.01:
        raise ValueError(f"page {number} is {y - floor:.1f} points too long")
    if page.foot:
        texts += _placed_line(page.foot, floor, _edges(document, page, page.foot))
    return PlacedPage(tuple(texts), tuple(tables))


def _edges(document: Document, page: Page, line: Line) -> tuple[float, float]:
    """Return between which left and right edge a line is set."""
    parts = [block for block in page.blocks if isinstance(block, TablePart)]
    if line.style.along_table and parts:
        width = max(sum(document.table(part.key).widths) for part in parts)
        return (document.size[0] - width) / 2, (document.size[0] + width) / 2
    return document.margins[0], document.size[0] - document.margins[2]


def _placed_line(line: Line, top: float, edges: tuple[float, float]) -> Iterator[PlacedText]:
    style = line.style
    left, measure = edges[0], edges[1] - edges[0]
    baseline = top + style.leading / 2 + CENTRE * style.size
    indent = style.indent * style.size
    width = text_width(line.text, style.size)
    free = measure - indent - width
    spacing = 0.0
    if style.justified and width + indent >= FULL_LINE * measure:
        spacing = free / (len(line.text) - 1)
    shift = {"left": 0.0, "center": free / 2, "right": free}[style.align]
    yield PlacedText(line.text, left + indent + shift, baseline, style.size, spacing)
    if line.right:
        yield PlacedText(line.right, left + measure - text_width(line.right, style.size), baseline, style.size)


def _placed_table(table: Table, part: TablePart, page_width: float, top: float) -> PlacedTable:
    header, body = cells_of_part(table, part)
    offset = row_count(header)
    cells = (*header, *(replace(cell, row=cell.row + offset) for cell in body))
    left = (page_width - sum(table.widths)) / 2
    if left < 0:
        raise ValueError(f"table {table.key} is wider than the page by {-2 * left:.1f} points")
    xs = tuple(accumulate(table.widths, initial=left))
    ys = tuple(accumulate(row_heights(cells, table.widths, table.style), initial=top))
    grid = PlacedTable(table.key, xs, ys, (), table.style.thickness)
    placed = (PlacedCell(cell, tuple(_placed_cell_lines(cell, grid, table))) for cell in cells)
    return replace(grid, cells=tuple(placed))


def _placed_cell_lines(cell: Cell, grid: PlacedTable, table: Table) -> Iterator[PlacedText]:
    style = table.style
    left, top, right, bottom = grid.box(cell)
    lines = _cell_lines(cell, table.widths, style)
    first = (top + bottom) / 2 - (len(lines) - 1) / 2 * style.leading + CENTRE * style.size
    for number, text in enumerate(lines):
        width = text_width(text, style.size)
        x = {
            "left": left + style.padding,
            "center": (left + right - width) / 2,
            "right": right - style.padding - width,
        }[cell.align]
        if text:
            yield PlacedText(text, x, first + number * style.leading, style.size)


def _cell_lines(cell: Cell, widths: Sequence[float], style: TableStyle) -> list[str]:
    inner = sum(widths[cell.column : cell.column + cell.column_span]) - 2 * style.padding
    return wrap(cell.text, inner + 0.01, style.size)
