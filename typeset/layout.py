"""What is typeset: a document of pages, lines of text and ruled tables, as frozen data without any drawing.

Lengths are points; rows and columns count from 0.  A line break inside a text is a wrapped line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Literal

Align = Literal["left", "center", "right"]
A4 = (595.28, 841.89)


@dataclass(frozen=True)
class TextStyle:
    """How a line outside the tables is set.

    ``indent`` is in ems; ``justified`` stretches nearly full lines to the measure; ``along_table`` sets the line
    between the edges of the page's widest table instead of between the margins.
    """

    size: float = 16.0
    leading: float = 28.0
    align: Align = "left"
    indent: float = 0.0
    justified: bool = False
    along_table: bool = False


@dataclass(frozen=True)
class Line:
    """One printed line outside the tables; ``right`` stands at the right end of the same line."""

    text: str
    style: TextStyle = TextStyle()
    right: str = ""


@dataclass(frozen=True)
class Cell:
    """One cell of a ruled table: its first row and column, how many it covers, and its text."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    align: Align = "center"

    def covers(self) -> Iterable[tuple[int, int]]:
        """Yield every grid position that the cell covers."""
        for row in range(self.row, self.row + self.row_span):
            for column in range(self.column, self.column + self.column_span):
                yield row, column


@dataclass(frozen=True)
class TableStyle:
    """Type size, distance of lines, space between rule and text, least height of a row, thickness of the rules."""

    size: float = 9.0
    leading: float = 11.0
    padding: float = 2.0
    row_height: float = 18.0
    thickness: float = 0.5


@dataclass(frozen=True)
class Table:
    """A ruled table: header cells (repeated on every page) and body cells, each in a grid of its own."""

    key: str
    widths: tuple[float, ...]
    header: tuple[Cell, ...]
    body: tuple[Cell, ...]
    style: TableStyle = TableStyle()

    def __post_init__(self) -> None:
        for part, cells in (("header", self.header), ("body", self.body)):
            _require_tiling(f"table {self.key}, {part}", cells, len(self.widths))

    @property
    def rows(self) -> int:
        """Number of body rows."""
        return row_count(self.body)


@dataclass(frozen=True)
class TablePart:
    """The body rows ``first`` to before ``stop`` of a table, as printed on one page."""

    key: str
    first: int
    stop: int
    header: bool = True


@dataclass(frozen=True)
class Page:
    """The blocks of one page from top to bottom, and the line at its foot."""

    blocks: tuple[Line | TablePart, ...]
    foot: Line | None = None


@dataclass(frozen=True)
class Document:
    """Pages and the tables that they show parts of; ``margins`` are left, top, right, bottom."""

    title: str
    pages: tuple[Page, ...]
    tables: tuple[Table, ...] = ()
    size: tuple[float, float] = A4
    margins: tuple[float, float, float, float] = (56.0, 56.0, 56.0, 56.0)

    def table(self, key: int | str) -> Table:
        """Return the table with this key ("1" or 1 is 公开表1); LookupError if there is none."""
        for table in self.tables:
            if table.key == str(key):
                return table
        raise LookupError(f"no table {key!r} among {[table.key for table in self.tables]}")


def row_count(cells: Iterable[Cell]) -> int:
    """Return how many rows the cells cover."""
    return max((cell.row + cell.row_span for cell in cells), default=0)


def header_cells(paths: Sequence[Sequence[str]], line_numbers: Sequence[str] = ()) -> tuple[Cell, ...]:
    """Return the header cells for one path of texts per column, from the top cell down to the column's own.

    Neighbours with the same path so far share a cell; a path that ends early stretches its last cell to the bottom.
    ``line_numbers`` adds a row of its own under the header (栏次 1 2 3 …).

    Examples
    --------
    >>> [(c.text, c.row_span, c.column_span) for c in header_cells([["序号"], ["收入", "项目"], ["收入", "预算数"]])]
    [('序号', 2, 1), ('收入', 1, 2), ('项目', 1, 1), ('预算数', 1, 1)]
    """
    depth = max(len(path) for path in paths)
    cells = []
    for column, path in enumerate(paths):
        for level, text in enumerate(path):
            prefix = list(path[: level + 1])
            if column and list(paths[column - 1][: level + 1]) == prefix:
                continue
            following = (other for other in range(column, len(paths)) if list(paths[other][: level + 1]) != prefix)
            row_span = depth - level if level == len(path) - 1 else 1
            cells.append(Cell(level, column, text, row_span, next(following, len(paths)) - column))
    cells += [Cell(depth, column, text) for column, text in enumerate(line_numbers)]
    return tuple(cells)


def body_cells(rows: Sequence[Sequence[str]], aligns: Sequence[Align]) -> tuple[Cell, ...]:
    """Return one cell for every text of plain rows, aligned as its column is."""
    return tuple(
        Cell(row, column, text, align=align)
        for row, texts in enumerate(rows)
        for column, (text, align) in enumerate(zip(texts, aligns, strict=True))
    )


def cells_of_part(table: Table, part: TablePart) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
    """Return the header and the body cells of a part, body rows counted from 0 again.

    A cell that goes on from the page before is cut, and its text stands only on the page where it begins.
    """
    body = []
    for cell in table.body:
        first, stop = max(cell.row, part.first), min(cell.row + cell.row_span, part.stop)
        if first < stop:
            text = cell.text if cell.row >= part.first else ""
            body.append(replace(cell, row=first - part.first, row_span=stop - first, text=text))
    return table.header if part.header else (), tuple(body)


def with_cell(document: Document, table: int | str, row: int, column: int, text: str) -> Document:
    """Return the document with another text in one body cell of a table (rows counted over all its pages).

    Raises
    ------
    LookupError
        If there is no such table, or no cell begins at that row and column.
    """
    found = document.table(table)
    changed = _replaced(found.body, row, column, text)
    return _with_table(document, replace(found, body=changed))


def with_header_cell(document: Document, table: int | str, row: int, column: int, text: str) -> Document:
    """Return the document with another text in one header cell of a table; errors as in :func:`with_cell`."""
    found = document.table(table)
    changed = _replaced(found.header, row, column, text)
    return _with_table(document, replace(found, header=changed))


def with_line(document: Document, old: str, new: str) -> Document:
    """Return the document with ``old`` replaced by ``new`` in the only line that contains it.

    Raises
    ------
    LookupError
        If no line, or more than one, contains ``old``.
    """
    lines = [b for page in document.pages for b in page.blocks if isinstance(b, Line) and old in b.text]
    if len(lines) != 1:
        raise LookupError(f"{len(lines)} lines contain {old!r}, expected one")

    def changed(block: Line | TablePart) -> Line | TablePart:
        return replace(lines[0], text=lines[0].text.replace(old, new)) if block is lines[0] else block

    pages = tuple(replace(page, blocks=tuple(map(changed, page.blocks))) for page in document.pages)
    return replace(document, pages=pages)


def _replaced(cells: tuple[Cell, ...], row: int, column: int, text: str) -> tuple[Cell, ...]:
    if not any((cell.row, cell.column) == (row, column) for cell in cells):
        raise LookupError(f"no cell begins at row {row}, column {column}")
    return tuple(replace(c, text=text) if (c.row, c.column) == (row, column) else c for c in cells)


def _with_table(document: Document, table: Table) -> Document:
    return replace(document, tables=tuple(table if t.key == table.key else t for t in document.tables))


def _require_tiling(where: str, cells: tuple[Cell, ...], columns: int) -> None:
    positions = sorted(chain.from_iterable(cell.covers() for cell in cells))
    grid = [(row, column) for row in range(row_count(cells)) for column in range(columns)]
    if positions != grid:
        wrong = sorted(set(positions) ^ set(grid)) or [p for p, q in zip(positions, grid, strict=False) if p != q]
        raise ValueError(
            f"{where}: cells do not cover each place of {columns} columns once, see {wrong[:5]} (row, column)"
        )
