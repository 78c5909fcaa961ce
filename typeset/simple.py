"""Small documents from literals: titles, captions, header paths and rows of text become a paginated document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

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
    cells_of_part,
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

Repeated = Literal["all", "header", "nothing"]


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
        The texts of the body, one per column; ``""`` is an empty cell, a line break a wrapped line, and None goes on with
        the cell to the left.
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
    repeated
        What a continuation page prints again: ``all`` that stands above the table and its header, the ``header`` alone, or
        ``nothing``.
    same_page
        Whether it stands below the table before it, where its header and first row have room there.
    """

    title: str
    header: Sequence[Sequence[str]]
    rows: Sequence[Sequence[str | None]]
    number: str = ""
    caption: tuple[str, str] = ("", "")
    notes: Sequence[str] = ()
    line_numbers: Sequence[str] = ()
    aligns: Sequence[Align] | None = None
    widths: Sequence[float] | None = None
    style: TableStyle = TABLE
    rows_per_page: int | None = None
    repeated: Repeated = "header"
    same_page: bool = False


def simple_document(
    title: str,
    disclosures: Sequence[Disclosure],
    before: Sequence[str] = (),
    size: tuple[float, float] = A4,
    margins: tuple[float, float, float, float] = (40.0, 50.0, 40.0, 40.0),
) -> Document:
    """Return a document of one or more tables, each from a page of its own on unless it says otherwise.

    The keys of its tables are ``1``, ``2``, ….
    Lines of ``before`` stand on a first page of their own (a cover, a heading).

    Examples
    --------
    >>> table = Disclosure("收入总表", [["项目"], ["预算数"]], [["合计", "1.00"], ["其中", "1.00"]], rows_per_page=1)
    >>> len(simple_document("某单位2023年单位预算", [table]).pages)
    2
    """
    tables: list[Table] = []
    pages = [Page(tuple(Line(text, TEXT) for text in before))] if before else []
    width, height = size[0] - margins[0] - margins[2], size[1] - margins[1] - margins[3]
    for number, disclosure in enumerate(disclosures, 1):
        table = _table(str(number), disclosure, width)
        shared = pages[-1] if disclosure.same_page and tables else None
        used = sum(_height(block, tables) for block in shared.blocks) if shared else 0.0
        tables.append(table)
        if shared and used + _least_height(table, disclosure) <= height:
            first, *others = _pages(table, disclosure, height, used)
            pages[-1] = replace(shared, blocks=(*shared.blocks, *first.blocks))
            pages += others
        else:
            pages += _pages(table, disclosure, height)
    return Document(title, tuple(pages), tuple(tables), size, margins)


def _table(key: str, disclosure: Disclosure, room: float) -> Table:
    header = header_cells(disclosure.header, disclosure.line_numbers)
    columns = list(zip(*disclosure.rows, strict=True)) or [()] * len(disclosure.header)
    aligns = disclosure.aligns or [_align([text or "" for text in texts]) for texts in columns]
    body = tuple(_body(disclosure.rows, aligns))
    natural = _natural_widths((*header, *body), len(columns), disclosure.style, _caption_width(disclosure), room)
    widths = disclosure.widths or natural
    return Table(key, tuple(widths), header, body, disclosure.style)


def _body(rows: Sequence[Sequence[str | None]], aligns: Sequence[Align]) -> Iterator[Cell]:
    for row, texts in enumerate(rows):
        printed = [column for column, text in enumerate(texts) if text is not None]
        for column, following in pairwise([*printed, len(texts)]):
            span = following - column
            yield Cell(row, column, texts[column] or "", 1, span, "center" if span > 1 else aligns[column])


def _align(texts: Sequence[str]) -> Align:
    printed = [text for text in texts if text]
    if printed and all(re.fullmatch(r"-?[\d,]+\.\d+%?|-|—", text) for text in printed):
        return "right"
    return "center" if all(text.isdigit() for text in printed) else "left"


def _caption_width(disclosure: Disclosure) -> float:
    """Return the width at which the two texts of the caption stand clear of each other."""
    return text_width("　　".join(text for text in disclosure.caption if text), CAPTION.size)


def _natural_widths(
    cells: Sequence[Cell], columns: int, style: TableStyle, least: float, room: float
) -> list[float]:
    widths = [2.0 * style.size] * columns
    for cell in sorted(cells, key=lambda c: c.column_span):
        stop = cell.column + cell.column_span
        longest = max(text_width(line, style.size) for line in cell.text.split("\n"))
        missing = longest + 2 * style.padding + 0.5 - sum(widths[cell.column : stop])
        if missing > 0:
            widths[cell.column : stop] = [w + missing / cell.column_span for w in widths[cell.column : stop]]
    scale = min(max(1.0, least / sum(widths)), room / sum(widths))
    return [width * scale for width in widths]


def _pages(table: Table, disclosure: Disclosure, room: float, used: float = 0.0) -> Iterator[Page]:
    above, below = _above(disclosure), _below(disclosure)
    taken = sum(line.style.leading for line in (*above, *below))
    parts = list(_parts(table, disclosure, room - taken, used))
    for number, part in enumerate(parts):
        repeated = number == 0 or disclosure.repeated == "all"
        yield Page((*(above if repeated else ()), part, *(below if number == len(parts) - 1 else ())))


def _above(disclosure: Disclosure) -> list[Line]:
    above = [Line(disclosure.number, NUMBER)] if disclosure.number else []
    above.append(Line(disclosure.title, TITLE))
    if any(disclosure.caption):
        above.append(Line(disclosure.caption[0], CAPTION, disclosure.caption[1]))
    return above


def _below(disclosure: Disclosure) -> list[Line]:
    return [Line(text, NOTE) for text in disclosure.notes]


def _parts(table: Table, disclosure: Disclosure, room: float, used: float) -> Iterator[TablePart]:
    header = sum(row_heights(table.header, table.widths, table.style))
    first, used = 0, used + header
    for row, height in enumerate(row_heights(table.body, table.widths, table.style)):
        if row > first and (used + height > room or row - first == disclosure.rows_per_page):
            yield TablePart(table.key, first, row, first == 0 or disclosure.repeated != "nothing")
            first, used = row, header
        used += height
    yield TablePart(table.key, first, row_count(table.body), first == 0 or disclosure.repeated != "nothing")


def _height(block: Line | TablePart, tables: Sequence[Table]) -> float:
    if isinstance(block, Line):
        return block.style.leading
    table = next(table for table in tables if table.key == block.key)
    header, body = cells_of_part(table, block)
    return sum(sum(row_heights(cells, table.widths, table.style)) for cells in (header, body))


def _least_height(table: Table, disclosure: Disclosure) -> float:
    """Return the height of the lines around a table, its header and its first row."""
    least = TablePart(table.key, 0, min(1, table.rows))
    lines = (*_above(disclosure), *_below(disclosure))
    return sum(line.style.leading for line in lines) + _height(least, [table])
