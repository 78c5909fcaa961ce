"""Grids, tables and pages from literals, so that a test shows the table that it is about.

A drawing has one line for each row and ``|`` between its cells; ``<`` goes on with the cell to the left, ``^`` with the
cell above, and ``⏎`` is a line break inside a cell::

    科目名称 | 合计  | 其中     | <
    ^        | ^     | 基本支出 | 项目支出
    行政运行 | 60.00 | 60.00    |
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from qzbudget.join import BodyRow, Column, PrintedTable
from qzbudget.shapes import Box, Cell, Character, Grid, Page, Rule, enclosing
from qzbudget.text import tidy_name

LEFT, ABOVE, BREAK = "<", "^", "⏎"
COLUMN, ROW = 100.0, 20.0
A4 = (595.0, 842.0)


def rows_of(drawing: str) -> list[list[str]]:
    """The texts of a drawing, row by row; all rows have the same length."""
    rows = [[text.strip() for text in line.split("|")] for line in drawing.strip("\n").splitlines() if line.strip()]
    assert len({len(row) for row in rows}) == 1, f"rows of different lengths: {rows}"
    return rows


def grid_of(
    drawing: str,
    *,
    page: int = 1,
    left: float = 50.0,
    top: float = 100.0,
    widths: Sequence[float] | None = None,
    reading: str = "literal",
) -> Grid:
    """A grid whose columns are 100 points wide, unless told otherwise, and whose rows are 20 points high."""
    return grid_of_rows(rows_of(drawing), page=page, left=left, top=top, widths=widths, reading=reading)


def grid_of_rows(
    rows: Sequence[Sequence[str]],
    *,
    page: int = 1,
    left: float = 50.0,
    top: float = 100.0,
    widths: Sequence[float] | None = None,
    reading: str = "literal",
) -> Grid:
    """A grid from texts that no drawing can hold, such as one with NBSP at its ends."""
    columns = tuple(itertools.accumulate(widths or [COLUMN] * len(rows[0]), initial=left))
    edges = tuple(top + ROW * row for row in range(len(rows) + 1))
    box = Box(columns[0], edges[0], columns[-1], edges[-1])
    return Grid(page, reading, box, columns, edges, tuple(_cells(rows, columns, edges, page)))


def _cells(rows: Sequence[Sequence[str]], columns: Sequence[float], edges: Sequence[float], page: int) -> list[Cell]:
    owners: dict[tuple[int, int], tuple[int, int]] = {}
    for row, texts in enumerate(rows):
        for col, text in enumerate(texts):
            owners[row, col] = {LEFT: owners.get((row, col - 1)), ABOVE: owners.get((row - 1, col))}.get(
                text, (row, col)
            ) or (row, col)
    cells = []
    for row, col in dict.fromkeys(owners.values()):
        covered = [place for place, owner in owners.items() if owner == (row, col)]
        rows_to, cols_to = max(r for r, _ in covered) + 1, max(c for _, c in covered) + 1
        assert len(covered) == (rows_to - row) * (cols_to - col), f"{rows[row][col]!r} is no rectangle"
        lines = tuple(line for line in rows[row][col].split(BREAK) if line)
        box = Box(columns[col], edges[row], columns[cols_to], edges[rows_to])
        cells.append(Cell(row, col, rows_to - row, cols_to - col, lines, box, page))
    return cells


def table_of(
    drawing: str,
    *captions: str,
    money_unit: str | None = "万元",
    unit_name: str | None = None,
    number: str | None = None,
    notes: tuple[str, ...] = (),
    faults: tuple[str, ...] = (),
    page: int = 1,
) -> PrintedTable:
    """A printed table; a line ``---`` divides its header from its body, without one all of it is body."""
    head, ruled, _ = drawing.partition("---\n")
    header_rows = len(rows_of(head)) if ruled else 0
    grid = grid_of(drawing.replace("---\n", ""), page=page)

    def path(col: int) -> tuple[str, ...]:
        cells = dict.fromkeys(grid.at[row, col] for row in range(header_rows))
        return tuple(tidy_name(cell.text) for cell in cells if cell.text)

    return PrintedTable(
        captions=captions,
        number=number,
        unit_name=unit_name,
        money_unit=money_unit,
        notes=notes,
        columns=tuple(Column(col, path(col)) for col in range(grid.n_cols)),
        rows=tuple(BodyRow(row, grid.row(row)) for row in range(header_rows, grid.n_rows)),
        page_first=page,
        page_last=page,
        reading="literal",
        faults=faults,
    )


def characters_of(text: str, x: float, baseline: float, size: float = 8.0, piece: int = 0) -> list[Character]:
    """The characters of one drawn string, each as wide as it is high; blanks take room and are no characters."""
    return [
        Character(char, x + size * i, baseline - 0.8 * size, x + size * (i + 1), baseline + 0.2 * size, baseline, piece)
        for i, char in enumerate(text)
        if not char.isspace()
    ]


def page_of(
    *grids: Grid,
    above: Sequence[str] = (),
    below: Sequence[str] = (),
    number: int = 1,
    size: tuple[float, float] = A4,
) -> Page:
    """A page that prints the lines, the grids with their rules and texts, and the lines below them."""
    top, bottom = (enclosing([g.box for g in grids])[1::2]) if grids else (size[1] / 2, size[1] / 2)
    pieces = itertools.count(1)
    characters = []
    for i, line in enumerate(above):
        characters += characters_of(line, 50.0, top - 8.0 - 14.0 * (len(above) - 1 - i), piece=next(pieces))
    for cell in (cell for grid in grids for cell in grid.cells):
        for i, line in enumerate(cell.lines):
            characters += characters_of(line, cell.box.x0 + 2, cell.box.top + 9.0 * (i + 1), piece=next(pieces))
    for i, line in enumerate(below):
        characters += characters_of(line, 50.0, bottom + 14.0 * (i + 1), piece=next(pieces))
    boxes = [cell.box for grid in grids for cell in grid.cells]
    horizontal = {Rule(at, box.x0, box.x1) for box in boxes for at in (box.top, box.bottom)}
    vertical = {Rule(at, box.top, box.bottom) for box in boxes for at in (box.x0, box.x1)}
    return Page(number, *size, 0, tuple(characters), tuple(sorted(horizontal)), tuple(sorted(vertical)), 0)
