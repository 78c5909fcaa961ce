"""A grid at the top of a page: the rest of the table before it, or a table of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from qzbudget.amounts import is_number
from qzbudget.join.grids import lies_on
from qzbudget.join.layout import Layout
from qzbudget.join.on_page import TableOnPage
from qzbudget.text import match_key


def continuation(group: list[TableOnPage], here: TableOnPage) -> TableOnPage | None:
    """Return a grid as a part of the table before it, None where it is a table of its own.

    Under the same columns and without a title of its own, rows are header rows only where they repeat the header.
    """
    first, last = group[0], group[-1]
    if here.grid.page - last.pages[-1] > 1 or not _has_columns_of(here, first):
        return None
    if here.grid.page == last.pages[-1] and here.caption.lines:
        return None
    repeated = bool(here.header_texts) and here.header_texts == first.header_texts
    if not repeated and (here.caption.lines or last.caption.notes or _prints_caption(here)):
        return None
    if repeated and _begins_anew(first, here):
        return None
    return here if repeated else replace(here, rows=Layout(0, 0, ()))


def _prints_caption(table: TableOnPage) -> bool:
    """Tell whether rows stand above the header; what a page break leaves of a row may be blank."""
    return any(cell.text.strip() for row in range(table.rows.header) for cell in table.grid.row(row))


def _has_columns_of(here: TableOnPage, first: TableOnPage) -> bool:
    """Tell whether a grid has the columns of another: the same edges, or as many columns that are as wide as its page needs.

    These are under the same heads, or under none and print numbers in no other columns.
    """
    if lies_on(here.grid, first.grid.column_edges):
        return True
    if here.grid.n_cols != first.grid.n_cols:
        return False
    if here.header_texts:
        return here.heads == first.heads
    numbers = _columns_of(here, is_number)
    return bool(numbers) and not numbers & (_columns_of(first, str.strip) - _columns_of(first, is_number))


def _columns_of(table: TableOnPage, holds: Callable[[str], object]) -> set[int]:
    """Return the columns that print, below the header, a text of some kind."""
    rows = range(table.rows.body, table.grid.n_rows)
    return {cell.col for row in rows for cell in table.grid.row(row) if cell.row == row and holds(cell.text)}


def _begins_anew(first: TableOnPage, here: TableOnPage) -> bool:
    """Tell whether a grid with the same columns is another table.

    It has another number, title or unit, or the row that opens a table comes again.
    """
    number = here.caption.number
    if number and number != first.caption.number:
        return True
    if here.caption.titles and not here.caption.titles & first.caption.titles:
        return True
    unit = here.caption.unit_name
    if unit and unit != first.caption.unit_name:
        return True
    return bool(here.header_texts) and _opening(here) is not None and _opening(here) == _opening(first)


def _opening(table: TableOnPage) -> str | None:
    """Return the words of the first body row where they open a table: 合计, or line number 1."""
    if table.rows.body >= table.grid.n_rows:
        return None
    texts = [match_key(cell.text) for cell in dict.fromkeys(table.grid.row(table.rows.body)) if cell.text]
    if texts and texts[0] == "1":
        return "1"
    return next((text for text in texts[:3] if text in ("合计", "总计")), None)
