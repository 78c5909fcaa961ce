"""Small documents from literals: titles, captions, header paths and rows of text become a paginated document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from typeset.font import text_width
from typeset.layout import (
    A4,
    Align,
    Cell,
    Document,
    Line,
    Page,
    Table,
    TablePart,
    TableStyle,
    TextStyle,
    body_cells,
    header_cells,
    row_count,
)
from typeset.place import row_heights

TEXT = TextStyle(12, 20)
NUMBER = TextStyle(12, 16, along_table=True)
TITLE = TextStyle(16, 26, "center")
CAPTION = TextStyle(9, 15, along_table=True)
TABLE = TableStyle()
NOTE = TextStyle(9, 14, along_table=True)


@dataclass(frozen=True)
class Disclosure:
    """One disclosure table as literals.

    Parameters
    ----------
    title
        The line above the table (单位预算收支总表).
    header
        One path of header texts per column, from the top cell down: ``("收入", "预算数")``.
    rows
        The texts of the body, one per column; ``""`` is an empty cell, a line break a wrapped line.
    number
        The printed number (公开表1), if any.
    caption
        What stands at the left and at the right end of the line above the table.
    notes
        The lines under the table.
    line_numbers
        One text per column for a last header row (栏次 1 2 3), or nothing.
    aligns, widths
        One per column; without them amounts stand right, other numbers centred, words left, and the widths follow the
        texts (narrowed in proportion where the page is too narrow: the texts are wrapped then).
    rows_per_page
        At most so many rows on a page; without it as many as fit.
    """

    title: str
    header: Sequence[Sequence[str]]
    rows: Sequence[Sequence[str]]
    number: str = ""
    caption: tuple[str, str] = ("", "")
    notes: Sequence[str] = ()
    line_numbers: Sequence[str] = ()
    aligns: Sequence[Align] | None = None
    widths: Sequence[float] | None = None
    style: TableStyle = TABLE
    rows_per_page: int | None = None


def simple_document(
    title: str,
    disclosures: Sequence[Disclosure],
    before: Sequence[str] = (),
    size: tuple[float, float] = A4,
    margins: tuple[float, float, float, float] = (40.0, 50.0, 40.0, 40.0),
) -> Document:
    """Return a document of one or more tables, each from a page of its own on; its keys are ``1``, ``2``, ….

    Lines of ``before`` stand on a first page of their own (a cover, a heading).

    Examples
    --------
    >>> table = Disclosure("收入总表", [["项目"], ["预算数"]], [["合计", "1.00"], ["其中", "1.00"]], rows_per_page=1)
    >>> len(simple_document("某单位2023年单位预算", [table]).pages)
    2
    """
    tables, pages = [], []
    if before:
        pages.append(Page(tuple(Line(text, TEXT) for text in before)))
    room = (size[0] - margins[0] - margins[2], size[1] - margins[1] - margins[3])
    for number, disclosure in enumerate(disclosures, 1):
        table = _table(str(number), disclosure, room[0])
        tables.append(table)
        pages += _pages(table, disclosure, room[1])
    return Document(title, tuple(pages), tuple(tables), size, margins)


def _table(key: str, disclosure: Disclosure, room: float) -> Table:
    header = header_cells(disclosure.header, disclosure.line_numbers)
    columns = list(zip(*disclosure.rows, strict=True)) or [()] * len(disclosure.header)
    body = body_cells(disclosure.rows, disclosure.aligns or [_align(texts) for texts in columns])
    widths = disclosure.widths or _natural_widths((*header, *body), len(columns), disclosure.style, room)
    return Table(key, tuple(widths), header, body, disclosure.style)


def _align(texts: Sequence[str]) -> Align:
    printed = [text for text in texts if text]
    if printed and all(re.fullmatch(r"-?[\d,]+\.\d+%?|-|—", text) for text in printed):
        return "right"
    return "center" if all(text.isdigit() for text in printed) else "left"


def _natural_widths(cells: Sequence[Cell], columns: int, style: TableStyle, room: float) -> list[float]:
    widths = [2.0 * style.size] * columns
    for cell in sorted(cells, key=lambda c: c.column_span):
        stop = cell.column + cell.column_span
        longest = max(text_width(line, style.size) for line in cell.text.split("\n"))
        missing = longest + 2 * style.padding + 0.5 - sum(widths[cell.column : stop])
        if missing > 0:
            widths[cell.column : stop] = [w + missing / cell.column_span for w in widths[cell.column : stop]]
    narrowed = min(1.0, room / sum(widths))
    return [width * narrowed for width in widths]


def _pages(table: Table, disclosure: Disclosure, room: float) -> Iterator[Page]:
    above = [Line(disclosure.number, NUMBER)] if disclosure.number else []
    above.append(Line(disclosure.title, TITLE))
    if any(disclosure.caption):
        above.append(Line(disclosure.caption[0], CAPTION, disclosure.caption[1]))
    below = [Line(text, NOTE) for text in disclosure.notes]
    taken = sum(line.style.leading for line in (*above, *below))
    parts = list(_parts(table, room - taken, disclosure.rows_per_page))
    for number, part in enumerate(parts):
        yield Page((*(above if number == 0 else ()), part, *(below if number == len(parts) - 1 else ())))


def _parts(table: Table, room: float, rows_per_page: int | None) -> Iterator[TablePart]:
    header = sum(row_heights(table.header, table.widths, table.style))
    heights = row_heights(table.body, table.widths, table.style)
    first, used = 0, header
    for row, height in enumerate(heights):
        if row > first and (used + height > room or row - first == rows_per_page):
            yield TablePart(table.key, first, row)
            first, used = row, header
        used += height
    yield TablePart(table.key, first, row_count(table.body))
