"""Known tables → tidy rows: one record for each amount cell, with its exact yuan, page and box."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from qzbudget.amounts import YUAN_IN, in_yuan, is_number, parse_number
from qzbudget.dataset.records import AmountRecord, TableRecord
from qzbudget.errors import AmountError
from qzbudget.join import PrintedTable
from qzbudget.know.blocks import Block, know_blocks, settle
from qzbudget.know.cells import NO_MONEY, cell_measure, cell_period, is_money, row_concept, year_and_phase
from qzbudget.know.column import KnownColumn
from qzbudget.know.document import DocumentFacts
from qzbudget.know.inference import printed_codes
from qzbudget.know.period import period_of
from qzbudget.know.role import PERFORMANCE, TitledTable
from qzbudget.know.rows import KnownRow
from qzbudget.shapes import Cell
from qzbudget.terms import Knowledge
from qzbudget.text import match_key

_CENT = Decimal("0.01")


@dataclass(frozen=True)
class TidyTable:
    """One disclosure table as records."""

    table: TableRecord
    amounts: tuple[AmountRecord, ...]


def tidy_tables(
    document_id: str, facts: DocumentFacts, titled: Sequence[TitledTable], knowledge: Knowledge
) -> list[TidyTable]:
    """Turn the printed tables of a document into records.

    Parameters
    ----------
    document_id : str
        The document's identifier.
    facts : DocumentFacts
        Unit, year and kind of the document.
    titled : sequence of TitledTable
        Its tables in the order of the pages.
    knowledge : Knowledge
        What titles, header words and lines mean.

    Returns
    -------
    list of TidyTable
        One for each table; tables of role ``other`` and performance sheets have no amounts.
    """
    blocks = [[] if t.role == PERFORMANCE else know_blocks(t.printed, t.role, knowledge) for t in titled]
    book = printed_codes(row for of_table in blocks for block in of_table for row in block.rows)
    counts: dict[str, int] = {}
    tidied = []
    for table, of_table in zip(titled, blocks, strict=True):
        counts[table.role] = counts.get(table.role, 0) + 1
        table_id = table.role if counts[table.role] == 1 else f"{table.role}-{counts[table.role]}"
        settled = [settle(block, table.printed.rows, table.role, book) for block in of_table]
        tidied.append(
            _tidy(_Context(document_id, facts, table_id, table.role, table.printed, knowledge), table, settled)
        )
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
        """The unit of the table; none where it prints one that is not converted."""
        return self.printed.money_unit or (None if self.printed.other_unit else self.facts.money_unit)

    @property
    def unit_name(self) -> str | None:
        return self.printed.unit_name or self.facts.unit_name


def _tidy(context: _Context, table: TitledTable, blocks: Sequence[Block]) -> TidyTable:
    printed = context.printed
    amounts = tuple(_amounts(context, blocks))
    units = {record.money_unit for record in amounts}
    record = TableRecord(
        document_id=context.document_id,
        table_id=context.table_id,
        role=context.role,
        number_printed=printed.number,
        title_printed=table.title,
        unit_name=context.unit_name,
        page_first=printed.page_first,
        page_last=printed.page_last,
        money_unit=context.money_unit or (units.pop() if len(units) == 1 else None),
        rows=len(printed.rows) + sum(len(part.rows) for part in printed.continued),
        columns=len(printed.columns),
        amounts=sum(record.amount_printed != "" for record in amounts),
        notes_printed="\n".join([*_unit_note(printed), *printed.notes]) or None,
        reading=printed.reading,
        proved=not printed.faults,
        faults="\n".join(printed.faults) or None,
    )
    return TidyTable(record, amounts)


def _unit_note(printed: PrintedTable) -> Iterator[str]:
    """Yield the printed money unit that no column of the contract can hold."""
    if printed.other_unit:
        yield f"单位：{printed.other_unit}"


def _amounts(context: _Context, blocks: Sequence[Block]) -> Iterator[AmountRecord]:
    for block in blocks:
        for row in block.rows:
            body_row = context.printed.rows[row.row]
            seen: set[Cell] = set()
            for column in block.columns:
                cell = body_row.cells[column.index]
                # a merged cell prints its amount once, in the first of its rows and columns
                elsewhere = cell in seen or cell.row != body_row.row or _is_label(body_row.cells, column.index)
                printed = "" if elsewhere else cell.text
                seen.add(cell)
                yield _amount(context, row, column, cell, printed)


def _is_label(cells: Sequence[Cell], col: int) -> bool:
    """Tell whether a merged cell begins in a column before an amount and prints words: 公用经费合计 over several columns."""
    cell = cells[col]
    return cell in cells[:col] and bool(cell.text) and not is_number(cell.text)


def _amount(context: _Context, row: KnownRow, column: KnownColumn, cell: Cell, printed: str) -> AmountRecord:
    box = _box(cell)
    year, phase = year_and_phase(context.facts, cell_period(column, row))
    measure = cell_measure(column, row)
    unit = column.money_unit or context.money_unit
    unit = unit if unit in YUAN_IN else None
    concept = row_concept(column, row) or _column_concept(context, column, row)
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
        amount_yuan=_yuan(printed, unit) if is_money(column, row, context.role) else None,
        corrected_yuan=None,
        correction_id=None,
        page=cell.page,
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


def _column_concept(context: _Context, column: KnownColumn, row: KnownRow) -> str | None:
    """Return the concept that a column's header names, for a row that names none: the same as where it is a row.

    A source that pays for spending (``@source``) is no such line, and a percentage or a count says so in its measure.
    """
    if row.code or row.code_inferred or row.measure or column.measure is None or column.measure == "total":
        return None
    if "@source" in column.measure or column.measure.split(".")[0].endswith(NO_MONEY):
        return None
    words = (context.knowledge.line_word(word, column.direction, context.role) for word in reversed(column.path))
    return next((word.concept for word in words if word and word.concept), None)


def _column_name(column: KnownColumn) -> str | None:
    """Return the word that names a column: under a group head, 小计 and the like stand for the head itself."""
    words = [word for word in column.path if match_key(word) not in _SUMS and not period_of([word]).stated]
    return words[-1] if words else next(reversed(column.path), None)


_SUMS = {"小计", "合计", "总计"}


class _PrintedBox(NamedTuple):
    """A cell's box as it is written: points with two decimals."""

    x0: Decimal
    top: Decimal
    x1: Decimal
    bottom: Decimal


def _box(cell: Cell) -> _PrintedBox:
    return _PrintedBox(*(Decimal(edge).quantize(_CENT) for edge in cell.box))
