"""Continuation pages joined: one printed table from its grids, columns and body rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qzbudget.join.captions import Caption, caption
from qzbudget.join.layout import Layout, layout
from qzbudget.shapes import Cell, Grid, Page
from qzbudget.text import match_key, tidy_name

ALIGNED = 4.0
"""Column edges of two pages may differ by this many points and still be the same columns."""


@dataclass(frozen=True)
class TableOnPage:
    """One grid with its caption and the rows where header and body begin."""

    grid: Grid
    caption: Caption
    rows: Layout

    @property
    def header_texts(self) -> tuple[str, ...]:
        """Distinct header words in order, for comparison with another page's header."""
        cells = dict.fromkeys(cell for row in self.rows.header_rows for cell in self.grid.row(row))
        return tuple(match_key(cell.text) for cell in cells if cell.text)


@dataclass(frozen=True)
class Column:
    """A column of a printed table: its 0-based position and its header words from top to bottom."""

    index: int
    path: tuple[str, ...]


@dataclass(frozen=True)
class BodyRow:
    """A row of the body: the page that it stands on and the cell at each column (a merged cell repeats).

    ``row`` is the grid row on that page; a cell that began in a row above has a smaller ``Cell.row``.
    """

    page: int
    row: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class PrintedTable:
    """A disclosure table as printed, its pages joined."""

    captions: tuple[str, ...]
    number: str | None
    unit_name: str | None
    money_unit: str | None
    notes: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[BodyRow, ...]
    page_first: int
    page_last: int
    reading: str
    faults: tuple[str, ...]
    continued: tuple[PrintedTable, ...] = ()
    """Parts on later pages whose columns differ, as in a performance sheet; their rows are not in ``rows``."""


def join_pages(pages: Iterable[tuple[Page, list[Grid]]]) -> list[PrintedTable]:
    """Join the grids of all pages into printed tables, in the order of the document."""
    groups: list[list[TableOnPage]] = []
    for page, grids in pages:
        for here in _on_page(page, grids):
            if groups and _continues(groups[-1], here):
                groups[-1].append(here)
            else:
                groups.append([here])
    return [_printed(group) for group in groups]


def _on_page(page: Page, grids: list[Grid]) -> Iterator[TableOnPage]:
    ordered = sorted(grids, key=lambda grid: grid.box.top)
    for index, grid in enumerate(ordered):
        above = ordered[index - 1].box.bottom if index else 0.0
        below = ordered[index + 1].box.top if index + 1 < len(ordered) else page.height
        rows = layout(grid)
        yield TableOnPage(grid, caption(page, grid, rows, above, below), rows)


def _continues(group: list[TableOnPage], here: TableOnPage) -> bool:
    """Tell whether a grid goes on with the table before it."""
    first, last = group[0], group[-1]
    if here.grid.page - last.grid.page > 1 or not _same_columns(first.grid, here.grid):
        return False
    if here.grid.page == last.grid.page and here.caption.lines:
        return False
    if here.header_texts and here.header_texts != first.header_texts:
        return False
    if not here.header_texts and (last.caption.notes or here.caption.number):
        return False
    return not _begins_anew(first, here)


def _begins_anew(first: TableOnPage, here: TableOnPage) -> bool:
    """Tell whether a grid with the same columns is another table: another number, or its total row comes again."""
    number = here.caption.number
    if number and number != first.caption.number:
        return True
    unit = here.caption.unit_name
    if unit and unit != first.caption.unit_name:
        return True
    return bool(here.header_texts) and _opening(here) is not None and _opening(here) == _opening(first)


def _opening(table: TableOnPage) -> str | None:
    """The words of the first body row, where they open a table (合计, or line number 1)."""
    if table.rows.body >= table.grid.n_rows:
        return None
    texts = [match_key(cell.text) for cell in dict.fromkeys(table.grid.row(table.rows.body)) if cell.text]
    if texts and texts[0] == "1":
        return "1"
    return next((text for text in texts[:3] if text in ("合计", "总计")), None)


def _same_columns(left: Grid, right: Grid) -> bool:
    if left.n_cols != right.n_cols:
        return False
    shift = right.column_edges[0] - left.column_edges[0]
    return all(
        abs(b - a - shift) <= ALIGNED for a, b in zip(left.column_edges, right.column_edges, strict=True)
    )


def _printed(group: list[TableOnPage]) -> PrintedTable:
    first, last = group[0], group[-1]
    captions = first.caption.lines
    return PrintedTable(
        captions=captions,
        number=first.caption.number,
        unit_name=next((part.caption.unit_name for part in group if part.caption.unit_name), None),
        money_unit=next((part.caption.money_unit for part in group if part.caption.money_unit), None),
        notes=last.caption.notes,
        columns=_columns(first),
        rows=tuple(row for part in group for row in _body(part)),
        page_first=first.grid.page,
        page_last=last.grid.page,
        reading=" + ".join(dict.fromkeys(part.grid.reading for part in group)),
        faults=tuple(f"page {part.grid.page}: {fault}" for part in group for fault in part.grid.faults),
    )


def _columns(table: TableOnPage) -> tuple[Column, ...]:
    def path(col: int) -> tuple[str, ...]:
        cells = dict.fromkeys(table.grid.at[row, col] for row in table.rows.header_rows)
        return tuple(tidy_name(cell.text) for cell in cells if cell.text.strip())

    return tuple(Column(col, path(col)) for col in range(table.grid.n_cols))


def _body(table: TableOnPage) -> Iterator[BodyRow]:
    for row in range(table.rows.body, table.grid.n_rows):
        yield BodyRow(table.grid.page, row, table.grid.row(row))
