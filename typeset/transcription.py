"""The transcription of a published budget: CSV files become a document.

A folder holds ``pages.csv`` (what stands on each page from top to bottom), ``styles.csv`` (how each kind of line is
set), ``tables.csv`` and ``columns.csv`` (the form of each table and its header), ``tables/table-NN.csv`` (one record
for each printed row) and ``tables/sheet-N.csv`` (one record for each printed cell of a table with merged cells), and
``published-text.txt``, the text that all of it must agree with.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import cast

from typeset.layout import (
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

FOLDER = Path(__file__).parent / "qingdao-2023"
TITLE = "青岛市人民政府办公厅（本级）2023年单位预算"
MARGINS = (73.5, 56.0, 73.5, 44.0)

Record = dict[str, str]


def load_transcription(folder: Path = FOLDER) -> Document:
    """Return the document that the transcription in a folder describes (without one: Qingdao 2023).

    The tables have the keys ``1`` to ``10`` (公开表1 to 公开表10) and ``sheet-1`` to ``sheet-3``.
    """
    columns = _read(folder / "columns.csv")
    tables, pages_of_rows = [], {}
    for form in _read(folder / "tables.csv"):
        key = form["table"]
        mine = [column for column in columns if column["table"] == key]
        body, pages_of_rows[key] = _body(folder / "tables", key, mine)
        tables.append(_table(form, mine, body))
    return Document(TITLE, _pages(folder, pages_of_rows), tuple(tables), margins=MARGINS)


def _read(path: Path) -> list[Record]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _table(form: Record, columns: Sequence[Record], body: tuple[Cell, ...]) -> Table:
    paths = [[c[level] for level in ("head_1", "head_2", "head_3") if c[level]] for c in columns]
    numbers = [c["line_number"] for c in columns if c["line_number"]]
    size, leading, padding, row_height = (float(form[name]) for name in ("size", "leading", "padding", "row_height"))
    style = TableStyle(size, leading, padding, row_height)
    widths = tuple(float(column["width"]) for column in columns)
    return Table(form["table"], widths, header_cells(paths, numbers), body, style)


def _body(folder: Path, key: str, columns: Sequence[Record]) -> tuple[tuple[Cell, ...], list[int]]:
    """Return the body cells of a table and the page of each of its rows."""
    if key.startswith("sheet"):
        records = _read(folder / f"{key}.csv")
        cells = tuple(_cell(record) for record in records)
        page_of = {int(record["row"]): int(record["page"]) for record in records}
        return cells, [page_of[row] for row in range(row_count(cells))]
    rows = [tuple(record.values()) for record in _read(folder / f"table-{int(key):02d}.csv")]
    return body_cells([row[1:] for row in rows], [cast(Align, c["align"]) for c in columns]), [
        int(row[0]) for row in rows
    ]


def _cell(record: Record) -> Cell:
    row, column, row_span, column_span = (int(record[n]) for n in ("row", "column", "row_span", "column_span"))
    return Cell(row, column, record["text"], row_span, column_span, cast(Align, record["align"]))


def _pages(folder: Path, pages_of_rows: dict[str, list[int]]) -> tuple[Page, ...]:
    styles = {record["kind"]: _style(record) for record in _read(folder / "styles.csv")}
    pages = []
    for number, group in groupby(_read(folder / "pages.csv"), key=lambda record: int(record["page"])):
        blocks: list[Line | TablePart] = []
        foot = None
        for record in group:
            if record["kind"] == "table":
                blocks.append(_part(record["text"], pages_of_rows[record["text"]], number))
            elif record["kind"] == "page_number":
                foot = Line(record["text"], styles["page_number"])
            else:
                blocks.append(Line(record["text"], styles[record["kind"]], record["right"]))
        pages.append(Page(tuple(blocks), foot))
    return tuple(pages)


def _part(key: str, pages_of_rows: list[int], page: int) -> TablePart:
    first = pages_of_rows.index(page)
    # The head of the indicators stands in the middle of a sheet's first page, so it is a body row there.
    return TablePart(key, first, first + pages_of_rows.count(page), header=first > 0 or not key.startswith("sheet"))


def _style(record: Record) -> TextStyle:
    return TextStyle(
        float(record["size"]),
        float(record["leading"]),
        cast(Align, record["align"]),
        float(record["indent"]),
        justified=bool(record["justified"]),
        along_table=bool(record["along_table"]),
    )
