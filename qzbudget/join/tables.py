"""Continuation pages joined: one printed table from its grids, columns and body rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from qzbudget.amounts import YUAN_IN
from qzbudget.join.captions import is_closing, is_note, lines_after_last, running_heads
from qzbudget.join.continuation import continuation
from qzbudget.join.cut_rows import goes_on, with_rest
from qzbudget.join.grids import lies_on, on_columns
from qzbudget.join.on_page import TableOnPage, tables_on_page
from qzbudget.join.sideways import go_on_beside, join_sideways
from qzbudget.shapes import Cell, Grid, Page
from qzbudget.text import fold_glyphs


@dataclass(frozen=True)
class Column:
    """A column of a printed table: its 0-based position and its header words from top to bottom."""

    index: int
    path: tuple[str, ...]


@dataclass(frozen=True)
class BodyRow:
    """A row of the body: the cell at each column (a merged cell repeats).

    ``row`` is the row of the grid that it was read from; a cell that began in a row above has a smaller ``Cell.row``.
    """

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
    other_unit: str | None = None
    """A printed money unit that is neither 元 nor 万元, such as 千元: no amount of the table is converted."""


def join_pages(pages: Sequence[tuple[Page, list[Grid]]]) -> list[PrintedTable]:
    """Join the grids of all pages into printed tables, in the order of the document."""
    widths = {page.number: page.width for page, _ in pages}
    groups = join_sideways(_joined_down(pages, widths), widths)
    return [_printed(group) for group in _wide_joined_down(groups)]


def _joined_down(pages: Sequence[tuple[Page, list[Grid]]], widths: Mapping[int, float]) -> list[list[TableOnPage]]:
    """Join each table with the pages on which its rows go on; further columns of the same rows are none of them."""
    heads = running_heads(pages)
    groups: list[list[TableOnPage]] = []
    carried: tuple[str, ...] = ()
    for page, grids in pages:
        for here in tables_on_page(page, grids, heads):
            headed = _with_lines(here, carried)
            going_on = continuation(groups[-1], headed if headed.caption.titles else here) if groups else None
            if going_on and not (len(grids) == 1 and go_on_beside([groups[-1]], [here], widths)):
                groups[-1].append(going_on)
            else:
                groups.append([headed])
            carried = ()
        carried = lines_after_last(page, grids, heads)
    return groups


def _wide_joined_down(groups: Sequence[list[TableOnPage]]) -> list[list[TableOnPage]]:
    """Join tables that are cut sideways with the rows below them, where the pages go over, then down."""
    joined: list[list[TableOnPage]] = []
    for group in groups:
        cut = joined and joined[-1][0].beside and group[0].beside
        going_on = continuation(joined[-1], group[0]) if cut else None
        if going_on:
            joined[-1] += [going_on, *group[1:]]
        else:
            joined.append(group)
    return joined


def _with_lines(table: TableOnPage, carried: tuple[str, ...]) -> TableOnPage:
    """Give a table without a title the lines that stand below the last table of the page before, if they hold one."""
    if table.caption.titles:
        return table
    headed = replace(table, caption=replace(table.caption, lines=(*carried, *table.caption.lines)))
    return headed if headed.caption.titles or not table.caption.lines else table


def _printed(group: list[TableOnPage]) -> PrintedTable:
    first, last = group[0], group[-1]
    rows = _rows(group)
    body, closing = without_closing_lines(rows)
    captions = first.caption.lines
    unit = next((part.caption.money_unit for part in group if part.caption.money_unit), None)
    known = unit if unit in YUAN_IN else None
    return PrintedTable(
        captions=captions,
        number=first.caption.number,
        unit_name=next((part.caption.unit_name for part in group if part.caption.unit_name), None),
        money_unit=known,
        other_unit=None if known else unit,
        notes=(*closing, *last.caption.notes),
        columns=_columns(first),
        rows=tuple(body),
        page_first=first.grid.page,
        page_last=max(page for part in group for page in part.pages),
        reading=" + ".join(dict.fromkeys(grid.reading for part in group for grid in (part.grid, *part.beside))),
        faults=tuple(fault for part in group for fault in part.faults),
    )


def _rows(group: list[TableOnPage]) -> list[BodyRow]:
    """Return the rows of all pages; a row that a page break cuts in two is one row."""
    rows: list[BodyRow] = []
    for part in group:
        first = group[0].grid.column_edges
        columns = first if lies_on(part.grid, first) else part.grid.column_edges
        for index, row in enumerate(_body(part, columns)):
            if rows and index == 0 and not any(cell.text.strip() for cell in row.cells):
                continue  # what a page break leaves of a row
            if rows and index == 0 and goes_on([row.cells for row in rows], row.cells):
                rows[-1] = replace(rows[-1], cells=with_rest(rows[-1].cells, row.cells))
            else:
                rows.append(row)
    return rows


def without_closing_lines(rows: Sequence[BodyRow]) -> tuple[list[BodyRow], list[str]]:
    """Part the body from notes and page numbers that stand in the last rows of the ruled area."""
    body, notes = list(rows), []
    while len(body) > 1:
        printed = [cell for cell in dict.fromkeys(body[-1].cells) if cell.text.strip()]
        if len(printed) != 1 or not is_closing(" ".join(printed[0].lines)):
            break
        if is_note(printed[0].text):
            notes.append(fold_glyphs(" ".join(printed[0].lines)).strip())
        body.pop()
    return body, notes[::-1]


def _columns(table: TableOnPage) -> tuple[Column, ...]:
    return tuple(Column(col, heads) for col, heads in enumerate(table.heads))


def _body(table: TableOnPage, columns: tuple[float, ...]) -> Iterator[BodyRow]:
    for row in range(table.rows.body, table.grid.n_rows):
        cells = on_columns(table.grid, row, columns)
        # 类, 款 and 项 of the header may reach down into the row 合计: they are no words of that row
        own = (replace(cell, lines=()) if cell.row < table.rows.body else cell for cell in cells)
        yield BodyRow(row, tuple(own))
