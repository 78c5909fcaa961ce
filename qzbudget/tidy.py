"""Known tables → tidy rows: one record for each amount cell, with its exact yuan, page and box."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from qzbudget.amounts import in_yuan, parse_number
from qzbudget.errors import AmountError
from qzbudget.join import BodyRow, PrintedTable
from qzbudget.know.columns import AMOUNT, KnownColumn, know_columns
from qzbudget.know.document import DocumentFacts
from qzbudget.know.role import titled_tables
from qzbudget.know.rows import KnownRow, know_rows
from qzbudget.records import AmountRecord, TableRecord
from qzbudget.shapes import Cell
from qzbudget.terms import Knowledge
from qzbudget.text import match_key

NO_MONEY = ("_pct", "_count")
_CENT = Decimal("0.01")


@dataclass(frozen=True)
class TidyTable:
    """One disclosure table as records."""

    table: TableRecord
    amounts: tuple[AmountRecord, ...]


def tidy_tables(
    document_id: str, facts: DocumentFacts, tables: Sequence[PrintedTable], knowledge: Knowledge
) -> list[TidyTable]:
    """Turn the printed tables of a document into records.

    Parameters
    ----------
    document_id : str
        The document's identifier.
    facts : DocumentFacts
        Unit, year and kind of the document.
    tables : sequence of PrintedTable
        Its tables in the order of the pages.
    knowledge : Knowledge
        What titles, header words and lines mean.

    Returns
    -------
    list of TidyTable
        One for each table; tables of role ``other`` and performance sheets have no amounts.
    """
    counts: dict[str, int] = {}
    tidied = []
    for table in titled_tables(tables, knowledge):
        counts[table.role] = counts.get(table.role, 0) + 1
        table_id = table.role if counts[table.role] == 1 else f"{table.role}-{counts[table.role]}"
        tidied.append(_tidy(_Context(document_id, facts, table_id, table.role, table.printed, knowledge), table.title))
    return tidied


@dataclass(frozen=True)
class _Context:
    """What the records of one table share."""

    document_id: str
    facts: DocumentFacts
    table_id: str
    role: str
    printed: PrintedTable
    knowledge: Knowledge

    @property
    def money_unit(self) -> str | None:
        return self.printed.money_unit or self.facts.money_unit

    @property
    def unit_name(self) -> str | None:
        return self.printed.unit_name or self.facts.unit_name


def _tidy(context: _Context, title: str | None) -> TidyTable:
    printed = context.printed
    amounts = tuple(_amounts(context)) if context.role != "performance_target" else ()
    units = {record.money_unit for record in amounts}
    record = TableRecord(
        document_id=context.document_id,
        table_id=context.table_id,
        role=context.role,
        number_printed=printed.number,
        title_printed=title,
        unit_name=context.unit_name,
        page_first=printed.page_first,
        page_last=printed.page_last,
        money_unit=context.money_unit or (units.pop() if len(units) == 1 else None),
        rows=len(printed.rows) + sum(len(part.rows) for part in printed.continued),
        columns=len(printed.columns),
        amounts=sum(record.amount_printed != "" for record in amounts),
        notes_printed="\n".join(printed.notes) or None,
        reading=printed.reading,
        proved=not printed.faults,
    )
    return TidyTable(record, amounts)


def _amounts(context: _Context) -> Iterator[AmountRecord]:
    columns = know_columns(context.printed, context.role, context.knowledge)
    for block in sorted({column.block for column in columns}):
        of_block = [column for column in columns if column.block == block]
        values = [column for column in of_block if column.kind == AMOUNT]
        if not values:
            continue
        labels = of_block if block == 0 else [*(c for c in columns if c.kind == "line_no"), *of_block]
        for row in know_rows(context.printed.rows, labels, context.role, context.knowledge):
            for column in values:
                yield _amount(context, row, context.printed.rows[row.row], column)


def _amount(context: _Context, row: KnownRow, body_row: BodyRow, column: KnownColumn) -> AmountRecord:
    cell = body_row.cells[column.index]
    printed = "".join(cell.lines) if cell.row == body_row.row else ""
    box = _box(cell)
    year, phase = _year_and_phase(context.facts, column, row)
    measure = column.measure
    is_money = measure is None or not measure.split(".")[0].endswith(NO_MONEY)
    unit = column.money_unit or context.money_unit
    concept = row.concept or _column_concept(column, row, context.knowledge)
    name, label = (row.name, row.label) if row.name else (_column_name(column), None)
    return AmountRecord(
        document_id=context.document_id,
        unit_name=row.unit_name or context.unit_name,
        fiscal_year=year,
        phase=phase,
        table_id=context.table_id,
        role=context.role,
        row=row.row,
        col=column.index,
        parent_row=row.parent,
        is_leaf=row.is_leaf,
        line_no=row.line_no,
        direction=column.direction,
        item_code=row.code,
        code_inferred=row.code_inferred,
        concept=concept,
        item_name=name,
        item_label=label,
        row_type=row.row_type,
        measure=measure,
        header=" / ".join(column.path),
        amount_printed=printed,
        money_unit=unit,
        amount_yuan=_yuan(printed, unit) if is_money else None,
        corrected_yuan=None,
        correction_id=None,
        page=body_row.page,
        x0=box.x0,
        top=box.top,
        x1=box.x1,
        bottom=box.bottom,
        row_label=row.printed or None,
        procurement_code=row.labels.get("procurement_code"),
        procurement_name=row.labels.get("procurement_name"),
        procurement_kind=row.labels.get("procurement_kind"),
        project_code=row.labels.get("project_code"),
        project_name=row.labels.get("project_name"),
        functional_code=row.labels.get("functional_code"),
        functional_name=row.labels.get("functional_name"),
        department_code=row.labels.get("department_code"),
        department_name=row.labels.get("department_name"),
        government_code=row.labels.get("government_code"),
        government_name=row.labels.get("government_name"),
    )


def _yuan(printed: str, unit: str | None) -> Decimal | None:
    """Return exact yuan; None where nothing is printed, where it is no money, or where no unit settles it."""
    if unit is None:
        return None
    try:
        number = parse_number(printed)
    except AmountError:
        return None
    return None if number is None else in_yuan(number, unit)


def _year_and_phase(facts: DocumentFacts, column: KnownColumn, row: KnownRow) -> tuple[int | None, str]:
    own = "executed" if facts.kind == "final_accounts" else "approved"
    period, year = column.period, facts.fiscal_year
    if period.year is not None:
        year = period.year
    elif period.prior:
        year = None if year is None else year - 1
    if period.phase:
        return year, period.phase
    return year, "prior_year" if period.prior or year != facts.fiscal_year else own


def _column_concept(column: KnownColumn, row: KnownRow, knowledge: Knowledge) -> str | None:
    if row.code or row.code_inferred:
        return None
    words = (knowledge.line_word(word, None) for word in reversed(column.path))
    return next((word.concept for word in words if word and word.concept and column.measure != "total"), None)


def _column_name(column: KnownColumn) -> str | None:
    """Return the word that names a column: under a group head, 小计 and the like stand for the head itself."""
    words = [word for word in column.path if match_key(word) not in _SUMS]
    return words[-1] if words else next(iter(column.path), None)


_SUMS = {"小计", "合计", "总计"}


class _PrintedBox(NamedTuple):
    """A cell's box as it is written: points with two decimals."""

    x0: Decimal
    top: Decimal
    x1: Decimal
    bottom: Decimal


def _box(cell: Cell) -> _PrintedBox:
    return _PrintedBox(*(Decimal(edge).quantize(_CENT) for edge in cell.box))
