"""Disclosures drawn as text, as their pages look, and what is read of them as text.

A drawing holds blocks like these; ``<`` goes on with the cell to the left, ``^`` with the cell above, ``\\n`` breaks a line::

    document: 某县林业局2023年度部门决算

    above: 公开03表
    title: 支出决算表
    caption: 部门：某县林业局 | 金额单位：万元
    header:
    项目 | < | 本年支出合计
    科目编码 | 科目名称 | ^
    body:
    合计 | < | 12.00
    201 | 一般公共服务支出 | 12.00
    notes: 注：本表反映部门本年度各项支出情况。

What is expected follows a line ``----``, one line for the document, each table, each of its columns and rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from qzbudget.build import Reading, read_document
from qzbudget.tidy import TidyTable
from typeset.draw import draw
from typeset.font import text_width
from typeset.layout import Align, Cell, Document, Line, Page, Table, TablePart, TableStyle
from typeset.simple import CAPTION, NOTE, NUMBER, TEXT, TITLE

STYLE = TableStyle(7.0, 9.0, 2.0, 14.0)
LANDSCAPE = (1190.0, 842.0)
MARGINS = (30.0, 30.0, 30.0, 30.0)


@dataclass
class DrawnTable:
    """One table as drawn: the lines above it, its rows of texts, the lines below it."""

    above: list[Line] = field(default_factory=list)
    header: list[list[str]] = field(default_factory=list)
    body: list[list[str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Drawing:
    """A document as drawn and the description that is expected of it."""

    document: Document
    tables: tuple[DrawnTable, ...]
    expected: tuple[str, ...]


def drawing(text: str) -> Drawing:
    """Return what a text draws."""
    drawn, _, expected = text.partition("----\n")
    title, tables, part = "", [DrawnTable()], ""
    for line in drawn.splitlines():
        word, colon, rest = line.partition(":")
        if not line.strip():
            part = ""
        elif part and (" | " in line or line.strip() in ("", "|")):
            getattr(tables[-1], part).append([cell.strip().replace("\\n", "\n") for cell in line.split("|")])
        elif colon and word in ("header", "body"):
            part = word
        elif word == "document":
            title = rest.strip()
        elif word == "notes":
            tables[-1].notes.append(rest.strip())
        else:
            if tables[-1].body:
                tables.append(DrawnTable())
            tables[-1].above.append(_line(word, rest.strip()))
    pages, placed = [Page((Line(title, TEXT),))], []
    for number, table in enumerate(tables, 1):
        placed.append(_table(str(number), table))
        notes = [Line(note, NOTE) for note in table.notes]
        pages.append(Page((*table.above, TablePart(str(number), 0, placed[-1].rows), *notes)))
    document = Document(title, tuple(pages), tuple(placed), LANDSCAPE, MARGINS)
    return Drawing(document, tuple(tables), tuple(line for line in expected.splitlines() if line.strip()))


def _line(word: str, rest: str) -> Line:
    if word == "caption":
        left, _, right = (part.strip() for part in rest.partition("|"))
        return Line(left, CAPTION, right)
    return Line(rest, {"above": NUMBER, "title": TITLE}[word])


def _table(key: str, drawn: DrawnTable) -> Table:
    cells = tuple(_cells([*drawn.header, *drawn.body], len(drawn.header)))
    return Table(key, tuple(_widths(cells, len(drawn.body[0]))), (), cells, STYLE)


def _cells(rows: Sequence[Sequence[str]], header: int) -> Iterator[Cell]:
    """Yield the cells of rows of texts, merged ones once; those of the header may reach into the body."""

    def goes_on(row: int, column: int) -> bool:
        return row < len(rows) and rows[row][column] == "^"

    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            if text in ("<", "^"):
                continue
            stop = next((c for c in range(column + 1, len(texts)) if texts[c] != "<"), len(texts))
            bottom = next(r for r in range(row + 1, len(rows) + 1) if not goes_on(r, column))
            amount = text[-1:].isdigit() and ("." in text or "," in text)
            align: Align = "center" if row < header or stop - column > 1 else "right" if amount else "left"
            yield Cell(row, column, text, bottom - row, stop - column, align)


def _widths(cells: Sequence[Cell], columns: int) -> list[float]:
    widths = [20.0] * columns
    for cell in sorted(cells, key=lambda c: c.column_span):
        stop = cell.column + cell.column_span
        longest = max(text_width(line, STYLE.size) for line in cell.text.split("\n"))
        missing = longest + 2 * STYLE.padding + 1 - sum(widths[cell.column : stop])
        if missing > 0:
            widths[cell.column : stop] = [w + missing / cell.column_span for w in widths[cell.column : stop]]
    scale = min(1.0, (LANDSCAPE[0] - MARGINS[0] - MARGINS[2]) / sum(widths))
    return [width * scale for width in widths]


def reading_of(drawn: Drawing, folder: Path) -> Reading:
    """Typeset a drawing and read it."""
    path = folder / "a.pdf"
    path.write_bytes(draw(drawn.document))
    return read_document(path)


def description(reading: Reading) -> list[str]:
    """Say what was read: the document, its tables, their columns and rows, a line each."""
    facts = reading.document
    lines = [f"document: {facts.unit_name} {facts.fiscal_year} {facts.kind} {facts.level}"]
    for table in reading.tables:
        lines += _described(table)
    return [line.rstrip() for line in lines]


def _described(table: TidyTable) -> Iterator[str]:
    record = table.table
    yield (
        f"table: {record.role} | {record.number_printed or ''} | {record.title_printed or ''} | "
        f"{record.unit_name or ''} | {record.money_unit or 'no unit'} | {'proved' if record.proved else record.faults}"
        + (f" | {record.notes_printed}" if record.notes_printed else "")
    )
    columns, rows, periods = {}, {}, {}
    seen = set()
    for a in table.amounts:
        unit = "" if a.money_unit == record.money_unit else f" {a.money_unit}"
        columns.setdefault(a.col, (a.measure, f"col {a.col}: {a.measure} {a.direction or ''} {a.fiscal_year} {a.phase}{unit}"))
        period = periods.setdefault(a.col, (a.fiscal_year, a.phase))
        if (a.row, a.direction, a.item_code, a.item_label) in seen:
            continue
        seen.add((a.row, a.direction, a.item_code, a.item_label))
        code = a.item_code or (f"={a.code_inferred}" if a.code_inferred else "")
        own_name = a.item_label is not None
        side = a.direction or ""
        label = (
            f"row {a.row}: {a.line_no or ''} | {code} | {a.item_name if own_name else ''} | {a.row_type or ''} | "
            f"{(a.concept or '') if own_name else ''} | {'' if a.parent_row is None else a.parent_row}{' leaf' if a.is_leaf else ''}"
        )
        others = [f"{k}={v}" for k in EXTRA if (v := getattr(a, k))]
        if a.measure not in (columns[a.col][0], a.concept):
            others.append(f"measure={a.measure}")
        if period != (a.fiscal_year, a.phase):
            others.append(f"{a.fiscal_year} {a.phase}")
        if a.unit_name != record.unit_name:
            others.append(f"unit={a.unit_name}")
        rows.setdefault((a.row, label + "".join(f" | {o}" for o in others)), side)
    yield from (columns[col][1] for col in sorted(columns))
    yield from (label for _, label in rows)


EXTRA = (
    "project_code", "project_name", "procurement_code", "procurement_name", "procurement_kind",
    "functional_code", "functional_name", "department_code", "department_name", "government_code", "government_name",
)  # fmt: skip


def misread_amounts(drawn: Drawing, reading: Reading) -> list[str]:
    """List the amounts that were read otherwise than they are drawn, and drawn amounts that were not read."""
    wrong = []
    for number, (table, read) in enumerate(zip(drawn.tables, reading.tables, strict=True), 1):
        amounts = {(a.row, a.col): a.amount_printed for a in read.amounts}
        for row, texts in enumerate(table.body):
            for col, drawn_text in enumerate(texts):
                text = "" if drawn_text in ("<", "^") else drawn_text.replace("\n", "")
                found = amounts.get((row, col))
                if found is None and "." in text and text.replace(",", "").replace(".", "").isdigit():
                    wrong.append(f"table {number}: {text} at {row}, {col} not read")
                elif found is not None and found != text:
                    wrong.append(f"table {number}: {found!r} at {row}, {col}, drawn {text!r}")
    return wrong
