"""A reading without a lattice is believed only where its numbers add up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from qzbudget.amounts import is_number
from qzbudget.check.figures import FAIL, PASS, ROUNDING
from qzbudget.check.findings import Finding
from qzbudget.check.tables import Cell, CheckedTable
from qzbudget.check.within import columns_add_up, rows_add_up
from qzbudget.dataset.records import DocumentRecord
from qzbudget.know.cells import NO_MONEY
from qzbudget.shapes import WHITE
from qzbudget.tidy import TidyTable


def with_sums_proved(document: DocumentRecord, tables: Sequence[TidyTable]) -> list[TidyTable]:
    """Take the proof from tables that were read by white gaps where sums fail, or leave a column of amounts without any.

    Parameters
    ----------
    document : DocumentRecord
        The document.
    tables : sequence of TidyTable
        Its tables; those that stand in a lattice stay as they are.
    """
    return [_with_sums(document, table) if WHITE in table.table.reading else table for table in tables]


def _with_sums(document: DocumentRecord, tidied: TidyTable) -> TidyTable:
    faults = [*filter(None, [tidied.table.faults]), *_faults(CheckedTable(tidied.table, tidied.amounts, document))]
    return replace(tidied, table=replace(tidied.table, proved=not faults, faults="\n".join(faults) or None))


def _faults(table: CheckedTable) -> Iterator[str]:
    found = [*rows_add_up(table), *columns_add_up(table)]
    page = table.record.page_first
    for finding in found:
        if finding.status == FAIL:
            _, row, col = finding.left.figures[0].where.rsplit(":", 2)
            yield f"第 {page} 页：数据第 {row} 行第 {col} 列的数不等于它各部分之和，不能证明没有读错"
    held = {_column(where) for finding in found if finding.status in (PASS, ROUNDING) for where in _places(finding)}
    printed = {cell.col for cell in table.cells if is_number(cell.amount_printed) and not _is_no_money(cell)}
    bare = sorted(printed - held)
    if not printed:
        yield f"第 {page} 页：没有认出金额，不能用加总证明"
    for column in bare:
        yield f"第 {page} 页：第 {column} 列没有可以验证的合计，不能证明没有读错"


def _is_no_money(cell: Cell) -> bool:
    return any((name or "").split(".")[0].endswith(NO_MONEY) for name in (cell.measure, cell.concept))


def _places(finding: Finding) -> Iterator[str]:
    for side in (finding.left, finding.right):
        yield from (figure.where for figure in side.figures)


def _column(where: str) -> int:
    return int(where.rsplit(":", 1)[1])
