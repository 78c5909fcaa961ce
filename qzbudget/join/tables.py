"""Continuation pages joined: one printed table from its grids, columns and body rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from qzbudget.amounts import YUAN_IN, is_number
from qzbudget.join.captions import is_closing, is_note, lines_after_last, running_heads
from qzbudget.join.continuation import continuation
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
    """Give a table without a caption the lines that stand below the last table of the page before."""
    if table.caption.lines:
        return table
    return replace(table, caption=replace(table.caption, lines=carried))


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
            if rows and index == 0 and _goes_on(rows[-1], row):
                rows[-1] = _with_rest(rows[-1], row)
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


def _goes_on(above: BodyRow, row: BodyRow) -> bool:
    """Tell whether a row only goes on with texts of the row above.

    It prints no number and begins no line of its own, and it prints that row's first label only where the label above is
    enumerated (一、…), or where prose beside the label goes on too.
    """
    first = next((i for i, cell in enumerate(above.cells) if cell.text.strip()), None)
    printed = [i for i, cell in enumerate(row.cells) if cell.text.strip()]
    return (
        first is not None
        and bool(printed)
        and (
            first not in printed
            or _ENUMERATED.match(above.cells[first].text.strip()) is not None
            or any(_breaks_off(above.cells[i].text) for i in printed if i != first)
        )
        and not any(_BEGINS.match(row.cells[i].text.strip()) for i in printed)
        and all(above.cells[i].text.strip() and not is_number(row.cells[i].text) for i in printed)
        and any(is_number(cell.text) for cell in above.cells)
    )


def _breaks_off(text: str) -> bool:
    """Tell whether a text is prose that does not end where it stops."""
    printed = "".join(text.split())
    return len(printed) >= _PROSE and printed[-1] not in "。；;.!！）)"


_PROSE = 12
_ENUMERATED = re.compile(r"[一二三四五六七八九十]{1,3}[、.．]")
_BEGINS = re.compile(
    rf"{_ENUMERATED.pattern}|[（(][一二三四五六七八九十\d]{{1,3}}[）)]|\[?\d{{3}}(?:\d\d){{0,2}}[\]\-—\u4e00-\u9fff]"
    r"|其中|.*[合小总]\s*计$"
)


def _with_rest(above: BodyRow, row: BodyRow) -> BodyRow:
    cells = tuple(replace(a, lines=(*a.lines, *b.lines)) for a, b in zip(above.cells, row.cells, strict=True))
    return replace(above, cells=cells)


def _columns(table: TableOnPage) -> tuple[Column, ...]:
    return tuple(Column(col, heads) for col, heads in enumerate(table.heads))


def _body(table: TableOnPage, columns: tuple[float, ...]) -> Iterator[BodyRow]:
    for row in range(table.rows.body, table.grid.n_rows):
        cells = on_columns(table.grid, row, columns)
        # 类, 款 and 项 of the header may reach down into the row 合计: they are no words of that row
        own = (replace(cell, lines=()) if cell.row < table.rows.body else cell for cell in cells)
        yield BodyRow(row, tuple(own))
