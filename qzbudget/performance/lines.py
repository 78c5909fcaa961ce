"""The rows of performance sheets as they stand on the pages: the grids of each titled table, line by line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from qzbudget.join import PrintedTable
from qzbudget.know.role import PERFORMANCE, TitledTable
from qzbudget.shapes import Box, Cell, Grid, Page, text_lines
from qzbudget.text import match_key

_MONEY_UNIT = re.compile(r"[(](?:金额)?(?:单位:)?(?:人民币)?(万?元)[)]")
_LONGEST_LABEL = 24

SHEET_ROLES = frozenset({PERFORMANCE, "project_expenditure"})
"""Roles of tables that can hold goals: the sheets themselves, and lists of projects with a column 绩效目标."""


@dataclass(frozen=True)
class Line:
    """One grid row of a sheet, and the page that it stands on."""

    grid: Grid
    row: int
    shown: Page | None = None

    @property
    def page(self) -> int:
        """1-based page of the PDF."""
        return self.grid.page

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The distinct cells from left to right, those that began in a row above included."""
        return tuple(dict.fromkeys(self.grid.row(self.row)))

    @property
    def own(self) -> tuple[Cell, ...]:
        """The cells that begin in this row and print something."""
        return tuple(cell for cell in self.cells if cell.row == self.row and cell.text.strip())

    def reach(self, cell: Cell) -> tuple[float, float]:
        """Return the left and the right edge of a cell."""
        edges = self.grid.column_edges
        return edges[cell.col], edges[cell.col + cell.col_span]


def printed_unit(lines: Iterable[Line]) -> str | None:
    """Return the money unit that a label of the form prints, as in 项目资金（万元）."""
    keys = (match_key(cell.text) for line in lines for cell in line.own)
    found = (match for key in keys if len(key) <= _LONGEST_LABEL for match in _MONEY_UNIT.finditer(key))
    return next((match[1] for match in found), None)


_PLAN_UNIT = re.compile(r".*支出计划[(](%|万?元)[)].*")


def printed_plan_unit(lines: Iterable[Line]) -> str | None:
    """Return the unit that the head of the plan of spending prints, as in 资金支出计划（%）."""
    found = (_PLAN_UNIT.fullmatch(match_key(cell.text)) for line in lines for cell in line.own)
    return next((match[1] for match in found if match), None)


@dataclass(frozen=True)
class Source:
    """One titled table that may hold sheets, with the grids that it was made of."""

    table: TitledTable
    grids: tuple[tuple[Grid, Page | None], ...]

    def pages(self) -> Iterator[list[Line]]:
        """Walk its grids, each with all its rows, headers and captions inside the ruled area included."""
        for grid, page in self.grids:
            yield [Line(grid, row, page) for row in range(grid.n_rows)]


def outside(line: Line, left: float, right: float) -> Cell | None:
    """Return what a page prints beside the grid between two edges, as one cell along all its rows.

    A merged cell that fills a page has no rules above and below, so that no grid holds it.
    """
    grid = line.grid
    if line.shown is None or grid.column_edges[0] <= (left + right) / 2 <= grid.column_edges[-1]:
        return None
    top, bottom = grid.row_edges[0], grid.row_edges[-1]
    inside = Box(left, top, right, bottom)
    lines = tuple(text.text for text in text_lines(c for c in line.shown.characters if inside.contains(*c.middle)))
    return Cell(0, -1, grid.n_rows, 1, lines, line.shown.displayed(inside), grid.page) if lines else None


def sheet_sources(tables: Sequence[TitledTable], pages: Sequence[tuple[Page, list[Grid]]]) -> list[Source]:
    """Find the grids of the tables that may hold performance sheets.

    A printed table keeps only what it takes for its body; a sheet is a form, and its rows are read from the grids anew.

    Parameters
    ----------
    tables : sequence of TitledTable
        All titled tables of a document, in order.
    pages : sequence of tuple
        Its pages with their grids.
    """
    owners = _owners(tables)
    grids: list[list[tuple[Grid, Page | None]]] = [[] for _ in tables]
    for page, on_page in pages:
        for grid in sorted(on_page, key=lambda g: g.box.top):
            owner = _owner(grid, tables, owners)
            if owner is not None:
                grids[owner].append((grid, page))
    return [
        Source(table, tuple(own)) for table, own in zip(tables, grids, strict=True) if table.role in SHEET_ROLES and own
    ]


def _owners(tables: Sequence[TitledTable]) -> dict[tuple[int, Box], int]:
    return {
        (cell.page, cell.box): index
        for index, table in enumerate(tables)
        for part in _parts(table.printed)
        for row in part.rows
        for cell in row.cells
    }


def _parts(printed: PrintedTable) -> Iterator[PrintedTable]:
    yield printed
    for part in printed.continued:
        yield from _parts(part)


def _owner(grid: Grid, tables: Sequence[TitledTable], owners: dict[tuple[int, Box], int]) -> int | None:
    """Return the table whose rows stand in a grid; a grid of header rows alone goes to the table that begins there."""
    votes = Counter(owners[cell.page, cell.box] for cell in grid.cells if (cell.page, cell.box) in owners)
    if votes:
        return votes.most_common(1)[0][0]
    around = [i for i, t in enumerate(tables) if t.printed.page_first <= grid.page <= t.printed.page_last]
    begins = [i for i in around if tables[i].printed.page_first == grid.page]
    return next(iter(begins or around), None)
